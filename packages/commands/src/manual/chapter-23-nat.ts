/** Manual chapter 23: NAT descriptors. */
export const CHAPTER_23 = (): string => `
23.1 nat descriptor backward-compatibility <type:1..3>
  on RTX1210 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  initial 2
  ja NAT機能の動作タイプを設定します
  en Set whether connections may share a port
23.2 ip {interface:Interface} nat descriptor <descriptor:Descriptor>...16 [reverse <descriptor:Descriptor>...16]
  ja インタフェースに適用するNATディスクリプターを設定します
  en Use NAT descriptors at an interface
23.2 ip pp nat descriptor <descriptor:Descriptor>...16 [reverse <descriptor:Descriptor>...16]
  in pp
  ja PPに適用するNATディスクリプターを設定します
  en Use NAT descriptors at the PP
23.2 ip tunnel nat descriptor <descriptor:Descriptor>...16 [reverse <descriptor:Descriptor>...16]
  in tunnel
  ja トンネルに適用するNATディスクリプターを設定します
  en Use NAT descriptors at the tunnel
23.3 nat descriptor type {descriptor:Descriptor} <type:none|nat|masquerade|nat-masquerade> [hairpin=<hairpin:on|off>]
  initial none
  ja NATディスクリプターの動作タイプを設定します
  en Set what a NAT descriptor does
23.4 nat descriptor address outer {descriptor:Descriptor} (<address:ipcp|primary|secondary|map-e|hb46pp> | <address:IpRange>...)
  initial ipcp
  ja NATの外側のIPアドレスを設定します
  en Set the addresses that the outside sees
23.5 nat descriptor address inner {descriptor:Descriptor} (auto | <address:IpRange>...)
  initial auto
  ja NATの内側のIPアドレスを設定します
  en Set the addresses that are translated
23.6 nat descriptor static {descriptor:Descriptor} {id:1..2147483647} (<outer:Ip>=<inner:Ip> [<count:Number>] | <outer:Ip>=<inner:Ip>/<mask:NetMask>)
  ja 静的NATエントリーを設定します
  en Tie an outer address to an inner one
23.7 nat descriptor masquerade rlogin {descriptor:Descriptor} <use:on|off>
  initial off
  ja IPマスカレードでrlogin、rcp、sshを使用するかどうかを設定します
  en Keep the source ports of rlogin, rcp and ssh
23.8 nat descriptor masquerade static {descriptor:Descriptor} {id:1..2147483647} <inner:Ip> (<protocol:tcp|udp|6|17> (<outer:Ports>=<inner:Ports> | <ports:Ports>) | <protocol:esp|gre|ah|icmp|ipv6|ipip|ospf|pim|rsvp|0..255>)
  ja 静的IPマスカレードエントリーを設定します
  en Lead what comes in at a port to an inner host
23.9 nat descriptor timer {descriptor:Descriptor} {of:[tcpfin | protocol=<protocol:Protocol> [port=<port:PortRange>]]} <seconds:1..21474836>
  initial 900
  ja NATのアドレスマップの消去タイマーを設定します
  en Set after what silence an entry is forgotten
23.10 nat descriptor masquerade incoming {descriptor:Descriptor} (<action:through|reject|discard> | forward <address:Ip>)
  initial reject
  ja 変換テーブルにないパケットを受信したときの動作を設定します
  en Set what becomes of packets that fit no entry
23.11 nat descriptor masquerade port range {descriptor:Descriptor} <ports:Range>...64
  ja IPマスカレードで利用するポートの範囲を設定します
  en Set the outer ports that masquerade may take
23.12 nat descriptor ftp port {descriptor:Descriptor} <port:Port>...
  initial 21
  ja FTPとして認識するポート番号を設定します
  en Set which ports are known as FTP
23.13 nat descriptor masquerade unconvertible port {descriptor:Descriptor} {of:if-possible|tcp|udp} [<port:Ports>]
  ja IPマスカレードで変換しないポート番号を設定します
  en Set which source ports are kept
23.14 nat descriptor log <log:on|off>
  initial off
  ja NATのアドレス割当をログに記録するかどうかを設定します
  en Tell of address bindings in the log
23.15 nat descriptor sip {descriptor:Descriptor} <translate:on|off|auto>
  initial auto
  ja SIPメッセージのIPアドレスを書き換えるかどうかを設定します
  en Translate addresses inside SIP messages
23.16 nat descriptor masquerade remove df-bit <remove:on|off>
  initial on
  ja IPマスカレードでDFビットを削除するかどうかを設定します
  en Clear the DF bit while masquerading
23.17 nat descriptor masquerade session limit {descriptor:Descriptor} {id:1..1} <limit:1..250000@RTX1300|1..65534>
  on * -rt -RT57i -RTV700 -early
  ja ホストごとのNATセッション数の制限を設定します
  en Set how many entries one host may have
23.18 nat descriptor masquerade session limit total {descriptor:Descriptor} <limit:1..2147483647>
  on current NVR510 NVR700W
  initial 65534
  ja NATセッションの合計数の制限を設定します
  en Set how many entries a descriptor may have
`;
