/** Manual chapter 27: routers that measure and watch for each other. */
export const CHAPTER_27 = (): string => `
27.1 cooperation {type:bandwidth-measuring|load-watch} {role:server|client} <use:on|off>
  on * -rt -RT57i -RTV700 -early
  initial off
  ja 連携動作を行うかどうかを設定します
  en Cooperate with other routers
27.2 cooperation port <port:1..65535>
  on * -rt -RT57i -RTV700 -early
  initial 59410
  ja 連携動作で使用するポート番号を設定します
  en Set the port of cooperation
27.3 cooperation bandwidth-measuring remote {id:1..100} <role:server|client> <address:any|Host> [apply=<apply:on|off>] [port=<port:1..65535>] [initial-speed=<speed:Bandwidth>] [interval=<seconds:off|60..2147483647>] [retry-interval=<seconds:60..2147483647>] [sensitivity=<sensitivity:high|middle|low>] [syslog=<log:on|off>] [interface=<interface:AnyInterface>] [class=<class:1..16>] [limit-rate=<percent:1..10000>] [number=<packets:5..100>] [local-address=<address:Ip>]
  on * -rt -RT57i -RTV700 -early
  ja 帯域測定の相手を設定します
  en Set a partner in measuring bandwidth
27.4 cooperation load-watch remote {id:1..100} <role:server|client> <address:any|Host> [trigger=<trigger:Number*>] [control=<control:1..65535>] [port=<port:1..65535>] [syslog=<log:on|off>] [apply=<apply:on|off>] [register=<register:on|off>] [register-interval=<seconds:1..2147483647>] [register-time=<seconds:1..2147483647>] [name=<name:Text16>] [local-address=<address:Ip>]
  on * -rt -RT57i -RTV700 -early
  ja 負荷監視の相手を設定します
  en Set a partner in watching load
27.5 cooperation load-watch trigger {id:1..65535} (cpu load | pp <number:Pp> <what:receive|transmit> | tunnel <number:Tunnel> <what:receive|transmit> | <interface:AnyInterface> (receive | overflow | [<class:1..16>] transmit)) high=<high:Bandwidth*> low=<low:Bandwidth*> [interval=<seconds:1..65535>] [syslog=<log:on|off>]
  on * -rt -RT57i -RTV700 -early
  ja 負荷監視のトリガーを設定します
  en Set what load partners are told of
27.6 cooperation load-watch control {id:1..65535} (high=<high:Bandwidth> [raise=<percent:Percent>] low=<low:Bandwidth> [lower=<percent:Percent>] [interval=<seconds:1..65535>] [interface=<interface:AnyInterface>] [class=<class:1..16>])
  on * -rt -RT57i -RTV700 -early
  ja 負荷監視の通知を受けたときの動作を設定します
  en Set what is done when a partner tells of its load
27.7 cooperation bandwidth-measuring go <id:1..100>
  on current rev10 rev8 nvr
  does
  ja 帯域測定を実行します
  en Measure bandwidth now
27.7 cooperation load-watch go <id:1..100> <type:lower|raise>
  on current rev10 rev8 nvr
  does
  ja 負荷の通知を送信します
  en Tell a partner of our load now
`;
