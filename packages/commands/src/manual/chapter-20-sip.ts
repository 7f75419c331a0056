/** Manual chapter 20: SIP and NGN. */
export const CHAPTER_20 = (): string => `
20.1.1 sip use <use:on|off>
  on * -rt
  initial off
  ja SIPを使用するかどうかを設定します
  en Use SIP
20.1.2 sip session timer <seconds:0|60..540> [update=<update:on|off>] [refresher=<refresher:none|uac|uas>]
  on * -rt -early
  initial 0
  ja SIPのセッションタイマーを設定します
  en Set how often a SIP session is refreshed
20.1.3 sip ip protocol <protocol:udp|tcp>
  on * -rt
  initial udp
  ja SIPの発信時に使用するプロトコルを設定します
  en Set the protocol of SIP calls
20.1.4 sip 100rel <support:on|off>
  on * -rt -early
  initial off
  ja SIPの発信時に100relをサポートするかどうかを設定します
  en Support 100rel in calls
20.1.5 sip user agent <send:on|off> [<agent:Text>]
  on current rev10 rev8 nvr
  initial off
  ja User-Agentヘッダーを付加するかどうかを設定します
  en Send a User-Agent header
20.1.6 sip arrive session timer refresher <refresher:uac|uas>
  on * -rt -early
  initial uac
  ja 着信時のrefresherを設定します
  en Set who refreshes a session that was called in
20.1.7 sip arrive ringing p-n-uatype <support:on|off>
  on * -rt -early
  initial off
  ja 着信時にP-N-UATypeヘッダーを付加するかどうかを設定します
  en Send a P-N-UAType header while ringing
20.1.8 sip arrive session timer method <method:auto|invite>
  on current rev10 rev8 nvr
  initial auto
  ja 着信時のセッションタイマーのリクエストを設定します
  en Set how a session that was called in is refreshed
20.1.9 sip arrive address check <check:on|off>
  on current rev10 rev8 nvr
  initial on
  ja 着信時にユーザー名を検証するかどうかを設定します
  en Check the user name of calls
20.1.10 sip response code busy <code:486|503>
  on * -rt -early
  initial 486
  ja 着信できないときに返すSIPのレスポンスコードを設定します
  en Set the answer to calls that no port can take
20.1.11 sip outer address <address:auto|Ip>
  on current rev10 rev8 nvr
  initial auto
  ja SIPで使用するIPアドレスを設定します
  en Set the address that SIP tells of us
20.1.12 sip log <log:on|off>
  on * -rt -early
  initial off
  ja SIPメッセージをログに記録するかどうかを設定します
  en Tell of SIP messages in the log
20.2.1 sip server {server:1..65535} <address:Host> <type:register|no-register> <protocol:tcp|udp> <uri:SipUri> [<user:Text> [<password:Password>]]
  on RTX1210 rev10 rev8 nvr netvolante
  ja SIPサーバーを設定します
  en Set a SIP server
20.2.2 sip server session timer {server:1..65535} <seconds:0|60..540> [update=<update:on|off>] [refresher=<refresher:none|uac|uas>]
  on RTX1210 rev10 rev8 nvr netvolante
  ja SIPサーバーごとのセッションタイマーを設定します
  en Set how often sessions of a SIP server are refreshed
20.2.3 sip server pilot address {server:1..65535} <uri:SipUri>
  on RTX1210 rev10 rev8 nvr RT58i
  ja SIPサーバーごとの代表SIPアドレスを設定します
  en Set the pilot address at a SIP server
20.2.4 sip server privacy {server:1..65535} <privacy:off|always-off|always-on|default-off|default-on> [<pattern:sip-privacy|rfc3325|as-is>]
  on RTX1210 rev10 rev8 nvr netvolante
  initial off
  ja SIPサーバーごとの184/186の扱いを設定します
  en Set whether called parties at a SIP server see our number
20.2.5 sip server display name {server:1..65535} <name:Text>
  on RTX1210 rev10 rev8 nvr netvolante
  ja SIPサーバーごとのディスプレイ名を設定します
  en Set the name that called parties at a SIP server see
20.2.6 sip server call remote domain {server:1..65535} <domain:Domain58>
  on RTX1210 rev10 rev8 nvr netvolante
  ja SIPサーバーごとの相手のドメイン名を設定します
  en Set the domain of called parties at a SIP server
20.2.7 sip server 100rel {server:1..65535} <support:on|off>
  on RTX1210 rev10 rev8 nvr netvolante
  initial off
  ja SIPサーバーごとに100relをサポートするかどうかを設定します
  en Support 100rel in calls by a SIP server
20.2.8 sip server register timer {server:server=<number:1..65535>} <ok:10..120> <failed:1..60>
  on RTX1210 rev10 rev8 nvr netvolante
  initial 30 5
  ja SIPサーバーごとの登録の更新間隔を設定します
  en Set how often we register at a SIP server
20.2.9 sip server register request-uri {server:1..65535} <uri:SipUri>
  on RTX1210 rev10 rev8 nvr netvolante
  ja SIPサーバーごとの登録のRequest-URIを設定します
  en Set the request URI of registrations
20.2.10 sip server qvalue {server:1..65535} <q:Decimal>
  on RTX1210 rev10 rev8 nvr netvolante
  initial 0
  ja SIPサーバーごとの登録のq値を設定します
  en Set the q value of registrations
20.2.11 sip server call own permit {server:server=<number:1..65535>} <permit:on|off>
  on RTX1210 rev10 rev8 nvr RT58i
  initial off
  ja 自分自身のSIPアドレスへの発信を許可するかどうかを設定します
  en Allow calls to our own SIP address
20.3.1 ngn type {interface:Lan} <type:off|ntt>
  on current rev10 rev8 nvr
  initial off
  ja NGN網に接続するインタフェースを設定します
  en Set which interface leads to the NGN
20.3.2 tunnel ngn disconnect time <seconds:1..21474836|off>
  on current rev10 rev8 nvr
  in tunnel
  initial 60
  ja NGN網を介したトンネルの切断タイマーを設定します
  en Set after what silence an NGN tunnel is cut
20.3.3 tunnel ngn bandwidth <bandwidth:Bandwidth> [arrivepermit=<permit:on|off>]
  on current rev10 rev8 nvr
  in tunnel
  initial 1m
  ja NGN網を介したトンネルの帯域幅を設定します
  en Set the bandwidth of an NGN tunnel
20.3.4 tunnel ngn arrive permit <permit:on|off>
  on current rev10 rev8 nvr
  in tunnel
  initial on
  ja NGN網を介したトンネルの着信を許可するかどうかを設定します
  en Allow calls in for an NGN tunnel
20.3.5 tunnel ngn call permit <permit:on|off>
  on current rev10 rev8 nvr
  in tunnel
  initial on
  ja NGN網を介したトンネルの発信を許可するかどうかを設定します
  en Allow calls out for an NGN tunnel
20.3.6 tunnel ngn interface <interface:auto|Lan>
  on current rev10 rev8 nvr
  in tunnel
  initial auto
  ja NGN網を介したトンネルで使用するLANインタフェースを設定します
  en Set the interface of an NGN tunnel
20.3.7 tunnel ngn fallback <number:Telephone>...
  on current rev10 rev8 nvr
  in tunnel
  ja NGN網での接続に失敗したときの相手の番号を設定します
  en Set numbers to call when an NGN tunnel fails
20.3.8 tunnel ngn radius auth <use:on|off>
  on current rev10 rev8 NVR510 NVR700W
  in tunnel
  initial off
  ja NGN電話番号をRADIUSで認証するかどうかを設定します
  en Let RADIUS check NGN numbers
20.3.9 ngn radius auth password <password:Password>
  on current rev10 rev8 NVR510 NVR700W
  ja NGN電話番号をRADIUSで認証するときのパスワードを設定します
  en Set the password by which RADIUS checks NGN numbers
20.3.10 ngn radius account caller <use:on|off>
  on current rev10 rev8 NVR510 NVR700W
  initial off
  ja NGN網への発信をRADIUSで記録するかどうかを設定します
  en Let RADIUS account for NGN calls out
20.3.11 ngn radius account callee <use:on|off>
  on current rev10 rev8 NVR510 NVR700W
  initial off
  ja NGN網からの着信をRADIUSで記録するかどうかを設定します
  en Let RADIUS account for NGN calls in
20.3.12 ngn renumbering link-refresh <refresh:on|off>
  on RTX1210>=14.01.16 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  initial on
  ja リナンバリング時にLANインタフェースをリンクダウンするかどうかを設定します
  en Let LAN links drop upon renumbering
20.3.13 show status ngn
  on current rev10 nvr
  shows
  ja NGN網への接続の情報を表示します
  en Show the connection to the NGN
`;
