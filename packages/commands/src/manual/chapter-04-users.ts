/** Manual chapter 4: who may come in, licences, the clock, the log, thresholds. */
export const CHAPTER_4_USERS_CLOCK_LOG = (): string => `
4.6 login radius use <use:on|off>
  on current rev10 rev8 nvr -NVR500
  initial off
  ja ログイン時のパスワード認証にRADIUSを使用するかどうかを設定します
  en Ask a RADIUS server for login passwords
4.7 administrator radius auth <use:on|only|off>
  on current rev10 rev8 nvr -NVR500
  initial off
  ja 管理ユーザーへの移行時のパスワード認証にRADIUSを使用するかどうかを設定します
  en Ask a RADIUS server for the administrator password
4.8.1 ex-license password <password:Password64>
  on RTX830>=15.02.22
  ja 拡張ライセンスのパスワードを設定します
  en Set the password of the extension licence
4.8.2 register ex-license password
  on RTX1300>=23.00.14
  does
  ja 拡張ライセンスのパスワードを登録します
  en Register the password of the extension licence
4.8.3 unregister ex-license password
  on RTX1300>=23.00.14
  does
  ja 拡張ライセンスのパスワードを削除します
  en Forget the password of the extension licence
4.8.4 import ex-license key [<key:Name>...]
  on RTX830>=15.02.22 RTX1300>=23.00.14
  does
  ja 拡張ライセンスをインポートします
  en Import an extension licence
4.8.5 clear ex-license
  on RTX830>=15.02.22 RTX1300>=23.00.14
  does
  ja 拡張ライセンスを削除します
  en Remove the extension licence
4.16 rdate <host:Host> [syslog]
  on * -early
  does
  ja リモートホストに時刻を合わせます
  en Set the clock by another host
4.37 packetdump (pp <pp:Pp> | <interface:Interface>) <count:off|infinity|1..21474836>
  on current nvr
  does
  ja インタフェースのパケットをログにダンプします
  en Dump packets of an interface to the log
4.42 line masterclock (auto | <interface:Bri|Pri>...)
  on rev10 rev8 rt
  initial auto
  ja マスタークロックを得るインタフェースを設定します
  en Set the lines that the clock is taken from
4.43 system cpu threshold (off | <high:0..100> <low:0..100> [duration=<seconds:1..300>])
  on current
  initial off
  ja CPU使用率の閾値を設定します
  en Warn when the CPU is busier than this
4.44 system memory threshold (off | <high:0..100> <low:0..100> [duration=<seconds:1..300>])
  on current
  initial off
  ja メモリ使用率の閾値を設定します
  en Warn when more memory than this is used
4.45 system temperature threshold <high:0..100> <low:0..100>
  on RTX1210 RTX1220 rev10 rev8 rt NVR510 NVR700W
  initial 80 75
  ja 筐体内温度の閾値を設定します
  en Warn when it is hotter than this inside
`;
