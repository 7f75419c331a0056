/** Manual chapters 49, 50 and 51: the YNO agent, diagnosis of ports, statistics. */
export const CHAPTER_49 = (): string => `
49.1 yno use <use:on|off>
  on RTX1210>=14.01.14 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  initial off
  ja YNOエージェント機能を使用するかどうかを設定します
  en Be managed by Yamaha Network Organizer
49.2 yno access code <operator:Text64> <code:Password64>
  on RTX1210>=14.01.14 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  ja YNOマネージャーへのアクセスコードを設定します
  en Set the access code for the manager of YNO
49.3 yno log <type:action-read|inform>...2
  on RTX1210>=14.01.14 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  ja YNOエージェントのログの種類を設定します
  en Set what the agent of YNO logs
49.4 description yno <text:Text32>
  on RTX1210>=14.01.14 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  ja YNOマネージャーに表示される機器の説明を設定します
  en Set how the manager of YNO shows this router
49.5 yno https-proxy <proxy:Host> <port:1..65535>
  on RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300 NVR510 NVR700W
  ja YNOで使用するHTTPSプロキシサーバーを設定します
  en Set the proxy to YNO
49.6 yno gui-forwarder timeout <seconds:3..60>
  on RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300 NVR510 NVR700W
  ja GUI Forwarderのタイムアウト時間を設定します
  en Set the timeout of the GUI forwarder
49.7 yno zero-config id text <operator:Text64> <place:Text64> [<password:Password64>]
  on RTX1210>=14.01.32 RTX830>=15.02.08 RTX1220 RTX1300 NVR510 NVR700W
  ja YNOのゼロコンフィグを設定します
  en Let YNO configure this router
49.8 show status yno
  on RTX1210>=14.01.14 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  shows
  ja YNOエージェントの状態を表示します
  en Show the state of the agent of YNO
49.9.1 yno las syslog queue length <lines:1000..10000|1000..40000@RTX1300>=23.00.09>
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220>=15.04.03 RTX1300
  ja LASに送るログのキューの長さを設定します
  en Set how many lines of log may wait for LAS
49.9.2 yno las request timeout <seconds:10..60>
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220>=15.04.03 RTX1300
  initial 30
  ja LASサーバーの応答を待つ時間を設定します
  en Set for how long LAS is waited for
49.9.3 yno las request retry <count:0..5>
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220>=15.04.03 RTX1300
  initial 3
  ja LASへのリクエストの再試行の回数を設定します
  en Set how often a request to LAS is sent again
49.9.4 yno las connection keepalive <seconds:30..300|off> [timeout=<timeout:on|off>]
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220>=15.04.03 RTX1300
  initial 60
  ja LASサーバーとの接続のキープアライブを設定します
  en Set the keepalive of the connection to LAS
49.9.5 show status yno las
  on RTX1210>=14.01.40 RTX830>=15.02.20 RTX1220>=15.04.03 RTX1300
  shows
  ja LASの状態を表示します
  en Show the state of LAS
49.10 yno xmpp connection keepalive <seconds:30..300>
  on RTX1210>=14.01.41 RTX830>=15.02.22 RTX1220>=15.04.04 RTX1300
  initial 300
  ja XMPPサーバーとのキープアライブの間隔を設定します
  en Set how often the connection to the XMPP server is tried
50.1 diagnose config port map (pp <number:Pp> | <interface:AnyInterface>) <protocol:Protocols> [<source:IpPattern> [<port:Ports|*>]] <destination:IpPattern>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  does
  ja ポートの開閉を診断します
  en Find out which ports let packets through
50.2 diagnose config port access (pp <number:Pp> | <interface:AnyInterface>) [<protocol:Protocols>] <destination:Ip> <port:Port>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  does
  ja ポートに届くアクセスの範囲を診断します
  en Find out who can reach a port
50.3 diagnosis config port max-detect <packets:100..1000000>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  initial 2000
  ja 診断で検出するパケットの最大数を設定します
  en Set how many packets a diagnosis may find
50.4 diagnosis config port history-num <results:1..10>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  initial 3
  ja 保存する診断結果の数を設定します
  en Set how many diagnoses are kept
50.5 show diagnosis config port map
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  shows
  ja ポートの開閉の診断結果を表示します
  en Show which ports let packets through
50.6 show diagnosis config port access
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  shows
  ja ポートに届くアクセスの範囲の診断結果を表示します
  en Show who can reach a port
50.7 clear diagnosis config port
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  does
  ja ポートの開閉の診断結果を消去します
  en Forget the diagnoses of ports
51.1 statistics {type:cpu|memory|traffic|flow|nat|route|filter|qos|application} <use:on|off>
  on RTX1210 RTX1220 RTX1300 RTX830 rev10 rev8 nvr -NVR500
  initial off
  ja 統計を取るかどうかを設定します
  en Keep statistics
`;
