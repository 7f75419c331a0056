/** Manual chapter 48.3: what a switch can be told and asked; system, ports, MAC addresses, VLANs. */
export const CHAPTER_48_SWITCH_PORTS = (): string => `
48.3.1.1 switch control function get boot-rom-version [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのBootROMのバージョンを取得します
  en Ask a switch for its boot ROM version
48.3.1.2 switch control function get firmware-revision [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのファームウェアリビジョンを取得します
  en Ask a switch for its firmware revision
48.3.1.3 switch control function get serial-number [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのシリアル番号を取得します
  en Ask a switch for its serial number
48.3.1.4 switch control function get model-name [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの機種名を取得します
  en Ask a switch for its model
48.3.1.5 switch control function get system-macaddress [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのMACアドレスを取得します
  en Ask a switch for its MAC address
48.3.1.6 switch control function set system-name <name:Text64>
  on current rev10 nvr
  in switch
  ja スイッチの名前を設定します
  en Name the selected switch
48.3.1.6 switch control function get system-name [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの名前の設定を取得します
  en Ask a switch for its name
48.3.1.7 switch control function set energy-saving <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチの省電力機能を使用するかどうかを設定します
  en Let the selected switch save power at its ports
48.3.1.7 switch control function get energy-saving [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの省電力機能を使用するかどうかの設定を取得します
  en Ask a switch whether it saves power
48.3.1.8 switch control function set led-brightness <brightness:normal|economy>
  on current rev10 nvr
  in switch
  initial normal
  ja スイッチのLEDの明るさを設定します
  en Set how bright the LEDs of the selected switch are
48.3.1.8 switch control function get led-brightness [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのLEDの明るさの設定を取得します
  en Ask a switch how bright its LEDs are
48.3.1.9 switch control function get status-led-mode [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのLEDの表示モードを取得します
  en Ask a switch what its LEDs tell
48.3.1.10 switch control function get status-fan [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのファンの状態を取得します
  en Ask a switch how its fan does
48.3.1.11 switch control function get status-fan-rpm <fan:1..9> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのファンの回転数を取得します
  en Ask a switch how fast a fan turns
48.3.1.12 switch control function execute restart [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチを再起動します
  en Restart a switch
48.3.1.13 switch control function get system-uptime [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチの起動後の経過時間を取得します
  en Ask a switch how long it is up
48.3.2.1 switch control function get lag-type [<switch:Agent>]
  on current
  does
  ja スイッチのリンクアグリゲーションのタイプを取得します
  en Ask a switch which ports it bundles
48.3.2.2 switch control function set port-speed {port:1..99} <speed:auto|1000-fdx|100-fdx|100-hdx|10-fdx|10-hdx>
  on current rev10 nvr
  in switch
  initial auto
  ja スイッチのポートの通信速度と動作モードを設定します
  en Set speed and duplex of a port
48.3.2.2 switch control function get port-speed <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートの通信速度と動作モードの設定を取得します
  en Ask for the set speed of a port
48.3.2.3 switch control function set port-use {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial on
  ja スイッチのポートを使用するかどうかを設定します
  en Open or shut a port
48.3.2.3 switch control function get port-use <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートを使用するかどうかの設定を取得します
  en Ask whether a port is used
48.3.2.4 switch control function set port-auto-crossover {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial on
  ja スイッチのポートで結線を自動判別するかどうかを設定します
  en Let a port find out how its cable is crossed
48.3.2.4 switch control function get port-auto-crossover <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで結線を自動判別するかどうかの設定を取得します
  en Ask whether a port finds out its crossing
48.3.2.5 switch control function set port-speed-downshift {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial on
  ja スイッチのポートで速度を落として接続するかどうかを設定します
  en Let a port slow down on a poor cable
48.3.2.5 switch control function get port-speed-downshift <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで速度を落として接続するかどうかの設定を取得します
  en Ask whether a port slows down
48.3.2.6 switch control function set port-flow-control {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートでフロー制御を使用するかどうかを設定します
  en Set flow control of a port
48.3.2.6 switch control function get port-flow-control <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートでフロー制御を使用するかどうかの設定を取得します
  en Ask for the flow control of a port
48.3.2.7 switch control function set port-blocking-control-packet {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートで制御パケットを遮断するかどうかを設定します
  en Keep L2MS packets out of a port
48.3.2.7 switch control function get port-blocking-control-packet <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで制御パケットを遮断するかどうかの設定を取得します
  en Ask whether a port keeps L2MS packets out
48.3.2.8 switch control function set port-blocking-data-packet {port:1..99} <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja スイッチのポートで制御パケット以外を遮断するかどうかを設定します
  en Keep all but L2MS packets out of a port
48.3.2.8 switch control function get port-blocking-data-packet <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで制御パケット以外を遮断するかどうかの設定を取得します
  en Ask whether a port keeps data packets out
48.3.2.9 switch control function get status-combo-port <port:1..99> [<switch:Agent>]
  on current
  does
  ja スイッチのコンボポートの使用状況を取得します
  en Ask which half of a combo port is used
48.3.2.10 switch control function get status-port-sfp-rx-power <port:1..99> [<switch:Agent>]
  on current
  does
  ja スイッチのSFPポートの受光レベルを取得します
  en Ask how much light an SFP port gets
48.3.2.11 switch control function get status-port-speed <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートのリンク状態を取得します
  en Ask how a port is linked
48.3.3.1 switch control function set macaddress-aging <use:on|off>
  on current rev10 nvr
  in switch
  initial on
  ja スイッチが学習したMACアドレスを時間で消去するかどうかを設定します
  en Let the selected switch forget MAC addresses
48.3.3.1 switch control function get macaddress-aging [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチが学習したMACアドレスを時間で消去するかどうかの設定を取得します
  en Ask whether a switch forgets MAC addresses
48.3.3.2 switch control function set macaddress-aging-timer <seconds:10..64800>
  on current rev10 nvr
  in switch
  initial 300
  ja スイッチが学習したMACアドレスを消去する時間を設定します
  en Set after what time a MAC address is forgotten
48.3.3.2 switch control function get macaddress-aging-timer [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチが学習したMACアドレスを消去する時間の設定を取得します
  en Ask after what time a MAC address is forgotten
48.3.3.3 switch control function get status-macaddress-addr <address:Mac> [<switch:Agent>]
  on current rev10 nvr
  does
  ja MACアドレスを学習したスイッチのポートを取得します
  en Ask behind which port a MAC address is
48.3.3.4 switch control function get status-macaddress-port <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートで学習したMACアドレスを取得します
  en Ask which MAC addresses are behind a port
48.3.3.5 switch control function execute clear-macaddress-table [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのMACアドレステーブルを消去します
  en Clear the MAC address table of a switch
48.3.4.1 switch control function set vlan-id {register:1..256} <vid:1..4094>
  on current rev10 nvr
  in switch
  ja VLAN登録番号のVLAN IDを設定します
  en Set the VLAN ID of a register number
48.3.4.1 switch control function get vlan-id <register:1..256> [<switch:Agent>]
  on current rev10 nvr
  does
  ja VLAN登録番号のVLAN IDの設定を取得します
  en Ask for the VLAN ID of a register number
48.3.4.2 switch control function set vlan-port-mode {port:1..99} <mode:access|trunk|hybrid>
  on current rev10 nvr
  in switch
  initial access
  ja スイッチのポートのVLAN動作モードを設定します
  en Set whether a port tags frames
48.3.4.2 switch control function get vlan-port-mode <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートのVLAN動作モードの設定を取得します
  en Ask whether a port tags frames
48.3.4.3 switch control function set vlan-access {port:1..99} <register:1..256>
  on current rev10 nvr
  in switch
  initial 1
  ja スイッチのアクセスポートのVLANを設定します
  en Set the VLAN of untagged frames at a port
48.3.4.3 switch control function get vlan-access <port:1..99> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのアクセスポートのVLANの設定を取得します
  en Ask for the VLAN of untagged frames at a port
48.3.4.4 switch control function set vlan-trunk {port:1..99} {register:1..256} <member:join|leave>
  on current rev10 nvr
  in switch
  initial leave
  ja スイッチのトランクポートが参加するVLANを設定します
  en Let a port join a tagged VLAN
48.3.4.4 switch control function get vlan-trunk <port:1..99> <register:1..256> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのトランクポートが参加するVLANの設定を取得します
  en Ask whether a port is in a tagged VLAN
48.3.4.5 switch control function set vlan-multiple-use <use:on|off>
  on current rev10 nvr
  in switch
  initial off
  ja マルチプルVLANを使用するかどうかを設定します
  en Part the ports of the selected switch into groups
48.3.4.5 switch control function get vlan-multiple-use [<switch:Agent>]
  on current rev10 nvr
  does
  ja マルチプルVLANを使用するかどうかの設定を取得します
  en Ask whether ports are parted into groups
48.3.4.6 switch control function set vlan-multiple {port:1..99} {group:1..24} <member:join|leave>
  on current rev10 nvr
  in switch
  initial leave
  ja スイッチのポートが所属するマルチプルVLANのグループを設定します
  en Put a port into a group
48.3.4.6 switch control function get vlan-multiple <port:1..99> <group:1..24> [<switch:Agent>]
  on current rev10 nvr
  does
  ja スイッチのポートが所属するマルチプルVLANのグループの設定を取得します
  en Ask whether a port is in a group
`;
