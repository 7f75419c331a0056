/** Manual chapter 30: RIPng, VRRPv3, filters and multicast over IPv6. */
export const CHAPTER_30_IPV6_FILTERS = (): string => `
30.5.1 ipv6 rip use <use:on|off>
  initial off
  ja RIPngを使用するかどうかを設定します
  en Use RIPng
30.5.2 ipv6 {interface:AnyInterface} rip send <send:on|off>
  initial on
  ja インタフェースからRIPngを送信するかどうかを設定します
  en Set whether RIPng is sent on an interface
30.5.2 ipv6 pp rip send <send:on|off>
  in pp
  initial on
  ja PPからRIPngを送信するかどうかを設定します
  en Set whether RIPng is sent on the PP
30.5.2 ipv6 tunnel rip send <send:on|off>
  in tunnel
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja トンネルからRIPngを送信するかどうかを設定します
  en Set whether RIPng is sent on the tunnel
30.5.3 ipv6 {interface:AnyInterface} rip receive <receive:on|off>
  initial on
  ja インタフェースでRIPngを受信するかどうかを設定します
  en Set whether RIPng is heard on an interface
30.5.3 ipv6 pp rip receive <receive:on|off>
  in pp
  initial on
  ja PPでRIPngを受信するかどうかを設定します
  en Set whether RIPng is heard on the PP
30.5.3 ipv6 tunnel rip receive <receive:on|off>
  in tunnel
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja トンネルでRIPngを受信するかどうかを設定します
  en Set whether RIPng is heard on the tunnel
30.5.4 ipv6 {interface:AnyInterface} rip hop {direction:in|out} <hops:0..15>
  on * -early
  initial 0
  ja インタフェースのRIPngに加えるホップ数を設定します
  en Set how many hops are added to RIPng on an interface
30.5.4 ipv6 pp rip hop {direction:in|out} <hops:0..15>
  in pp
  initial 0
  ja PPのRIPngに加えるホップ数を設定します
  en Set how many hops are added to RIPng on the PP
30.5.5 ipv6 {interface:AnyInterface} rip trust gateway [except] <gateway:Ipv6>...10
  ja インタフェースの信頼するRIPngゲートウェイを設定します
  en Set whose RIPng is trusted on an interface
30.5.5 ipv6 pp rip trust gateway [except] <gateway:Ipv6>...10
  in pp
  ja PPの信頼するRIPngゲートウェイを設定します
  en Set whose RIPng is trusted on the PP
30.5.6 ipv6 {interface:AnyInterface} rip filter {direction:in|out} <filter:1..21474836>...
  ja インタフェースのRIPngの経路へのフィルタを設定します
  en Filter the routes of RIPng on an interface
30.5.6 ipv6 pp rip filter {direction:in|out} <filter:1..21474836>...
  in pp
  ja PPのRIPngの経路へのフィルタを設定します
  en Filter the routes of RIPng on the PP
30.5.6 ipv6 tunnel rip filter {direction:in|out} <filter:1..21474836>...
  in tunnel
  on * -RT300i -RT105e -RT105i -RT105p
  ja トンネルのRIPngの経路へのフィルタを設定します
  en Filter the routes of RIPng on the tunnel
30.5.7 ipv6 pp rip connect send <action:none|interval|update>
  in pp
  initial update
  ja 接続中にRIPngを送る条件を設定します
  en Set when RIPng is sent while the PP is connected
30.5.8 ipv6 pp rip connect interval <seconds:30..21474836>
  in pp
  initial 30
  ja 接続中にRIPngを送る間隔を設定します
  en Set how often RIPng is sent while the PP is connected
30.5.9 ipv6 pp rip disconnect send <action:none|interval|update>
  in pp
  initial none
  ja 切断中にRIPngを送る条件を設定します
  en Set when RIPng is sent while the PP is disconnected
30.5.10 ipv6 pp rip disconnect interval <seconds:30..21474836>
  in pp
  initial 3600
  ja 切断中にRIPngを送る間隔を設定します
  en Set how often RIPng is sent while the PP is disconnected
30.5.11 ipv6 pp rip hold routing <hold:on|off>
  in pp
  initial off
  ja RIPngの経路を切断後も保持するかどうかを設定します
  en Set whether routes of RIPng outlive the connection
30.5.12 ipv6 rip preference <preference:1..2147483647>
  on current rev10 rev8 nvr
  initial 1000
  ja RIPngの経路の優先度を設定します
  en Set the preference of routes of RIPng
30.6.1 ipv6 {interface:AnyInterface} vrrp {group:1..255} <address:Ipv6> [priority=<priority:1..254>] [preempt=<preempt:on|off>] [auth=<text:Text8>] [advertise-interval=<seconds:1..60>] [down-interval=<seconds:3..180>]
  on current rev10 rev8 nvr -NVR500
  ja VRRPv3のグループへの参加を設定します
  en Take part in a group of VRRPv3
30.6.2 ipv6 {interface:AnyInterface} vrrp shutdown trigger {group:1..255} {trigger:(pp <number:PpNumber> | tunnel <number:Tunnel> | route <network:default|Ipv6Prefix> | <interface:AnyInterface>)} [(dlci=<dlci:Number> | <gateway:Ipv6|AnyInterface>)]
  on current rev10 rev8 nvr -NVR500
  ja VRRPv3のマスターをやめる条件を設定します
  en Set what makes a master of VRRPv3 give up
30.7.1 ipv6 filter {number:1..21474836} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog|restrict|restrict-log|restrict-nolog> <source:Ipv6Pattern> [<destination:Ipv6Pattern> [<protocol:FilterProtocol|icmp-nd|icmp4> [<sourceport:Ports|*> [<destinationport:Ports|*>]]]]
  ja IPv6フィルタを定義します
  en Define an IPv6 filter
30.7.2 ipv6 {interface:AnyInterface} secure filter {direction:in|out} [<filter:1..21474836>...] [dynamic <filter:1..21474836>...]
  ja インタフェースにIPv6フィルタを適用します
  en Apply IPv6 filters to an interface
30.7.2 ipv6 pp secure filter {direction:in|out} [<filter:1..21474836>...] [dynamic <filter:1..21474836>...]
  in pp
  ja PPにIPv6フィルタを適用します
  en Apply IPv6 filters to the PP
30.7.2 ipv6 tunnel secure filter {direction:in|out} [<filter:1..21474836>...] [dynamic <filter:1..21474836>...]
  in tunnel
  on * -RT300i -RT105e -RT105i -RT105p
  ja トンネルにIPv6フィルタを適用します
  en Apply IPv6 filters to the tunnel
30.7.3 ipv6 filter dynamic {number:1..21474836} <source:Ipv6Pattern> <destination:Ipv6Pattern> (filter <filter:1..21474836>... [in <filter:1..21474836>...] [out <filter:1..21474836>...] | <application:Name>) [syslog=<syslog:on|off>] [timeout=<seconds:1..21474836>]
  on * -RT300i -RT105e -RT105i -RT105p
  ja IPv6の動的フィルタを定義します
  en Define an IPv6 filter that follows connections
30.8.1 ipv6 {interface:AnyInterface} mld <type:off|router|host> [version=<version:1|2|1,2>] [syslog=<syslog:on|off>] [robust-variable=<value:1..10>] [report-link-local-group=<report:on|off>]
  on * -RT300i -RT105e -RT105i -RT105p -early
  initial off
  ja インタフェースのMLDの動作を設定します
  en Set what an interface does in MLD
30.8.1 ipv6 pp mld <type:off|router|host> [version=<version:1|2|1,2>] [syslog=<syslog:on|off>] [robust-variable=<value:1..10>] [report-link-local-group=<report:on|off>]
  in pp
  on * -rt -RT57i -RTV700 -early
  initial off
  ja PPのMLDの動作を設定します
  en Set what the PP does in MLD
30.8.1 ipv6 tunnel mld <type:off|router|host> [version=<version:1|2|1,2>] [syslog=<syslog:on|off>] [robust-variable=<value:1..10>] [report-link-local-group=<report:on|off>]
  in tunnel
  on * -rt -RT57i -RTV700 -early
  initial off
  ja トンネルのMLDの動作を設定します
  en Set what the tunnel does in MLD
30.8.2 ipv6 {interface:AnyInterface} mld static {group:Ipv6} [<mode:include|exclude> [<source:Ipv6>...]]
  on * -RT300i -RT105e -RT105i -RT105p -early
  ja インタフェースに常にリスナーがいるとみなすグループを設定します
  en Set a multicast group that always has a listener on an interface
30.8.2 ipv6 pp mld static {group:Ipv6} [<mode:include|exclude> [<source:Ipv6>...]]
  in pp
  on * -rt -RT57i -RTV700 -early
  ja PPに常にリスナーがいるとみなすグループを設定します
  en Set a multicast group that always has a listener on the PP
30.8.2 ipv6 tunnel mld static {group:Ipv6} [<mode:include|exclude> [<source:Ipv6>...]]
  in tunnel
  on * -rt -RT57i -RTV700 -early
  ja トンネルに常にリスナーがいるとみなすグループを設定します
  en Set a multicast group that always has a listener on the tunnel
`;
