/** Manual chapter 56: operation. */
export const CHAPTER_56_OPERATION = (): string => `
56.3.5 copy exec <from:File> <to:0..1>
  on * -RT57i -RTV700 -early
  does
  ja ファームウェアファイルを複製します
  en Copy a firmware file
56.3.7 delete exec <number:0..1>
  on * -RTX830 -netvolante -early
  does
  ja ファームウェアファイルを削除します
  en Delete a firmware file
56.3.9 set-default-exec <number:0..1>
  on current rev10 rev8 nvr -RTX830
  does
  ja 起動時に使用するファームウェアファイルを指定します
  en Set which firmware the machine starts with
56.3.10 set-serial-baudrate <rate:9600|19200|38400|57600|115200>
  on current rev10 rev8 nvr
  does
  ja シリアルポートの速度を指定します
  en Set the speed of the serial port
56.3.12 remote setup <interface:Bri|Pri> (dlci=<dlci:1..1023> | [<number:Telephone>] [retransmission])
  on * -RTX830 -RTX1220 -RTX1300
  does
  ja 遠隔地のルーターを設定します
  en Set up a far router over a line
56.3.13 remote setup accept (any | none | <number:Telephone>...)
  initial any
  ja 遠隔地からの設定を許可する相手を設定します
  en Set who may set up this router over a line
56.4.3 clear account tunnel [<tunnel:Tunnel>]
  on current rev10 rev8 nvr -RTX830 -NVR500
  does
  ja トンネルの課金情報を消去します
  en Clear the charges of a tunnel
56.4.4 clear account mobile
  on RTX830 RTX810 FWX120 nvr
  does
  ja 携帯電話回線の発着信回数を消去します
  en Clear the calls of mobile lines
56.4.5 clear account ngn data
  on current rev10 nvr
  does
  ja データコネクトの課金情報を消去します
  en Clear the charges of NGN data calls
56.4.7 clear ip dynamic routing
  does
  ja 動的に得られたIPの経路を消去します
  en Clear the IP routes that were learnt
56.4.9 clear bridge learning [<bridge:Bridge>]
  on * -NVR500 -netvolante -early
  does
  ja ブリッジが学習した情報を消去します
  en Clear what a bridge learnt
56.4.10 clear log saved
  on RTX1300 RTX1220 RTX1210>=14.01.11 RTX830 rev10 nvr
  does
  ja 再起動直前のログを消去します
  en Clear the log of before the restart
56.4.11 clear inarp
  on RTX1210 rev8 rt
  does
  ja InARPで得られたIPアドレスを消去します
  en Clear the address that InARP found
56.4.14 clear pri status <pri:1..2>
  on rev8 rt
  does
  ja PRIのステータスを消去します
  en Clear the status of a primary rate line
56.4.19 clear pppoe pass-through learning
  on RTX1300 RTX1220 RTX1210>=14.01.26 RTX830>=15.02.03
  does
  ja PPPoEパススルー機能が学習した情報を消去します
  en Clear what the PPPoE pass-through learnt
56.4.20 clear ipv6 dynamic routing
  does
  ja 動的に得られたIPv6の経路を消去します
  en Clear the IPv6 routes that were learnt
56.4.21 clear ipv6 connection peak
  on RTX1300
  does
  ja IPv6の動的フィルターのコネクション数のピーク値を消去します
  en Clear the peak of IPv6 dynamic filter connections
56.4.22 clear ipv6 neighbor cache [<interface:Interface>]
  does
  ja IPv6の近隣キャッシュを消去します
  en Clear the IPv6 neighbour cache
RTX1200 clear configuration
  on * -early
  does
  ja すべての設定を消去します
  en Forget all settings
56.7.6 interface reset pp [<peer:Pp>]
  on RTX1210 RTX1200 rev8 rt RT58i
  does
  ja 相手先に割り当てたインタフェースを再起動します
  en Reset the interfaces of a PP
56.7.7 connect <interface:wan1>
  or connect tunnel <tunnel:Tunnel>
  on current rev10 nvr
  does
  ja WANインタフェースまたはトンネルから発信します
  en Dial from a WAN interface or a tunnel
56.7.8 disconnect <interface:wan1>
  or disconnect tunnel <tunnel:Tunnel>
  on current rev10 nvr
  does
  ja WANインタフェースまたはトンネルの接続を切断します
  en Disconnect a WAN interface or a tunnel
56.7.10 ping6 [-s <octets:1..65535>] [-c <count:1..21474836>] [-sa <source:Ipv6>] [-w <seconds:Decimal>] (<destination:Ipv6>%<scope:AnyInterface|1..21474836> | <destination:Host>) [(pp <peer:Pp> | tunnel <tunnel:Tunnel> | <interface:AnyInterface>)]
  for users
  does
  ja IPv6でpingを実行します
  en Ask whether a host answers to IPv6
56.7.12 traceroute6 <host:Host> [noresolv] [-sa <source:Ipv6>]
  for users
  does
  ja IPv6でホストまでの経路を調べます
  en Show the way to a host by IPv6
56.7.14 sip server connect <number:1..65535>
  on rev10 nvr netvolante
  does
  ja SIPサーバーに接続します
  en Sign in at a SIP server
56.7.15 sip server disconnect <number:1..65535>
  on rev10 nvr netvolante
  does
  ja SIPサーバーから切断します
  en Sign out of a SIP server
56.7.18 disconnect ipv6 connection <session:Number> [<channel:Number>]
  on * -RT300i -RT105e -RT105i -RT105p -early
  does
  ja IPv6の動的フィルターのコネクションを削除します
  en Forget a connection of an IPv6 dynamic filter
56.7.19 clear switching-hub macaddress [<interface:Lan>]
  on current rev10 rev8 RTX1000 nvr
  does
  ja スイッチングハブのMACアドレステーブルを消去します
  en Clear the MAC address table of the switching hub
56.7.20 pri loopback active <pri:1..2> (a | timeslot <head:1..24> <count:1..24>) <data:1..4>
  on rev8 rt
  does
  ja PRIのループバックテストを実行します
  en Test a primary rate line by a loop
56.7.21 pri loopback passive <pri:1..2> (remote | payload | timeslot <head:1..24> <count:1..24> | off)
  on rev8 rt
  does
  ja PRIのループバックを待ち受けます
  en Send back what comes over a primary rate line
56.7.22 wol send [-i <interval:1..21474836>] [-c <count:1..21474836>] <interface:Interface> <host:Mac> [(ethernet <type:1501..65535> | <address:Ip> [udp <port:Port>])]
  on * -RT300i -RT105e -RT105i -RT105p -early
  does
  ja Magic Packetを送信します
  en Wake a machine on a LAN
56.7.23 http revision-up go [no-confirm [prompt]]
  on current rev10 nvr netvolante
  does
  ja HTTPでファームウェアを更新します
  en Look for a new firmware by HTTP
56.7.24 clear url filter [(pp [<peer:Pp>] | tunnel [<tunnel:Tunnel>] | <interface:AnyInterface>)]
  on current rev10 rev8 nvr
  does
  ja URLフィルターの統計を消去します
  en Clear what the URL filters counted
56.7.26 mail notify status exec <id:1..10>
  on current rev10 rev8 nvr
  does
  ja 状態をメールで通知します
  en Send the state by mail
56.7.28 license authentication go
  on RTX1300 RTX830>=15.02.13
  does
  ja ライセンス認証を実行します
  en Have the licenses confirmed
56.7.29 license authentication retry interval <seconds:1..3600> <count:1..10>
  on RTX1300 RTX830>=15.02.14
  initial 30 5
  ja ライセンス認証を再試行する間隔と回数を設定します
  en Set how often licenses are tried again
`;
