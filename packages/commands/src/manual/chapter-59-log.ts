/** Manual chapter 59: logs and accounts. */
export const CHAPTER_59 = (): string => `
59.4 show account tunnel [<tunnel:Tunnel>]
  on current rev10 rev8 nvr -RTX830 -NVR500
  for administrators
  shows
  ja トンネルの課金情報を表示します
  en Show the charges of a tunnel
59.5 show account mobile
  on RTX830 RTX810 FWX120 nvr
  for administrators
  shows
  ja 携帯電話回線の発着信回数を表示します
  en Show the calls of mobile lines
59.6 show account ngn data
  on current rev10 nvr
  for administrators
  shows
  ja データコネクトの課金情報を表示します
  en Show the charges of NGN data calls
`;
