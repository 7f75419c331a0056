/** Manual chapter 15: security associations, tunnels and certificates of IPsec. */
export const CHAPTER_15_SA = (): string => `
15.48.1 ipsec ike duration {sa:ipsec-sa|child-sa|isakmp-sa|ike-sa} {gateway:Gateway} <seconds:300..691200> [<kilobytes:100..2147483647|off>] [rekey <at:Percent|off>] [forced-reduction=<seconds:1..691200>]
  on * -RT58i -early
  initial 28800
  ja SAの寿命を設定します
  en Set how long SAs live
15.48.2 ipsec sa policy {policy:1..2147483647} <gateway:Gateway> (ah [<hash:md5-hmac|sha-hmac|sha256-hmac|sha384-hmac|sha512-hmac>] | esp [<cipher:3des-cbc|des-cbc|aes-cbc|aes256-cbc>] [<hash:md5-hmac|sha-hmac|sha256-hmac|sha384-hmac|sha512-hmac>]) [local-id=<network:AddressMask>] [remote-id=<network:AddressMask>] [anti-replay-check=<check:on|off>]
  on * -RT58i -early
  ja SAのポリシーを設定します
  en Set what an SA protects and how
15.48.3 ipsec refresh sa
  on * -RT58i -early
  does
  ja SAを更新します
  en Make new SAs
15.48.4 ipsec ike restrict-dangling-sa {gateway:Gateway} <action:auto|off>
  on * -RT58i -early
  initial auto
  ja ダングリングSAの動作を設定します
  en Set what becomes of an SA whose IKE SA is gone
15.48.5 ipsec ike nat-traversal {gateway:Gateway} <use:on|off> [keepalive=<seconds:off|30..100000>] [force=<force:on|off>] [type=<type:1..2>]
  on current rev10 rev8 nvr
  initial off
  ja NATトラバーサルを設定します
  en Let IPsec pass through NAT
15.48.6 ipsec sa delete <id:all|Number>
  on * -RT58i -early
  does
  ja SAを削除します
  en Delete SAs
15.49.1 ipsec tunnel fastpath-fragment-function follow df-bit <follow:on|off>
  on current rev10 rev8 nvr
  in tunnel
  initial off
  ja ファストパスでDFビットに従ってフラグメントするかどうかを設定します
  en Follow the DF bit when ESP is fragmented
15.49.2 ipsec tunnel outer df-bit <mode:copy|set|clear>
  on * -RT58i -early
  in tunnel
  initial copy
  ja IPsecトンネルの外側のパケットのDFビットを設定します
  en Set the DF bit of packets outside the tunnel
15.49.3 ipsec tunnel <policy:1..2147483647>
  on * -RT58i -early
  in tunnel
  ja トンネルで使用するSAのポリシーを設定します
  en Set the SA policy of the tunnel
15.49.4 ipsec ipcomp type <type:deflate|none>
  on * -RT58i -early
  initial none
  ja IPCompによるデータ圧縮を設定します
  en Compress what goes through the tunnel
15.49.5 tunnel backup (none | pp <number:PpNumber> [switch-router=<switch:on|off>] | tunnel <number:Tunnel> [switch-interface=<switch:on|off>] | <interface:AnyInterface> <gateway:Ip>)
  on * -RT58i -early
  in tunnel
  initial none
  ja トンネルのバックアップを設定します
  en Set what is used while the tunnel is down
15.49.6 tunnel template <tunnels:Tunnels>...
  on current rev10 nvr
  in tunnel
  ja トンネルの設定を他のトンネルに展開します
  en Use the settings of the tunnel for others too
15.50.1 ipsec transport {transport:1..2147483647} <policy:1..2147483647> [<protocol:Protocol> [<source:Ports|*> [<destination:Ports|*>]]]
  on * -RT58i -early
  ja トランスポートモードを定義します
  en Set what transport mode protects
15.50.2 ipsec transport template {transport:1..2147483647} <transports:Range>...
  on current rev10 rev8 nvr
  ja トランスポートモードの設定を他の番号に展開します
  en Use a transport definition for others too
15.51.1 pki certificate file {certificate:1..8} <file:File> <type:pkcs12|x509-pem> [<password:Password64>]
  on current rev10 rev8 nvr
  ja 証明書のファイルを設定します
  en Set a certificate file
15.51.2 pki crl file {crl:1..8} <file:File>
  on current rev10 rev8 nvr
  ja CRLのファイルを設定します
  en Set a file of revoked certificates
`;
