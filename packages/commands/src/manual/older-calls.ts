/** Where calls go, and what is heard: chapters 4, 21.3 and 23 of the NVR500 manual, and the PBX ports of RTV700. */
export const OLDER_CALLS = (): string => `
RTA55i_22.6.5 alarm click <switch:on|off>
  on early
  ja 操作時のクリック音を鳴らすか否かを設定します
  en Set whether keys click
NVR500_4.64 alarm connection analog <switch:on|off>
  on nvr netvolante early
  initial off
  ja TELポートの接続と切断でアラームを鳴らすか否かを設定します
  en Set whether calls are beeped
NVR500_4.65 alarm connection data <switch:on|off>
  on nvr netvolante early
  initial on
  ja データ通信の接続と切断でアラームを鳴らすか否かを設定します
  en Set whether connections are beeped
NVR500_4.66 alarm intrusion <switch:on|off>
  on nvr netvolante early
  initial on
  ja 攻撃の検知でアラームを鳴らすか否かを設定します
  en Set whether attacks are beeped
NVR500_4.67 alarm mp <switch:on|off>
  on nvr netvolante early
  initial on
  ja MPのリンクが増えた時にアラームを鳴らすか否かを設定します
  en Set whether another MP link is beeped
NVR500_4.73 audio echo-canceller {port:port=<port:tel1|tel2|pstn|Bri|Pbx> [route=<route:pstn|Bri|Pbx>]} <mode:auto|off> [<length:16|32|48|64>] [nlp=<nlp:on|off>] [cng=<cng:on|off>]
  on nvr netvolante
  ja エコーキャンセラの制御方法を設定します
  en Set how echoes are cancelled
NVR500_4.74 audio echo-canceller nlp threshold {port:port=<port:tel1|tel2|pstn|Bri|Pbx>} <threshold:high|normal|low|Decibel>
  on nvr netvolante
  ja エコーキャンセラのNLPの閾値を設定します
  en Set from which level on rests of an echo are removed
NVR500_4.75 audio echo-canceller disabler <mode:2100hz|with-phase-reversal>
  on nvr netvolante
  initial 2100hz
  ja エコーキャンセラを無効にする音を設定します
  en Set which tone stops echo cancelling
NVR500_21.2.22 audio hold-tone type <type:melody|beep>
  on nvr netvolante
  initial melody
  ja 保留音の種類を設定します
  en Set what a caller on hold hears
NVR500_4.76 audio jitter-buffer {port:port=<port:tel1|tel2|pstn|Bri|Pbx>} <mode:auto|fix> <length:0..200>
  on nvr netvolante
  ja ジッタバッファの制御方法を設定します
  en Set how late speech may be played
NVR500_4.78 audio rtp port <port:1024..65535>
  on nvr
  initial 5004
  ja RTPとRTCPで使うポート番号を設定します
  en Set the port of RTP
NVR500_4.77 audio rtp segsize <milliseconds:10|20|30|40|50|60>
  on nvr netvolante
  initial 20
  ja RTPパケットのパケット長を設定します
  en Set how much speech a packet carries
NVR500_21.3.1 pstn dial type <type:10pps|20pps|pb>
  on nvr RT58i RT56v
  initial 20pps
  ja アナログ回線のダイヤルの種別を設定します
  en Set how numbers are dialled on the telephone line
NVR500_21.3.2 pstn hooking timer <seconds:Decimal>
  on nvr RT58i RT56v
  initial 0.5
  ja アナログ回線のフッキング時間を設定します
  en Set how long a hook flash on the line is
NVR500_21.3.3 pstn modem signal timer <seconds:Decimal>
  on nvr RT58i
  initial 1
  ja アナログ回線のモデム信号を待つ時間を設定します
  en Set how long a modem signal on the line is awaited
NVR500_21.3.4 pstn number display <switch:auto|off>
  on nvr RT58i RT56v
  initial auto
  ja ナンバー・ディスプレイの着信を判別するか否かを設定します
  en Set whether the line tells the number of a caller
NVR500_21.3.5 pstn pad receive <pad:off|Decibel>
  on nvr RT58i RT56v
  initial off
  ja アナログ回線の受話の減衰量を設定します
  en Set how much softer the line is heard
NVR500_21.3.6 pstn pad send <pad:off|Decibel>
  on nvr RT58i RT56v
  initial off
  ja アナログ回線の送話の減衰量を設定します
  en Set how much softer speech is sent on the line
NVR500_21.3.7 pstn pause timer <seconds:1..10>
  on nvr RT58i RT56v
  initial 2
  ja アナログ回線のポーズ時間を設定します
  en Set how long a pause on the line is
NVR500_21.3.8 pstn supplementary-service <switch:on|off>
  on nvr RT58i RT56v
  initial off
  ja アナログ回線の付加サービスの契約の有無を設定します
  en Set whether the line has supplementary services
NVR500_21.3.9 pstn use <switch:on|off>
  on nvr RT58i
  initial on
  ja アナログ回線を使用するか否かを設定します
  en Set whether the telephone line is used
RT56v_12.2.9 pstn enable
  on RT56v
  does
  ja アナログ回線を使用します
  en Use the telephone line
RT56v_12.2.8 pstn disable
  on RT56v
  does
  ja アナログ回線の使用をやめます
  en Stop using the telephone line
NVR500_21.3.10 pstn ringing signal frequency <lowest:10..15> <highest:20..40>
  on nvr
  initial 15 30
  ja 呼出信号の周波数の範囲を設定します
  en Set which frequencies ring
NVR500_21.3.11 pstn ringing signal threshold <sir:200..2000> <car:200..2000> <ir:200..2000> <cr:200..2000>
  on nvr
  initial 200 400 700 1500
  ja 呼出信号の種別を判定する鳴動時間を設定します
  en Set by their length which kind ringing signals are of
NVR500_21.2.24 analog supplementary-service <service:network|pseudo|clear|call-waiting|call-transfer|add-on|call-deflection|1..3>...
  on nvr netvolante early
  ja アナログポートの付加サービスを設定します
  en Set what analog ports offer
NVR500_23.3.7 analog extension dial prefix {route:[port=<port:Tel>] (ngn <lan:AnyInterface> | <route:line|sip|netvolante|routing> [route-table=<table:1..100>] [(server=<server:Telephone> [phone] | ngn <lan:AnyInterface>)])} [prefix=<prefix:Text> | <prefix:Telephone>]
  on nvr netvolante early
  ja 発信に使う回線とプレフィックスを設定します
  en Set which line a dialled number takes
NVR500_23.1.7 analog extension sip address {number:1..65535} <dialled:Telephone> <address:SipUri> [server=<server:1..65535>] [phone | presence] [name=<name:Text>]
  on nvr netvolante early
  ja ダイヤルに対応するSIPの発信先を設定します
  en Set which SIP address a number means
RTA55i_15.5 analog extension sip address delete <number:1..65535>
  on early
  does
  ja SIPの発信先を削除します
  en Forget which SIP address a number means
NVR500_23.4.1 analog call route-table {table:1..100} [name=<name:Text>] <route:1..65535>...
  on nvr netvolante
  ja 発呼経路を選ぶテーブルを設定します
  en Set a table of routes
NVR500_23.4.2 analog call route {route:1..65535} <dialled:Telephone> [<sent:Telephone>] (line | prohibit | server=<server:Telephone> | ngn <lan:AnyInterface>) [[<sent:Telephone>] (line | prohibit | server=<server:Telephone> | ngn <lan:AnyInterface>)]
  on nvr netvolante
  ja ダイヤル番号と発呼経路の対応を設定します
  en Set which routes a dialled number takes
NVR500_23.3.1 analog sip call permit {port:Tel} <permit:on|off>
  on nvr netvolante
  initial on
  ja TELポートからのSIPの発信を許可するか否かを設定します
  en Set whether a TEL port may call by SIP
NVR500_23.3.2 analog sip call myname {port:Tel} <name:SipUri>
  on nvr netvolante early
  ja TELポートからのSIPの発信で使うユーザー名を設定します
  en Set the SIP name of a TEL port
NVR500_23.3.3 analog sip call display name {port:Tel} <name:Text>
  on nvr netvolante
  ja TELポートからのSIPの発信で使う表示名を設定します
  en Set the name that a TEL port shows by SIP
NVR500_23.3.4 analog sip arrive permit {port:Tel} <mode:off|myname|on>
  on nvr netvolante
  initial on
  ja TELポートで受けるSIPの着信を設定します
  en Set which SIP calls a TEL port takes
NVR500_23.3.5 analog sip arrive myaddress {port:Tel} {number:1..65535} <address:SipUri>
  on nvr netvolante early
  ja TELポートで着信するSIPアドレスを設定します
  en Set a SIP address of a TEL port
RTA55i_15.9 analog sip arrive myaddress delete <port:Tel> <number:1..65535>
  on early
  does
  ja TELポートで着信するSIPアドレスを削除します
  en Forget a SIP address of a TEL port
NVR500_23.3.6 analog sip arrive incoming-signal {port:Tel} {number:1..65535} (lastdigit | <address:default|SipUri>) <signal:modem|pb|no-ringing-fax> [<extension:Telephone>]
  on nvr netvolante
  ja SIPの着信のアナログダイヤルインを設定します
  en Set how a SIP call is handed on to an exchange or fax
RTA55i_15.7 analog sip use arrive {port:Tel} <mode:off|myname|on>
  on early
  ja TELポートで受けるSIPの着信を設定します
  en Set which SIP calls a TEL port takes
RTA55i_15.11 analog sip use call {port:Tel} <mode:off|on>
  on early
  ja TELポートからのSIPの発信を許可するか否かを設定します
  en Set whether a TEL port may call by SIP
`;
