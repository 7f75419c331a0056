/** SIP as the NVR500 manual has it in chapter 23, on the PBX ports of RTV700, and for its telephone directory server. */
export const OLDER_SIP = (): string => `
NVR500_23.1.3 sip codec permit {interface:AnyInterface} <codec:g711u|g711a|g729>...3
  or sip codec permit pp {number:Pp} <codec:g711u|g711a|g729>...3
  or sip codec permit tunnel {number:Tunnel} <codec:g711u|g711a|g729>...3
  on nvr netvolante
  initial g711u g711a g729
  ja SIPで使う音声コーデックを設定します
  en Set which codecs SIP may use
NVR500_23.1.4 sip request retransmit timer <usual:Decimal> [<detour:Decimal>]
  on nvr netvolante
  initial 32 4
  ja SIPのリクエストを再送する時間を設定します
  en Set how long SIP repeats a request
NVR500_23.1.5 sip netvolante dial domain <domain:Domain>
  on nvr netvolante early
  initial tel.netvolante.jp
  ja ネットボランチ電話番号に使うドメイン名を設定します
  en Set the domain of NetVolante telephone numbers
NVR500_23.1.6 sip netvolante dial figure <digits:0..20>
  on nvr netvolante
  initial 0
  ja SIPユーザー名とする番号の桁数を設定します
  en Set how many digits are the SIP name
NVR500_23.1.13 sip arrive name-display default <mode:on|off>
  on nvr RT58i
  initial off
  ja 着信時の既定のネーム・ディスプレイ情報を設定します
  en Set whether a nameless SIP call shows what it is
NVR500_23.2.10 sip server arrive number display {server:server=<number:1..65535>} rule=<rule:as-is|1|2>
  on nvr netvolante
  ja SIPサーバーごとに発信者番号の表示ルールを設定します
  en Set how the number of a SIP caller is shown
NVR500_23.2.11 sip server analog service {number:1..65535} (rule=<rule:Number> | off)
  on nvr RT58i
  initial off
  ja SIPサーバー経由の通話の付加サービスを設定します
  en Set what TEL ports offer in calls over a SIP server
NVR500_23.2.12 sip server call mode {number:1..65535} <mode:normal|connect-only>
  on nvr RT58i
  initial normal
  ja SIPサーバーの接続状態に応じた発信の可否を設定します
  en Set whether calls wait for the SIP server
NVR500_23.2.13 sip server dial number-only {server:server=<number:1..65535>} <switch:on|off>
  on RTX1210 rev10 rev8 nvr
  initial off
  ja SIPサーバーへの発信を番号に限るか否かを設定します
  en Set whether only numbers are called
NVR500_23.2.16 sip server call server error {server:server=<number:1..65535>} <switch:on|off>
  on nvr RT58i
  initial off
  ja 5xxエラーをサーバー障害とみなすか否かを設定します
  en Set whether a server error means that the server is down
RT57i_20.3.5 sip server call no-dial-info username {number:1..65535} <name:off|Name>
  on netvolante
  initial off
  ja プレフィックスのみの発信で使うSIPユーザー名を設定します
  en Set whom a bare prefix calls
RTV700_5.2.1 isdn layer2 structure {interface:Pbx} <type:p-p|p-mp>
  on netvolante
  initial p-mp
  ja PBXポートのインタフェース形態を設定します
  en Set what kind of line a PBX port is
RTV700_5.2.2 isdn calling-number {interface:Pbx} <number:Telephone>...2
  on netvolante
  ja PBXポートの発信者番号を設定します
  en Set the number of a PBX port
RTV700_5.2.3 isdn arrive priority {interface:Pbx} <priority:1..3>
  on netvolante
  initial 2
  ja PBXポートの着信の優先順位を設定します
  en Set which PBX port is rung first
RTV700_5.2.4 isdn arrive global permit {interface:Pbx} <permit:on|off>
  on netvolante
  initial on
  ja PBXポートへのグローバル着信を許可するか否かを設定します
  en Set whether a PBX port takes calls without a called number
RTV700_20.5.1 isdn sip call permit {interface:Pbx} <permit:on|off>
  on netvolante
  initial on
  ja PBXポートからのSIPの発信を許可するか否かを設定します
  en Set whether a PBX port may call by SIP
RTV700_20.5.2 isdn sip call myname {interface:Pbx} <name:SipUri>
  on netvolante
  initial sip:rtv700
  ja PBXポートからのSIPの発信で使うユーザー名を設定します
  en Set the SIP name of a PBX port
RTV700_20.5.3 isdn sip call display name {interface:Pbx} <name:Text>
  on netvolante
  ja PBXポートからのSIPの発信で使う表示名を設定します
  en Set the name that a PBX port shows by SIP
RTV700_20.5.4 isdn sip arrive permit {interface:Pbx} <permit:on|off|myname>
  on netvolante
  initial on
  ja PBXポートで受けるSIPの着信を設定します
  en Set which SIP calls a PBX port takes
RTV700_20.5.5 isdn sip arrive myaddress {interface:Pbx} {number:1..65535} <address:SipUri>
  on netvolante
  ja PBXポートで着信するSIPアドレスを設定します
  en Set a SIP address of a PBX port
RTV700_20.5.6 isdn sip arrive incoming-signal {number:1..65535} (lastdigit | <address:default|SipUri>) <element:number|subaddress> <dialled:Name> [<element:number|subaddress> <dialled:Name>]
  on netvolante
  ja SIPの着信の着番号と着サブアドレスを設定します
  en Set which number a SIP call is handed on to
RTV700_20.5.7 isdn dial prefix {route:[<interface:Pbx>] <route:line|sip|netvolante|routing> [route-table=<table:1..100>] [server=<server:Telephone> [phone]]} [prefix=<prefix:Text>]
  on netvolante
  ja 発信に使う回線とプレフィックスを設定します
  en Set which line a dialled number takes
RTV700_4.34 save report at <time:Clock>
  on RTV700
  initial 3:00
  ja 監視情報を保存する時刻を設定します
  en Set when the report is stored
RTV700_15.3.14 save report now
  on RTV700
  does
  ja 監視情報を保存します
  en Store the report
RTV700_5.1 sip proxy domain <domain:Domain>
  on RTV700
  ja 電話帳サーバーのドメイン名を設定します
  en Set the domain of the directory server
RTV700_5.2 sip user {user:*|Name} <number:Name> [name=<name:Text>] [auth=<type:Name>] [<username:Name> [<password:Password>]]
  on RTV700
  ja 電話帳サーバーの拠点情報を設定します
  en Set a site of the directory server
RTV700_5.3 sip proxy forwarding server {number:1..4} <address:Ip> [primary=<primary:Ip>] [secondary=<secondary:Ip>] [domain=<domain:Domain>] [name=<name:Text>]
  on RTV700
  ja 連携する電話帳サーバーを設定します
  en Set a directory server to work with
RTV700_5.4 sip proxy forwarding address {number:1..4} {uri:Name}
  on RTV700
  ja 連携する電話帳サーバーの番号を設定します
  en Set which numbers another directory server has
RTV700_5.5.3 sip proxy redundancy mode <mode:standalone|primary|secondary> [<vrid:1..255> <address:Ip>]
  on RTV700
  initial standalone
  ja 電話帳サーバーの冗長構成を設定します
  en Set the part that it plays among redundant directory servers
RTV700_15.3.4 sip proxy maintenance <switch:on|off>
  on RTV700
  without no
  ja 電話帳サーバーをメンテナンス状態にするか否かを設定します
  en Set whether the directory server is under maintenance
RTV700_9.7 sip packet-log {level:level=<level:1..5>} <mode:Name>
  on RTV700
  initial overwrite
  ja パケットログの保存方法を設定します
  en Set how packets are logged
RTV700_8.5 httpd sysname <name:Text>
  on RTV700
  ja 設定ページに表示する装置名称を設定します
  en Set the name on the setup pages
RTV700_15.3.3 disconnect sip proxy
  on RTV700
  does
  ja 電話帳サーバーの呼を切断します
  en Hang up the calls of the directory server
`;
