/** Manual chapter 44: the Internet by a mobile phone. */
export const CHAPTER_44 = (): string => `
44.1 mobile use {usb:Usb} <use:on|off> [first-connect-wait-time=<seconds:0..300>]
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末を使用するかどうかを設定します
  en Use a phone in the USB port
RTX1200_26.1 mobile type {usb:Usb} <type:auto|Name>
  on rev10
  ja 携帯端末の種類を設定します
  en Set of what type the phone is
44.2 mobile pin code {usb:Usb} <pin:Password>
  on current rev10 rev8 nvr
  ja 携帯端末のPINコードを設定します
  en Set the PIN of the phone
44.3 mobile call type <type:1|2>
  in numbered
  on RTX1210>=14.01.33 RTX830>=15.02.09 RTX1220 RTX1300
  initial 1
  ja 携帯端末の発信方式を設定します
  en Set how the phone calls
44.4 execute at-command <usb:Usb> <command:Word>...
  on current rev10 rev8 nvr
  does
  ja 携帯端末にATコマンドを送ります
  en Give the phone an AT command
44.5 clear mobile access limitation [(pp [<number:PpNumber>] | <interface:usb1|wan1>)]
  on current rev10 rev8 nvr
  does
  ja 携帯端末の発信制限を解除します
  en Let a phone call again that used up its limit
44.7 mobile auto connect <connect:on|off>
  in numbered
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末から自動的に発信するかどうかを設定します
  en Let the phone call by itself
44.8 mobile disconnect time <seconds:1..21474836|off>
  in numbered
  on current rev10 rev8 nvr
  initial 60
  ja 携帯端末の通信がないときに切断するまでの時間を設定します
  en Set after what time without data the phone hangs up
44.9 mobile disconnect input time <seconds:1..21474836|off>
  in numbered
  on current rev10 rev8 nvr
  initial 120
  ja 携帯端末の受信がないときに切断するまでの時間を設定します
  en Set after what time without input the phone hangs up
44.10 mobile disconnect output time <seconds:1..21474836|off>
  in numbered
  on current rev10 rev8 nvr
  initial 120
  ja 携帯端末の送信がないときに切断するまでの時間を設定します
  en Set after what time without output the phone hangs up
44.11 mobile access-point name <name:Name> cid=<cid:1..10> [pdp=<type:ppp|ip>]
  in numbered
  on current rev10 rev8 nvr
  ja 携帯端末の接続するアクセスポイントを設定します
  en Set the access point that the phone calls
44.12 mobile dial number <number:Text>
  in numbered
  on current rev10 rev8 nvr
  ja 携帯端末の発信先の文字列を設定します
  en Set what the phone dials
44.13 mobile access limit length <length:Amount|off> [alert=<alert:Amount*>]
  in numbered
  on current rev10 rev8 nvr
  ja 携帯端末の通信量の上限を設定します
  en Set how much data the phone may send and receive
44.14 mobile access limit time <time:1..2147483647|off> [alert=<alert:Amount*>] [unit=<unit:second|minute>]
  in numbered
  on current rev10 rev8 nvr
  initial 3600
  ja 携帯端末の通信時間の上限を設定します
  en Set for how long the phone may be connected
44.15 mobile call prohibit auth-error count <count:1..21474836|off>
  in numbered
  on current rev10 rev8 nvr
  initial 5
  ja 認証に続けて失敗できる回数を設定します
  en Set after how many failed authentications the phone calls no more
44.17 mobile display caller id <display:on|off>
  in numbered
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末の発信者番号を通知するかどうかを設定します
  en Tell the number of the phone
44.18 mobile syslog <log:on|off>
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末の詳しいログを出力するかどうかを設定します
  en Log what is said to the phone
44.19 alarm mobile <alarm:on|off>
  on current rev10 rev8 nvr -NVR500
  initial on
  ja 携帯端末の接続をアラーム音で知らせるかどうかを設定します
  en Sound an alarm when the phone is plugged in
44.20 mobile access limit connection length <length:Amount|off> [alert=<alert:Amount>]
  in numbered
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末の1回の接続の通信量の上限を設定します
  en Set how much data one call may carry
44.21 mobile access limit connection time <seconds:1..2147483647|off> [alert=<alert:Amount>]
  in numbered
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末の1回の接続の通信時間の上限を設定します
  en Set how long one call may take
44.22 mobile access limit duration <seconds:1..2592000|off>
  in numbered
  on current rev10 rev8 nvr
  initial off
  ja 携帯端末の通信を累計する期間を設定します
  en Set over what time the data of the phone add up
44.23 mobile arrive use {usb:Usb} <use:on|off>
  on RTX1210>=14.01.11 RTX1220 RTX1300 RTX830
  ja 携帯端末への着信を使用するかどうかを設定します
  en Use calls to the phone
44.24 mobile arrive permit <permit:on|off>
  on RTX1210>=14.01.11 RTX1220 RTX1300 RTX830
  initial off
  ja 携帯端末への着信を許可するかどうかを設定します
  en Allow calls to the phone
44.25 mobile signal-strength go
  on current rev10 rev8 nvr
  does
  ja 電波の受信レベルを取得します
  en Ask the phone for the strength of its signal
44.26 mobile signal-strength <use:on|off> [interface=<usb:Usb>] [syslog=<log:on|off|trans>] [interval=<interval:off|Name>]
  on current rev10 rev8 nvr
  initial on
  ja 電波の受信レベルの取得を設定します
  en Set when the phone is asked for the strength of its signal
44.27 show status mobile signal-strength [reverse]
  on current rev10 rev8 nvr
  shows
  ja 取得した電波の受信レベルを表示します
  en Show how strong the signal of the phone was
44.28 usbhost modem initialize {usb:Usb} <command:Word>...
  on current rev10 rev8 nvr
  ja USBの機器を初期化するATコマンドを設定します
  en Set the AT commands that a device in the USB port begins with
44.29 usbhost modem flow control {usb:Usb} <control:on|off>
  on current rev10 rev8 nvr
  initial off
  ja USBの機器のフロー制御を行うかどうかを設定します
  en Set whether a device in the USB port controls the flow
44.30 mobile firmware update go <usb:Usb>
  on RTX1210>=14.01.11 RTX1220 RTX1300 RTX830
  does
  ja 携帯端末のファームウェアを更新します
  en Update the firmware of the phone
44.31 mobile carrier mode {usb:Usb} <mode:0..3>
  on RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300
  ja 携帯端末のネットワーク事業者を設定します
  en Set of which carrier the phone is
44.32 wan1 auth myname <name:Text64> <password:Password64>
  on current rev10 nvr
  ja WANの名前とパスワードを設定します
  en Set name and password of the WAN
44.33 wan1 bind <usb:Usb>
  on current rev10 nvr
  ja WANで使用するインタフェースを設定します
  en Set by which port the WAN is reached
44.34 wan1 auto connect <connect:on|off>
  on current rev10 nvr
  initial off
  ja WANに自動的に発信するかどうかを設定します
  en Let the WAN connect by itself
44.35 wan1 disconnect time <seconds:1..21474836|off>
  on current rev10 nvr
  initial 60
  ja WANの通信がないときに切断するまでの時間を設定します
  en Set after what time without data the WAN hangs up
44.36 wan1 disconnect input time <seconds:1..21474836|off>
  on current rev10 nvr
  initial 120
  ja WANの受信がないときに切断するまでの時間を設定します
  en Set after what time without input the WAN hangs up
44.37 wan1 disconnect output time <seconds:1..21474836|off>
  on current rev10 nvr
  initial 120
  ja WANの送信がないときに切断するまでの時間を設定します
  en Set after what time without output the WAN hangs up
44.38 wan1 always-on <use:on|off> [<seconds:60..21474836>]
  on current rev10 nvr
  initial off
  ja WANに常時接続するかどうかを設定します
  en Keep the WAN connected
44.39 wan1 access-point name <name:Name>
  on current rev10 nvr
  ja WANの接続するアクセスポイントを設定します
  en Set the access point of the WAN
44.40 wan1 access limit length <length:Amount|off> [alert=<alert:Amount*>]
  on current rev10 nvr
  ja WANの通信量の上限を設定します
  en Set how much data the WAN may carry
44.41 wan1 access limit time <time:1..2147483647|off> [alert=<alert:Amount*>] [unit=<unit:second|minute>]
  on current rev10 nvr
  initial 3600
  ja WANの通信時間の上限を設定します
  en Set for how long the WAN may be connected
44.42 wan1 access limit connection length <length:Amount|off> [alert=<alert:Amount>]
  on current rev10 nvr
  initial off
  ja WANの1回の接続の通信量の上限を設定します
  en Set how much data one connection of the WAN may carry
44.43 wan1 access limit connection time <seconds:1..2147483647|off> [alert=<alert:Amount>]
  on current rev10 nvr
  initial off
  ja WANの1回の接続の通信時間の上限を設定します
  en Set how long one connection of the WAN may take
44.44 wan1 access limit duration <seconds:1..2592000|off>
  on current rev10 nvr
  initial off
  ja WANの通信を累計する期間を設定します
  en Set over what time the data of the WAN add up
`;
