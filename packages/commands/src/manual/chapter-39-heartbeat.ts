/** Manual chapters 39, 40 and 41: signs of life to other routers, and the time for clients. */
export const CHAPTER_39 = (): string => `
39.1 heartbeat pre-shared-key <key:Password32>
  on current rev10 rev8 nvr -NVR500
  ja 生存通知の共有鍵を設定します
  en Set the key of heartbeats
39.2 heartbeat receive <receive:on|off> [log=<log:on|off>] [monitor=<seconds:30..21474836|off>]
  on current rev10 rev8 nvr -NVR500
  initial off
  ja 生存通知を受信するかどうかを設定します
  en Listen to heartbeats of other routers
39.3 heartbeat send <destination:Host> [log=<log:on|off>]
  on current rev10 rev8 nvr -NVR500
  does
  ja 生存通知を送信します
  en Send a heartbeat
40.1 heartbeat2 myname <name:Text64>
  on current rev10 rev8 nvr -NVR500
  ja 生存通知で使う名前を設定します
  en Set the name in heartbeats of release 2
40.2 heartbeat2 transmit {id:1..65535} [crypto <key:Password32>] auth <key:Password32> <destination:Host>...4
  on current rev10 rev8 nvr -NVR500
  ja 生存通知の送信を定義します
  en Define heartbeats to send
40.3 heartbeat2 transmit enable [one-shot] <id:Range>...128
  on current rev10 rev8 nvr -NVR500
  ja 送信する生存通知を設定します
  en Send defined heartbeats
40.4 heartbeat2 transmit interval {id:[<id:1..65535>]} <seconds:30..65535>
  on current rev10 rev8 nvr -NVR500
  initial 30
  ja 生存通知を送信する間隔を設定します
  en Set how often a heartbeat is sent
40.5 heartbeat2 transmit log {id:[<id:1..65535>]} <log:on|off>
  on current rev10 rev8 nvr -NVR500
  initial off
  ja 生存通知の送信をログに記録するかどうかを設定します
  en Log heartbeats that are sent
40.6 heartbeat2 receive {id:1..65535} [crypto <key:Password32>] auth <key:Password32>
  on current rev10 rev8 nvr -NVR500
  ja 生存通知の受信を定義します
  en Define heartbeats to receive
40.7 heartbeat2 receive enable <id:Range>...128
  on current rev10 rev8 nvr -NVR500
  ja 受信する生存通知を設定します
  en Receive defined heartbeats
40.8 heartbeat2 receive monitor {id:[<id:1..65535>]} <seconds:30..21474836|off>
  on current rev10 rev8 nvr -NVR500
  initial off
  ja 生存通知が途絶えたとみなす時間を設定します
  en Set after what time a heartbeat is missed
40.9 heartbeat2 receive log {id:[<id:1..65535>]} <log:on|off>
  on current rev10 rev8 nvr -NVR500
  initial off
  ja 生存通知の受信をログに記録するかどうかを設定します
  en Log heartbeats that are received
40.10 heartbeat2 receive record limit <records:64..1000>
  on current rev10 rev8 nvr -NVR500
  initial 64
  ja 保持する生存情報の最大数を設定します
  en Set how many signs of life are kept
40.11 show status heartbeat2 [(id <id:1..65535> | name <name:Text64>)]
  on current rev10 rev8 nvr -NVR500
  shows
  ja 生存通知の状態を表示します
  en Show who has sent heartbeats
40.12 clear heartbeat2 [(id <id:1..65535> | name <name:Text64>)]
  on current rev10 rev8 nvr -NVR500
  does
  ja 生存通知の状態を消去します
  en Forget who has sent heartbeats
`;
