const OPTIONS = '[edns=<use:on|off>] [nat46=<tunnel:Tunnel>]';
const QUESTION = '[<type:a|aaaa|ptr|mx|ns|cname|any>] <query:Name>';
const SENDER = '[<sender:IpPattern|Ipv6Prefix>]';
const TTL = '[ttl=<seconds:1..4294967295>]';

/** Manual chapter 24: DNS, besides the servers that PPP peers are told of. */
export const CHAPTER_24 = (): string => `
24.3 dns domain <domain:.|Domain>
  ja DNSドメイン名を設定します
  en Set the domain of names without one
24.6 dns notice order {protocol:dhcp|dhcpv6|msext} <server:none|me|server>...2
  initial me server
  ja DNSサーバーを通知する順序を設定します
  en Set which DNS servers are told to clients
24.8 dns service aaaa filter <filter:on|off>
  on RTX1210>=14.01.26 RTX1220 RTX1300 RTX830>=15.02.03 NVR510 NVR700W
  initial off
  ja AAAAレコードの問い合わせを制限するかどうかを設定します
  en Answer no questions for IPv6 addresses
24.9 dns syslog resolv <resolve:on|off>
  initial off
  ja SYSLOGの表示で名前解決するかどうかを設定します
  en Show names for addresses in the log
24.10 dns server select {id:1..2147483647} (reject ${QUESTION} ${SENDER} | pp <number:PpNumber> [edns=<use:on|off>] [<server:Ip|Ipv6> [edns=<use:on|off>]] ${QUESTION} ${SENDER} [restrict pp <number:PpNumber>] | dhcp <interface:AnyInterface> ${OPTIONS} [<server:Ip|Ipv6> ${OPTIONS}] ${QUESTION} ${SENDER} [restrict pp <number:PpNumber>] | <server:Ip|Ipv6> ${OPTIONS} [<server:Ip|Ipv6> ${OPTIONS}] ${QUESTION} ${SENDER} [restrict pp <number:PpNumber>])
  ja 問い合わせの内容に応じたDNSサーバーを設定します
  en Set which DNS server is asked what
24.11 ip host {name:Domain} <address:Ip|Ipv6> ${TTL}
  ja ホスト名とIPアドレスの対応を登録します
  en Tie a name to an address
24.11 dns static a {name:Domain} <address:Ip> ${TTL}
  ja 静的なAレコードを登録します
  en Set a static A record
24.11 dns static aaaa {name:Domain} <address:Ipv6> ${TTL}
  ja 静的なAAAAレコードを登録します
  en Set a static AAAA record
24.11 dns static ptr {address:Ip|Ipv6} <name:Domain> ${TTL}
  ja 静的なPTRレコードを登録します
  en Set a static PTR record
24.11 dns static mx {name:Domain} <host:Domain> ${TTL}
  ja 静的なMXレコードを登録します
  en Set a static MX record
24.11 dns static ns {name:Domain} <host:Domain> ${TTL}
  ja 静的なNSレコードを登録します
  en Set a static NS record
24.11 dns static cname {name:Domain} <host:Domain> ${TTL}
  ja 静的なCNAMEレコードを登録します
  en Set a static CNAME record
24.12 dns srcport <port:Range>
  initial 10000-10999
  ja DNS問い合わせの始点ポート番号を設定します
  en Set the source ports of DNS questions
24.13 dns host (any | none | lan | <host:IpRange|Place>...)
  initial any
  ja DNSサーバーへのアクセスを許可するホストを設定します
  en Set which hosts may ask our DNS server
24.14 dns cache use <use:on|off>
  on current rev10 rev8 nvr
  initial on
  ja DNSキャッシュを使用するかどうかを設定します
  en Remember the answers of DNS servers
24.15 dns cache max entry <count:1..1024>
  on current rev10 rev8 nvr
  initial 256
  ja DNSキャッシュの最大エントリー数を設定します
  en Set how many answers of DNS servers are remembered
24.16 dns service fallback <together:on|off>
  on current rev10 rev8 nvr
  initial off
  ja DNSフォールバックの動作を統一するかどうかを設定します
  en Ask for IPv6 addresses first everywhere
`;
