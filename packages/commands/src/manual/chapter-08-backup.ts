/** Manual sections 8.2.6, 8.4, 8.5 and 8.8: VRRP, backup, keepalive, pass-through. */
export const CHAPTER_8_BACKUP = (): string => `
8.2.6 leased keepalive down <action:silent|reset>
  on * -RTX830 -RTX1220 -RTX1300
  initial silent
  ja 専用線のダウン検出時の動作を設定します
  en Set what is done when a leased line fails
8.4.1 ip {interface:Interface} vrrp {vrid:1..255} <address:Ip> [priority=<priority:1..254>] [preempt=<use:on|off>] [auth=<text:Text8>] [advertise-interval=<seconds:1..60>] [down-interval=<seconds:3..180>]
  on * -NVR500 -netvolante -early
  ja VRRPを設定します
  en Be one of the routers that stand in for each other
8.4.2 ip {interface:Interface} vrrp shutdown trigger {vrid:1..255} {trigger:(pp <pp:PpNumber> [dlci=<dlci:16..1022>] | tunnel <tunnel:Tunnel> | route <network:Network> [<hop:Ip|Interface>] | <interface:Interface>)}
  on * -NVR500 -netvolante -early
  ja VRRPのシャットダウントリガーを設定します
  en Set what must fail for another router to stand in
8.5.1 pp backup (none | pp <pp:PpNumber> [ipsec-fast-recovery=<use:on|off>] | tunnel <tunnel:Tunnel> | <interface:Interface> <gateway:Ip>)
  on * -NVR500 -netvolante -early
  in numbered
  initial none
  ja 接続がダウンした時にバックアップする接続先を設定します
  en Set what stands in for this PP
8.5.2 pp backup recovery time <seconds:off|1..21474836>
  on * -NVR500 -netvolante -early
  initial off
  ja バックアップから復帰するまでの待ち時間を設定します
  en Set how long to wait before going back to a PP
8.5.3 lan backup {interface:Interface} (none | pp <pp:PpNumber> | tunnel <tunnel:Tunnel> | <interface:Interface> <gateway:Ip>)
  on current rev10 rev8 RTX1000 nvr -NVR500
  initial none
  ja LAN経由の接続がダウンした時にバックアップする接続先を設定します
  en Set what stands in for a LAN
8.5.4 lan backup recovery time {interface:Interface} <seconds:off|1..21474836>
  on current rev10 rev8 RTX1000 nvr -NVR500
  initial off
  ja LANのバックアップから復帰するまでの待ち時間を設定します
  en Set how long to wait before going back to a LAN
8.5.5 lan keepalive use {interface:Interface} (off | arp <target:Ip>... | icmp-echo (<target:Ip> [upwait=<milliseconds:1..10000>] [downwait=<milliseconds:1..10000>] [length=<octets:64..1500>])... [arp <target:Ip>...])
  on current rev10 rev8 RTX1000 nvr -NVR500
  initial off
  ja LAN経由のキープアライブを使用するかどうかを設定します
  en Watch whether a LAN leads anywhere
8.5.6 lan keepalive interval {interface:Interface} <seconds:1..65535> [<count:3..100>]
  on current rev10 rev8 RTX1000 nvr -NVR500
  initial 30 6
  ja LAN経由のキープアライブの時間間隔を設定します
  en Set how often a LAN is watched
8.5.7 lan keepalive log {interface:Interface} <log:on|off>
  on current rev10 rev8 RTX1000 nvr -NVR500
  initial off
  ja LAN経由のキープアライブのログをとるかどうかを設定します
  en Write to the log how a LAN is watched
8.8.1 lan pass-through ethertype {id:1..8} <type:EtherType>...
  on RTX1300>=23.00.16
  ja LANパススルー機能で中継するイーサタイプを設定します
  en Set which frames are passed from LAN to LAN
8.8.2 lan pass-through member {id:1..8} <one:Lan> <other:Lan>
  on RTX1300>=23.00.16
  ja LANパススルー機能で使用するインタフェースを設定します
  en Set between which LANs frames are passed
`;
