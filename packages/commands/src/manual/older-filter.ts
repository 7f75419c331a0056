/** Filters, multicast and QAC/TM of Rev.8 to Rev.14, which later firmware has no more. */
export const OLDER_FILTER = (): string => `
FWX120 ip inbound filter {number:1..65535} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog> <source:IpPattern> [<destination:IpPattern> [<protocol:FilterProtocol> [<from:*|PortRange*> [<to:*|PortRange*>]]]]
  on RTX1210 rev10 rev8 nvr
  ja IPv4の入力遮断フィルターを設定します
  en Set a filter for what comes in by IPv4
FWX120 ip {interface:AnyInterface} inbound filter list <number:1..65535>...
  on RTX1210 rev10 rev8 nvr
  ja インタフェースにIPv4の入力遮断フィルターを適用します
  en Filter what comes in by IPv4 on an interface
FWX120 ip pp inbound filter list <number:1..65535>...
  on RTX1210 rev10 rev8 nvr
  in pp
  ja PPにIPv4の入力遮断フィルターを適用します
  en Filter what comes in by IPv4 on the PP
FWX120 ip tunnel inbound filter list <number:1..65535>...
  on RTX1210 rev10 rev8 nvr
  in tunnel
  ja トンネルにIPv4の入力遮断フィルターを適用します
  en Filter what comes in by IPv4 on the tunnel
FWX120 ip policy interface group {id:1..65535} [name=<name:Text>] [<interface:Place|local|*>...] [group <group:1..65535>...]
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーフィルターのインタフェースグループを設定します
  en Group interfaces for IPv4 policies
FWX120 ip policy address group {id:1..65535} [name=<name:Text>] [<address:Name>...] [group <group:1..65535>...]
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーフィルターのアドレスグループを設定します
  en Group addresses for IPv4 policies
FWX120 ip policy service {id:1..65535} <name:Name> <protocol:FilterProtocol> [<from:*|PortRange*> [<to:*|PortRange*>]]
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーフィルターのサービスを定義します
  en Define a service for IPv4 policies
FWX120 ip policy service group {id:1..65535} [name=<name:Text>] [<service:Name>...] [group <group:1..65535>...]
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーフィルターのサービスグループを設定します
  en Group services for IPv4 policies
FWX120 ip policy filter {id:1..65535} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog|static-pass|static-pass-log|static-pass-nolog|restrict|restrict-log|restrict-nolog> <from:Name> [<to:Name> [<source:Name> [<destination:Name> [<service:Name>]]]]
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーフィルターを定義します
  en Define a policy for IPv4
FWX120 ip policy filter set {id:1..65535} [name=<name:Text>] <filter:InSet>...
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーセットを定義します
  en Put policies for IPv4 together
FWX120 ip policy filter set enable <id:1..65535>
  on RTX1210 rev10 rev8 nvr
  ja 有効にするIPv4のポリシーセットを設定します
  en Choose which policies for IPv4 hold
FWX120 ip policy filter set switch <usual:1..65535> <other:1..65535> trigger <trigger:Name>... [count=<count:Number>] [interval=<seconds:Number>] [recoverytime=<seconds:infinity|Number>]
  on RTX1210 rev10 rev8 nvr
  ja IPv4のポリシーセットを自動的に切り替える条件を設定します
  en Set when other policies for IPv4 hold
FWX120 ip policy filter timer <timeout:Assignment>...
  on RTX1210 rev10 rev8 nvr
  ja ポリシーフィルターのタイムアウトを設定します
  en Set when policies forget a connection
FWX120 clear ip inbound filter <interface:Place> [<number:1..65535>]
  on RTX1210 rev10 rev8 nvr
  does
  ja IPv4の入力遮断フィルターの統計を消去します
  en Forget what IPv4 filters have counted
FWX120 clear ip policy filter [<id:1..65535>]
  on RTX1210 rev10 rev8 nvr
  does
  ja IPv4のポリシーフィルターの統計を消去します
  en Forget what IPv4 policies have counted
FWX120 show status ip inbound filter [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv4の入力遮断フィルターの状態を表示します
  en Show the IPv4 filters for what comes in
FWX120 show status ip policy filter [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv4のポリシーフィルターの状態を表示します
  en Show the IPv4 policies
FWX120 show status ip policy service [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv4のポリシーフィルターのサービスを表示します
  en Show the services of IPv4 policies
FWX120 ipv6 inbound filter {number:1..65535} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog> <source:Ipv6Pattern> [<destination:Ipv6Pattern> [<protocol:FilterProtocol> [<from:*|PortRange*> [<to:*|PortRange*>]]]]
  on RTX1210 rev10 rev8 nvr
  ja IPv6の入力遮断フィルターを設定します
  en Set a filter for what comes in by IPv6
FWX120 ipv6 {interface:AnyInterface} inbound filter list <number:1..65535>...
  on RTX1210 rev10 rev8 nvr
  ja インタフェースにIPv6の入力遮断フィルターを適用します
  en Filter what comes in by IPv6 on an interface
FWX120 ipv6 pp inbound filter list <number:1..65535>...
  on RTX1210 rev10 rev8 nvr
  in pp
  ja PPにIPv6の入力遮断フィルターを適用します
  en Filter what comes in by IPv6 on the PP
FWX120 ipv6 tunnel inbound filter list <number:1..65535>...
  on RTX1210 rev10 rev8 nvr
  in tunnel
  ja トンネルにIPv6の入力遮断フィルターを適用します
  en Filter what comes in by IPv6 on the tunnel
FWX120 ipv6 policy interface group {id:1..65535} [name=<name:Text>] [<interface:Place|local|*>...] [group <group:1..65535>...]
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーフィルターのインタフェースグループを設定します
  en Group interfaces for IPv6 policies
FWX120 ipv6 policy address group {id:1..65535} [name=<name:Text>] [<address:Name>...] [group <group:1..65535>...]
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーフィルターのアドレスグループを設定します
  en Group addresses for IPv6 policies
FWX120 ipv6 policy service {id:1..65535} <name:Name> <protocol:FilterProtocol> [<from:*|PortRange*> [<to:*|PortRange*>]]
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーフィルターのサービスを定義します
  en Define a service for IPv6 policies
FWX120 ipv6 policy service group {id:1..65535} [name=<name:Text>] [<service:Name>...] [group <group:1..65535>...]
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーフィルターのサービスグループを設定します
  en Group services for IPv6 policies
FWX120 ipv6 policy filter {id:1..65535} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog|static-pass|static-pass-log|static-pass-nolog|restrict|restrict-log|restrict-nolog> <from:Name> [<to:Name> [<source:Name> [<destination:Name> [<service:Name>]]]]
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーフィルターを定義します
  en Define a policy for IPv6
FWX120 ipv6 policy filter set {id:1..65535} [name=<name:Text>] <filter:InSet>...
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーセットを定義します
  en Put policies for IPv6 together
FWX120 ipv6 policy filter set enable <id:1..65535>
  on RTX1210 rev10 rev8 nvr
  ja 有効にするIPv6のポリシーセットを設定します
  en Choose which policies for IPv6 hold
FWX120 ipv6 policy filter set switch <usual:1..65535> <other:1..65535> trigger <trigger:Name>... [count=<count:Number>] [interval=<seconds:Number>] [recoverytime=<seconds:infinity|Number>]
  on RTX1210 rev10 rev8 nvr
  ja IPv6のポリシーセットを自動的に切り替える条件を設定します
  en Set when other policies for IPv6 hold
FWX120 clear ipv6 inbound filter <interface:Place> [<number:1..65535>]
  on RTX1210 rev10 rev8 nvr
  does
  ja IPv6の入力遮断フィルターの統計を消去します
  en Forget what IPv6 filters have counted
FWX120 clear ipv6 policy filter [<id:1..65535>]
  on RTX1210 rev10 rev8 nvr
  does
  ja IPv6のポリシーフィルターの統計を消去します
  en Forget what IPv6 policies have counted
FWX120 show status ipv6 inbound filter [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv6の入力遮断フィルターの状態を表示します
  en Show the IPv6 filters for what comes in
FWX120 show status ipv6 policy filter [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv6のポリシーフィルターの状態を表示します
  en Show the IPv6 policies
FWX120 show status ipv6 policy service [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv6のポリシーフィルターのサービスを表示します
  en Show the services of IPv6 policies
RTX1200 ip {interface:AnyInterface} igmp <type:off|router|host> [<option:Assignment>...]
  on RTX1210 rev10 rev8 nvr
  initial off
  ja インタフェースでのIGMPの動作を設定します
  en Set how IGMP works on an interface
RTX1200 ip {interface:AnyInterface} igmp static {group:Ip} [<mode:include|exclude> <source:Ip>...]
  on RTX1210 rev10 rev8 nvr
  ja インタフェースでの静的なIGMPのグループを設定します
  en Set a multicast group on an interface
RTX1200 ip {interface:AnyInterface} pim sparse <switch:on|off> [<option:Assignment>...]
  on RTX1210 rev10 rev8 nvr
  initial off
  ja インタフェースでのPIM-SMの動作を設定します
  en Set how PIM-SM works on an interface
RTX1200 ip pp igmp <type:off|router|host> [<option:Assignment>...]
  on RTX1210 rev10 rev8 nvr
  in pp
  initial off
  ja PPでのIGMPの動作を設定します
  en Set how IGMP works on the PP
RTX1200 ip pp igmp static {group:Ip} [<mode:include|exclude> <source:Ip>...]
  on RTX1210 rev10 rev8 nvr
  in pp
  ja PPでの静的なIGMPのグループを設定します
  en Set a multicast group on the PP
RTX1200 ip pp pim sparse <switch:on|off> [<option:Assignment>...]
  on RTX1210 rev10 rev8 nvr
  in pp
  initial off
  ja PPでのPIM-SMの動作を設定します
  en Set how PIM-SM works on the PP
RTX1200 ip tunnel igmp <type:off|router|host> [<option:Assignment>...]
  on RTX1210 rev10 rev8 nvr
  in tunnel
  initial off
  ja トンネルでのIGMPの動作を設定します
  en Set how IGMP works on the tunnel
RTX1200 ip tunnel igmp static {group:Ip} [<mode:include|exclude> <source:Ip>...]
  on RTX1210 rev10 rev8 nvr
  in tunnel
  ja トンネルでの静的なIGMPのグループを設定します
  en Set a multicast group on the tunnel
RTX1200 ip tunnel pim sparse <switch:on|off> [<option:Assignment>...]
  on RTX1210 rev10 rev8 nvr
  in tunnel
  initial off
  ja トンネルでのPIM-SMの動作を設定します
  en Set how PIM-SM works on the tunnel
RTX1200 ip pim sparse join-prune send <cast:Name>
  on RTX1210 rev10 rev8 nvr
  ja PIM-SMのJoin/Pruneの送り方を設定します
  en Set how PIM-SM sends Join and Prune
RTX1200 ip pim sparse log <option:Name>...
  on RTX1210 rev10 rev8 nvr
  ja PIM-SMのログの種類を設定します
  en Set what PIM-SM logs
RTX1200 ip pim sparse periodic-prune send <switch:on|off>
  on RTX1210 rev10 rev8 nvr
  ja PIM-SMで定期的にPruneを送るか否かを設定します
  en Set whether PIM-SM repeats Prune
RTX1200 ip pim sparse register-checksum <size:Name>
  on RTX1210 rev10 rev8 nvr
  ja PIM-SMのRegisterのチェックサムの範囲を設定します
  en Set what the checksum of Register covers
RTX1200 ip pim sparse rendezvous-point static {group:Network} <point:Ip> [priority=<priority:Number>]
  on RTX1210 rev10 rev8 nvr
  ja PIM-SMのランデブーポイントを設定します
  en Set a rendezvous point of PIM-SM
RTX1200 show ip mroute [<what:Name>]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IPv4マルチキャストの経路を表示します
  en Show the multicast routes
RTX1200 show status ip igmp [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja IGMPの状態を表示します
  en Show the state of IGMP
RTX1200 show status ip pim sparse [<what:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja PIM-SMの状態を表示します
  en Show the state of PIM-SM
RTX1200 qac-tm use <type:Name>
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMを使用するか否かを設定します
  en Set whether PCs are examined
RTX1200 qac-tm server <address:Ip> [<port:1..65535>] [protocol=<protocol:Name>]
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMのサーバーを設定します
  en Set the server that examines PCs
RTX1200 qac-tm port <port:1..65535>...
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMのポート番号を設定します
  en Set the ports on which PCs are examined
RTX1200 qac-tm client_port <port:1..65535>...
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMのクライアントのポート番号を設定します
  en Set the ports on which PCs answer
RTX1200 qac-tm client permit {address:Mac}
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMで検査しないクライアントを設定します
  en Set a PC that is not examined
RTX1200 qac-tm client refresh go <address:Ip> [prompt]
  on RTX1210 rev10 rev8 nvr
  does
  ja QAC/TMのクライアントの情報を更新します
  en Examine a PC again
RTX1200 qac-tm client update <switch:on|off> [<port:1..65535>]
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMのクライアントの更新を設定します
  en Set whether PCs are renewed
RTX1200 qac-tm redirect <url:off|Url>
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMで転送する先のURLを設定します
  en Set where refused PCs are sent
RTX1200 qac-tm server refresh go [<operand:Name>...]
  on RTX1210 rev10 rev8 nvr
  does
  ja QAC/TMのサーバーの情報を更新します
  en Ask the server that examines PCs again
RTX1200 qac-tm unqualified client access control <type:Name> [server-error=<type:Name>] [dhcp-not-bind=<type:Name>]
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMで不適格なクライアントの扱いを設定します
  en Set what is done with PCs that do not pass
RTX1200 qac-tm version margin <pattern:Name> [<engine:Name>] [os=<os:Name>]
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMで許すバージョンの差を設定します
  en Set how old the software of a PC may be
RTX1200 qac-tm warning url <url:off|Url>
  on RTX1210 rev10 rev8 nvr
  ja QAC/TMで警告するURLを設定します
  en Set where PCs are warned
RTX1200 show status qac-tm client [<operand:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja QAC/TMのクライアントの状態を表示します
  en Show PCs
RTX1200 show status qac-tm qualified [<operand:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja QAC/TMの適格なクライアントの状態を表示します
  en Show PCs that pass
RTX1200 show status qac-tm server [<operand:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja QAC/TMのサーバーの状態を表示します
  en Show the server that examines PCs
RTX1200 show status qac-tm unqualified [<operand:Name>...]
  on RTX1210 rev10 rev8 nvr
  shows
  ja QAC/TMの不適格なクライアントの状態を表示します
  en Show PCs that do not pass
`;
