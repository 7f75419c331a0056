/** Manual chapter 18: keepalives of IPIP tunnels. */
export const CHAPTER_18 = (): string => `
18.1 ipip keepalive use <use:on|off> [<seconds:1..600> [<count:1..50>]]
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  in tunnel
  initial off 10 6
  ja IPIPキープアライブを設定します
  en Watch whether the far end is there
18.2 ipip keepalive log <log:on|off>
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830 NVR510 NVR700W
  in tunnel
  initial off
  ja IPIPキープアライブをログに出力するかどうかを設定します
  en Tell of keepalives in the log
`;
