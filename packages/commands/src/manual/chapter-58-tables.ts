/** Manual chapter 58: tables of routes, connections and addresses, and what the machine has. */
export const CHAPTER_58_TABLES = (): string => `
58.1 show arp <interface:Interface>
  on * -early
  shows
  ja LAN以外のインタフェースのARPテーブルを表示します
  en Show the ARP table of an interface that is no LAN port
58.5 show ip rip table
  on * -early
  shows
  ja RIPで得られた経路を表示します
  en Show the routes that RIP brought
58.6 show ipv6 route [detail | summary]
  shows
  ja IPv6の経路情報を表示します
  en Show the IPv6 routes
58.7 show ipv6 rip table
  shows
  ja RIPngで得られた経路を表示します
  en Show the routes that RIPng brought
58.8 show ipv6 neighbor cache [<interface:Interface>] [summary]
  shows
  ja IPv6の近隣キャッシュを表示します
  en Show the IPv6 neighbour cache
58.9 show bridge learning [<bridge:Bridge>]
  on * -NVR500 -netvolante -early
  shows
  ja ブリッジが学習した情報を表示します
  en Show what a bridge learnt
58.10 show ipsec sa [<id:1..2147483647>]
  or show ipsec sa gateway [<gateway:1..2147483647>] [detail]
  on * -NVR500 -RT58i -early
  shows
  ja IPsecのSAを表示します
  en Show the SAs of IPsec
58.11 show pki certificate summary [<certificate:1..8>]
  on current rev10 NVR510 NVR700W
  shows
  ja 証明書の情報を表示します
  en Show the certificates
58.12 show pki crl [<crl:1..8>]
  on current rev10 NVR510 NVR700W
  shows
  ja CRLの情報を表示します
  en Show the lists of revoked certificates
58.32 show ipv6 connection [(pp <peer:Pp> | tunnel <tunnel:Tunnel> | <interface:AnyInterface>) [<direction:in|out>] [<address:Ipv6>]]
  or show ipv6 connection detail [(pp <peer:Pp> | tunnel <tunnel:Tunnel> | <interface:AnyInterface>) [<direction:in|out>]]
  or show ipv6 connection summary
  on * -RT300i -RT105e -RT105i -RT105p
  shows
  ja IPv6の動的フィルターのコネクションを表示します
  en Show the connections of IPv6 dynamic filters
58.33 show ipv6 connection peak
  on RTX1300
  shows
  ja IPv6の動的フィルターのコネクション数のピーク値を表示します
  en Show the peak of IPv6 dynamic filter connections
58.35 show ip intrusion detection [(pp [<peer:Pp>] | tunnel [<tunnel:Tunnel>] | <interface:AnyInterface>) [<direction:in|out>]]
  on * -RT300i -RT105e -RT105i -RT105p -early
  shows
  ja 侵入検知の履歴を表示します
  en Show the intrusions that were found
58.37 show pppoe pass-through learning
  on RTX1300 RTX1220 RTX1210>=14.01.26 RTX830>=15.02.03
  shows
  ja PPPoEパススルー機能が学習した情報を表示します
  en Show what the PPPoE pass-through learnt
58.46 show ipv6 mroute fib
  on current rev10 nvr
  shows
  ja IPv6マルチキャストの転送経路を表示します
  en Show the multicast routes of IPv6
58.52 show ipv6 ospf <what:database|neighbor|interface|virtual-link>
  on current rev10 NVR510 NVR700W
  shows
  ja OSPFv3の状態を表示します
  en Show the state of OSPFv3
58.53 show url filter [(pp [<peer:Pp>] | tunnel [<tunnel:Tunnel>] | <interface:AnyInterface>)]
  on current rev10 rev8 nvr
  shows
  ja URLフィルターの統計を表示します
  en Show what the URL filters counted
58.73 show lan-map <interface:Interface> [detail]
  on current rev10 NVR510 NVR700W
  shows
  ja LANマップの状態を表示します
  en Show the LAN map
58.76 show sfp-module info [detail] [<interface:Lan|1..10>]
  on RTX1300
  shows
  ja SFPモジュールの情報を表示します
  en Show the SFP modules
`;
