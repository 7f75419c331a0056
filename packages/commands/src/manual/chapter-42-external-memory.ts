/** Manual chapters 42 and 43: memory in the USB port and the card slot, and uploads by HTTP. */
export const CHAPTER_42 = (): string => `
42.2 external-memory cache mode <mode:write-through|copy-back1|copy-back2>
  on current rev10 rev8 nvr
  initial copy-back1
  ja 外部メモリのキャッシュの動作を設定します
  en Set how writes to external memory are cached
42.3 external-memory accelerator cache size {memory:usb1|sd1} <size:1..5|off>
  on current rev10 rev8 nvr
  initial 1
  ja 外部メモリのファイルアクセスを速くするキャッシュの大きさを設定します
  en Set the size of the cache of a memory's directories
42.4 external-memory statistics filename prefix <prefix:File> [<cipher:aes128|aes256> <password:Password32>] [max-filenum=<files:infinity|100..2147483647>] [interval=<minutes:2..120>]
  on RTX1210>=14.01.34 RTX830>=15.02.10 RTX1220 RTX1300 rev10 rev8 nvr -NVR500
  ja 統計情報を保存するファイルの名前を設定します
  en Set to which files statistics are written
42.6 operation external-memory download permit <permit:on|off>
  on current rev10 rev8 nvr
  initial on
  ja ボタンによる外部メモリからのコピーを許可するかどうかを設定します
  en Let the buttons copy from external memory
42.8 external-memory boot timeout <seconds:1..30>
  on RTX1210 RTX1300 RTX830 rev10 rev8 nvr
  ja 起動時に外部メモリを待つ時間を設定します
  en Set for how long a start waits for external memory
42.9 external-memory exec filename (off | <file:File> [<number:0..1>])
  on current rev10 rev8 nvr
  ja 外部メモリから読み込むファームウェアの名前を設定します
  en Set which firmware is read from external memory
42.11 external-memory auto-search time <seconds:1..600>
  on current rev10 rev8 nvr
  initial 300
  ja 外部メモリのファイルを探す時間を設定します
  en Set for how long a file is searched for
42.12 execute batch
  on current rev10 rev8 nvr
  does
  ja バッチファイルを実行します
  en Run the batch file
42.13 external-memory batch filename <batch:File> [<log:File>]
  on current rev10 rev8 nvr
  initial *:command.txt command-log.txt
  ja バッチファイルと実行結果のファイルの名前を設定します
  en Set the names of the batch file and of its log
42.14 external-memory performance-test go <memory:usb1|sd1>
  on current rev10 rev8 nvr
  does
  ja 外部メモリの性能を測定します
  en Measure the speed of an external memory
42.15 operation button function download (http revision-up | execute batch | mobile signal-strength | execute lua [<script:File> [<argument:Word>...]])
  on current rev10 rev8 nvr
  initial http revision-up
  ja DOWNLOADボタンの機能を設定します
  en Set what the DOWNLOAD button does
42.16 operation execute batch permit <permit:on|off>
  on current rev10 rev8 nvr
  initial off
  ja ボタンによるバッチファイルの実行を許可するかどうかを設定します
  en Let the button run the batch file
42.17 external-memory dpi signature directory <directory:File>
  on RTX830>=15.02.13
  ja シグネチャーを保存する外部メモリのディレクトリを設定します
  en Set where on external memory signatures are kept
43.1 http upload {type:config|log} [<number:Decimal>] <file:File>...2
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  ja アップロードするファイルを設定します
  en Set as which file something is uploaded
43.2 http upload url <url:Url>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  ja アップロード先のURLを設定します
  en Set where files are uploaded to
43.3 http upload permit <permit:on|off>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  initial off
  ja アップロードを許可するかどうかを設定します
  en Allow uploads
43.4 http upload timeout <seconds:1..180>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  initial 30
  ja アップロードのタイムアウト時間を設定します
  en Set the timeout of uploads
43.5 http upload retry interval <seconds:1..60> <count:1..10>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  initial 30 5
  ja アップロードの再試行を設定します
  en Set how often an upload is tried again
43.6 http upload proxy <proxy:Host> [<port:1..65535>]
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  ja アップロードに使うプロキシサーバーを設定します
  en Set the proxy of uploads
43.7 http upload go
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  does
  ja アップロードを実行します
  en Upload now
43.8 alarm http upload <alarm:on|off>
  on RTX1300 RTX1220 RTX1210 rev10 rev8 nvr -NVR500
  initial on
  ja アップロードの結果をアラーム音で知らせるかどうかを設定します
  en Sound an alarm after an upload
`;
