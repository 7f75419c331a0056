/** Manual chapter 34: NetVolante DNS, what is not obeyed. */
export const CHAPTER_34 = (): string => `
34.11 netvolante-dns server update address use {server:[server=<server:1|2>]} <use:on|off>
  on current rev10 rev8 nvr
  initial on
  ja ネットボランチDNSサーバーのアドレスの変更に従うかどうかを設定します
  en Set whether notices of a new address of the server are believed
34.12 netvolante-dns server update address port {server:[server=<server:1|2>]} <port:1..65535>
  on current rev10 rev8 nvr
  initial 2002
  ja ネットボランチDNSサーバーのアドレスの変更を受け取るポートを設定します
  en Set the port for notices of a new address of the server
`;
