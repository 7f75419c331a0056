/** Manual chapters 45 and 46: bridges and Lua. */
export const CHAPTER_45 = (): string => `
45.1 bridge member {bridge:Bridge} <member:Place>...
  on current rev10 rev8 nvr -NVR500
  ja ブリッジに収容するインタフェースを設定します
  en Set which interfaces a bridge joins
45.2 bridge learning {bridge:[<bridge:Bridge>]} <learning:on|off>
  on * -NVR500 -netvolante -early
  initial on
  ja ブリッジがMACアドレスを学習するかどうかを設定します
  en Set whether a bridge learns where stations are
45.3 bridge learning {bridge:Interface} timer <seconds:30..32767|off>
  on * -NVR500 -netvolante -early
  initial 300
  ja ブリッジが学習したMACアドレスを保持する時間を設定します
  en Set for how long a bridge remembers a station
45.4 bridge learning {bridge:Interface} static {address:Mac} <interface:AnyInterface>
  on * -NVR500 -netvolante -early
  ja ブリッジのMACアドレスの静的な登録を設定します
  en Tell a bridge where a station is
46.1 lua use <use:on|off>
  on current rev10 rev8 nvr
  initial on
  ja Luaスクリプト機能を使用するかどうかを設定します
  en Run Lua scripts
46.2 lua [-e <statement:Word>] [-l <module:Name>] [-v] [--] [<script:File> [<argument:Word>...]]
  on current rev10 rev8 nvr
  does
  ja Luaスクリプトを実行します
  en Run a Lua script
46.3 luac [-l] [-o <file:File>] [-p] [-s] [-v] [--] <script:File>...
  on current rev10 rev8 nvr
  does
  ja Luaスクリプトをコンパイルします
  en Compile Lua scripts
46.4 show status lua [<tasks:running|history>]
  on current rev10 rev8 nvr
  shows
  ja Luaスクリプトの状態を表示します
  en Show which Lua scripts run and have run
46.5 terminate lua (all | <task:1..10> | file <script:File>)
  on current rev10 rev8 nvr
  does
  ja Luaスクリプトを終了させます
  en End Lua scripts
46.6 alarm lua <alarm:on|off>
  on current rev10 rev8 nvr
  initial on
  ja Luaスクリプトの実行をアラーム音で知らせるかどうかを設定します
  en Sound an alarm when the button runs a Lua script
`;
