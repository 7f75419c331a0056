/** Manual chapter 30: IPv6, its addresses, neighbours and routes. */
export const CHAPTER_30_IPV6 = (): string => `
30.1.1 ipv6 routing <routing:on|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja IPv6パケットを扱うかどうかを設定します
  en Set whether IPv6 packets are routed
30.1.2 ipv6 {interface:AnyInterface} mtu <mtu:1280..1500|1280..10218@RTX1300>
  initial 1500
  ja インタフェースのIPv6のMTUを設定します
  en Set the MTU of IPv6 on an interface
30.1.2 ipv6 pp mtu <mtu:1280..1500>
  in pp
  initial 1500
  ja PPのIPv6のMTUを設定します
  en Set the MTU of IPv6 on the PP
30.1.2 ipv6 tunnel mtu <mtu:1280..1500>
  in tunnel
  on RTX1210>=14.01.34 RTX830>=15.02.10 RTX1220 RTX1300 NVR510 NVR700W
  initial 1280
  ja トンネルのIPv6のMTUを設定します
  en Set the MTU of IPv6 on the tunnel
30.1.3 ipv6 {interface:AnyInterface} tcp mss limit <mss:536..1440|auto|off>
  on * -RT300i -RT105e -RT105i -RT105p -early
  ja インタフェースを通るIPv6のTCPのMSSを制限します
  en Limit the MSS of TCP over IPv6 through an interface
30.1.3 ipv6 pp tcp mss limit <mss:536..1440|auto|off>
  in pp
  on * -RT300i -RT105e -RT105i -RT105p -early
  ja PPを通るIPv6のTCPのMSSを制限します
  en Limit the MSS of TCP over IPv6 through the PP
30.1.3 ipv6 tunnel tcp mss limit <mss:536..1440|auto|off>
  in tunnel
  on * -RT300i -RT105e -RT105i -RT105p -early
  ja トンネルを通るIPv6のTCPのMSSを制限します
  en Limit the MSS of TCP over IPv6 through the tunnel
30.1.4 ipv6 {interface:AnyInterface} tcp window-scale <scale:off|remove>
  on RTX1210>=14.01.16 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  initial off
  ja インタフェースを通るIPv6のTCPのウィンドウスケールの扱いを設定します
  en Set whether TCP over IPv6 through an interface may scale its window
30.1.4 ipv6 pp tcp window-scale <scale:off|remove>
  in pp
  on RTX1210>=14.01.16 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  initial off
  ja PPを通るIPv6のTCPのウィンドウスケールの扱いを設定します
  en Set whether TCP over IPv6 through the PP may scale its window
30.1.4 ipv6 tunnel tcp window-scale <scale:off|remove>
  in tunnel
  on RTX1210>=14.01.16 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  initial off
  ja トンネルを通るIPv6のTCPのウィンドウスケールの扱いを設定します
  en Set whether TCP over IPv6 through the tunnel may scale its window
30.1.5 ipv6 rh0 discard <discard:on|off>
  on current rev10 rev8 nvr
  initial on
  ja タイプ0のルーティングヘッダを持つIPv6パケットを破棄するかどうかを設定します
  en Set whether IPv6 packets with a routing header of type 0 are discarded
30.1.6 ipv6 routing process <process:fast|normal>
  on current rev10 rev8 nvr
  initial fast
  ja IPv6パケットの転送にファストパスを使うかどうかを設定します
  en Set whether IPv6 packets take the fast path
30.1.7 ipv6 {interface:AnyInterface} icmp-nd queue length <length:0..10000>
  on RTX1210>=14.01.33 RTX830>=15.02.09 RTX1220 RTX1300
  initial 200
  ja 近隣の解決を待つパケットの最大数を設定します
  en Set how many packets may wait for a neighbour to be found
30.1.8 ipv6 {interface:AnyInterface} neighbor cache max entry <entries:256..20480>
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220 RTX1300
  initial 1024
  ja 近隣キャッシュの最大エントリー数を設定します
  en Set how many neighbours are kept
30.1.9 ipv6 reassembly hold-time <seconds:1..60>
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220 RTX1300
  initial 60
  ja IPv6のフラグメントを保持する時間を設定します
  en Set for how long fragments of IPv6 are held
30.1.10 ipv6 dscp supersede {id:1..65535} <dscp:0..63|default|cs1|cs2|cs3|cs4|cs5|cs6|cs7|af11|af12|af13|af21|af22|af23|af31|af32|af33|af41|af42|af43|ef> <filter:1..21474836>...
  on RTX1210>=14.01.42 RTX830>=15.02.27 RTX1220>=15.04.05 RTX1300>=23.00.05
  ja 中継するIPv6パケットのDSCP値の書き換えを設定します
  en Rewrite the DSCP of IPv6 packets that filters pass
30.2.1 ipv6 dhcp prefix {id:1..2147483647} <source:Ipv6Source> [<part:Ipv6Prefix>]
  on RTX1300>=23.00.16
  ja DHCPv6で割り当てるプレフィックスを定義します
  en Define a prefix to be given out by DHCPv6
30.2.2 ipv6 {interface:AnyInterface} address {address:Ipv6Prefix|Ipv6Source|auto|dhcp} [<type:unicast|anycast>]
  ja インタフェースのIPv6アドレスを設定します
  en Set an IPv6 address of an interface
30.2.2 ipv6 pp address {address:Ipv6Prefix|Ipv6Source|auto|dhcp} [<type:unicast|anycast>]
  in pp
  ja PPのIPv6アドレスを設定します
  en Set an IPv6 address of the PP
30.2.2 ipv6 tunnel address {address:Ipv6Prefix|Ipv6Source|auto|dhcp} [<type:unicast|anycast>]
  in tunnel
  ja トンネルのIPv6アドレスを設定します
  en Set an IPv6 address of the tunnel
30.2.3 ipv6 {interface:AnyInterface} prefix {prefix:Ipv6Prefix|Ipv6Source}
  on * -RT300i -RT105e -RT105i -RT105p
  ja プレフィックスとMACアドレスによるインタフェースのIPv6アドレスを設定します
  en Set an IPv6 address of an interface by its prefix alone
30.2.3 ipv6 pp prefix {prefix:Ipv6Prefix|Ipv6Source}
  in pp
  on * -RT300i -RT105e -RT105i -RT105p
  ja プレフィックスとMACアドレスによるPPのIPv6アドレスを設定します
  en Set an IPv6 address of the PP by its prefix alone
30.2.3 ipv6 tunnel prefix {prefix:Ipv6Prefix|Ipv6Source}
  in tunnel
  on * -RT300i -RT105e -RT105i -RT105p
  ja プレフィックスとMACアドレスによるトンネルのIPv6アドレスを設定します
  en Set an IPv6 address of the tunnel by its prefix alone
30.2.4 ipv6 {interface:AnyInterface} prefix change log <log:on|off>
  on current rev10 rev8 nvr
  initial off
  ja インタフェースのIPv6プレフィックスの変化をログに記録するかどうかを設定します
  en Set whether changes of the prefix of an interface are logged
30.2.4 ipv6 pp prefix change log <log:on|off>
  in pp
  on current rev10 rev8 nvr
  initial off
  ja PPのIPv6プレフィックスの変化をログに記録するかどうかを設定します
  en Set whether changes of the prefix of the PP are logged
30.2.4 ipv6 tunnel prefix change log <log:on|off>
  in tunnel
  on current rev10 rev8 nvr
  initial off
  ja トンネルのIPv6プレフィックスの変化をログに記録するかどうかを設定します
  en Set whether changes of the prefix of the tunnel are logged
30.2.5 ipv6 {interface:AnyInterface} dhcp service (client [ir=<ir:on|off>] | server [prefix=<prefix:1..2147483647@RTX1300>=23.00.16>] | off)
  on * -rt -early
  initial off
  ja インタフェースのDHCPv6の動作を設定します
  en Set what an interface does in DHCPv6
30.2.5 ipv6 pp dhcp service (client [ir=<ir:on|off>] | server | off)
  in pp
  on * -rt -early
  initial off
  ja PPのDHCPv6の動作を設定します
  en Set what the PP does in DHCPv6
30.2.5 ipv6 tunnel dhcp service (client [ir=<ir:on|off>] | server | off)
  in tunnel
  on * -rt -early
  initial off
  ja トンネルのDHCPv6の動作を設定します
  en Set what the tunnel does in DHCPv6
30.2.6 ipv6 {interface:AnyInterface} dad retry count <count:0..10>
  on * -rt -early
  initial 1
  ja インタフェースのアドレスの重複を調べる回数を設定します
  en Set how often an address of an interface is tried before it is used
30.2.6 ipv6 pp dad retry count <count:0..10>
  in pp
  on * -rt -RT57i -RTV700 -early
  initial 1
  ja PPのアドレスの重複を調べる回数を設定します
  en Set how often an address of the PP is tried before it is used
30.2.7 ipv6 max auto address <addresses:1..256>
  on current rev10 rev8 nvr
  initial 16
  ja 自動的に設定されるIPv6アドレスの最大数を設定します
  en Set how many addresses an interface may take by itself
30.2.8 ipv6 source address selection rule <rule:prefix|lifetime>
  on current rev10 rev8 nvr
  initial prefix
  ja 始点IPv6アドレスを選ぶ規則を設定します
  en Set by what rule the source address is chosen
30.3.1 ipv6 prefix {id:1..2147483647} <prefix:Ipv6Prefix|Ipv6Source> [preferred_lifetime=<time:0..4294967295|Moment>] [valid_lifetime=<time:0..4294967295|Moment>] [l_flag=<flag:on|off>] [a_flag=<flag:on|off>]
  ja ルーター広告で配るプレフィックスを定義します
  en Define a prefix for router advertisements
30.3.2 ipv6 nd ra-rdnss {id:1..21474836} <server:dhcpv6|Ipv6>...3 [lifetime=<seconds:0..4294967294|infinity>]
  on RTX1210>=14.01.41 RTX830>=15.02.24 RTX1220>=15.04.04 RTX1300>=23.00.05
  ja ルーター広告で配るDNSサーバーを定義します
  en Define DNS servers for router advertisements
30.3.3 ipv6 {interface:AnyInterface} rtadv send <prefix:1..2147483647>... [m_flag=<flag:on|off>] [o_flag=<flag:on|off>] [prf_flag=<preference:high|medium|low>] [max-rtr-adv-interval=<seconds:4..1800>] [min-rtr-adv-interval=<seconds:3..1350>] [adv-default-lifetime=<seconds:0..9000>] [adv-reachable-time=<milliseconds:0..3600000>] [adv-retrans-time=<milliseconds:0..4294967295>] [adv-cur-hop-limit=<hops:0..255>] [mtu=<mtu:auto|off|1280..10218>] [route-info=<route:route-info|off|1..21474836>] [rdnss=<servers:rdnss|off|dhcpv6|1..21474836>] [dnssl=<names:dnssl|off|1..21474836>]
  ja インタフェースへのルーター広告の送信を設定します
  en Send router advertisements on an interface
30.3.3 ipv6 pp rtadv send <prefix:1..2147483647>... [m_flag=<flag:on|off>] [o_flag=<flag:on|off>] [prf_flag=<preference:high|medium|low>] [max-rtr-adv-interval=<seconds:4..1800>] [min-rtr-adv-interval=<seconds:3..1350>] [adv-default-lifetime=<seconds:0..9000>] [adv-reachable-time=<milliseconds:0..3600000>] [adv-retrans-time=<milliseconds:0..4294967295>] [adv-cur-hop-limit=<hops:0..255>] [mtu=<mtu:auto|off|1280..1500>] [route-info=<route:route-info|off|1..21474836>] [rdnss=<servers:rdnss|off|dhcpv6|1..21474836>] [dnssl=<names:dnssl|off|1..21474836>]
  in pp
  ja PPへのルーター広告の送信を設定します
  en Send router advertisements on the PP
30.3.4 ipv6 {interface:AnyInterface} rtsol max-retransmit mrt=<seconds:4..3600> mrd=<seconds:4..2147483647|infinity> mrc=<count:0..2147483647|infinity>
  on RTX1210>=14.01.33 RTX830>=15.02.09 RTX1220 RTX1300
  initial mrt=3600 mrd=infinity mrc=infinity
  ja インタフェースへのルーター要請の再送を設定します
  en Set how often routers are solicited on an interface
30.3.4 ipv6 pp rtsol max-retransmit mrt=<seconds:4..3600> mrd=<seconds:4..2147483647|infinity> mrc=<count:0..2147483647|infinity>
  in pp
  on RTX1210>=14.01.33 RTX830>=15.02.09 RTX1220 RTX1300
  initial mrt=3600 mrd=infinity mrc=infinity
  ja PPへのルーター要請の再送を設定します
  en Set how often routers are solicited on the PP
30.3.5 ipv6 nd ra-dnssl {id:1..21474836} <domain:Domain>...3 [lifetime=<seconds:0..4294967294|infinity>]
  on RTX1220>=15.04.07 RTX1300>=23.00.12 RTX830>=15.02.30
  ja ルーター広告で配るドメイン名を定義します
  en Define domains to search for router advertisements
30.3.6 ipv6 nd ra-route-info {id:1..21474836} <prefix:Ipv6Prefix> [prf_flag=<preference:high|medium|low>] [lifetime=<seconds:0..4294967294|infinity>]
  on RTX1220>=15.04.07 RTX1300>=23.00.12 RTX830>=15.02.31
  ja ルーター広告で配る経路情報を定義します
  en Define a route for router advertisements
30.4.1 ipv6 route {network:default|Ipv6Prefix|Ipv6} (gateway (pp anonymous name=<user:Text64> | pp <number:Pp> [dlci=<dlci:Number>] | tunnel <number:Tunnel> | ra <interface:AnyInterface> | dhcp <interface:AnyInterface> | <address:Ipv6> | <interface:Loopback|null>) [filter <filter:1..21474836>...] [dpi <filter:1..2147483647>...] [metric <metric:1..15>] [hide])...
  ja IPv6の経路を設定します
  en Add an IPv6 route
30.4.2 ipv6 route change log <log:on|off>
  on RTX1220>=15.04.04 RTX1300>=23.00.05 RTX830>=15.02.27
  initial off
  ja IPv6の経路の変化をログに記録するかどうかを設定します
  en Set whether changes of IPv6 routes are logged
30.9.1 ipv6 nd ns-trigger-dad (on [na-proxy=<proxy:all|discard-one-time>] | off)
  on current rev10 rev8 nvr
  initial off
  ja アドレス重複チェックを受けて近隣要請を行うかどうかを設定します
  en Set whether a neighbour is solicited when somebody checks for its address
`;
