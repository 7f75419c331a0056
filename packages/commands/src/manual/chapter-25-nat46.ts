/** Manual chapter 25: NAT46 and DNS46. */
export const CHAPTER_25 = (): string => `
25.1 nat46 ip address pool <addresses:IpRange|AddressMask>...
  on RTX1220>=15.04.04 RTX1300 RTX830>=15.02.20
  ja NAT46で使用するIPv4アドレスプールを設定します
  en Set the IPv4 addresses that stand for IPv6 hosts
25.2 nat46 ipv6 prefix <prefix:1..4294967295>
  on RTX1220>=15.04.04 RTX1300 RTX830>=15.02.20
  ja NAT46で使用するIPv6プレフィックスを設定します
  en Set the IPv6 prefix that IPv4 hosts are put behind
25.3 nat46 static {id:1..2147483647} <ipv4:Ip> <ipv6:Ipv6>
  on RTX1220>=15.04.04 RTX1300 RTX830>=15.02.20
  ja NAT46のアドレスの対応を設定します
  en Tie an IPv4 address to an IPv6 one
25.4 show status nat46 table [tunnel <number:Tunnel>] [<type:static|dynamic|all>]
  on RTX1220>=15.04.04 RTX1300 RTX830>=15.02.20
  shows
  ja NAT46のエントリーを表示します
  en Show the entries of NAT46
`;
