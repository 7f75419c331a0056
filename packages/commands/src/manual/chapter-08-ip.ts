/** Manual section 8.1 but for filters: what interfaces do with IP packets. */
export const CHAPTER_8_IP = (): string => `
8.1.5 ip tunnel rebound <switch:on|off>
  on current rev10 rev8 nvr
  in tunnel
  initial on
  ja 同一インタフェースに折り返すパケットを送信するかどうかを設定します
  en Send packets back by the interface that they came from
8.1.6 ip simple-service <service:on|off>
  initial off
  ja echo・discard・timeサービスを動作させるかどうかを設定します
  en Answer echo, discard and time
8.1.8 ip {interface:Interface} dhcp auto default-route-add <switch:on|off>
  on RTX1210>=14.01.28 RTX830>=15.02.03 RTX1220 RTX1300
  initial on
  ja DHCPで取得したデフォルト経路を自動的に追加するかどうかを設定します
  en Take the default route that DHCP tells
8.1.9 ip {interface:Interface} dhcp auto interface-route-add <switch:on|off>
  on RTX1210>=14.01.28 RTX830>=15.02.03 RTX1220 RTX1300
  initial on
  ja DHCPで取得したアドレスの経路を自動的に追加するかどうかを設定します
  en Take the route to the network that DHCP tells
8.1.22 ip {interface:Interface} tcp window-scale <action:off|remove>
  on RTX1210>=14.01.16 RTX830 RTX1220 RTX1300
  initial off
  ja TCPウィンドウ・スケール・オプションの扱いを設定します
  en Set whether TCP may scale its windows
8.1.22 ip pp tcp window-scale <action:off|remove>
  on RTX1210>=14.01.16 RTX830 RTX1220 RTX1300
  in pp
  initial off
  ja TCPウィンドウ・スケール・オプションの扱いを設定します
  en Set whether TCP may scale its windows
8.1.22 ip tunnel tcp window-scale <action:off|remove>
  on RTX1210>=14.01.16 RTX830 RTX1220 RTX1300
  in tunnel
  initial off
  ja TCPウィンドウ・スケール・オプションの扱いを設定します
  en Set whether TCP may scale its windows
8.1.23 tcp session limit <limit:none|32..65535>
  on current rev10 rev8 nvr
  initial 1000
  ja ルーターが端点となるTCPセッション数の制限を設定します
  en Limit the TCP sessions that end at the router
8.1.27 ip tos supersede {id:1..65535} <tos:0..15|normal|min-monetary-cost|max-reliability|max-throughput|min-delay> [precedence=<precedence:0..7>] <number:1..21474836>...
  on * -NVR500 -netvolante -early
  ja IPパケットのTOSフィールドの書き換えを設定します
  en Write another type of service into packets
8.1.28 ip {interface:Interface} proxyarp vrrp <vrid:1..255>
  on * -NVR500 -netvolante -early
  ja VRRPの仮想MACアドレスで代理ARPに応答するように設定します
  en Answer ARP for other interfaces as the virtual router
8.1.32 ip {interface:Interface} arp log <switch:on|off>
  on current rev10 rev8 nvr
  initial off
  ja ARPエントリの変化をログに残すかどうかを設定します
  en Write changes of ARP entries to the log
8.1.34 ip flow timer {protocol:tcp|udp|icmp|slow} <seconds:1..21474836>
  on current rev10 rev8 nvr
  ja フローテーブルのエントリの寿命を設定します
  en Set how long flows are remembered
8.1.35 ip flow limit <limit:10..500000@RTX1300|10..131072>
  on current rev10 rev8 nvr -NVR500
  ja フローテーブルのエントリ数を設定します
  en Limit the flows that are remembered
8.1.37 ip dscp supersede {id:1..65535} <dscp:0..63|default|cs1|cs2|cs3|cs4|cs5|cs6|cs7|af11|af12|af13|af21|af22|af23|af31|af32|af33|af41|af42|af43|ef> <number:1..21474836>...
  on RTX1210>=14.01.42 RTX830>=15.02.27 RTX1220>=15.04.05 RTX1300>=23.00.05
  ja IPパケットのDSフィールドの書き換えを設定します
  en Write another DSCP into packets
`;
