/** ISDN, leased lines and frame relay of older models. */
export const OLDER_ISDN = (): string => `
NVR500_6.1.1 isdn use {interface:Bri|Pbx} <use:off|on|call-only|arrive-only>
  on nvr netvolante
  initial on
  ja BRIインタフェースの使用制限を設定します
  en Set whether an ISDN interface takes and makes calls
NVR500_6.1.6 isdn piafs arrive <arrive:on|off>
  initial on
  ja PIAFSの着信を許可するか否かを設定します
  en Set whether PIAFS calls are taken
NVR500_6.1.7 isdn piafs control <switch:call|both|arrive>
  initial call
  ja PIAFSの起動側を設定します
  en Set which side starts PIAFS
NVR500_6.1.8 isdn piafs call <speed:off|32k|64k> [<mode:guarantee|best-effort>]
  initial off
  ja PIAFSの発信方式を設定します
  en Set how PIAFS calls are made
NVR500_6.2.25 isdn call prohibit mp-error count <count:off|1..21474836>
  on nvr netvolante early
  in pp
  initial 5
  ja MPが失敗できる回数を設定します
  en Set how often MP may fail
NVR500_6.2.28 isdn arrive inumber-port {interface:Bri|Pbx} <port:1..3|all|none>...
  on nvr netvolante
  initial all
  ja 着信するi・ナンバーのポート番号を設定します
  en Set which i-number ports are answered
RTA55i_4.1.3 isdn arrive inumber-port <port:1..3|all|none>...
  on early
  named isdn arrive inumber-port (Rev.4)
  initial all
  ja 着信するi・ナンバーのポート番号を設定します
  en Set which i-number ports are answered
RTA55i_4.1.1 pp line <line:isdn|isdn-ntt|l64|l128> [<channels:1b|2b>]
  on early
  initial isdn 2b
  ja 回線の種類を設定します
  en Set the kind of the line
RTA55i_4.1.2 isdn local address <number:Telephone>
  on early
  named isdn local address (Rev.4)
  ja 自分のISDN番号を設定します
  en Set our own ISDN number
RTA55i_4.1.8 isdn arrive g4-fax reject cause <cause:3|88> [<diagnostic:0..255>]
  on early
  initial 88
  ja G4 FAXの着信を拒否する理由を設定します
  en Set the cause with which a G4 fax is refused
RTA55i_4.2.25 isdn call collision prohibit <prohibit:on|off>
  on early
  in pp
  initial off
  ja 呼の衝突時に発信を禁止するか否かを設定します
  en Set whether no call is made when two collide
RTA55i_4.2.26 pp account threshold <yen:off|10..21474836>
  on early
  in pp
  initial off
  ja 課金額による発信制限を設定します
  en Set how much calls may cost
RTX1200 isdn dsu {interface:Bri} <switch:on|off> [<polarity:normal|reverse>]
  on RTX1210 rev10 rev8 nvr netvolante
  ja 内蔵DSUを使用するか否かを設定します
  en Set whether the built-in DSU is used
RTA55i_22.7.5 bri enable
  on early
  does
  ja BRIインタフェースを使用します
  en Use the BRI interface
RTA55i_22.7.6 bri disable
  on early
  does
  ja BRIインタフェースの使用をやめます
  en Stop using the BRI interface
RTA55i_7.8.9 leased keepalive use <use:on|off>
  on early
  initial off
  ja 専用線のキープアライブを使用するか否かを設定します
  en Set whether a leased line is watched
RTA55i_7.8.10 leased keepalive log <log:on|off>
  on early
  initial off
  ja 専用線のキープアライブのログを記録するか否かを設定します
  en Set whether watching a leased line is logged
RTA55i_7.8.11 leased keepalive interval <seconds:1..65535> [<count:3..100>]
  on early
  initial 30 6
  ja 専用線のキープアライブの時間間隔を設定します
  en Set how often a leased line is watched
RTA55i_17.1.1 isdn-dcp arrive inumber-port <port:1..3|all|none>...
  on early
  initial all
  ja ISDN-DCPで着信するi・ナンバーのポート番号を設定します
  en Set which i-number ports ISDN-DCP answers
RTA55i_17.1.2 isdn-dcp arrive g4-fax permit <permit:on|off>
  on early
  initial off
  ja ISDN-DCPでG4 FAXの着信を受けるか否かを設定します
  en Set whether ISDN-DCP takes a G4 fax
RTA55i_17.1.3 isdn-dcp arrive permit <permit:on|off>
  on early
  initial on
  ja ISDN-DCPの着信を受けるか否かを設定します
  en Set whether ISDN-DCP takes calls
RTA55i_17.1.4 isdn-dcp local address {number:clear|1..10} [<address:Telephone>]
  on early
  initial clear
  ja ISDN-DCPクライアントのISDN番号を設定します
  en Set the number of an ISDN-DCP client
RTA55i_17.1.5 isdn-dcp switch timer <seconds:off|5..160>
  on early
  initial 15
  ja ISDN-DCPに切り替えるまでの時間を設定します
  en Set how long TEL ports ring before ISDN-DCP answers
RTA55i_17.1.6 isdn-dcp pad send <pad:off|Decibel>
  on early
  initial off
  ja ISDN-DCPの送話の減衰量を設定します
  en Set how much softer ISDN-DCP speaks
RTA55i_17.1.7 isdn-dcp pad receive <pad:off|Decibel>
  on early
  initial off
  ja ISDN-DCPの受話の減衰量を設定します
  en Set how much softer ISDN-DCP is heard
RTX1500_6.1 pp encapsulation <type:ppp|fr>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial ppp
  ja 相手先のカプセル化の種類を設定します
  en Set whether the PP speaks PPP or frame relay
RTX1500_6.2 fr dlci <dlci:auto|16..991>...96
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial auto
  ja DLCIを設定します
  en Set the circuits of frame relay
RTX1500_6.3 fr cir {circuit:dlci=<dlci:16..991>} <rate:Number> [slowstart-idle=<seconds:0..21474836>] [bc=<bits:Number>] [be=<bits:Number>] [s=<steps:Number>]
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  ja DLCIごとのCIRを設定します
  en Set the rate of a circuit
RTX1500_6.4 fr lmi <lmi:q933|ansi|off>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial q933
  ja PVCの状態を確認する手順を設定します
  en Set how the state of circuits is asked
RTX1500_6.5 fr inarp <inarp:on|off>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial on
  ja InARPを使用するか否かを設定します
  en Set whether InARP is used
RTX1500_6.6 fr backup {circuit:dlci=<dlci:16..991>} <number:PpNumber>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  ja フレームリレーのバックアップの相手先を設定します
  en Set which PP takes over for a circuit
RTX1500_6.7 fr compression use {circuit:dlci=<dlci:*|16..991>} <type:stac|cstac|none>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial none
  ja フレームリレーの圧縮を設定します
  en Set how a circuit is compressed
RTX1500_6.8 fr congestion control <control:on|off>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial off
  ja フレームリレーの輻輳制御をするか否かを設定します
  en Set whether congestion is controlled
RTX1500_6.9 fr pp dequeue type <type:serial|round-robin>
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  initial round-robin
  ja 回線への送信の順序を設定します
  en Set in which order circuits send
RTX1500_6.10 fr de {protocol:ip|ipx|bridge} {circuit:filter dlci=<dlci:*|16..991>} <filter:Number>...
  on RTX1210 rev10 rev8 rt nvr
  in numbered
  ja DEビットを立てるパケットを設定します
  en Set which packets may be dropped first
RTX1200 show dlci [<number:PpNumber>]
  on RTX1210 rev10 rev8 rt nvr
  shows
  ja DLCIの状態を表示します
  en Show the circuits of frame relay
`;
