/** Manual chapter 10: filters of URLs. */
export const CHAPTER_10 = (): string => `
10.1 url filter {number:1..21474836} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog> <keyword:Text255> [<source:IpPattern>]
  on current rev10 rev8 nvr -NVR500
  ja URLフィルターを定義します
  en Define a filter of URLs
10.2 url {interface:Interface} filter {direction:in|out} <number:1..21474836>...128
  on current rev10 rev8 nvr -NVR500
  ja URLフィルターを適用します
  en Set the filters that URLs must pass
10.2 url pp filter {direction:in|out} <number:1..21474836>...128
  on current rev10 rev8 nvr -NVR500
  in pp
  ja URLフィルターを適用します
  en Set the filters that URLs must pass
10.2 url tunnel filter {direction:in|out} <number:1..21474836>...128
  on current rev10 rev8 nvr -NVR500
  in tunnel
  ja URLフィルターを適用します
  en Set the filters that URLs must pass
10.3 url filter port <port:1..65535>...4
  on current rev10 rev8 nvr -NVR500
  initial 80
  ja URLフィルターで検査するポート番号を設定します
  en Set the ports at which URLs are looked at
10.4 url filter use <switch:on|off>
  on current rev10 rev8 nvr -NVR500
  initial on
  ja URLフィルターを使用するかどうかを設定します
  en Filter URLs
10.5 url filter reject (redirect [<url:Url>] | off)
  on current rev10 rev8 nvr -NVR500
  initial redirect
  ja URLフィルターで破棄した相手に返すHTTPレスポンスを設定します
  en Set what is told to those whose URL did not pass
10.6 url filter log <switch:on|off>
  on current rev10 rev8 nvr -NVR500
  initial on
  ja URLフィルターのログを出力するかどうかを設定します
  en Write filtered URLs to the log
`;
