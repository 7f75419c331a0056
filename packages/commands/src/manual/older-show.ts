/** Views of older manuals, and what clears their counts. */
export const OLDER_SHOW = (): string => `
NVR500_38.8 show config analog extension
  on nvr netvolante
  shows
  for administrators
  ja アナログ親機に登録された設定を表示します
  en Show what cascaded routers have told
NVR500_38.12 show ssl public key
  on nvr
  shows
  ja SSLの公開鍵を表示します
  en Show the public key of SSL
NVR500_39.40 show status sip presence
  on nvr netvolante early
  shows
  ja SIP端末のサインインの状態を表示します
  en Show who has signed in by SIP
NVR500_39.41 show status sip server [<server:1..65535>]
  on nvr netvolante
  shows
  ja SIPサーバーとの接続の状態を表示します
  en Show the SIP servers
NVR500_39.42 show status analog [<port:Tel>]
  on nvr netvolante early
  shows
  ja TELポートの状態を表示します
  en Show the TEL ports
NVR500_39.43 show status voice call
  on nvr netvolante
  shows
  ja 通話の状態を表示します
  en Show the calls
NVR500_39.44 show status voice process
  on nvr
  shows
  ja 音声の処理の状態を表示します
  en Show how speech is processed
NVR500_39.45 show status analog extension
  on nvr netvolante
  shows
  ja カスケード接続の状態を表示します
  en Show the cascaded routers
NVR500_39.53 show status isdn switch
  on nvr
  shows
  ja ISDNのスイッチの状態を表示します
  en Show the switches for ISDN
NVR500_35.1 show status onfs [<what:Name>]
  on nvr
  shows
  ja ファイル共有の状態を表示します
  en Show the shared storage
NVR500_40.3 show account analog [<port:total|extension|Tel>]
  on nvr netvolante
  shows
  for administrators
  ja TELポートの通話料金を表示します
  en Show what calls of TEL ports have cost
NVR500_40.4 show account pstn
  on nvr RT58i
  shows
  for administrators
  ja アナログ回線の通話料金を表示します
  en Show what calls on the line have cost
NVR500_40.5 show account sip
  on nvr netvolante
  shows
  for administrators
  ja SIPの通話を表示します
  en Show the calls by SIP
NVR500_40.6 show account ngn tel
  on nvr
  shows
  for administrators
  ja ひかり電話の通話料金を表示します
  en Show what NGN calls have cost
NVR500_37.4.2 clear account analog [<port:total|Tel>]
  on nvr netvolante
  does
  ja TELポートの通話料金を消去します
  en Forget what calls of TEL ports have cost
NVR500_37.4.1 clear account pstn
  on nvr RT58i
  does
  ja アナログ回線の通話料金を消去します
  en Forget what calls on the line have cost
NVR500_37.4.1 clear account sip
  on nvr netvolante
  does
  ja SIPの通話を消去します
  en Forget the calls by SIP
NVR500_37.4.1 clear account ngn tel
  on nvr
  does
  ja ひかり電話の通話料金を消去します
  en Forget what NGN calls have cost
RT58i_29.19 show status dtcp
  on netvolante
  shows
  ja DTCPのセッションを表示します
  en Show the DTCP session
RTX1500_30.4.4 clear ipx dynamic routing
  on rev8 rt
  does
  ja IPXの動的経路を消去します
  en Forget the routes that IPX has learnt
RTX1500_30.4.5 clear ipx dynamic sap
  on rev8 rt
  does
  ja IPXの動的SAPを消去します
  en Forget the services that IPX has learnt
RTX1500_32.10 show ipx ipxwan [<number:Pp>]
  on rev8 rt
  shows
  ja IPXWANの状態を表示します
  en Show the state of IPXWAN
RTX1500_32.11 show ipx sap
  on rev8 rt
  shows
  ja SAPテーブルを表示します
  en Show the services of IPX
RTX1500_32.12 show ipx route
  on rev8 rt
  shows
  ja IPXの経路を表示します
  en Show the routes of IPX
RTX1000_33 show status bgp <info:Name>...
  on RTX1000
  shows
  ja BGPの状態を表示します
  en Show the state of BGP
RTV700_15.2.7 clear sip packet-log level=<level:1..5>
  on RTV700
  does
  ja パケットログを消去します
  en Clear the log of packets
RTV700_15.2.8 clear history call
  on RTV700
  does
  ja 通話履歴を消去します
  en Forget the calls that were
RTV700_15.2.9 clear history error
  on RTV700
  does
  ja 障害履歴を消去します
  en Forget the faults that were
RTV700_15.2.10 clear statistics
  on RTV700
  does
  ja 統計情報を消去します
  en Clear the statistics
RTV700_17.16 show status sip location
  on RTV700
  shows
  ja 拠点の登録状況を表示します
  en Show which sites have registered
RTV700_17.17 show status sip proxy
  on RTV700
  shows
  ja 通信中の呼を表示します
  en Show the calls of the directory server
RTV700_17.22 show status sip user [user=<user:Name>] [status=<status:1..5>]
  on RTV700
  shows
  ja 拠点の状態を表示します
  en Show the sites of the directory server
RTV700_17.23 show status sip user summary
  on RTV700
  shows
  ja 拠点の概略を表示します
  en Show the sites of the directory server in short
RTV700_17.24 show status sip proxy redundancy
  on RTV700
  shows
  ja 電話帳サーバーの冗長構成を表示します
  en Show the redundant directory servers
RTA55i_22.4.5 clear isdn-dcp account
  on early
  does
  ja ISDN-DCPの料金を消去します
  en Forget what ISDN-DCP has cost
RTA55i_22.4.11 clear serial account
  on early
  does
  ja シリアルポートの料金を消去します
  en Forget what the serial port has cost
RTA55i_22.4.13 clear analog account [<port:total|Tel>]
  on early
  does
  ja TELポートの料金を消去します
  en Forget what calls of TEL ports have cost
RTA55i_22.5.3 show schedule
  on early
  shows
  ja スケジュールを表示します
  en Show the schedules
RTA55i_23.1.2 show syslog
  on early
  shows
  ja SYSLOGの設定を表示します
  en Show the settings of the log
RTA55i_23.1.3 show tftp
  on early
  shows
  ja TFTPの設定を表示します
  en Show the settings of TFTP
RTA55i_23.1.6 show pp config [<number:Pp|leased>]
  on early
  shows
  for administrators
  ja 相手先の設定を表示します
  en Show the configuration of a PP
RTA55i_23.1.7 show pp queue [<number:Pp|leased>]
  on early
  shows
  ja 相手先のキューを表示します
  en Show what waits for a PP
RTA55i_23.2 show remote list
  on early
  shows
  ja 相手先の一覧を表示します
  en List the PPs
RTA55i_23.3.1 show isdn local
  on early
  shows
  ja ISDNの自分側の設定を表示します
  en Show our own numbers
RTA55i_23.3.2 show isdn remote [<number:Pp|leased>]
  on early
  shows
  ja ISDNの相手側の設定を表示します
  en Show the numbers of a PP
RTA55i_23.4.5 show ip <interface:Lan>
  on early
  shows
  ja LAN側のIPの設定を表示します
  en Show the settings of IP on a LAN
RTA55i_23.4.6 show ip pp [<number:Pp|leased>]
  on early
  shows
  ja PP側のIPの設定を表示します
  en Show the settings of IP of a PP
RTA55i_23.5 show ip host
  on early
  shows
  ja 静的DNSレコードを表示します
  en Show the addresses of hosts
RTA55i_23.5 show dns static
  on early
  shows
  ja 静的DNSレコードを表示します
  en Show the DNS records
RTA55i_23.6.1 show auth [<number:Pp|leased>]
  on early
  shows
  ja 認証の設定を表示します
  en Show the settings of authentication
RTA55i_23.6.2 show ppp <protocol:lcp|pap|chap|ipcp|mscbcp|ccp|mp> [<number:Pp|leased>]
  on early
  shows
  ja PPPの設定を表示します
  en Show the settings of PPP
RTA55i_23.7.1 show dhcp [scope [<scope:1..65535>]]
  on early
  shows
  ja DHCPスコープを表示します
  en Show the DHCP scopes
RTA55i_23.8.1 show nat descriptor config <descriptor:1..21474836>
  on early
  shows
  ja NATディスクリプタの設定を表示します
  en Show a NAT descriptor
RTA55i_23.9 show ip icmp
  on early
  shows
  ja ICMPの設定を表示します
  en Show the settings of ICMP
RTA55i_23.10 show dns
  on early
  shows
  ja DNSの設定を表示します
  en Show the settings of DNS
RTA55i_23.11 show wins
  on early
  shows
  ja WINSの設定を表示します
  en Show the WINS servers
RTA55i_23.12.1 show analog config [<port:Tel>]
  on early
  shows
  ja TELポートの設定を表示します
  en Show the settings of the TEL ports
RTA55i_23.12.2 show analog extension
  on early
  shows
  ja カスケード接続の設定を表示します
  en Show the settings of cascading
RTA55i_23.12.3 show analog extension config
  on early
  shows
  ja アナログ親機に登録された設定を表示します
  en Show what cascaded routers have told
RTW65i show analog extension machine-id
  on early
  shows
  ja 機器番号を表示します
  en Show the numbers of cascaded routers
RTA55i_23.12.4 show status rtp [analog [<port:Tel>] | <type:Name>]
  on early
  shows
  ja 音声の品質を表示します
  en Show how well speech comes through
RTA55i_23.13.1 show status isdn-dcp
  on early
  shows
  ja ISDN-DCPの状態を表示します
  en Show the state of ISDN-DCP
RTA55i_23.13.2 show isdn-dcp account
  on early
  shows
  ja ISDN-DCPの料金を表示します
  en Show what ISDN-DCP has cost
RTA55i_23.13.3 show isdn-dcp config
  on early
  shows
  ja ISDN-DCPの設定を表示します
  en Show the settings of ISDN-DCP
RTA55i_24.3 show status bri
  on early
  shows
  ja BRIの状態を表示します
  en Show the ISDN line
RTA55i_24.12 show status usb
  on early
  shows
  ja USBの状態を表示します
  en Show the state of USB
RTA55i_24.15 show status broadband-ta
  on early
  shows
  ja ブロードバンドTA機能の状態を表示します
  en Show the PPPoE sessions over USB
RTA55i_24.16 show netvolante-dns status (pp <number:PpNumber> | <interface:Lan>)
  on early
  shows
  ja ネットボランチDNSの状態を表示します
  en Show the state of NetVolante DNS
RTA55i_25.5 show analog account [<port:total|Tel>]
  on early
  shows
  ja TELポートの料金を表示します
  en Show what calls of TEL ports have cost
RTW65i show account bri
  on early
  shows
  ja BRIの料金を表示します
  en Show what ISDN calls have cost
RTW65b show airlink
  on RTW65i RTW65b
  shows
  ja 無線LANの設定を表示します
  en Show the settings of the wireless LAN
RTW65b show status airlink
  on RTW65i RTW65b
  shows
  ja 無線LANの状態を表示します
  en Show the state of the wireless LAN
`;
