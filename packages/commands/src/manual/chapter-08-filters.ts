/** Manual sections 8.1.10 to 8.1.26, 8.6 and 8.7: filters, and what received packets are counted and forwarded by. */
export const CHAPTER_8_FILTERS = (): string => `
8.1.10 ip filter {number:1..21474836} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog|restrict|restrict-log|restrict-nolog> <source:FilterAddress> [<destination:FilterAddress> [<protocol:FilterProtocol> [<from:*|Ports> [<to:*|Ports>]]]]
  ja IPパケットのフィルターを設定します
  en Define a filter
8.1.11 ip filter set {name:Name} {direction:in|out} [<number:1..21474836>...] [dynamic <number:1..21474836>...]
  on * -early
  ja フィルターセットを定義します
  en Give a list of filters a name
8.1.12 ip filter source-route <filter:on|off>
  initial on
  ja Source-routeオプション付きパケットを破棄するかどうかを設定します
  en Drop packets that say their route
8.1.13 ip filter directed-broadcast (on | off | filter <number:1..21474836>...)
  initial on
  ja ディレクテッドブロードキャストパケットを破棄するかどうかを設定します
  en Drop broadcasts to other networks
8.1.14 ip filter dynamic {number:1..21474836} <source:FilterAddress> <destination:FilterAddress> (filter <number:1..21474836>... [in <number:1..21474836>...] [out <number:1..21474836>...] | <application:tcp|udp|ftp|tftp|domain|www|smtp|pop3|telnet|netmeeting|echo|discard|daytime|chargen|ssh|time|whois|dns|gopher|finger|http|sunrpc|ident|nntp|ntp|ms-rpc|netbios_ns|netbios_dgm|netbios_ssn|imap|snmp|snmptrap|bgp|imap3|ldap|https|ms-ds|ike|rlogin|rwho|rsh|syslog|printer|rip|ripng|ms-sql|radius|l2tp|pptp|nfs|msblast|ipsec-nat-t|sip|ping|ping6|submission|dhcpc|dhcps|dhcpv6c|dhcpv6s>) [syslog=<log:on|off>] [timeout=<seconds:1..21474836>]
  ja 動的フィルターを定義します
  en Define a filter that opens the way for answers
8.1.15 ip filter dynamic timer (tcp-syn-timeout=<seconds:1..21474836> | tcp-fin-timeout=<seconds:1..21474836> | tcp-idle-time=<seconds:1..21474836> | udp-idle-time=<seconds:1..21474836> | dns-timeout=<seconds:1..21474836>)...
  initial tcp-syn-timeout=30 tcp-fin-timeout=5 tcp-idle-time=3600 udp-idle-time=30 dns-timeout=5
  ja 動的フィルターのタイムアウトを設定します
  en Set how long dynamic filters stay open
8.1.16 ip filter fqdn timer <seconds:1..2147483647> [auto=<use:on|off>]
  on RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300
  initial 600 auto=on
  ja FQDNフィルターで使用するキャッシュのタイマーを設定します
  en Set how long addresses of names in filters are remembered
8.1.17 ip {interface:Interface} intrusion detection {direction:in|out} {type:[<type:ip|ip-option|fragment|icmp|udp|tcp|ftp|winny|share|default>]} <switch:on|off> [reject=<use:on|off>]
  initial off
  ja 侵入検知機能の動作を設定します
  en Look for attacks
8.1.17 ip pp intrusion detection {direction:in|out} {type:[<type:ip|ip-option|fragment|icmp|udp|tcp|ftp|winny|share|default>]} <switch:on|off> [reject=<use:on|off>]
  in pp
  initial off
  ja 侵入検知機能の動作を設定します
  en Look for attacks
8.1.17 ip tunnel intrusion detection {direction:in|out} {type:[<type:ip|ip-option|fragment|icmp|udp|tcp|ftp|winny|share|default>]} <switch:on|off> [reject=<use:on|off>]
  on * -early
  in tunnel
  initial off
  ja 侵入検知機能の動作を設定します
  en Look for attacks
8.1.18 ip {interface:Interface} intrusion detection notice-interval <frequency:1..1000>
  on * -rt -RT57i -RTV700 -early
  initial 1
  ja 侵入検知情報を通知する頻度を設定します
  en Set how many attacks are told in a second
8.1.18 ip pp intrusion detection notice-interval <frequency:1..1000>
  on * -rt -RT57i -RTV700 -early
  in pp
  initial 1
  ja 侵入検知情報を通知する頻度を設定します
  en Set how many attacks are told in a second
8.1.18 ip tunnel intrusion detection notice-interval <frequency:1..1000>
  on * -rt -RT57i -RTV700 -early
  in tunnel
  initial 1
  ja 侵入検知情報を通知する頻度を設定します
  en Set how many attacks are told in a second
8.1.19 ip {interface:Interface} intrusion detection repeat-control <seconds:1..1000>
  on * -rt -RT57i -RTV700 -early
  initial 60
  ja 重複する侵入検知情報の通知を抑制する時間を設定します
  en Set for how long an attack is not told again
8.1.19 ip pp intrusion detection repeat-control <seconds:1..1000>
  on * -rt -RT57i -RTV700 -early
  in pp
  initial 60
  ja 重複する侵入検知情報の通知を抑制する時間を設定します
  en Set for how long an attack is not told again
8.1.19 ip tunnel intrusion detection repeat-control <seconds:1..1000>
  on * -rt -RT57i -RTV700 -early
  in tunnel
  initial 60
  ja 重複する侵入検知情報の通知を抑制する時間を設定します
  en Set for how long an attack is not told again
8.1.20 ip {interface:Interface} intrusion detection report <number:1..1000>
  on * -rt -RT57i -RTV700 -early
  initial 50
  ja 侵入検知情報の最大表示件数を設定します
  en Set how many attacks are shown
8.1.20 ip pp intrusion detection report <number:1..1000>
  on * -rt -RT57i -RTV700 -early
  in pp
  initial 50
  ja 侵入検知情報の最大表示件数を設定します
  en Set how many attacks are shown
8.1.20 ip tunnel intrusion detection report <number:1..1000>
  on * -rt -RT57i -RTV700 -early
  in tunnel
  initial 50
  ja 侵入検知情報の最大表示件数を設定します
  en Set how many attacks are shown
8.1.25 ip {interface:Interface|null} secure filter {direction:in|out} [<number:1..21474836>...] [dynamic <number:1..21474836>...]
  ja フィルターによるセキュリティーを設定します
  en Set the filters that packets must pass
8.1.25 ip {interface:Interface|null} secure filter name <set:Name>
  on * -early
  ja フィルターセットによるセキュリティーを設定します
  en Set the filters that packets must pass, by name
8.1.25 ip pp secure filter {direction:in|out} [<number:1..21474836>...] [dynamic <number:1..21474836>...]
  in pp
  ja フィルターによるセキュリティーを設定します
  en Set the filters that packets must pass
8.1.25 ip pp secure filter name <set:Name>
  on * -early
  in pp
  ja フィルターセットによるセキュリティーを設定します
  en Set the filters that packets must pass, by name
8.1.25 ip tunnel secure filter {direction:in|out} [<number:1..21474836>...] [dynamic <number:1..21474836>...]
  in tunnel
  ja フィルターによるセキュリティーを設定します
  en Set the filters that packets must pass
8.1.25 ip tunnel secure filter name <set:Name>
  on * -early
  in tunnel
  ja フィルターセットによるセキュリティーを設定します
  en Set the filters that packets must pass, by name
8.1.26 ip fragment remove df-bit (filter <number:1..21474836>...)
  on * -RT300i -RT105e -RT105i -RT105p -early
  ja フィルターに一致するIPパケットのDFビットを書き換えるように設定します
  en Let some packets be fragmented against their will
8.6.1 ip {interface:Interface} traffic list <switch:on|off>
  on rev10 rev8 NVR510 NVR700W
  initial off
  ja 受信パケットの統計情報を記録するかどうかを設定します
  en Count received packets by sender and receiver
8.6.1 ip pp traffic list <switch:on|off>
  on rev10 rev8 NVR510 NVR700W
  in pp
  initial off
  ja 受信パケットの統計情報を記録するかどうかを設定します
  en Count received packets by sender and receiver
8.6.1 ip tunnel traffic list <switch:on|off>
  on rev10 rev8 NVR510 NVR700W
  in tunnel
  initial off
  ja 受信パケットの統計情報を記録するかどうかを設定します
  en Count received packets by sender and receiver
8.6.2 clear ip traffic list [(pp [<pp:PpNumber>] | tunnel [<tunnel:Tunnel>] | <interface:Interface>)]
  on rev10 rev8 NVR510 NVR700W
  does
  ja 受信パケットの統計情報をクリアします
  en Forget the counts of received packets
8.6.3 show ip traffic list [(pp [<pp:PpNumber>] | tunnel [<tunnel:Tunnel>] | <interface:Interface>)]
  on rev10 rev8 NVR510 NVR700W
  shows
  ja 受信パケットの統計情報を表示します
  en Show the counts of received packets
8.6.4 ip {interface:Interface} traffic list threshold <number:64..5000>
  on rev10 rev8 NVR510 NVR700W
  initial 64
  ja 統計情報を記録する受信パケットの分類数を設定します
  en Limit the counts of received packets
8.6.4 ip pp traffic list threshold <number:64..5000>
  on rev10 rev8 NVR510 NVR700W
  in pp
  initial 64
  ja 統計情報を記録する受信パケットの分類数を設定します
  en Limit the counts of received packets
8.6.4 ip tunnel traffic list threshold <number:64..5000>
  on rev10 rev8 NVR510 NVR700W
  in tunnel
  initial 64
  ja 統計情報を記録する受信パケットの分類数を設定します
  en Limit the counts of received packets
8.7.1 ip forward filter {id:1..255} {order:1..255} (gateway (pp <pp:PpNumber> | tunnel <tunnel:Tunnel> | <gateway:Ip|wan1>) filter <number:1..21474836>... [keepalive <keepalive:1..100>])
  on current rev10 rev8 nvr -NVR500
  ja パケット転送フィルターを定義します
  en Define which packets go to which gateway
8.7.2 ip {interface:Interface} forward filter <id:1..255>
  on current rev10 rev8 nvr -NVR500
  ja パケット転送フィルターを適用します
  en Forward what comes in by filters
8.7.2 ip pp forward filter <id:1..255>
  on current rev10 rev8 nvr -NVR500
  in pp
  ja パケット転送フィルターを適用します
  en Forward what comes in by filters
8.7.2 ip tunnel forward filter <id:1..255>
  on current rev10 rev8 nvr -NVR500
  in tunnel
  ja パケット転送フィルターを適用します
  en Forward what comes in by filters
8.7.2 ip local forward filter <id:1..255>
  on current rev10 rev8 nvr -NVR500
  ja パケット転送フィルターを適用します
  en Forward what comes in by filters
`;
