const AREA = 'backbone|Ip|1..4294967295';
const TIMERS =
  '[retransmit-interval=<seconds:1..65535>] [transmit-delay=<seconds:1..65535>] [hello-interval=<seconds:1..65535>] [dead-interval=<seconds:1..2147483647>]';
const KEYS =
  '[authkey=<key:Password8>] [md5key=<id:0..255>,<key:Password16>] [md5key=<id:0..255>,<key:Password16>] [md5-sequence-mode=<mode:second|increment>]';
const LINK = `[type=<type:broadcast|point-to-point|point-to-multipoint|non-broadcast|loopback>] [passive] [cost=<cost:0..65535>] [priority=<priority:0..255>] ${TIMERS} [poll-interval=<seconds:1..2147483647>] ${KEYS}`;
const ROUTES = '[<unless:not|reject>] <kind:include|refines|equal> <network:AddressMask>...';

/** Manual chapter 28: OSPF. */
export const CHAPTER_28 = (): string => `
28.1 ospf configure refresh
  on * -NVR500 -netvolante -early
  does
  ja OSPFの設定を有効にします
  en Let the OSPF settings take effect
28.2 ospf use <use:on|off>
  on * -NVR500 -netvolante -early
  initial off
  ja OSPFを使用するかどうかを設定します
  en Use OSPF
28.3 ospf preference <preference:1..2147483647>
  on * -NVR500 -netvolante -early
  initial 2000
  ja OSPFによる経路の優先度を設定します
  en Set the preference of routes from OSPF
28.4 ospf router id <id:Ip>
  on * -NVR500 -netvolante -early
  ja OSPFのルーターIDを設定します
  en Set the router ID of OSPF
28.5 ospf export from ospf [filter <filter:1..2147483647>...]
  on * -NVR500 -netvolante -early
  ja OSPFの経路をルーティングテーブルに反映させるかどうかを設定します
  en Set which routes from OSPF are used
28.6 ospf import from {protocol:static|rip|bgp} [filter <filter:1..2147483647>...]
  on * -NVR500 -netvolante -early
  ja OSPFに導入する外部経路を設定します
  en Set which other routes OSPF tells of
28.7 ospf export filter {filter:1..2147483647} ${ROUTES}
  on * -NVR500 -netvolante -early
  ja OSPFで受け取った経路のフィルターを設定します
  en Set a filter for routes from OSPF
28.8 ospf import filter {filter:1..2147483647} ${ROUTES} [metric=<metric:0..16777215>] [type=<type:1..2>] [tag=<tag:0..4294967295>]
  on * -NVR500 -netvolante -early
  ja OSPFに導入する外部経路のフィルターを設定します
  en Set a filter for other routes that OSPF tells of
28.9 ospf area {area:${AREA}} [auth=<auth:text|md5>] [stub [cost=<cost:1..16777215>]]
  on * -NVR500 -netvolante -early
  ja OSPFのエリアを設定します
  en Set an area of OSPF
28.10 ospf area network {area:${AREA}} {network:AddressMask} [restrict]
  on * -NVR500 -netvolante -early
  ja エリアの経路を要約して広告します
  en Tell other areas of a network as one route
28.11 ospf area stubhost {area:${AREA}} {host:Ip} [cost <cost:1..65535>]
  on * -NVR500 -netvolante -early
  ja スタブ的接続を広告します
  en Tell an area of a host
28.12 ospf virtual-link {router:Ip} <area:Ip|1..4294967295> ${TIMERS} ${KEYS}
  on * -NVR500 -netvolante -early
  ja 仮想リンクを設定します
  en Set a virtual link
28.13 ip {interface:Interface} ospf area <area:${AREA}> ${LINK}
  on * -NVR500 -netvolante -early
  ja インタフェースのOSPFエリアを設定します
  en Set the OSPF area of an interface
28.13 ip pp ospf area <area:${AREA}> ${LINK}
  on * -NVR500 -netvolante -early
  in pp
  ja PPのOSPFエリアを設定します
  en Set the OSPF area of the PP
28.13 ip tunnel ospf area <area:${AREA}> ${LINK}
  on * -NVR500 -netvolante -early
  in tunnel
  ja トンネルのOSPFエリアを設定します
  en Set the OSPF area of the tunnel
28.14 ip {interface:Interface} ospf neighbor {neighbor:Ip} [eligible]
  on * -NVR500 -netvolante -early
  ja インタフェースのOSPFルーターを指定します
  en Name an OSPF router at an interface
28.14 ip pp ospf neighbor {neighbor:Ip} [eligible]
  on * -NVR500 -netvolante -early
  in pp
  ja PPのOSPFルーターを指定します
  en Name an OSPF router at the PP
28.14 ip tunnel ospf neighbor {neighbor:Ip} [eligible]
  on current rev10 rev8 NVR510 NVR700W
  in tunnel
  ja トンネルのOSPFルーターを指定します
  en Name an OSPF router at the tunnel
28.15 ospf merge equal cost stub <merge:on|off>
  on * -NVR500 -netvolante -early
  initial on
  ja コストの等しいスタブをマージするかどうかを設定します
  en Join stub routes of equal cost with others
28.16 ospf log <log:interface|neighbor|packet>...3
  on current rev10 rev8 NVR510 NVR700W
  ja OSPFのログの種類を設定します
  en Set what of OSPF is told in the log
28.17 ospf reric interval <seconds:1..2147483647>
  on RTX1210>=14.01.16 RTX1220 RTX1300 RTX830
  initial 1
  ja OSPFに外部経路を反映させる間隔を設定します
  en Set how often OSPF learns of other routes
`;
