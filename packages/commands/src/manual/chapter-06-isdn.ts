/** Manual chapters 6 and 7: ISDN and leased lines. */
export const CHAPTER_6_ISDN = (): string => `
6.1.3 isdn terminator {interface:Bri} <switch:on|off>
  on * -RTX830 -RTX1220 -RTX1300 -NVR500 -RT58i -early
  initial on
  ja 終端抵抗を使用するかどうかを設定します
  en Set whether the interface ends the bus
6.1.5 account threshold {interface:[<interface:Bri|Pri>]} <yen:off|1..2147483647>
  on * -RTX830 -RTX1220 -RTX1300
  initial off
  ja 課金額による発信制限を設定します
  en Make no more calls above a sum of charges
6.1.5 account threshold pp <yen:off|1..2147483647>
  on * -RTX830 -RTX1220 -RTX1300 -early
  in pp
  initial off
  ja 相手先ごとに課金額による発信制限を設定します
  en Make no more calls to this peer above a sum of charges
6.1.6 leased backup <pp:none|PpNumber>
  on rev10 rev8 rt
  in pp
  initial none
  ja 専用線がダウンした時にバックアップする相手先情報番号を設定します
  en Set the PP that stands in for a leased line
6.2.4 isdn remote call order <order:round|serial>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial serial
  ja 相手への発信順序を設定します
  en Set in which order the numbers are called
6.2.9 isdn callback request <request:on|off>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial off
  ja 相手にコールバックを要求するかどうかを設定します
  en Ask the peer to call back
6.2.10 isdn callback permit <permit:on|off>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial off
  ja 相手からのコールバック要求に応じるかどうかを設定します
  en Call back when the peer asks for it
6.2.11 isdn callback request type <type:yamaha|mscbcp>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial yamaha
  ja 要求するコールバックの方式を設定します
  en Set how to ask for a call back
6.2.12 isdn callback permit type <type:yamaha|mscbcp>...2
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial yamaha mscbcp
  ja 受け入れるコールバックの方式を設定します
  en Set which requests for a call back are taken
6.2.13 isdn callback mscbcp user-specify <specify:on|off>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial off
  ja コールバックの番号をユーザーが指定できるかどうかを設定します
  en Let callers name the number to call back
6.2.14 isdn callback response time <type:1b> <seconds:0..15.0>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 1b 0
  ja コールバックするまでの時間を設定します
  en Set the pause before calling back
6.2.15 isdn callback wait time <seconds:1..60.0>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 60
  ja コールバックを待つ時間を設定します
  en Set how long to wait for the call back
6.2.16 isdn disconnect policy <policy:1|2>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 1
  ja ISDN回線を切断するタイマーの方式を設定します
  en Set by what a call is ended: traffic, or units of charge
6.2.18 isdn fast disconnect time <seconds:off|1..21474836.0>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 20
  ja 他の発着信があるときの切断タイマーを設定します
  en End an idle call sooner when others need the line
6.2.22 isdn disconnect interval time <unit:off|1..21474836.0> <watch:off|1..21474836.0> <spare:off|1..21474836.0>
  on * -RTX830 -RTX1220 -RTX1300
  in pp
  initial 180 6 2
  ja 課金単位時間と監視時間を設定します
  en Set the unit of charge, and when to look before it ends
7.2 pri leased channel {channel:<pri:1..2>/<info:1..24>} <first:1..24> <slots:1..24|192k|256k|384k|512k|768k|1024k|1536k>
  on rt rev8 rev10
  ja PRIの情報チャネルとタイムスロットを設定します
  en Set the time slots of a channel of a leased line
`;
