/** IPX and the bridge of Rev.6 to Rev.8: chapters 9 to 11 of the RTX1500 manual. */
export const OLDER_IPX = (): string => `
RTX1500_9.1.1 ipx routing <routing:on|off>
  on rev8 rt
  initial off
  ja IPXパケットを扱うか否かを設定します
  en Set whether IPX is routed
RTX1500_9.1.2 ipx sap {type:file|printer|Hex} {name:Name47} <network:IpxNetwork> <node:IpxNode> <socket:Name> <hop:1..14>
  on rev8 rt
  ja 静的なSAPテーブルを設定します
  en Set a service of IPX
RTX1500_9.1.3 ipx sap response <response:on|off>
  on rev8 rt
  initial on
  ja 最寄りのサーバーの問い合わせに応答するか否かを設定します
  en Set whether the nearest server is told
RTX1500_9.1.4 ipx filter {number:1..100} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog|restrict|restrict-log|restrict-nolog> <network:*|IpxNetwork> [<operand:*|Text>...6]
  on rev8 rt
  ja IPXパケットのフィルタを設定します
  en Set a filter of IPX
RTX1500_9.2.1 ipx {interface:Lan} frame type <type:0..3>
  on rev8 rt
  ja IPXのフレームタイプを設定します
  en Set the frames of IPX
RTX1500_9.2.2 ipx {interface:Lan} network <network:IpxNetwork>
  on rev8 rt
  ja LAN側のIPXネットワーク番号を設定します
  en Set the network of IPX
RTX1500_9.2.3 ipx {interface:Lan} secure filter {direction:in|out} <filter:1..100>...
  on rev8 rt
  ja LAN側のIPXのフィルタを設定します
  en Filter IPX on a LAN
RTX1500_9.2.4 ipx {interface:Lan} ripsap broadcast <seconds:off|60..21474836>
  on rev8 rt
  initial 60
  ja LAN側のRIP/SAPの送出を設定します
  en Set how often RIP and SAP are sent on a LAN
RTX1500_9.2.5 ipx {interface:Lan} route {network:IpxNetwork} <gateway:IpxNode> <hop:1..14> [<ticks:1..65535>]
  on rev8 rt
  ja LAN側のIPXの経路を設定します
  en Set a route of IPX on a LAN
RTX1500_9.3.1 ipx pp routing <routing:on|off>
  on rev8 rt
  in pp
  initial off
  ja PP側でIPXを扱うか否かを設定します
  en Set whether IPX is routed to the PP
RTX1500_9.3.2 ipx pp network <network:IpxNetwork> [<node:IpxNode>]
  on rev8 rt
  in pp
  ja PP側のIPXネットワーク番号を設定します
  en Set the network of IPX of the PP
RTX1500_9.3.3 ipx pp route {network:IpxNetwork} [dlci=<dlci:16..991>] [<name:Name16>] <hop:1..14> [<ticks:1..65535>]
  on rev8 rt
  in pp
  ja PP側のIPXの経路を設定します
  en Set a route of IPX to the PP
RTX1500_9.3.4 ipx pp ipxwan use <use:on|off>
  on rev8 rt
  in pp
  initial on
  ja IPXWANを使用するか否かを設定します
  en Set whether IPXWAN is used
RTX1500_9.3.5 ipx pp ipxwan primnet <network:IpxNetwork>
  on rev8 rt
  in pp
  ja IPXWANのプライマリネットワーク番号を設定します
  en Set the primary network of IPXWAN
RTX1500_9.3.6 ipx pp ripsap connect send <send:none|interval|update>
  on rev8 rt
  in pp
  ja 接続時のRIP/SAPの送出を設定します
  en Set how RIP and SAP are sent while connected
RTX1500_9.3.7 ipx pp ripsap connect interval <seconds:60..21474836>
  on rev8 rt
  in pp
  initial 60
  ja 接続時のRIP/SAPの送出間隔を設定します
  en Set how often RIP and SAP are sent while connected
RTX1500_9.3.8 ipx pp ripsap disconnect send <send:none|interval|update>
  on rev8 rt
  in pp
  ja 切断時のRIP/SAPの送出を設定します
  en Set how RIP and SAP are sent while disconnected
RTX1500_9.3.9 ipx pp ripsap disconnect interval <seconds:60..21474836>
  on rev8 rt
  in pp
  initial 60
  ja 切断時のRIP/SAPの送出間隔を設定します
  en Set how often RIP and SAP are sent while disconnected
RTX1500_9.3.10 ipx pp ripsap hold <hold:on|off>
  on rev8 rt
  in pp
  initial on
  ja 切断時にRIP/SAPの情報を保持するか否かを設定します
  en Set whether RIP and SAP are remembered when disconnected
RTX1500_9.3.11 ipx pp ipxwan retry <interval:10..21474836> <count:0..10>
  on rev8 rt
  in pp
  initial 20 3
  ja IPXWANの再送間隔と再送回数を設定します
  en Set how IPXWAN repeats a request
RTX1500_9.3.12 ipx pp watchdog proxy <proxy:on|off>
  on rev8 rt
  in pp
  initial on
  ja Watchdogに代理応答するか否かを設定します
  en Set whether watchdogs are answered for the far end
RTX1500_9.3.13 ipx pp watchdog interval <seconds:1..21474836>
  on rev8 rt
  in pp
  initial 3600
  ja Watchdogに代理応答する間隔を設定します
  en Set how long watchdogs are answered for the far end
RTX1500_9.3.14 ipx pp spx keepalive timer <idle:30..21474836> [<repeat:30..65535> [<last:1..65535>]]
  on rev8 rt
  in pp
  initial 7200 60 10
  ja SPXキープアライブの代理応答のタイマを設定します
  en Set the timers of SPX keepalive
RTX1500_9.3.15 ipx pp spx keepalive proxy <proxy:on|off>
  on rev8 rt
  in pp
  initial on
  ja SPXキープアライブに代理応答するか否かを設定します
  en Set whether SPX keepalive is answered for the far end
RTX1500_9.3.16 ipx pp serialization filter <filter:on|off>
  on rev8 rt
  in pp
  initial on
  ja IPXシリアライゼーションパケットを破棄するか否かを設定します
  en Set whether serialization packets are dropped
RTX1500_9.3.17 ipx pp secure filter {direction:in|out} <filter:1..100>...
  on rev8 rt
  in pp
  ja PP側のIPXのフィルタを設定します
  en Filter IPX of the PP
RTX1500_11.10.1 ppp ipxcp restart <milliseconds:20..10000>
  on rev8 rt
  in pp
  initial 3000
  ja IPXCPの再送間隔を設定します
  en Set how soon IPXCP repeats itself
RTX1500_11.10.2 ppp ipxcp maxterminate <count:1..10>
  on rev8 rt
  in pp
  initial 2
  ja IPXCPのTerminate-Requestの最大送信回数を設定します
  en Set how often IPXCP asks to end
RTX1500_11.10.3 ppp ipxcp maxconfigure <count:1..10>
  on rev8 rt
  in pp
  initial 10
  ja IPXCPのConfigure-Requestの最大送信回数を設定します
  en Set how often IPXCP asks to begin
RTX1500_11.10.4 ppp ipxcp maxfailure <count:1..10>
  on rev8 rt
  in pp
  initial 10
  ja IPXCPのConfigure-Nakの最大送信回数を設定します
  en Set how often IPXCP disagrees
RTX1500_10.1.1 bridge use <use:on|off|multicast>
  on rev8 rt
  initial off
  ja ブリッジするか否かを設定します
  en Set whether packets are bridged
RTX1500_10.1.2 bridge group <interface:Pp|Place>...
  on rev8 rt
  ja ブリッジするインタフェースを設定します
  en Set which interfaces are bridged
RTX1500_10.1.3 bridge learning <learning:on|off>
  on rev8 rt
  named bridge learning (Rev.8)
  initial on
  ja MACアドレスを学習するか否かを設定します
  en Set whether the bridge learns addresses
RTX1500_10.1.4 bridge learning expire <seconds:off|1..21474836>
  on rev8 rt
  initial off
  ja 学習したMACアドレスを消去する時間を設定します
  en Set when the bridge forgets an address
RTX1500_10.1.5 bridge filter {number:1..100} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog|restrict|restrict-log|restrict-nolog> <source:Text> [<destination:Text> [<offset:Number> <bytes:Text>]]
  on rev8 rt
  ja ブリッジのフィルタを設定します
  en Set a filter of the bridge
RTX1500_10.2.1 bridge {interface:Lan} learning {address:Mac}
  on rev8 rt
  ja LAN側のMACアドレスを登録します
  en Tell the bridge of an address on a LAN
RTX1500_10.2.2 bridge {interface:Lan} filter {direction:in|out} <filter:1..100>...
  on rev8 rt
  ja LAN側のブリッジのフィルタを設定します
  en Filter what is bridged on a LAN
RTX1500_10.3.1 bridge pp learning {address:Mac} [dlci=<dlci:16..991>]
  on rev8 rt
  in pp
  ja PP側のMACアドレスを登録します
  en Tell the bridge of an address behind the PP
RTX1500_10.3.2 bridge pp filter {direction:in|out} <filter:1..100>...
  on rev8 rt
  in pp
  ja PP側のブリッジのフィルタを設定します
  en Filter what is bridged to the PP
RTX1500_11.11.1 ppp bcp lanid <id:off|Hex>
  on rev8 rt
  in pp
  initial off
  ja BCPのLAN-Identificationを設定します
  en Set the LAN that BCP tells
RTX1500_11.11.2 ppp bcp tinycomp <compression:on|off>
  on rev8 rt
  in pp
  initial on
  ja BCPのTinygram圧縮を使用するか否かを設定します
  en Set whether short frames are compressed
RTX1500_11.11.3 ppp bcp restart <milliseconds:20..10000>
  on rev8 rt
  in pp
  initial 3000
  ja BCPの再送間隔を設定します
  en Set how soon BCP repeats itself
RTX1500_11.11.4 ppp bcp maxterminate <count:1..10>
  on rev8 rt
  in pp
  initial 2
  ja BCPのTerminate-Requestの最大送信回数を設定します
  en Set how often BCP asks to end
RTX1500_11.11.5 ppp bcp maxconfigure <count:1..10>
  on rev8 rt
  in pp
  initial 10
  ja BCPのConfigure-Requestの最大送信回数を設定します
  en Set how often BCP asks to begin
RTX1500_11.11.6 ppp bcp maxfailure <count:1..10>
  on rev8 rt
  in pp
  initial 10
  ja BCPのConfigure-Nakの最大送信回数を設定します
  en Set how often BCP disagrees
`;
