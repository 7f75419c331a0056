/** TEL ports of the NetVolante series: chapter 21.2 of the NVR500 manual, and what RTA55i and RT56v say otherwise. */
export const OLDER_ANALOG = (): string => `
NVR500_21.2.1 analog use {port:Tel} <use:on|off|call-only|arrive-only>
  on nvr netvolante early
  initial on
  ja TELポートを使うか否かを設定します
  en Set whether a TEL port takes and makes calls
NVR500_21.2.2 analog local address {port:Tel} <address:clear|Telephone>...
  on nvr netvolante early
  ja TELポートのダイヤルイン番号を設定します
  en Set the numbers of a TEL port
NVR500_21.2.3 analog device type {port:Tel} <type:any|tel|fax>
  on nvr netvolante early
  initial any
  ja TELポートに接続する機器の種類を設定します
  en Set what is plugged into a TEL port
NVR500_21.2.4 analog local address notice {port:Tel} <notice:on|off>
  on nvr netvolante early
  initial on
  ja TELポートからの発信で発信者番号を通知するか否かを設定します
  en Set whether calls from a TEL port tell their number
NVR500_21.2.5 analog rapid call {port:Tel} <rapid:on|off>
  on nvr netvolante early
  initial on
  ja 番号の途中で相手が決まる場合に即時発信するか否かを設定します
  en Set whether a known number is dialled at once
NVR500_21.2.6 analog end-of-dialing-code {port:Tel} <switch:on|off>
  on nvr netvolante early
  initial on
  ja #をダイヤルの終わりとするか否かを設定します
  en Set whether the hash key ends a number
NVR500_21.2.7 analog arrive global permit {port:Tel} <permit:on|off>
  on nvr netvolante early
  initial on
  ja グローバル着信を許可するか否かを設定します
  en Set whether calls without a called number are taken
NVR500_21.2.8 analog arrive restrict {port:Tel} <restrict:permit|reject|none>
  on nvr netvolante early
  initial reject
  ja 識別着信リストにある番号からの着信の扱いを設定します
  en Set what is done with callers on the list
NVR500_21.2.9 analog arrive restrict list {port:Tel} {number:Number} <caller:Telephone>...2
  on nvr netvolante
  ja 識別着信リストに電話番号を登録します
  en Put a caller on the list
RTA55i_13.10 analog arrive restrict list add {port:Tel} {number:Number} <caller:Telephone>...2
  on early
  ja 識別着信リストに電話番号を登録します
  en Put a caller on the list
RTA55i_13.11 analog arrive restrict list delete <port:Tel> <number:Number>
  on early
  does
  ja 識別着信リストから電話番号を削除します
  en Take a caller off the list
NVR500_21.2.10 analog arrive without-subaddress permit {port:Tel} <permit:on|off>
  on nvr netvolante early
  initial on
  ja サブアドレスのない着信を許可するか否かを設定します
  en Set whether calls without a sub-address are taken
NVR500_21.2.11 analog arrive ignore-subaddress permit {port:Tel} <permit:on|off>
  on nvr
  initial off
  ja サブアドレスにかかわらず着信を許可するか否かを設定します
  en Set whether calls to any sub-address are taken
NVR500_21.2.12 analog arrive another-device permit {port:Tel} <permit:on|off>
  on nvr netvolante early
  initial on
  ja 種類の違う機器からの着信を許可するか否かを設定します
  en Set whether calls from other kinds of devices are taken
NVR500_21.2.13 analog arrive ring-while-talking permit {port:Tel} <permit:on|off>
  on nvr netvolante early
  initial off
  ja 話中の着信を許可するか否かを設定します
  en Set whether a busy port is rung
NVR500_21.2.14 analog arrive ringer-type list {port:Tel} {type:1..2} {number:Number} <caller:Telephone>...2
  on nvr netvolante
  ja 発信者ごとの着信ベルの種類を登録します
  en Set how a caller rings
RTA55i_13.16 analog arrive ringer-type list add {port:Tel} {type:1..2} {number:Number} <caller:Telephone>...2
  on early
  ja 発信者ごとの着信ベルの種類を登録します
  en Set how a caller rings
RTA55i_13.17 analog arrive ringer-type list delete <port:Tel> <type:1..2> <number:Number>
  on early
  does
  ja 着信ベルの登録を削除します
  en Forget how a caller rings
NVR500_21.2.15 analog arrive number display {port:Tel} <mode:off|on|name-display|with-catch-phone@early>
  on nvr netvolante early
  initial off
  ja ナンバー・ディスプレイを使用するか否かを設定します
  en Set whether the number of a caller is shown
RTA55i_13.19 analog arrive modem signal type {port:Tel} <type:1..3>
  on early
  initial 3
  ja ナンバー・ディスプレイの信号の種類を設定します
  en Set how the number of a caller is signalled
NVR500_21.2.16 analog arrive priority {port:Tel} <priority:1..3>
  on nvr netvolante
  initial 2
  ja TELポートの着信の優先順位を設定します
  en Set which TEL port is rung first
RTA55i_13.15 analog arrive prior-port <port:off|Tel>
  on early
  initial off
  ja 優先して着信するTELポートを設定します
  en Set which TEL port is rung first
NVR500_21.2.17 analog wait dial timer {port:Tel} <seconds:1..59>
  on nvr netvolante early
  initial 4
  ja 次の数字を待つ時間を設定します
  en Set how long the next digit is awaited
NVR500_21.2.18 analog hooking timer {port:Tel} <seconds:Decimal>
  on nvr netvolante early
  initial 1
  ja フッキングと判定する時間を設定します
  en Set how long a hook flash is
NVR500_21.2.19 analog hooking wait timer {port:Tel} <seconds:1..9>
  on nvr netvolante early
  initial 4
  ja フッキングの後のキー操作を待つ時間を設定します
  en Set how long a key is awaited after a hook flash
NVR500_21.2.20 analog hooking inhibit timer {port:Tel} <seconds:1..3|off>
  on nvr netvolante early
  initial off
  ja フッキングとオンフックを無視する時間を設定します
  en Set how long hooking is ignored
NVR500_21.2.21 analog off-hook mask {port:Tel} <open:1..8> <ringing:1..2>
  on nvr
  initial 8 2
  ja オフフックの検出を遅らせる時間を設定します
  en Set how late a lifted receiver is noticed
NVR500_21.2.23 analog re-ringing-timer {port:Tel} <seconds:10..180>
  on nvr netvolante early
  initial 30
  ja 再呼出の時間を設定します
  en Set how long a held call rings back
NVR500_21.2.25 analog supplementary-service call-deflection address {port:Tel} <address:clear|Telephone>...2
  on nvr netvolante early
  ja 着信転送先の電話番号を設定します
  en Set where calls are passed on to
NVR500_21.2.26 analog supplementary-service call-deflection ringer {port:Tel} <count:1..10|off>
  on nvr netvolante early
  initial off
  ja 着信転送までに鳴らすベルの回数を設定します
  en Set how often it rings before a call is passed on
NVR500_21.2.27 analog supplementary-service call-deflection talkie {port:Tel} <transfer:on|off> <originator:on|off>
  on nvr netvolante early
  initial off off
  ja 着信転送のトーキを設定します
  en Set who is told that a call is passed on
NVR500_21.2.28 analog supplementary-service call-deflection reject {port:Tel} <action:busy|alert>
  on nvr netvolante early
  initial alert
  ja 着信転送が拒否された時の動作を設定します
  en Set what happens when a call cannot be passed on
NVR500_21.2.29 analog pad send {port:Tel} <pad:off|Decibel>
  on nvr netvolante early
  initial off
  ja 送話の減衰量を設定します
  en Set how much softer speech is sent
NVR500_21.2.30 analog pad receive {port:Tel} <pad:off|Decibel>
  on nvr netvolante early
  initial off
  ja 受話の減衰量を設定します
  en Set how much softer speech is heard
NVR500_21.2.31 analog mp prior {port:Tel} <down:on|off>
  on nvr netvolante early
  initial on
  ja 電話のためにMPのリンクを減らすか否かを設定します
  en Set whether MP gives up a channel for a call
NVR500_21.2.32 analog disc-signal {port:Tel} <use:on|off>
  on nvr netvolante early
  initial on
  ja 切断信号を送るか否かを設定します
  en Set whether a disconnect signal is sent
NVR500_21.2.33 analog dtmf level {port:Tel} <level:off|Decibel>
  on nvr netvolante early
  initial off
  ja DTMFを検出するレベルを設定します
  en Set from which level on tones are heard
NVR500_21.2.34 analog extension other-dial-tone <switch:on|off>
  on nvr netvolante
  initial on
  ja 外線以外の発信で異なるダイヤルトーンを出すか否かを設定します
  en Set whether other lines have a dial tone of their own
NVR500_21.2.35 analog extension incoming ringer <mode:all|one-by-one>
  on nvr netvolante
  initial all
  ja 着信時に鳴らすTELポートの選び方を設定します
  en Set whether all TEL ports ring at once
NVR500_21.2.36 analog extension emergency-call-dial type <type:special-number|normal-number>
  on nvr
  initial special-number
  ja 緊急番号の扱いを設定します
  en Set how emergency numbers are treated
NVR500_21.2.37 analog arrive inumber-port {port:Tel} <number:1..3|all|none>...
  on nvr netvolante early
  ja TELポートで着信するi・ナンバーのポート番号を設定します
  en Set which i-number ports a TEL port answers
NVR500_21.2.38 analog arrive incoming-signal {port:Tel} {number:1..65535} <address:Name> <type:tel|fax|none|all> <signal:modem|pb|no-ring-fax|no-ringing-fax> [<extension:Telephone>]
  on nvr netvolante early
  ja アナログダイヤルインと無鳴動着信を設定します
  en Set how a call is handed on to an exchange or fax
RTA55i_13.36 analog arrive incoming-signal delete <port:Tel> <number:1..65535>
  on early
  does
  ja アナログダイヤルインの登録を削除します
  en Forget how a call is handed on
NVR500_21.2.39 analog arrive incoming-signal timing pb {port:Tel} <mode:1..2>
  on nvr RT58i
  initial 1
  ja PBダイヤルインの一次応答を検出するタイミングを設定します
  en Set when the first answer of an exchange counts
NVR500_21.2.40 analog arrive without-calling-number {port:Tel} <type:permit|reject|calling-number-request> [<option:all|public-telephone|rejected-by-user|service-unavailable>...3]
  on nvr netvolante early
  initial permit all
  ja 発信者番号のない着信の扱いを設定します
  en Set what is done with calls from nobody known
NVR500_21.2.41 analog pad rtp receive {port:Tel} <pad:off|Decibel>
  on nvr netvolante
  initial off
  ja VoIPの受話の増減量を設定します
  en Set how loud Internet calls are heard
NVR500_21.2.42 analog pad rtp send {port:Tel} <pad:off|Decibel>
  on nvr netvolante
  initial off
  ja VoIPの送話の増減量を設定します
  en Set how loud Internet calls are sent
NVR500_21.2.43 analog pause timer {port:Tel} <seconds:1..10>
  on nvr netvolante RT56v
  initial 2
  ja ポーズと判定する時間を設定します
  en Set how long a pause is
NVR500_21.2.44 analog power {port:Tel} <switch:on|off>
  on nvr RT58i
  initial on
  ja TELポートに電力を供給するか否かを設定します
  en Set whether a TEL port is powered
RTA55i_13.38 analog l-mail-service {port:Tel} <service:on|off>
  on early
  initial off
  ja Lモードのメッセージ到着お知らせ機能を設定します
  en Set whether waiting L mode messages are told
NVR500_22.1 analog extension mode <mode:standalone|master|slave>
  on nvr netvolante early
  initial standalone
  ja カスケード接続の動作モードを設定します
  en Set the part that it plays among cascaded routers
NVR500_22.2 analog extension address refer (pp (<number:Pp> | leased) | <interface:AnyInterface>)
  on nvr netvolante early
  initial lan1
  ja カスケード接続で使うIPアドレスのインタフェースを設定します
  en Set the interface whose address cascaded routers use
NVR500_22.3 analog extension master <master:auto|Ip>
  on nvr netvolante early
  initial auto
  ja アナログ親機を設定します
  en Set which cascaded router is the master
NVR500_22.4 analog extension slave permit <mode:all|registered-only>
  on nvr netvolante early
  initial all
  ja 受け入れるアナログ子機を設定します
  en Set which slaves are accepted
NVR500_22.5 analog extension machine-id {id:1..9} <address:Mac>
  on nvr netvolante early
  ja 機器番号とMACアドレスの対応を設定します
  en Number a cascaded router
RTA55i_14.6 analog extension machine-id delete <id:1..9>
  on early
  does
  ja 機器番号を削除します
  en Forget the number of a cascaded router
NVR500_22.6 analog extension log <switch:on|off>
  on nvr netvolante early
  initial off
  ja カスケード接続のログを記録するか否かを設定します
  en Set whether cascading is logged
RT58i_4.47 analog http revision-up permit <permit:on|off>
  on netvolante
  initial on
  ja 電話機からのリビジョンアップを許可するか否かを設定します
  en Set whether a telephone may renew the firmware
`;
