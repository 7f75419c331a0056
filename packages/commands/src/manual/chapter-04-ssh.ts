/** Manual chapter 4: new firmware over HTTP, SSH, sounds, variables and files. */
export const CHAPTER_4_SSH = (): string => `
4.58 http revision-up permit <permit:on|off>
  on * -rt -early
  initial on
  ja HTTPリビジョンアップを許可するかどうかを設定します
  en Allow firmware to be fetched by HTTP
4.59 http revision-up url <url:Url>
  on * -rt -early
  ja HTTPリビジョンアップ用のURLを設定します
  en Set where firmware is fetched from
4.60 http revision-up proxy <server:Host> [<port:1..65535>]
  on current rev10 nvr netvolante
  ja HTTPリビジョンアップ用のプロキシサーバーを設定します
  en Set the proxy by which firmware is fetched
4.61 http revision-up timeout <seconds:1..21474836>
  on * -rt -early
  initial 30
  ja HTTPリビジョンアップのタイムアウト時間を設定します
  en Set how long to wait for firmware
4.62 http revision-down permit <permit:on|off>
  on * -rt -RT57i -RTV700 -early
  initial off
  ja リビジョンダウンを許可するかどうかを設定します
  en Allow older firmware to be fetched
4.63 operation http revision-up permit <permit:on|off>
  on * -rt -RT57i -RTV700 -early
  initial off
  ja DOWNLOADボタンによるリビジョンアップを許可するかどうかを設定します
  en Let the DOWNLOAD button fetch firmware
4.64 http revision-up schedule (daily | weekly <day:sun|mon|tue|wed|thu|fri|sat> | monthly <date:1..31>) <from:Clock> <to:Clock>
  on current rev10 rev8 nvr
  ja リビジョンアップのスケジュールを設定します
  en Look for firmware at certain times
4.64 http revision-up schedule startup
  on RTX1210>=14.01.34 RTX830>=15.02.10 RTX1220 RTX1300
  ja 起動時にリビジョンアップを試みるように設定します
  en Look for firmware when the router starts
4.66 sshd listen <port:1..65535>
  on * -rt -RT57i -RTV700 -early
  initial 22
  ja SSHサーバーの待ち受けポートを設定します
  en Set the port of the SSH server
4.69 sshd host key generate [bit=<bits:1024|2048>] [<key:Password>...]
  on * -rt -RT57i -RTV700 -early
  ja SSHサーバーのホスト鍵を設定します
  en Make the keys of the SSH server
4.79 ssh [-p <port:1..65535>] [-e <escape:0..255>] <host:Name>
  on * -early
  does
  for users
  ja SSHで他のホストに接続します
  en Log in to another host by SSH
4.80 scp <from:File> <to:File> [<port:1..65535>]
  on * -rt -RT57i -RTV700 -early
  does
  ja SCPでファイルを転送します
  en Copy a file by SSH
4.81 ssh encrypt algorithm <algorithm:aes128-ctr|aes192-ctr|aes256-ctr|aes128-cbc|aes192-cbc|aes256-cbc|3des-cbc|blowfish-cbc|cast128-cbc|arcfour>...
  on current rev10 rev8 nvr
  initial aes128-ctr aes192-ctr aes256-ctr
  ja SSHクライアントの暗号アルゴリズムを設定します
  en Set the ciphers of the SSH client
4.82 ssh known hosts <file:File>
  on current rev10 rev8 nvr
  initial /ssh/known_hosts
  ja SSHサーバーの公開鍵を保存するファイルを設定します
  en Set the file that holds the keys of other hosts
4.84 alarm entire <switch:on|off>
  on * -rt
  initial on
  ja アラーム音を鳴らすかどうかを設定します
  en Allow any sound
4.85 alarm usbhost <switch:on|off>
  on * -rt -RT57i -RTV700 -early
  initial on
  ja USBホスト機能のアラーム音を鳴らすかどうかを設定します
  en Sound for USB memories
4.86 alarm sd <switch:on|off>
  on current rev10 rev8 nvr
  initial on
  ja microSD機能のアラーム音を鳴らすかどうかを設定します
  en Sound for microSD cards
4.87 alarm batch <switch:on|off>
  on current rev10 rev8 nvr
  initial on
  ja バッチファイル実行機能のアラーム音を鳴らすかどうかを設定します
  en Sound for batch files
4.88 alarm startup <switch:on|off> [<pattern:1..3>]
  on current rev10 rev8 nvr
  initial off
  ja 起動時にアラーム音を鳴らすかどうかを設定します
  en Sound when the router starts
4.89 alarm http revision-up <switch:on|off>
  on current rev10 rev8 nvr
  initial on
  ja HTTPリビジョンアップ機能のアラーム音を鳴らすかどうかを設定します
  en Sound for new firmware
`;

/** Manual chapter 5: files inside the router. */
export const CHAPTER_5 = (): string => `
5.1 rtfs format
  on current nvr
  does
  ja 内蔵フラッシュROMのRTFS領域をフォーマットします
  en Erase all files inside the router
5.2 rtfs garbage-collect
  on current nvr
  does
  ja 内蔵フラッシュROMのRTFS領域の不要な領域を回収します
  en Win back the room of deleted files
`;
