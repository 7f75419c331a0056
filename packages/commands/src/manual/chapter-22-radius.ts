/** Manual chapter 22: RADIUS, but for `radius auth`, of which the log and the warnings tell. */
export const CHAPTER_22 = (): string => `
22.2 radius account <use:on|off>
  on * -NVR500 -netvolante -early
  initial off
  ja RADIUSによるアカウントを使用するかどうかを設定します
  en Let RADIUS account for connections
22.3 radius server <address:Ip|Ipv6>...2
  on * -NVR500 -netvolante -early
  ja RADIUSサーバーを設定します
  en Set the RADIUS servers
22.4 radius auth server <address:Ip|Ipv6>...2
  on * -NVR500 -netvolante -early
  ja RADIUS認証サーバーを設定します
  en Set the RADIUS servers that authenticate
22.5 radius account server <address:Ip|Ipv6>...2
  on * -NVR500 -netvolante -early
  ja RADIUSアカウントサーバーを設定します
  en Set the RADIUS servers that account
22.6 radius auth port <port:Port>
  on * -NVR500 -netvolante -early
  initial 1645
  ja RADIUS認証サーバーのポートを設定します
  en Set the port of RADIUS authentication
22.7 radius account port <port:Port>
  on * -NVR500 -netvolante -early
  initial 1646
  ja RADIUSアカウントサーバーのポートを設定します
  en Set the port of RADIUS accounting
22.8 radius secret <secret:Password16>
  on * -NVR500 -netvolante -early
  ja RADIUSシークレットを設定します
  en Set the secret that RADIUS servers know
22.9 radius retry <count:1..10> <milliseconds:20..10000>
  on * -NVR500 -netvolante -early
  initial 4 3000
  ja RADIUSの再送の回数と間隔を設定します
  en Set how often and when RADIUS is asked again
`;
