/** Manual chapter 48: L2MS, by which a router finds and rules switches and access points. */
export const CHAPTER_48_L2MS = (): string => `
48.1.1 switch control mode <mode:manager|agent|off|master|slave>
  on RTX1220 RTX1210>=14.01.20 RTX830 NVR510 NVR700W
  initial manager
  ja L2MSの動作モードを設定します
  en Set whether this machine rules others or is ruled
48.1.2 switch control use {interface:Interface} <use:on|off> [terminal=<terminal:on|off>]
  on current rev10 nvr
  initial off
  ja インタフェースごとにL2MSを使用するかどうかを設定します
  en Rule the switches and access points behind an interface
48.1.3 switch control watch interval <seconds:2..10> [<count:2..10>]
  on current rev10 nvr
  initial 3 3
  ja エージェントの監視間隔と、ダウンと判断する回数を設定します
  en Set how often agents are looked for, and when one is down
48.1.4 lan-map terminal watch interval <agents:1800..86400> [<others:10..86400>]
  on current rev10 NVR510 NVR700W
  initial 1800 60
  ja LANマップの端末情報を取得する間隔を設定します
  en Set how often terminals are looked for
48.1.5 lan-map snapshot use {interface:Interface} <use:on|off> [terminal=<terminal:on|off|wired-only>]
  on current rev10 NVR510 NVR700W
  initial off
  ja LANマップのスナップショット機能を使用するかどうかを設定します
  en Watch a network for what differs from its snapshot
48.1.6 take lan-map snapshot <interface:Interface> [update]
  on current rev10 NVR510 NVR700W
  does
  ja LANマップのスナップショットを作成します
  en Take a snapshot of a network
48.1.7 lan-map log <log:on|off>
  on current rev10 NVR510 NVR700W
  initial off
  ja LANマップのログを出力するかどうかを設定します
  en Tell of changes of the LAN map in the log
48.1.8 lan-map sysname <name:Text32>
  on RTX1300 RTX1220 RTX1210>=14.01.20 RTX830 NVR510 NVR700W
  ja LANマップに表示する機器名を設定します
  en Set the name of this machine in LAN maps
48.2.5 switch control function default [both] [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチに対する設定を削除します
  en Forget what is set for a switch
48.2.6 switch control firmware upload go <file:File> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのファームウェアを更新します
  en Load a firmware into a switch
48.2.7 switch control route backup {route:Agent} <port:1..99>
  on current rev10 nvr
  ja LANケーブルを二重化する経路とポートを設定します
  en Set the port that stands in for a cable
48.2.8 switch config directory <path:Text256>
  on RTX1300 RTX1220 RTX1210>=14.01.28 RTX830>=15.02.03
  initial /sw_config
  ja スイッチの設定ファイルを保存するディレクトリを設定します
  en Set where the configurations of switches are kept
48.2.9 switch config filename <name:Text99>
  on RTX1300 RTX1220 RTX1210>=14.01.28 RTX830>=15.02.03
  in switch
  ja スイッチの設定ファイルの名前を設定します
  en Name the file with the configuration of the selected switch
48.2.10 switch control config get [(all | <interface:Interface> all | <switch:Agent>)]
  on RTX1300 RTX1220 RTX1210>=14.01.28 RTX830>=15.02.03
  does
  ja スイッチの設定を取得して保存します
  en Fetch the configurations of switches
48.2.11 switch control config set [(all | <interface:Interface> all | <switch:Agent>)]
  on RTX1300 RTX1220 RTX1210>=14.01.28 RTX830>=15.02.03
  does
  ja 保存してある設定をスイッチに復元します
  en Give switches back their configurations
48.2.12 switch control config-auto-set use <use:on|off>
  on RTX1300>=23.00.17 RTX1220>=15.04.07 RTX1210>=14.01.42 RTX830>=15.02.30
  initial off
  ja 工場出荷状態のスイッチに設定を復元するかどうかを設定します
  en Give new switches their configurations unasked
48.4.2 ap config directory <path:Text256>
  on current rev10 nvr
  initial /ap_config
  ja アクセスポイントの設定ファイルを保存するディレクトリを設定します
  en Set where the configurations of access points are kept
48.4.3 ap config filename <name:Text99>
  on current rev10 nvr
  in ap
  ja アクセスポイントの設定ファイルの名前を設定します
  en Name the file with the configuration of the selected access point
48.4.4 ap control config get [(all | <interface:Interface> all | <ap:Agent>)]
  on current rev10 nvr
  does
  ja アクセスポイントの設定を取得して保存します
  en Fetch the configurations of access points
48.4.5 ap control config set [(all | <interface:Interface> all | <ap:Agent>)]
  on current rev10 nvr
  does
  ja 保存してある設定をアクセスポイントに復元します
  en Give access points back their configurations
48.4.6 ap control config delete [<ap:Agent|all>]
  on current rev10 nvr
  does
  ja 保存してあるアクセスポイントの設定を削除します
  en Delete the kept configurations of access points
48.4.7 ap control config-auto-set use <use:on|off>
  on current rev10 nvr
  initial on
  ja 工場出荷状態のアクセスポイントに設定を復元するかどうかを設定します
  en Give new access points their configurations unasked
48.4.8 ap control firmware update go [<ap:Agent|all>]
  on current rev10 nvr
  does
  ja アクセスポイントにファームウェアの更新を要求します
  en Have access points look for a new firmware
48.4.9 ap control http proxy use <use:on|off>
  on current rev10 nvr
  initial on
  ja アクセスポイントのGUIを中継するかどうかを設定します
  en Pass on the setup pages of access points
48.4.10 ap control http proxy timeout <seconds:1..21474836>
  on current rev10 nvr
  initial 60
  ja アクセスポイントのGUIの応答を待つ時間を設定します
  en Set how long an access point may take to answer
48.5.1 httpd proxy-access l2ms permit <permit:on|off>
  on RTX1220 RTX1210>=14.01.20 RTX830 NVR510 NVR700W
  initial off
  ja マネージャーを経由した設定画面へのアクセスを許可するかどうかを設定します
  en Let the manager pass on our setup pages
`;
