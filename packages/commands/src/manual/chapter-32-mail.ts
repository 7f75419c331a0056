/** Manual chapter 32: mail that a trigger sends. */
export const CHAPTER_32 = (): string => `
32.1 mail server name {id:1..10} <name:Text>
  on current rev10 rev8 nvr
  ja メールサーバーの設定の名前を設定します
  en Name the settings of a mail server
32.2 mail server smtp {id:1..10} <server:Host> [port=<port:1..65535>] [smtp-auth <user:Text64> <password:Password64> [<protocol:cram-md5|digest-md5|plain>]] [pop-before-smtp] [smtps]
  on current rev10 rev8 nvr
  ja メールを送信するサーバーを設定します
  en Set the server that sends mail
32.3 mail server pop {id:1..10} <server:Host> [port=<port:1..65535>] <protocol:pop3|apop> <user:Text> <password:Password>
  on current rev10 rev8 nvr
  ja メールを受信するサーバーを設定します
  en Set the server that mail is fetched from
32.4 mail server timeout {id:1..10} <seconds:1..600>
  on current rev10 rev8 nvr
  initial 60
  ja メールサーバーの応答を待つ時間を設定します
  en Set for how long a mail server is waited for
32.5 mail template {id:1..10} <server:1..10> From:<from:Text> To:<to:Text> [Subject:<subject:Text>] [Date:<date:Text>] [MIME-Version:<version:Text>] [Content-Type:<type:Text>] [notify-log=<log:on|off>] [notify-wait-time=<seconds:1..86400>]
  on current rev10 rev8 nvr
  ja 送信するメールのひな形を設定します
  en Define a template of mail
32.6 mail notify {id:1..10} <template:1..10> trigger (backup (<interface:pp|tunnel|Place> [<range:Range*|*>])... | route <network:default|Network>... | route6 <network:default|Ipv6Prefix>... | filter ethernet (<interface:Place> <direction:in|out>)... | status <type:all|interface|routing|vpn|nat|firewall|config-log>... | intrusion (<interface:pp|tunnel|Place|*> [<range:Range*|*>] <direction:in|out|in/out>)... | lan-map)
  on current rev10 rev8 nvr
  ja メールで知らせる出来事を設定します
  en Set what is told by mail
`;
