/** What the setup pages write: chapter 25.2 of the NVR500 manual and chapter 18 of the RTA55i manual. */
export const OLDER_PROVIDER = (): string => `
NVR500_25.2.1 provider type <type:isdn-terminal|isdn-network|leased-network|leased-wan|none>
  on RTX1210 rev10 rev8 nvr netvolante early
  initial none
  ja プロバイダの接続タイプを設定します
  en Set how the provider is connected
NVR500_25.2.2 provider set {peer:PpNumber|AnyInterface} [<name:Name32>]
  on RTX1210 rev10 rev8 nvr netvolante
  ja プロバイダ情報と相手先の対応と名前を設定します
  en Name the provider of a PP
RTA55i_18.3 provider set on {peer:PpNumber} [<name:Name32>]
  on early
  ja プロバイダ情報と相手先の対応と名前を設定します
  en Name the provider of a PP
RTA55i_18.4 provider set off <peer:PpNumber>
  on early
  does
  ja プロバイダ情報と相手先の対応を解除します
  en Forget the provider of a PP
NVR500_25.2.3 provider select {peer:PpNumber|AnyInterface}
  on RTX1210 rev10 rev8 nvr netvolante early
  ja 接続するプロバイダを選択します
  en Choose the provider to connect to
NVR500_25.2.4 provider dns server {peer:PpNumber} <server:clear|Ip>...4
  on RTX1210 rev10 rev8 nvr netvolante early
  ja プロバイダのDNSサーバーを設定します
  en Set the DNS servers of a provider
NVR500_25.2.5 provider {interface:AnyInterface} dns server <server:clear|Ip>...2
  on RTX1210 rev10 rev8 nvr netvolante early
  ja LANインタフェースのDNSサーバーを設定します
  en Set the DNS servers of a provider on an interface
NVR500_25.2.6 provider dns server pp {peer:PpNumber} <source:none|PpNumber>
  on RTX1210 rev10 rev8 nvr netvolante early
  ja DNSサーバーを通知してもらう相手先を設定します
  en Set which PP is told of DNS servers
NVR500_25.2.7 provider filter routing <type:off|connection|mail|host|voip>
  on RTX1210 rev10 rev8 nvr netvolante early
  initial off
  ja フィルタ型ルーティングの形式を設定します
  en Set by what providers are told apart
NVR500_25.2.8 provider {interface:AnyInterface} name [ipv4 | ipv6] <name:Text>
  on RTX1210 rev10 rev8 nvr netvolante early
  ja LAN側のプロバイダの名称を設定します
  en Name the provider on an interface
NVR500_25.2.9 provider isdn disconnect daytime {peer:PpNumber} <unit:off|1..21474836>
  on nvr netvolante early
  initial 60
  ja 昼間の課金単位時間を設定します
  en Set for what time a call is charged by day
NVR500_25.2.10 provider isdn disconnect interval daytime {peer:PpNumber} <unit:1..21474836> <watch:1..21474836> <spare:1..21474836>
  on nvr netvolante early
  initial 180 6 2
  ja 昼間の課金単位時間と監視時間を設定します
  en Set when a call is ended by day
NVR500_25.2.11 provider isdn disconnect nighttime {peer:PpNumber} <unit:off|1..21474836>
  on nvr netvolante early
  initial 60
  ja 夜間の課金単位時間を設定します
  en Set for what time a call is charged at night
NVR500_25.2.12 provider isdn disconnect interval nighttime {peer:PpNumber} <unit:1..21474836> <watch:1..21474836> <spare:1..21474836>
  on nvr netvolante early
  initial 180 6 2
  ja 夜間の課金単位時間と監視時間を設定します
  en Set when a call is ended at night
NVR500_25.2.13 provider isdn auto disconnect off {peer:PpNumber} (clear | <from:Clock> <to:Clock>)
  on nvr netvolante early
  ja 自動切断しない時間帯を設定します
  en Set when calls are not ended by themselves
NVR500_25.2.14 provider isdn account nighttime {peer:PpNumber} (clear | <from:Clock> <to:Clock>)
  on nvr netvolante early
  ja 夜間料金の時間帯を設定します
  en Set when calls are charged as at night
NVR500_25.2.15 provider ntpdate <server:Host>
  on RTX1210 rev10 rev8 nvr netvolante early
  ja NTPサーバーを設定します
  en Set the NTP server
NVR500_25.2.16 provider ntp server {peer:PpNumber} <server:clear|Ip>
  on RTX1210 rev10 rev8 nvr netvolante early
  ja プロバイダのNTPサーバーを設定します
  en Set the NTP server of a provider
NVR500_25.2.17 provider ppp mp use on {peer:PpNumber} (clear | <from:Clock> <to:Clock>)
  on nvr netvolante early
  ja MPを使う時間帯を設定します
  en Set when MP is used
NVR500_25.2.18 provider auto connect forced disable <switch:on|off>
  on RTX1210 rev10 rev8 nvr netvolante
  initial off
  ja 切断ボタンの後に自動接続しないか否かを設定します
  en Set whether the disconnect button stops connecting
NVR500_25.2.19 provider ipv6 connect pp {peer:PpNumber} <connect:on|off>
  on RTX1210 rev10 rev8 nvr netvolante
  initial off
  ja 設定ページからIPv6で接続するか否かを設定します
  en Set whether a PP carries IPv6
RTA55i_18.23 provider ipv6 connect pp <connect:on|off>
  on early
  in pp
  named provider ipv6 connect pp (Rev.4)
  initial off
  ja 設定ページからIPv6で接続するか否かを設定します
  en Set whether the PP carries IPv6
NVR500_25.2.20 provider netvolante-dns hostname sip <name:Name>
  on nvr netvolante early
  ja 電話アドレスを設定します
  en Set the telephone address
NVR500_25.2.21 provider pp bind {peer:PpNumber} <tunnel:Tunnel>...
  on nvr RT58i
  ja プロバイダ情報とトンネルの対応を設定します
  en Set which tunnels a provider has
NVR500_25.2.22 provider {interface:AnyInterface} bind <tunnel:Tunnel>...
  on RTX1210 rev10 rev8 nvr RT58i
  ja LANインタフェースのプロバイダ情報とトンネルの対応を設定します
  en Set which tunnels the provider on an interface has
RTV700_22.23 provider sip 050-number {carrier:kddi|fusion|plala} <numbers:Range>...
  on netvolante
  ja IP電話の050番号の範囲を設定します
  en Set which 050 numbers a carrier has
NVR500_26.9 netvolante-dns sip use {interface:AnyInterface} [server=<server:1|2>] <switch:on|off> [duplicate]
  on nvr netvolante early
  initial off
  ja インターネット電話用のホスト名を使用するか否かを設定します
  en Set whether an interface has a host name for calls
NVR500_26.9 netvolante-dns sip use pp [server=<server:1|2>] <switch:on|off> [duplicate]
  on nvr netvolante
  in pp
  initial off
  ja インターネット電話用のホスト名を使用するか否かを設定します
  en Set whether the PP has a host name for calls
RTA55i_21.6 netvolante-dns sip use pp {peer:PpNumber} <switch:on|off>
  on early
  named netvolante-dns sip use pp (Rev.4)
  initial off
  ja インターネット電話用のホスト名を使用するか否かを設定します
  en Set whether a PP has a host name for calls
NVR500_4.9 password reenter <reenter:enable|disable>
  on nvr netvolante early
  initial enable
  ja INITスイッチでパスワードを入力し直せるか否かを設定します
  en Set whether the INIT switch lets in without a password
NVR500_4.12 system led brightness <mode:0|1>
  on RTX1210 rev10 rev8 nvr
  initial 0
  ja LEDの明るさを設定します
  en Set how bright the LEDs are
RT58i_25.3 operation usb-download permit <permit:on|off>
  on RTX1210 rev10 rev8 nvr RT58i
  initial on
  ja USBボタンとDOWNLOADボタンによるコピーを許可するか否かを設定します
  en Set whether buttons copy files from USB
RTA55i_22.6.1 operation connect <peer:none|PpNumber>
  on early
  initial none
  ja ボタンで接続する相手先を設定します
  en Set which PP the button connects
RTA55i_22.6.2 operation disconnect <peer:none|all|PpNumber>
  on early
  initial all
  ja ボタンで切断する相手先を設定します
  en Set which PP the button disconnects
RTA55i_18.22 httpd frame use <use:on|off> [<type:1..21474836>]
  on early
  initial off
  ja 設定ページでフレームを使用するか否かを設定します
  en Set whether the setup pages have frames
`;
