/** Manual chapter 58: what interfaces, tunnels and services are doing. */
export const CHAPTER_58_STATUS = (): string => `
58.2 show status <interface:AnyInterface>
  on * -early
  shows
  ja LAN以外のインタフェースの状態を表示します
  en Show an interface that is no LAN port
58.13 show status vrrp [<interface:Interface> [<group:1..255>]]
  on * -NVR500 -netvolante -early
  shows
  ja VRRPの状態を表示します
  en Show the state of VRRP
58.24 show status ospf <what:database|neighbor|interface|virtual-link>
  on * -NVR500 -netvolante -early
  shows
  ja OSPFの状態を表示します
  en Show the state of OSPF
58.25 show status bgp neighbor [<neighbor:Ip> [<routes:advertised-routes|received-routes|routes>]]
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  shows
  ja BGPの隣接ルーターの状態を表示します
  en Show the neighbours of BGP
58.28 show status ipv6 dhcp
  on current rev10 rev8 nvr netvolante
  shows
  ja DHCPv6の状態を表示します
  en Show the state of DHCPv6
58.29 show status backup
  on current rev10 rev8 RTX1000
  shows
  ja バックアップの状態を表示します
  en Show which interfaces stand in for others
58.39 show status switching-hub macaddress [<interface:Lan> [<port:1..4|1..8@RTX1220,RTX1210,RTX1200|1..10@RTX1300>]] [<address:Mac>]
  on current rev10 rev8 RTX1000 nvr
  shows
  ja スイッチングハブのMACアドレステーブルを表示します
  en Show the MAC address table of the switching hub
58.40 show status upnp
  on * -rt RTX1000 -early
  shows
  ja UPnPの状態を表示します
  en Show the state of UPnP
58.41 show status tunnel name=<name:Text>
  on RTX1300 RTX1220 RTX1210>=14.01.20 RTX830
  shows
  ja 指定した名前の相手のマルチポイントトンネルの状態を表示します
  en Show multipoint tunnels by the name of their far end
58.43 show status mail service [<template:1..10>] [debug]
  on current rev10 rev8 nvr
  shows
  ja メール通知の状態を表示します
  en Show the state of notices by mail
58.45 show status ipv6 mld
  on current rev10 rev8 RTX1000 nvr netvolante
  shows
  ja MLDのグループを表示します
  en Show the groups of MLD
58.49 show status packet-buffer [<group:small|middle|large|jumbo|huge>]
  on * -rt -RT57i -RTV700 -early -RTX830 -RTX1210 -RTX1220
  shows
  ja パケットバッファの状態を表示します
  en Show the packet buffers
58.50 show status qos <what:bandwidth|length|dcc|all> [<interface:Interface> [<class:1..16>]]
  on * -rt -RT57i -RTV700 -early
  shows
  ja QoSの状態を表示します
  en Show the state of QoS
58.51 show status cooperation <type:bandwidth-measuring|load-watch> [<id:1..100>]
  on * -rt -RT57i -RTV700 -early
  shows
  ja 連携動作の状態を表示します
  en Show how routers work together
58.56 show status heartbeat
  on current rev10 nvr
  shows
  ja 受信した生存通知を表示します
  en Show the heartbeats that came
58.57 show status usbhost modem
  on current rev10 nvr RT58i
  shows
  ja USBポートの携帯端末の状態を表示します
  en Show the phone at the USB port
58.58 show status remote setup
  on current rev10 nvr
  shows
  ja リモートセットアップの状態を表示します
  en Show the state of the setup over a line
58.66 show status switch control [<interface:Interface>]
  on current rev10 nvr
  shows
  ja L2MSのエージェントの一覧を表示します
  en List the switches and access points
58.67 show status switch control route backup <route:Agent>
  on current rev10 nvr
  shows
  ja LANケーブルの二重化の状態を表示します
  en Show which of two cables is used
58.69 show status license
  on RTX1300 RTX830>=15.02.13
  shows
  ja ライセンスを表示します
  en Show the licenses
58.70 show status license authentication
  on RTX1300 RTX830>=15.02.13
  shows
  ja ライセンス認証の状態を表示します
  en Show whether the licenses are confirmed
58.71 show status packet-scheduling
  on RTX1300
  shows
  ja パケット転送のCPUスケジューリングの状態を表示します
  en Show which core forwards what
58.72 show status status-led [history]
  on current nvr
  shows
  ja STATUS LEDの状態を表示します
  en Show what the STATUS LED tells
58.77 show status hb46pp [tunnel <tunnel:Tunnel>]
  on RTX1300>=23.00.12 RTX1220>=15.04.07 RTX830>=15.02.31
  shows
  ja 国内標準プロビジョニング方式の状態を表示します
  en Show how the IPv4 over IPv6 tunnel was set up
`;
