/** Manual chapter 24: DNS, what is not obeyed. */
export const CHAPTER_24 = (): string => `
24.9 dns syslog resolv <resolve:on|off>
  initial off
  ja SYSLOGの表示で名前解決するかどうかを設定します
  en Show names for addresses in the log
24.16 dns service fallback <together:on|off>
  on current rev10 rev8 nvr
  initial off
  ja DNSフォールバックの動作を統一するかどうかを設定します
  en Ask for IPv6 addresses first everywhere
`;
