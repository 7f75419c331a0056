/** Manual chapters 52, 53 and 55: applications by their packets, the ports of LANs, the dashboard. */
export const CHAPTER_52 = (): string => `
52.1 dpi use <use:on|off> [<reject:on|off>]
  on RTX830>=15.02.13 RTX1300
  initial off
  ja DPIを使用するかどうかを設定します
  en Tell applications by their packets
52.2 ip dpi filter {number:1..2147483647} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog> <source:FilterAddress> [<destination:FilterAddress> [<application:Name>]]
  on RTX830>=15.02.13 RTX1300
  ja アプリケーションによるIPv4のフィルタを定義します
  en Define a filter of applications over IPv4
52.3 ipv6 dpi filter {number:1..2147483647} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog> <source:Ipv6Pattern> [<destination:Ipv6Pattern> [<application:Name>]]
  on RTX830>=15.02.13 RTX1300
  ja アプリケーションによるIPv6のフィルタを定義します
  en Define a filter of applications over IPv6
52.4 ip {interface:AnyInterface} dpi filter {direction:in|out} <filter:1..2147483647>...128
  on RTX830>=15.02.13 RTX1300
  ja インタフェースにアプリケーションによるIPv4のフィルタを適用します
  en Apply filters of applications over IPv4 to an interface
52.4 ipv6 {interface:AnyInterface} dpi filter {direction:in|out} <filter:1..2147483647>...128
  on RTX830>=15.02.13 RTX1300
  ja インタフェースにアプリケーションによるIPv6のフィルタを適用します
  en Apply filters of applications over IPv6 to an interface
52.4 ip pp dpi filter {direction:in|out} <filter:1..2147483647>...128
  in pp
  on RTX830>=15.02.13 RTX1300
  ja PPにアプリケーションによるIPv4のフィルタを適用します
  en Apply filters of applications over IPv4 to the PP
52.4 ipv6 pp dpi filter {direction:in|out} <filter:1..2147483647>...128
  in pp
  on RTX830>=15.02.13 RTX1300
  ja PPにアプリケーションによるIPv6のフィルタを適用します
  en Apply filters of applications over IPv6 to the PP
52.4 ip tunnel dpi filter {direction:in|out} <filter:1..2147483647>...128
  in tunnel
  on RTX830>=15.02.13 RTX1300
  ja トンネルにアプリケーションによるIPv4のフィルタを適用します
  en Apply filters of applications over IPv4 to the tunnel
52.4 ipv6 tunnel dpi filter {direction:in|out} <filter:1..2147483647>...128
  in tunnel
  on RTX830>=15.02.13 RTX1300
  ja トンネルにアプリケーションによるIPv6のフィルタを適用します
  en Apply filters of applications over IPv6 to the tunnel
52.5 dpi group set {number:1..2147483647} [name=<name:Text32>] <application:Name>...128
  on RTX830>=15.02.13 RTX1300
  ja アプリケーションのグループを定義します
  en Define a group of applications
52.6 dpi signature download go [no-confirm [prompt]] [force]
  on RTX830>=15.02.13 RTX1300
  does
  ja シグネチャーをダウンロードします
  en Download signatures
52.7 dpi signature download url <url:Url>
  on RTX830>=15.02.13 RTX1300
  ja シグネチャーのダウンロード先のURLを設定します
  en Set where signatures are downloaded from
52.8 dpi log <log:on|off>
  on RTX830>=15.02.13 RTX1300
  initial off
  ja アプリケーションの識別をログに記録するかどうかを設定します
  en Log which applications are told
52.9 show dpi statistics [(all | application <application:Name> [detail] | category <category:Name> | address <address:Ip|Ipv6>)]
  on RTX830>=15.02.13 RTX1300
  shows
  ja アプリケーションごとの通信量を表示します
  en Show how much each application has sent
52.10 clear dpi statistics
  on RTX830>=15.02.13 RTX1300
  does
  ja アプリケーションごとの通信量を消去します
  en Forget how much each application has sent
52.11 show dpi cache
  on RTX830>=15.02.15 RTX1300
  shows
  ja アプリケーションの識別結果を表示します
  en Show whose packets are told already
52.12 clear dpi cache
  on RTX830>=15.02.15 RTX1300
  does
  ja アプリケーションの識別結果を消去します
  en Forget whose packets are told already
52.13 show dpi application [detail] [<category:Name>]
  on RTX830>=15.02.13 RTX1300
  shows
  ja 識別できるアプリケーションを表示します
  en Show which applications can be told
52.14 show dpi category [detail]
  on RTX830>=15.02.13 RTX1300
  shows
  ja アプリケーションのカテゴリーを表示します
  en Show the categories of applications
52.15 show status dpi
  on RTX830>=15.02.13 RTX1300
  shows
  ja DPIの状態を表示します
  en Show the state of DPI and of its signatures
52.16 dpi signature directory <directory:File>
  on RTX1300
  ja シグネチャーを保存するディレクトリを設定します
  en Set where signatures are kept
53.1 lan flexible-port <interface:Lan>=<ports:Range*>...
  on RTX1300
  ja LANインタフェースに割り当てるポートを設定します
  en Set which ports a LAN has
53.2 show lan flexible-port [<interface:Lan>]
  on RTX1300
  shows
  ja LANインタフェースに割り当てられたポートを表示します
  en Show which ports a LAN has
53.3 lan port type {port:1..10} [<speed:auto|10g-fdx|5g-fdx|2.5g-fdx|1000-fdx|100-fdx|100-hdx|10-fdx|10-hdx>] [<option:Assignment>...]
  on RTX1300
  initial auto
  ja ポートの速度と動作を設定します
  en Set the speed of a port
53.4 switching-hub macaddress-aging <aging:on|off|Number>
  on RTX1300
  ja スイッチングハブがMACアドレスを保持する時間を設定します
  en Set for how long the switch remembers a station
53.5 lan port shutdown {port:1..10}
  on RTX1300
  ja 使用しないポートを設定します
  en Shut a port
55.1 dashboard accumulate {type:traffic|nat} <accumulate:on|off>
  on RTX1210<14.01.34 RTX830<15.02.10 rev10 rev8 nvr -NVR500
  initial off
  ja ダッシュボードのデータを蓄積するかどうかを設定します
  en Keep data for the dashboard
`;
