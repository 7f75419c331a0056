/** Manual chapter 14: kinds of tunnels that PPTP has nothing to do with. */
export const CHAPTER_14_TUNNEL = (): string => `
14.3 tunnel type <type:point-to-point|multipoint> [<role:server|client>]
  on RTX1210>=14.01.20 RTX830 RTX1220 RTX1300
  in tunnel
  initial point-to-point client
  ja トンネルの接続種別を設定します
  en Set whether the tunnel has one far end or many
14.7 tunnel endpoint remote address <remote:Host>
  on RTX1210>=14.01.20 RTX830 RTX1220 RTX1300
  in tunnel
  ja 相手側のトンネル端点のIPアドレスを設定します
  en Set the far end of the tunnel
14.8 tunnel endpoint local address <local:Host|Ipv6Source>
  on RTX1210>=14.01.20 RTX830 RTX1220 RTX1300
  in tunnel
  ja 自分側のトンネル端点のIPアドレスを設定します
  en Set our own end of the tunnel
14.11 tunnel multipoint server {id:1..3} <server:Host>
  on RTX1210>=14.01.20 RTX830 RTX1220 RTX1300
  in tunnel
  ja マルチポイントトンネルのサーバーを設定します
  en Set a server of the tunnel of many ends
14.12 tunnel multipoint local name <name:Name64>
  on RTX1210>=14.01.20 RTX830 RTX1220 RTX1300
  in tunnel
  ja マルチポイントトンネルで使用する自分の名前を設定します
  en Set our own name in the tunnel of many ends
14.13 tunnel multipoint limit <limit:1..100>
  on RTX1210>=14.01.20 RTX830>=15.02.22 RTX1220 RTX1300
  in tunnel
  initial 100
  ja マルチポイントトンネルで接続する相手の最大数を設定します
  en Limit the ends of the tunnel
14.14 tunnel map-e type <type:v6plus|ocn|ipv6option>
  on RTX1210>=14.01.34 RTX830>=15.02.10 RTX1220 RTX1300 NVR510 NVR700W
  in tunnel
  initial v6plus
  ja トンネルのMAP-E種別を設定します
  en Set whose kind of MAP-E the tunnel is
14.15 tunnel translation <type:nat46>
  on RTX830>=15.02.20 RTX1220>=15.04.04 RTX1300
  in tunnel
  ja トンネルの変換種別を設定します
  en Translate between IPv4 and IPv6
14.16 tunnel hb46pp auth myname <name:Name32> <password:Password32>
  on RTX1300>=23.00.12 RTX1220>=15.04.07 RTX830>=15.02.31
  in tunnel
  ja プロビジョニングサーバーに送信する名前とパスワードを設定します
  en Set the name that the provisioning server is told
14.17 tunnel hb46pp server <server:Text255>
  on RTX1300>=23.00.12 RTX1220>=15.04.07 RTX830>=15.02.31
  in tunnel
  ja プロビジョニングサーバーの名前を設定します
  en Set the provisioning server
`;
