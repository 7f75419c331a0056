/** Manual chapter 48.3: what a switch can be told and asked; QoS, mirroring, counters, loops, power over Ethernet. */
export const CHAPTER_48_SWITCH_TRAFFIC = (): string => `
48.3.5.1 switch control function set qos-dscp-remark-type {port:1..99} <type:off|af|cs>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチから送信するパケットのDSCP値の書き換え方式を設定します
  en Set how a port rewrites the DSCP of what it sends
48.3.5.1 switch control function get qos-dscp-remark-type <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチから送信するパケットのDSCP値の書き換え方式の設定を取得します
  en Ask how a port rewrites the DSCP
48.3.5.2 switch control function set qos-dscp-remark-class {port:1..99} <class:off|class1|class2|class3|class4>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチで受信したパケットのクラスを設定します
  en Set the class of what a port receives
48.3.5.2 switch control function get qos-dscp-remark-class <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチで受信したパケットのクラスの設定を取得します
  en Ask for the class of what a port receives
48.3.5.3 switch control function set qos-speed-unit <unit:128k|1m|10m|32m>
  on current rev10 nvr
  in switch
  initial 32m
  ja スイッチの帯域制限の速度の単位を設定します
  en Set the unit of rate limits
48.3.5.3 switch control function get qos-speed-unit [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの帯域制限の速度の単位の設定を取得します
  en Ask for the unit of rate limits
48.3.5.4 switch control function set qos-policing-use {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートの受信帯域を制限するかどうかを設定します
  en Limit the rate that a port receives
48.3.5.4 switch control function get qos-policing-use <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの受信帯域を制限するかどうかの設定を取得します
  en Ask whether a port limits what it receives
48.3.5.5 switch control function set qos-policing-speed {port:1..99} <level:1..31>
  on current rev10 nvr
  in switch
  initial 1
  ja スイッチのポートの受信帯域を設定します
  en Set the rate that a port receives
48.3.5.5 switch control function get qos-policing-speed <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの受信帯域の設定を取得します
  en Ask for the rate that a port receives
48.3.5.6 switch control function set qos-shaping-use {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートの送信帯域を制限するかどうかを設定します
  en Limit the rate that a port sends
48.3.5.6 switch control function get qos-shaping-use <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの送信帯域を制限するかどうかの設定を取得します
  en Ask whether a port limits what it sends
48.3.5.7 switch control function set qos-shaping-speed {port:1..99} <level:1..31>
  on current rev10 nvr
  in switch
  initial 1
  ja スイッチのポートの送信帯域を設定します
  en Set the rate that a port sends
48.3.5.7 switch control function get qos-shaping-speed <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの送信帯域の設定を取得します
  en Ask for the rate that a port sends
48.3.6.1 switch control function set mirroring-use <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのミラーリング機能を使用するかどうかを設定します
  en Copy the traffic of ports to another port
48.3.6.1 switch control function get mirroring-use [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのミラーリング機能を使用するかどうかの設定を取得します
  en Ask whether traffic is copied
48.3.6.2 switch control function set mirroring-dest <port:1..99>
  on current rev10 nvr
  in switch
  ja ミラーリングしたパケットを送出するスイッチのポートを設定します
  en Set the port that gets the copies
48.3.6.2 switch control function get mirroring-dest [<switch:Agent>]
  on current rev10 nvr
  does
  ja ミラーリングしたパケットを送出するスイッチのポートの設定を取得します
  en Ask which port gets the copies
48.3.6.3 switch control function set mirroring-src-rx {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートで受信したパケットをミラーリングするかどうかを設定します
  en Copy what a port receives
48.3.6.3 switch control function get mirroring-src-rx <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで受信したパケットをミラーリングするかどうかの設定を取得します
  en Ask whether it is copied what a port receives
48.3.6.4 switch control function set mirroring-src-tx {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートから送信するパケットをミラーリングするかどうかを設定します
  en Copy what a port sends
48.3.6.4 switch control function get mirroring-src-tx <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートから送信するパケットをミラーリングするかどうかの設定を取得します
  en Ask whether it is copied what a port sends
48.3.7.1 switch control function set counter-frame-rx-type {port:1..99} {counter:1..5} <type:packets|broadcast-and-multicast-packets|total-error-packets|broadcast-packets|multicast-packets|packets-64-octets|packets-65-to-127-octets|packets-128-to-255-octets|packets-256-to-511-octets|packets-512-to-1023-octets|packets-1024-to-1526-octets|pause|fifo-drops|total-good-packets|class-0|class-1|class-2|class-3|backward-drops|classifier-drops|crc-align-errors|under-size-packets|over-size-packets|fragments|jabbers|control-packets>
  on current rev10 nvr
  in switch
  ja スイッチの受信フレームカウンターで数えるフレームの種類を設定します
  en Set what a counter of received frames counts
48.3.7.1 switch control function get counter-frame-rx-type <port:1..99> <counter:1..5> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの受信フレームカウンターで数えるフレームの種類の設定を取得します
  en Ask what a counter of received frames counts
48.3.7.2 switch control function set counter-frame-tx-type {port:1..99} {counter:1..5} <type:packets|broadcast-and-multicast-packets|total-error-packets|broadcast-packets|multicast-packets|packets-64-octets|packets-65-to-127-octets|packets-128-to-255-octets|packets-256-to-511-octets|packets-512-to-1023-octets|packets-1024-to-1526-octets|pause|fifo-drops|total-good-packets|class-0|class-1|class-2|class-3|drops|collisions|cfi-drop>
  on current rev10 nvr
  in switch
  ja スイッチの送信フレームカウンターで数えるフレームの種類を設定します
  en Set what a counter of sent frames counts
48.3.7.2 switch control function get counter-frame-tx-type <port:1..99> <counter:1..5> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの送信フレームカウンターで数えるフレームの種類の設定を取得します
  en Ask what a counter of sent frames counts
48.3.7.3 switch control function get status-counter-frame-rx <port:1..99> <counter:1..5> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの受信フレームカウンターの値を取得します
  en Ask how many frames a port received
48.3.7.4 switch control function get status-counter-frame-tx <port:1..99> <counter:1..5> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの送信フレームカウンターの値を取得します
  en Ask how many frames a port sent
48.3.7.5 switch control function get status-counter-octet-rx <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの受信オクテットカウンターの値を取得します
  en Ask how many octets a port received
48.3.7.6 switch control function get status-counter-octet-tx <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの送信オクテットカウンターの値を取得します
  en Ask how many octets a port sent
48.3.7.7 switch control function execute clear-counter [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのカウンターを消去します
  en Set all counters of a switch to zero
48.3.8.1 switch control function set loopdetect-count <count:3..65535>
  on current rev10 nvr
  in switch
  initial 3
  ja スイッチがループと判断する1秒当たりの回数を設定します
  en Set from how many events a second on a loop is suspected
48.3.8.1 switch control function get loopdetect-count [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチがループと判断する1秒当たりの回数の設定を取得します
  en Ask from how many events on a loop is suspected
48.3.8.2 switch control function set loopdetect-time <seconds:2..60>
  on current rev10 nvr
  in switch
  initial 3
  ja スイッチがループと判断するまでの時間を設定します
  en Set how long a loop must be suspected
48.3.8.2 switch control function get loopdetect-time [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチがループと判断するまでの時間の設定を取得します
  en Ask how long a loop must be suspected
48.3.8.3 switch control function set loopdetect-linkdown <action:none|linkdown|linkdown-recovery>
  on current rev10 nvr
  in switch
  initial none
  ja スイッチのループ発生時の動作を設定します
  en Set what the selected switch does about a loop
48.3.8.3 switch control function get loopdetect-linkdown [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのループ発生時の動作の設定を取得します
  en Ask what a switch does about a loop
48.3.8.4 switch control function set loopdetect-recovery-timer <seconds:1..86400>
  on current rev10 nvr
  in switch
  initial 300
  ja ループで停止したスイッチのポートを復帰させる時間を設定します
  en Set when a port that a loop shut opens again
48.3.8.4 switch control function get loopdetect-recovery-timer [<switch:Agent>]
  on current rev10 nvr
  does
  ja ループで停止したスイッチのポートを復帰させる時間の設定を取得します
  en Ask when a port that a loop shut opens again
48.3.8.5 switch control function set loopdetect-port-use {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial on
  ja スイッチのポートでループを検出するかどうかを設定します
  en Look for loops at a port
48.3.8.5 switch control function get loopdetect-port-use <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートでループを検出するかどうかの設定を取得します
  en Ask whether loops are looked for at a port
48.3.8.6 switch control function set loopdetect-use-control-packet <use:on|off>
  on current rev10 nvr
  in switch
  initial on
  ja 制御パケットでスイッチのループを検出するかどうかを設定します
  en Look for loops by L2MS packets
48.3.8.6 switch control function get loopdetect-use-control-packet [<switch:Agent>]
  on current rev10 nvr
  does
  ja 制御パケットでスイッチのループを検出するかどうかの設定を取得します
  en Ask whether loops are looked for by L2MS packets
48.3.8.7 switch control function get status-loopdetect-port <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートのループ検出の状態を取得します
  en Ask whether a port is in a loop
48.3.8.8 switch control function get status-loopdetect-recovery-timer <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja ループで停止したスイッチのポートが復帰するまでの時間を取得します
  en Ask when a port that a loop shut opens
48.3.8.9 switch control function execute reset-loopdetect [<switch:Agent>]
  on current rev10 nvr
  does
  ja ループで停止したスイッチのポートを復帰させます
  en Open the ports that a loop shut
48.3.9.1 switch control function set poe-class {port:1..99} <class:none|class3|class4>
  on current rev10 nvr
  in switch
  ja スイッチのポートで給電するクラスの上限を設定します
  en Set the highest PoE class of a port
48.3.9.1 switch control function get poe-class <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで給電するクラスの上限の設定を取得します
  en Ask for the highest PoE class of a port
48.3.9.2 switch control function get status-poe-state <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの給電状態を取得します
  en Ask whether a port feeds power
48.3.9.3 switch control function get status-poe-detect-class <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートに接続された機器のクラスを取得します
  en Ask for the PoE class of what is at a port
48.3.9.4 switch control function get status-poe-temperature [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの内部温度を取得します
  en Ask a switch how warm it is
48.3.9.5 switch control function get status-poe-supply <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの供給電力を取得します
  en Ask how much power a port feeds
48.3.9.6 switch control function get status-poe-supply-detail <port:1..99> [<switch:Agent>]
  on current
  does
  ja スイッチのポートの詳細な供給電力を取得します
  en Ask in detail how much power a port feeds
48.3.9.7 switch control function get status-poe-supply-total [<switch:Agent>]
  on current
  does
  ja スイッチの供給電力の合計を取得します
  en Ask how much power a switch feeds
48.3.9.8 switch control function execute restart-poe-supply [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの給電を復帰させます
  en Let a switch feed power again
48.3.9.9 switch control function execute start-poe-supply <port:1..99> [<switch:Agent>]
  on current
  does
  ja スイッチのポートの給電を開始します
  en Start feeding power at a port
48.3.9.10 switch control function execute stop-poe-supply <port:1..99> [<switch:Agent>]
  on current
  does
  ja スイッチのポートの給電を停止します
  en Stop feeding power at a port
`;
