/** The dialect of RTA55i, RTW65 and RT56v, which says no by words of its own (RTA55i manual). */
export const OLDER_REV4 = (): string => `
RTA55i_3.8 rdate <host:Host> [syslog]
  on early
  does
  ja リモートホストで時計を合わせます
  en Set the clock by another host
RTA55i_3.15 syslog host clear
  on early
  undoes
  ja SYSLOGを受けるホストを消去します
  en Send the log to nobody
RTA55i_3.21 packetdump pp <number:Pp|leased> [<count:off|infinity|1..21474836>]
  on early
  does
  ja PPのパケットをログに出力します
  en Log the packets of a PP
RTA55i_3.22 packetdump pptp <session:1..2> [<count:off|infinity|1..21474836>]
  on early
  does
  ja PPTPのパケットをログに出力します
  en Log the packets of a PPTP session
RTA55i_3.23 packetdump ta [<count:off|infinity|1..21474836>]
  on early
  does
  ja TAのパケットをログに出力します
  en Log the packets of the TA
RTA55i_3.25 lan1 type <type:auto|100-fdx|100-hdx|10-fdx|10-hdx|1..4>...
  on early
  initial auto
  ja LAN1の速度を設定します
  en Set the speed of lan1
RTA55i_3.25 lan2 type <type:auto|100-fdx|100-hdx|10-fdx|10-hdx>
  on early
  initial auto
  ja LAN2の速度を設定します
  en Set the speed of lan2
RTA55i_3.26 lan1 type auto-crossover <switch:on|off>
  on early
  initial on
  ja LAN1のケーブルの自動判別を設定します
  en Set whether lan1 finds out which cable it has
RT56v_3.25 lan1 transmit timeout <milliseconds:30..1000>
  on early
  initial 500
  ja LAN1の送信タイムアウトの時間を設定します
  en Set how long lan1 may take to send
RT56v_3.25 lan2 transmit timeout <milliseconds:30..1000>
  on early
  initial 500
  ja LAN2の送信タイムアウトの時間を設定します
  en Set how long lan2 may take to send
RTA55i_5.1.2 ip routing cache <size:0..255>
  on early
  initial 16
  ja 経路制御キャッシュのサイズを設定します
  en Set how many routes are kept at hand
RTA55i_5.1.4 ip route delete <network:default|Network>
  on early
  undoes
  ja 静的経路を削除します
  en Delete a static route
RTA55i_5.1.6 ip filter delete <filter:1..2147483647>
  on early
  undoes
  ja フィルタを削除します
  en Delete a filter
RTA55i_5.1.9 ip filter comment {filter:1..2147483647} <comment:Text>...
  on early
  ja フィルタのコメントを設定します
  en Remark on a filter
RTA55i_5.1.10 ip filter comment delete <filter:1..2147483647>
  on early
  undoes
  ja フィルタのコメントを削除します
  en Delete the remark on a filter
RTA55i_5.1.12 ip filter dynamic delete <filter:1..2147483647>
  on early
  undoes
  ja 動的フィルタを削除します
  en Delete a dynamic filter
RTA55i_5.1.16 ip filter dynamic comment {filter:1..2147483647} <comment:Text>...
  on early
  ja 動的フィルタのコメントを設定します
  en Remark on a dynamic filter
RTA55i_5.1.17 ip filter dynamic comment delete <filter:1..2147483647>
  on early
  undoes
  ja 動的フィルタのコメントを削除します
  en Delete the remark on a dynamic filter
RTA55i_5.2.1 ip {interface:Interface} address clear
  on early
  undoes
  ja IPアドレスを消去します
  en Take away the address of an interface
RTA55i_5.2.2 ip {interface:Interface} secondary address clear
  on early
  undoes
  ja セカンダリIPアドレスを消去します
  en Take away the second address of an interface
RTA55i_5.2.3 ip {interface:Interface} dhcp lease time clear
  on early
  undoes
  ja 要求するリース期間を消去します
  en Ask for no lease time
RTA55i_5.2.5 ip {interface:Interface} broadcast <address:0..3|Ip>
  on early
  ja ブロードキャストアドレスを設定します
  en Set the broadcast address of an interface
RTA55i_5.2.7 ip {interface:Interface} rip listen (all | none | [except] <gateway:Ip>...)
  on early
  initial all
  ja RIPを受け入れるゲートウェイを設定します
  en Set whose RIP is heard on an interface
RTA55i_5.2.13 ip {interface:Interface} netmask <mask:class|Name>
  on early
  initial class
  ja ネットマスクを設定します
  en Set the mask of an interface
RTA55i_5.2.14 ip {interface:Interface} routing protocol <protocol:none|rip|rip2>
  on early
  initial none
  ja 動的経路制御を設定します
  en Set whether an interface speaks RIP
RTA55i_5.3.1 ip pp local address <address:clear|IpMask>
  on early
  in pp
  ja 自分のPP側のIPアドレスを設定します
  en Set our own address of the PP
RTA55i_5.3.2 ip pp remote address clear
  on early
  in pp
  undoes
  ja 相手のPP側のIPアドレスを消去します
  en Take away the far end's address of the PP
RTA55i_5.3.3 ip pp remote address pool clear
  on early
  in pp
  undoes
  ja リモートIPアドレスプールを消去します
  en Take away the pool of addresses
RTA55i_5.3.4 ip pp netmask <mask:class|Name>
  on early
  in pp
  initial class
  ja PP側のネットマスクを設定します
  en Set the mask of the PP
RTA55i_5.3.5 ip pp routing protocol <protocol:none|rip|rip2>
  on early
  in pp
  initial none
  ja PP側の動的経路制御を設定します
  en Set whether the PP speaks RIP
RTA55i_5.3.10 ip pp hold routing <hold:on|off>
  on early
  in pp
  initial off
  ja 切断時に動的経路を保持するか否かを設定します
  en Set whether routes are kept when the PP hangs up
RTA55i_5.3.13 ip pp rip listen <listen:on|off>
  on early
  in pp
  initial on
  ja PP側のRIPを受け入れるか否かを設定します
  en Set whether RIP of the PP is heard
RTA55i_5.3.18 ip pp hide static route <hide:on|off>
  on early rt
  in pp
  initial off
  ja 切断中に静的経路をRIPで広告するか否かを設定します
  en Set whether static routes are told while the PP is down
RTX1000_8.3 ip tunnel hide static route <hide:on|off>
  on rt
  in tunnel
  initial off
  ja トンネルの切断中に静的経路をRIPで広告するか否かを設定します
  en Set whether static routes are told while the tunnel is down
RTA55i_3.20 packetdump <interface:Lan> [<count:off|infinity|1..21474836>]
  on early
  does
  ja LANのパケットをログに出力します
  en Log the packets of a LAN
RTA55i_6.2.1 ipv6 {interface:Interface} address delete <address:Ipv6Prefix>
  on early
  undoes
  ja IPv6アドレスを削除します
  en Take away an IPv6 address of an interface
RTA55i_6.2.1 ipv6 pp address delete <address:Ipv6Prefix>
  on early
  in pp
  undoes
  ja PP側のIPv6アドレスを削除します
  en Take away an IPv6 address of the PP
RTA55i_6.2.2 ipv6 {interface:Interface} prefix delete <prefix:Ipv6Prefix>
  on early
  undoes
  ja IPv6プレフィックスを削除します
  en Take away an IPv6 prefix of an interface
RTA55i_6.2.2 ipv6 pp prefix delete <prefix:Ipv6Prefix>
  on early
  in pp
  undoes
  ja PP側のIPv6プレフィックスを削除します
  en Take away an IPv6 prefix of the PP
RTA55i_6.2.1 ipv6 tunnel address delete <address:Ipv6Prefix>
  on early
  in tunnel
  undoes
  ja トンネルのIPv6アドレスを削除します
  en Take away an IPv6 address of the tunnel
RTA55i_6.2.2 ipv6 tunnel prefix delete <prefix:Ipv6Prefix>
  on early
  in tunnel
  undoes
  ja トンネルのIPv6プレフィックスを削除します
  en Take away an IPv6 prefix of the tunnel
RTA55i_6.3.1 ipv6 prefix delete <prefix:Number>
  on early
  undoes
  ja ルーター広告のプレフィックスを削除します
  en Delete a prefix of router advertisements
RTA55i_6.4 ipv6 route delete <network:default|Ipv6Prefix>
  on early
  undoes
  ja IPv6の静的経路を削除します
  en Delete a static IPv6 route
RTA55i_6.6.2 ipv6 filter delete <filter:Number>
  on early
  undoes
  ja IPv6のフィルタを削除します
  en Delete an IPv6 filter
RTA55i_6.6.5 ipv6 filter dynamic delete <filter:Number>
  on early
  undoes
  ja IPv6の動的フィルタを削除します
  en Delete a dynamic IPv6 filter
RTA55i_7.2 pp auth delete username <name:Name64>
  on early
  in pp
  undoes
  ja 相手の名前を削除します
  en Forget a user
RTA55i_7.6 pp auth clear myname
  on early
  in pp
  undoes
  ja 自分の名前を消去します
  en Forget our own name
RTA55i_7.11.9 wins server clear
  on early
  undoes
  ja WINSサーバーを消去します
  en Forget the WINS servers
RTA55i_8.1 pppoe use off
  on early
  in pp
  does
  ja PPPoEで使うインタフェースを消去します
  en Forget the interface of PPPoE
RTA55i_9.4 dhcp delete scope <scope:1..65535>
  on early
  undoes
  ja DHCPスコープを削除します
  en Delete a DHCP scope
RTA55i_9.6 dhcp scope unbind <scope:1..65535> <address:Ip>
  on early
  does
  ja DHCPの予約を解除します
  en Give up a reserved address
RTA55i_9.7 dhcp server duplicate check <local:on|off> <relayed:on|off>
  on early
  initial on on
  ja DHCPサーバーの重複チェックを設定します
  en Set whether an address is asked for before it is leased
RTA55i_10.1.10 ip stealth clear
  on early
  undoes
  ja ステルス機能を解除します
  en Answer on every interface
RTA55i_10.2.9 ipv6 stealth clear
  on early
  undoes
  ja IPv6のステルス機能を解除します
  en Answer IPv6 on every interface
RTA55i_11.1 ip {interface:Interface} nat descriptor clear
  on early
  undoes
  ja NATディスクリプタの適用をやめます
  en Translate nothing on an interface
RTA55i_11.2 ip pp nat descriptor clear
  on early
  in pp
  undoes
  ja PP側のNATディスクリプタの適用をやめます
  en Translate nothing on the PP
RTA55i_11.3 ip tunnel nat descriptor clear
  on early
  in tunnel
  undoes
  ja トンネルのNATディスクリプタの適用をやめます
  en Translate nothing on the tunnel
RTA55i_11.13 nat descriptor static delete <descriptor:1..21474836> <id:1..21474836>
  on early
  undoes
  ja 静的NATを削除します
  en Delete a static NAT entry
RTA55i_11.14 nat descriptor masquerade static delete <descriptor:1..21474836> <id:1..21474836>
  on early
  undoes
  ja 静的IPマスカレードを削除します
  en Delete a static masquerade entry
RTA55i_12.1 dns server clear
  on early
  undoes
  ja DNSサーバーを消去します
  en Forget the DNS servers
RTA55i_12.12 dns static delete <type:a|ptr|mx|ns|cname> <name:Host>
  on early
  undoes
  ja 静的DNSレコードを削除します
  en Delete a DNS record
RTA55i_12.12 ip host delete <name:Host>
  on early
  undoes
  ja 静的DNSレコードを削除します
  en Forget the address of a host
RTA55i_19.1 serial default <mode:console|ta>
  on early
  initial ta
  ja シリアルポートの初めの動作を設定します
  en Set what the serial port is at first
RTA55i_19.2 serial pseudo-lan <switch:on|off>
  on early
  initial on
  ja 擬似LAN接続を設定します
  en Set whether the serial port stands for a LAN
RTA55i_19.3 serial speed <speed:2400|4800|9600|19200|38400|57600|115200|230400>
  on early
  initial 115200
  ja シリアルポートの速度を設定します
  en Set the speed of the serial port
RTA55i_19.4 serial ta
  on early
  does
  ja シリアルポートをATコマンドに切り替えます
  en Take AT commands from now on
RTA55i_19.5 usb use <use:on|off>
  on early
  initial on
  ja USBを使用するか否かを設定します
  en Set whether USB is used
RTA55i_19.6 usb syslog <switch:on|off>
  on early
  initial off
  ja USBのログを出力するか否かを設定します
  en Set whether USB is logged
RTA55i_19.7.1 broadband-ta use <use:on|off>
  on early
  initial on
  ja ブロードバンドTA機能を使用するか否かを設定します
  en Set whether PCs may use PPPoE over USB
RTA55i_19.7.2 broadband-ta forced disconnect <switch:on|off>
  on early
  initial on
  ja PPPoEのセッションを強制的に切断するか否かを設定します
  en Set whether old PPPoE sessions are ended
RTA55i_22.3.4 pp default <number:Pp|leased>
  on early
  does
  ja 相手先の設定を初期化します
  en Set a PP back
RTA55i_22.3.5 tunnel default <number:all|Tunnel>
  on early
  does
  ja トンネルの設定を初期化します
  en Set a tunnel back
RTA55i_22.3.6 pp copy <from:Pp> <to:Pp>
  on early
  does
  ja 相手先の設定を複写します
  en Copy one PP to another
RTA55i_22.5.2 schedule delete <number:1..65535>
  on early
  undoes
  ja スケジュールを削除します
  en Delete a schedule
RTW65i pp queue length <length:1..21474836>
  on early
  in pp
  ja PPのキューの長さを設定します
  en Set how many packets wait for the PP
RTW65i ppp bacp use <use:on|off>
  on early rt
  in pp
  ja BACPを使用するか否かを設定します
  en Set whether BACP is used
`;
