/** Mail check, transfer and notice of the NetVolante series (RT58i manual, chapter 21), and status mail of Rev.8 (25). */
export const OLDER_MAIL = (): string => `
RT58i_21.1.1 mail-check server {server:1..5} (clear | <address:Host> <protocol:pop3|apop> <user:Name64> <password:Password64> [<name:Text64>])
  on netvolante early
  ja メールの到着を確認するサーバーを設定します
  en Set a server that is asked for mail
RT58i_21.1.2 mail-check go <server:1..5>
  on netvolante early
  does
  ja メールの到着を確認します
  en Ask for mail
RT58i_21.1.3 mail-check prohibit {server:1..5} <prohibit:on|off>
  on netvolante early
  initial off
  ja メールの到着の確認を禁止するか否かを設定します
  en Set whether a server must not be asked for mail
RT58i_21.1.4 mail-check timeout {server:1..5} <seconds:1..180>
  on netvolante early
  initial 30
  ja メールの到着の確認を打ち切る時間を設定します
  en Set how long a server may take to tell of mail
RTA55i_16.1.4 mail-check led off [<server:1..5>]
  on early
  does
  ja メールの到着を示すLEDを消します
  en Turn off the lamp that tells of mail
RT58i_27.4 clear mail-check info [<server:1..5>]
  on netvolante
  does
  ja メールの到着の表示を消去します
  en Forget which servers have mail
RTA55i_16.1.5 show mail-check status [<server:1..5>]
  on netvolante early
  shows
  ja メールの到着を表示します
  en Show which servers have mail
RT58i_21.2.1 mail-transfer server {server:1..5} (clear | <address:Host> smtp <from:Name255> <to:Name255> [<name:Text64>])
  on netvolante early
  ja メールを転送するサーバーを設定します
  en Set a server that mail is passed on to
RT58i_21.2.2 mail-transfer send to (clear | <server:1..5>...5)
  on netvolante early
  ja 転送先のサーバーを設定します
  en Set which servers mail is passed on to
RT58i_21.2.3 mail-transfer receive from (clear | <server:1..5>...5)
  on netvolante early
  ja メールを受け取るサーバーを設定します
  en Set which servers mail is taken from
RT58i_21.2.4 mail-transfer receive maxlength <kilobytes:1..100>
  on netvolante early
  initial 10
  ja 受け取るメールの最大長を設定します
  en Set how long a mail may be
RT58i_21.2.5 mail-transfer timeout {server:1..5} <seconds:1..180>
  on netvolante early
  initial 120
  ja メールの転送を打ち切る時間を設定します
  en Set how long passing mail on may take
RT58i_21.2.6 mail-transfer send maxlength {server:1..5} <length:infinity|0..4096>
  on netvolante early
  initial infinity
  ja 転送するメールの最大長を設定します
  en Set where a passed on mail is cut
RT58i_21.2.7 mail-transfer go [from <server:1..5>...5] [to <server:1..5>...5]
  on netvolante early
  does
  ja メールを転送します
  en Pass mail on
RT58i_21.2.8 mail-transfer receive restrict {server:<server:1..5> from} <receiver:1..5>...5
  on netvolante early
  ja 転送先ごとにメールを受け取るサーバーを制限します
  en Set whose mail a server gets
RT58i_21.2.9 mail-transfer filter {server:1..5} (clear | <condition:Text>...)
  on netvolante early
  ja 転送するメールの条件を設定します
  en Set which mail is passed on
RT58i_21.2.10 mail-transfer prohibit {server:1..5} <prohibit:on|off>
  on netvolante early
  initial off
  ja メールの転送を禁止するか否かを設定します
  en Set whether a server must not pass mail on
RT58i_21.3.1 mail-notify charset {server:1..5} <charset:us-ascii|iso-2022-jp>
  on netvolante early
  initial iso-2022-jp
  ja 送信するメールの文字コードを設定します
  en Set the character set of mail
RT58i_21.3.2 mail-notify subject {server:1..5} <subject:Text64>
  on netvolante early
  ja 送信するメールの題名を設定します
  en Set the subject of mail
RT58i_21.3.3 mail-notify go <server:1..5>
  on netvolante early
  does
  ja メールを送信します
  en Send a mail
RT58i_21.3.4 mail-notify intrusion {server:1..5} <notify:auto|manual|off> [<count:1..50>]
  on netvolante early
  initial off 1
  ja 不正アクセスをメールで通知するか否かを設定します
  en Set whether attacks are told by mail
RT58i_21.3.5 mail-notify intrusion subject {server:1..5} <subject:Text>
  on netvolante early
  ja 不正アクセスを通知するメールの題名を設定します
  en Set the subject of mail about attacks
RT58i_21.3.6 mail-notify intrusion go <server:1..5>
  on netvolante early
  does
  ja 不正アクセスをメールで通知します
  en Tell of attacks by mail
RTX1500_25.1 mail-notify status use <use:on|off>
  on RTX1210 rev10 rev8 rt nvr
  initial off
  ja 状態をメールで通知するか否かを設定します
  en Set whether the state is told by mail
RTX1500_25.2 mail-notify status server <server:Host>
  on RTX1210 rev10 rev8 rt nvr
  ja 状態を通知するメールサーバーを設定します
  en Set the server for mail about the state
RTX1500_25.3 mail-notify status from <address:Name>
  on RTX1210 rev10 rev8 rt nvr
  ja 状態を通知するメールの送信元を設定します
  en Set who sends mail about the state
RTX1500_25.4 mail-notify status to {id:1..10} <address:Name> [alert]
  on RTX1210 rev10 rev8 rt nvr
  ja 状態を通知するメールの送信先を設定します
  en Set who gets mail about the state
RTX1500_25.5 mail-notify status subject <subject:Text>
  on RTX1210 rev10 rev8 rt nvr
  ja 状態を通知するメールの題名を設定します
  en Set the subject of mail about the state
RTX1500_25.6 mail-notify status timeout <seconds:1..21474836>
  on RTX1210 rev10 rev8 rt nvr
  initial 30
  ja 状態を通知するメールの送信を打ち切る時間を設定します
  en Set how long sending mail about the state may take
RTX1500_25.7 mail-notify status type <info:all|interface|routing|vpn|nat|firewall|config-log>...
  on RTX1210 rev10 rev8 rt nvr
  initial all
  ja メールで通知する内容を設定します
  en Set what mail about the state tells
RTX1500_25.8 mail-notify status exec
  on RTX1210 rev10 rev8 rt nvr
  does
  ja 状態をメールで通知します
  en Tell the state by mail
NVR500_37.6.22 mail notify account exec <id:1..10>
  on nvr
  does
  ja 累積課金情報をメールで通知します
  en Tell by mail what calls have cost
`;
