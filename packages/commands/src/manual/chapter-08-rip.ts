/** Manual section 8.3: RIP. */
export const CHAPTER_8_RIP = (): string => `
8.3.1 rip use <use:on|off>
  on * -early
  initial off
  ja RIPを使用するかどうかを設定します
  en Learn and tell routes by RIP
8.3.2 ip {interface:Interface} rip trust gateway [except] <gateway:Ip>...
  on * -early
  ja RIPに関して信用できるゲートウェイを設定します
  en Set whose RIP is believed
8.3.2 ip pp rip trust gateway [except] <gateway:Ip>...
  on * -early
  in pp
  ja RIPに関して信用できるゲートウェイを設定します
  en Set whose RIP is believed
8.3.2 ip tunnel rip trust gateway [except] <gateway:Ip>...
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  ja RIPに関して信用できるゲートウェイを設定します
  en Set whose RIP is believed
8.3.3 rip preference <preference:1..2147483647> [invalid-route-reactivate=<use:on|off>]
  on * -netvolante -early
  initial 1000
  ja RIPによる経路の優先度を設定します
  en Set the preference of routes by RIP
8.3.4 ip {interface:Interface} rip send <send:on|off> [version <version:1|2> [<to:Ip|broadcast|multicast>]]
  on * -early
  initial on
  ja RIPパケットの送信を設定します
  en Send RIP
8.3.4 ip pp rip send <send:on|off> [version <version:1|2> [<to:Ip|broadcast|multicast>]]
  on * -early
  in pp
  initial on
  ja RIPパケットの送信を設定します
  en Send RIP
8.3.4 ip tunnel rip send <send:on|off> [version <version:1|2> [<to:Ip|broadcast|multicast>]]
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  initial off
  ja RIPパケットの送信を設定します
  en Send RIP
8.3.5 ip {interface:Interface} rip receive <receive:on|off> [version <version:1|2>...2]
  on * -early
  initial on
  ja RIPパケットの受信を設定します
  en Receive RIP
8.3.5 ip pp rip receive <receive:on|off> [version <version:1|2>...2]
  on * -early
  in pp
  initial on
  ja RIPパケットの受信を設定します
  en Receive RIP
8.3.5 ip tunnel rip receive <receive:on|off> [version <version:1|2>...2]
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  initial off
  ja RIPパケットの受信を設定します
  en Receive RIP
8.3.6 ip {interface:Interface} rip filter {direction:in|out} <number:1..21474836>...100
  ja RIPのフィルタリングを設定します
  en Filter routes by RIP
8.3.6 ip pp rip filter {direction:in|out} <number:1..21474836>...100
  in pp
  ja RIPのフィルタリングを設定します
  en Filter routes by RIP
8.3.6 ip tunnel rip filter {direction:in|out} <number:1..21474836>...100
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  ja RIPのフィルタリングを設定します
  en Filter routes by RIP
8.3.7 ip {interface:Interface} rip hop {direction:in|out} <hops:0..15>
  on * -early
  initial 0
  ja RIPで加算するホップ数を設定します
  en Add hops to routes by RIP
8.3.7 ip pp rip hop {direction:in|out} <hops:0..15>
  in pp
  initial 0
  ja RIPで加算するホップ数を設定します
  en Add hops to routes by RIP
8.3.7 ip tunnel rip hop {direction:in|out} <hops:0..15>
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  initial 0
  ja RIPで加算するホップ数を設定します
  en Add hops to routes by RIP
8.3.8 ip {interface:Interface} rip auth type <type:text>
  ja RIP2での認証を設定します
  en Authenticate RIP
8.3.8 ip pp rip auth type <type:text>
  in pp
  ja RIP2での認証を設定します
  en Authenticate RIP
8.3.8 ip tunnel rip auth type <type:text>
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  ja RIP2での認証を設定します
  en Authenticate RIP
8.3.9 ip {interface:Interface} rip auth key (text <key:Text16> | <key:Hex>...16)
  ja RIP2での認証キーを設定します
  en Set the key that RIP is authenticated with
8.3.9 ip pp rip auth key (text <key:Text16> | <key:Hex>...16)
  in pp
  ja RIP2での認証キーを設定します
  en Set the key that RIP is authenticated with
8.3.9 ip tunnel rip auth key (text <key:Text16> | <key:Hex>...16)
  on * -RT300i -RT105e -RT105i -RT105p -early
  in tunnel
  ja RIP2での認証キーを設定します
  en Set the key that RIP is authenticated with
8.3.10 rip advertise mode <mode:1|2>
  on RTX1210>=14.01.36 RTX830>=15.02.15 RTX1220 RTX1300
  ja RIP2での広告動作モードを設定します
  en Tell routes of the own network with other masks, or not
8.3.11 ip pp rip hold routing <hold:on|off>
  on * -early
  in pp
  initial off
  ja 回線切断時にRIPによる経路を保持するかどうかを設定します
  en Keep routes by RIP when the line is cut
8.3.12 ip pp rip connect send <action:interval|update|none>
  in pp
  initial update
  ja 回線接続時のRIPの動作を設定します
  en Set when RIP is sent on a line
8.3.13 ip pp rip connect interval <seconds:30..21474836>
  in pp
  initial 30
  ja 回線接続時のRIP送出の時間間隔を設定します
  en Set how often RIP is sent on a line
8.3.14 ip pp rip disconnect send <action:none|interval|update>
  in pp
  initial none
  ja 回線切断時のRIPの動作を設定します
  en Set when RIP is sent while the line is cut
8.3.15 ip pp rip disconnect interval <seconds:30..21474836>
  in pp
  initial 3600
  ja 回線切断時のRIP送出の時間間隔を設定します
  en Set how often RIP is sent while the line is cut
8.3.16 ip pp rip backup interface <switch:on|off>
  on current rev10 rev8 RTX1000 nvr -NVR500
  in pp
  initial off
  ja バックアップ時にRIPの送信元インタフェースを切り替えるかどうかを設定します
  en Send RIP from the address of the backup
8.3.17 ip {interface:Interface} rip force-to-advertise {network:Network} [metric <metric:1..15>]
  on current nvr
  ja RIPで強制的に経路を広告するように設定します
  en Tell a route by RIP whether we have it or not
8.3.17 ip pp rip force-to-advertise {network:Network} [metric <metric:1..15>]
  on current nvr
  in pp
  ja RIPで強制的に経路を広告するように設定します
  en Tell a route by RIP whether we have it or not
8.3.17 ip tunnel rip force-to-advertise {network:Network} [metric <metric:1..15>]
  on current nvr
  in tunnel
  ja RIPで強制的に経路を広告するように設定します
  en Tell a route by RIP whether we have it or not
8.3.18 rip filter rule <rule:address-only|with-netmask>
  on current rev10 rev8 nvr
  initial address-only
  ja RIP2でのフィルターの比較方法を設定します
  en Set what filters compare of routes by RIP
8.3.19 rip timer <update:10..60> [<invalid:30..360> [<holddown:20..240>]]
  on current rev10 rev8 nvr
  initial 30 180 120
  ja RIPのタイマーを設定します
  en Set how often RIP is sent, and how long its routes live
`;
