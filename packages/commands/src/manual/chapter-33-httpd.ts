/** Manual chapters 33 and 47: the web server, and a GUI of one's own. */
export const CHAPTER_33 = (): string => `
33.1 httpd service <service:on|off>
  on current rev10 rev8 RTX1000 nvr netvolante early
  initial on
  ja HTTPサーバー機能を使用するかどうかを設定します
  en Run the web server
33.2 httpd host (<scope:any|none|lan> | <host:IpRange|Place>...)
  initial lan
  ja HTTPサーバーへのアクセスを許可するホストを設定します
  en Set which hosts may open the web pages
33.3 httpd timeout <seconds:1..180>
  initial 5
  ja HTTPサーバーのタイムアウト時間を設定します
  en Set the timeout of the web server
33.4 httpd listen <port:1..65535>
  initial 80
  ja HTTPサーバーの待ち受けポートを設定します
  en Set the port of the web server
47.1 httpd custom-gui use <use:on|off>
  on current rev10 rev8 nvr
  initial off
  ja カスタムGUIを使用するかどうかを設定します
  en Serve a GUI of one's own
47.2 httpd custom-gui user {user:[<user:Name>]} directory=<directory:File> [index=<file:File>]
  on current rev10 rev8 nvr
  ja カスタムGUIを使用するユーザーを設定します
  en Set for which user a GUI is served
47.3 httpd custom-gui api use <use:on|off>
  on current rev10 rev8 nvr
  initial off
  ja カスタムGUIのAPIを使用するかどうかを設定します
  en Let programs give commands by HTTP
47.4 httpd custom-gui api password <password:Password>
  on current rev10 rev8 nvr
  ja カスタムGUIのAPIのパスワードを設定します
  en Set the password of programs that give commands by HTTP
`;
