const AS = '1..65535';
const FILTER = '1..2147483647';
const NETWORKS = '<kind:include|refines|equal> (all | <network:AddressMask>...)';

/** Manual chapter 29: BGP. */
export const CHAPTER_29 = (): string => `
29.1 bgp use <use:on|off>
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  initial off
  ja BGPを使用するかどうかを設定します
  en Use BGP
29.2 bgp aggregate {network:AddressMask} (filter <filter:${FILTER}>...)
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja 経路を集約します
  en Tell of several networks as one
29.3 bgp aggregate filter {filter:${FILTER}} <protocol:static|rip|ospf|bgp|all> [reject] ${NETWORKS}
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja 経路を集約するためのフィルターを設定します
  en Set a filter for routes that become one
29.4 bgp autonomous-system <as:${AS}>
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja AS番号を設定します
  en Set our AS number
29.5 bgp router id <id:Ip>
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja BGPのルーターIDを設定します
  en Set the router ID of BGP
29.6 bgp preference <preference:1..2147483647>
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  initial 500
  ja BGPによる経路の優先度を設定します
  en Set the preference of routes from BGP
29.7 bgp export {as:${AS}} (filter <filter:${FILTER}>...)
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja BGPで受信した経路に適用するフィルターを設定します
  en Use filters for routes from a peer
29.7 bgp export aspath {order:1..65535} <path:Text> filter <filter:${FILTER}>...
  on current rev10 rev8 NVR510 NVR700W
  ja BGPで受信した経路にASパスで適用するフィルターを設定します
  en Use filters for routes with certain AS paths
29.8 bgp export filter {filter:${FILTER}} [reject] ${NETWORKS} [preference=<preference:0..255>]
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja BGPで受信する経路のフィルターを設定します
  en Set a filter for routes from peers
29.9 bgp import {as:${AS}} {from:(<protocol:static|rip|ospf|aggregate> | bgp [<as:${AS}>])} (filter <filter:${FILTER}>...)
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja BGPに導入する経路に適用するフィルターを設定します
  en Set which routes a peer is told of
29.10 bgp configure refresh
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  does
  ja BGPの設定を有効にします
  en Let the BGP settings take effect
29.11 bgp import filter {filter:${FILTER}} [reject] ${NETWORKS} [metric=<metric:1..16777215>] [preference=<preference:0..255>]
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja BGPに導入する経路のフィルターを設定します
  en Set a filter for routes that peers are told of
29.12 bgp neighbor {neighbor:1..2147483647} <as:${AS}> <address:Ip> [hold-time=<seconds:off|3..28800>] [metric=<metric:1..21474836>] [passive=<passive:on|off>] [gateway=<gateway:Ip|AnyInterface>] [gateway=pp <number:Pp>] [gateway=tunnel <number:Tunnel>] [local-address=<address:Ip>] [ignore-capability=<ignore:on|off>]
  on current rev10 rev8 RTX1000 NVR510 NVR700W
  ja BGPの接続先を設定します
  en Set a BGP peer
29.13 bgp neighbor pre-shared-key {neighbor:1..2147483647} (text <key:Password80>)
  on RTX1210>=14.01.11 RTX1220 RTX1300 RTX830
  ja BGPで使用する事前共有鍵を設定します
  en Set the key that we share with a BGP peer
29.14 bgp log <log:neighbor|packet>...2
  on current rev10 rev8 NVR510 NVR700W
  ja BGPのログの種類を設定します
  en Set what of BGP is told in the log
29.15 bgp force-to-advertise {as:${AS}} {network:AddressMask} [metric=<metric:1..16777215>] [preference=<preference:0..255>]
  on RTX1210>=14.01.11 RTX1220 RTX1300 RTX830 rev10 rev8 NVR510 NVR700W
  ja BGPで強制的に経路を広告します
  en Tell a peer of a network in any case
29.16 bgp reric interval <seconds:1..2147483647>
  on RTX1210>=14.01.16 RTX1220 RTX1300 RTX830
  initial 1
  ja BGPに外部経路を反映させる間隔を設定します
  en Set how often BGP learns of other routes
29.17 bgp default med <med:1..2147483647>
  on RTX1210>=14.01.36 RTX1220 RTX1300 RTX830>=15.02.15
  initial 2147483647
  ja MED属性のない経路のMED値を設定します
  en Set the MED of routes without one
29.18 bgp export route selection rule <rule:ebgp-only|all>
  on RTX1210>=14.01.42 RTX1220>=15.04.05 RTX1300>=23.00.05 RTX830>=15.02.27
  initial ebgp-only
  ja BGPの経路選択の規則を設定します
  en Set which routes BGP compares
`;
