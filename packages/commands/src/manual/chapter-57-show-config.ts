/** Manual chapter 57: showing the configuration. */
export const CHAPTER_57_SHOW_CONFIG = (): string => `
57.9 show file list <location:File> [all] [file-only]
  or less file list <location:File> [all] [file-only]
  on * -early
  for administrators
  shows
  ja ファイルの一覧を表示します
  en List files
57.10 show ipv6 address [(pp [<peer:Pp>] | tunnel [<tunnel:Tunnel>] | <interface:AnyInterface|null>)]
  shows
  ja インタフェースのIPv6アドレスを表示します
  en Show the IPv6 addresses of interfaces
57.11 show line masterclock
  on rev8 rt
  shows
  ja クロックを得ている回線を表示します
  en Show from which line the clock is taken
57.14 show ipv6 secure filter (pp [<peer:Pp>] | tunnel [<tunnel:Tunnel>] | <interface:AnyInterface>) [<direction:in|out>]
  on RTX1300 RTX1220 RTX1210>=14.01.33 RTX830>=15.02.09
  shows
  ja インタフェースに適用したIPv6フィルターを表示します
  en Show the IPv6 filters of an interface
`;
