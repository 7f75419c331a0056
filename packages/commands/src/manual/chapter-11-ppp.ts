/** Manual chapter 11: parts of PPP that PPTP does without, and PPPoE. */
export const CHAPTER_11_PPP = (): string => `
11.10.1 ppp mscbcp restart <milliseconds:20..10000>
  in pp
  initial 1000
  ja MSコールバックの再送時間を設定します
  en Set when a request for a call back is sent again
11.10.2 ppp mscbcp maxretry <count:1..30>
  in pp
  initial 30
  ja MSコールバックの再送回数を設定します
  en Set how often a request for a call back is sent
11.12.1 ppp ipv6cp use <use:on|off>
  in pp
  initial on
  ja IPV6CPを使用するかどうかを設定します
  en Carry IPv6 over PPP
11.13.1 ppp mp use <use:on|off>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial off
  ja MPを使用するかどうかを設定します
  en Use several links at once
11.13.2 ppp mp control <type:arrive|both|call>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial call
  ja MPの制御方法を設定します
  en Set which side adds and drops links
11.13.3 ppp mp load threshold <call:1..100> <calls:1..100> <drop:0..50> <drops:1..100>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 70 1 30 2
  ja MPの負荷閾値を設定します
  en Set at what load links are added and dropped
11.13.4 ppp mp maxlink <links:1..64>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 2
  ja MPの最大リンク数を設定します
  en Set the most links
11.13.5 ppp mp minlink <links:1..64>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 1
  ja MPの最小リンク数を設定します
  en Set the fewest links
11.13.6 ppp mp timer <seconds:1..21474836>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 10
  ja MPの負荷計測間隔を設定します
  en Set how often the load is measured
11.13.7 ppp mp divide <divide:on|off>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial on
  ja MPのパケットを分割するかどうかを設定します
  en Share a packet among the links
11.14.1 ppp bacp restart <milliseconds:20..10000>
  on RTX1210 rev10 rev8 rt nvr -NVR500
  in pp
  initial 3000
  ja BACPの再送時間を設定します
  en Set when a request of BACP is sent again
11.14.2 ppp bacp maxterminate <count:1..10>
  on RTX1210 rev10 rev8 rt nvr -NVR500
  in pp
  initial 2
  ja BACPの切断要求の送出回数を設定します
  en Set how often BACP asks for the end
11.14.3 ppp bacp maxconfigure <count:1..10>
  on RTX1210 rev10 rev8 rt nvr -NVR500
  in pp
  initial 10
  ja BACPの設定要求の送出回数を設定します
  en Set how often BACP asks for its options
11.14.4 ppp bacp maxfailure <count:1..10>
  on RTX1210 rev10 rev8 rt nvr -NVR500
  in pp
  initial 10
  ja BACPの設定拒否の送出回数を設定します
  en Set how often BACP proposes other options
11.15.1 ppp bap restart <milliseconds:20..10000>
  on RTX1210 rev10 rev8 rt nvr -NVR500
  in pp
  initial 1000
  ja BAPの再送時間を設定します
  en Set when a request of BAP is sent again
11.15.2 ppp bap maxretry <count:1..30>
  on RTX1210 rev10 rev8 rt nvr -NVR500
  in pp
  initial 30
  ja BAPの再送回数を設定します
  en Set how often a request of BAP is sent
11.16.13 pppoe pass-through member <interface:Interface> <interface:Interface>...9
  on RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300
  ja PPPoEフレームを中継するインタフェースを設定します
  en Set between which LANs PPPoE is passed
`;
