/** Manual sections 8.1.17 to 8.1.26 and 8.6: what looks for attacks, and what received packets are counted by. */
export const CHAPTER_8_FILTERS = (): string => `
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
`;
