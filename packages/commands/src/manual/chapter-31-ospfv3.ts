/** Manual chapter 31: OSPFv3. */
export const CHAPTER_31 = (): string => `
31.1 ipv6 ospf configure refresh
  on current rev10 rev8 nvr -NVR500
  does
  ja OSPFv3の設定を有効にします
  en Make the settings of OSPFv3 count
31.2 ipv6 ospf use <use:on|off>
  on current rev10 rev8 nvr -NVR500
  initial off
  ja OSPFv3を使用するかどうかを設定します
  en Use OSPFv3
31.3 ipv6 ospf router id <id:Ip>
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3のルーターIDを設定します
  en Set the router ID of OSPFv3
31.4 ipv6 ospf area {area:backbone|1..4294967295|Ip} [stub [cost=<cost:0..16777215>]]
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3のエリアを設定します
  en Set an area of OSPFv3
31.5 ipv6 ospf area network {area:backbone|1..4294967295|Ip} {network:Ipv6Prefix} [restrict]
  on current rev10 rev8 nvr -NVR500
  ja エリアが他のエリアに広告する経路を設定します
  en Set what an area tells the others as one route
31.6 ipv6 {interface:AnyInterface} ospf area <area:backbone|1..4294967295|Ip> [type=<type:broadcast|point-to-point>] [passive] [cost=<cost:1..65535>] [priority=<priority:0..255>] [retransmit-interval=<seconds:1..65535>] [transmit-delay=<seconds:1..65535>] [hello-interval=<seconds:1..65535>] [dead-interval=<seconds:1..65535>]
  on current rev10 rev8 nvr -NVR500
  ja インタフェースの属するOSPFv3のエリアを設定します
  en Set in which area of OSPFv3 an interface is
31.6 ipv6 pp ospf area <area:backbone|1..4294967295|Ip> [type=<type:broadcast|point-to-point>] [passive] [cost=<cost:1..65535>] [priority=<priority:0..255>] [retransmit-interval=<seconds:1..65535>] [transmit-delay=<seconds:1..65535>] [hello-interval=<seconds:1..65535>] [dead-interval=<seconds:1..65535>]
  in pp
  on current rev10 rev8 nvr -NVR500
  ja PPの属するOSPFv3のエリアを設定します
  en Set in which area of OSPFv3 the PP is
31.6 ipv6 tunnel ospf area <area:backbone|1..4294967295|Ip> [type=<type:broadcast|point-to-point>] [passive] [cost=<cost:1..65535>] [priority=<priority:0..255>] [retransmit-interval=<seconds:1..65535>] [transmit-delay=<seconds:1..65535>] [hello-interval=<seconds:1..65535>] [dead-interval=<seconds:1..65535>]
  in tunnel
  on current rev10 rev8 nvr -NVR500
  ja トンネルの属するOSPFv3のエリアを設定します
  en Set in which area of OSPFv3 the tunnel is
31.7 ipv6 ospf virtual-link {router:Ip} <area:1..4294967295|Ip> [retransmit-interval=<seconds:1..65535>] [transmit-delay=<seconds:1..65535>] [hello-interval=<seconds:1..65535>] [dead-interval=<seconds:1..65535>]
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3の仮想リンクを設定します
  en Set a virtual link of OSPFv3
31.8 ipv6 ospf preference <preference:1..2147483647>
  on current rev10 rev8 nvr -NVR500
  initial 2000
  ja OSPFv3の経路の優先度を設定します
  en Set the preference of routes of OSPFv3
31.9 ipv6 ospf export from ospf filter <filter:1..2147483647>...
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3の経路をルーティングに使うフィルタを設定します
  en Choose the routes of OSPFv3 that are used
31.10 ipv6 ospf export filter {number:1..2147483647} [<interpretation:not|reject>] <kind:include|refines|equal> <network:Ipv6Prefix>...
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3の経路を選ぶフィルタを定義します
  en Define a filter of routes of OSPFv3
31.11 ipv6 ospf import from {protocol:static|rip} [filter <filter:1..2147483647>...]
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3に導入する他の経路を設定します
  en Tell routes of another kind by OSPFv3
31.12 ipv6 ospf import filter {number:1..2147483647} [<interpretation:not|reject>] <kind:include|refines|equal> <network:Ipv6Prefix>... [metric=<metric:1..16777215>] [type=<type:1|2>]
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3に導入する経路を選ぶフィルタを定義します
  en Define a filter of routes to be told by OSPFv3
31.13 ipv6 ospf log <log:interface|neighbor|packet>...3
  on current rev10 rev8 nvr -NVR500
  ja OSPFv3のログの種類を設定します
  en Set what OSPFv3 logs
`;
