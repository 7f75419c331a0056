/** Manual chapter 34: NetVolante DNS. */
export const CHAPTER_34 = (): string => `
34.1 netvolante-dns use {interface:AnyInterface} <use:auto|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial auto
  ja インタフェースのアドレスをネットボランチDNSに自動で登録するかどうかを設定します
  en Keep NetVolante DNS up to date with an interface
34.1 netvolante-dns use pp <use:auto|off>
  in pp
  on * -RT300i -RT105e -RT105i -RT105p
  initial auto
  ja PPのアドレスをネットボランチDNSに自動で登録するかどうかを設定します
  en Keep NetVolante DNS up to date with the PP
34.2 netvolante-dns go (pp <number:PpNumber> | <interface:AnyInterface>)
  on * -RT300i -RT105e -RT105i -RT105p
  does
  ja ネットボランチDNSにアドレスを登録します
  en Tell NetVolante DNS the address now
34.3 netvolante-dns delete go (pp <number:PpNumber> | <interface:AnyInterface>) [<host:Domain>]
  on * -RT300i -RT105e -RT105i -RT105p
  does
  ja ネットボランチDNSから登録を削除します
  en Take a name out of NetVolante DNS
34.4 netvolante-dns port <port:1..65535>
  on * -RT300i -RT105e -RT105i -RT105p
  initial 2002
  ja ネットボランチDNSサービスのポート番号を設定します
  en Set the port of NetVolante DNS
34.5 netvolante-dns get hostname list (all | pp <number:PpNumber> | <interface:AnyInterface>)
  on * -RT300i -RT105e -RT105i -RT105p
  does
  ja ネットボランチDNSに登録したホスト名の一覧を取得します
  en Ask NetVolante DNS for the names it has
34.6 netvolante-dns hostname host {interface:AnyInterface} {server:[server=<server:1|2>]} <host:Domain> [ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>])] [duplicate]
  on * -RT300i -RT105e -RT105i -RT105p
  ja インタフェースのネットボランチDNSでの名前を設定します
  en Set the name of an interface in NetVolante DNS
34.6 netvolante-dns hostname host pp {server:[server=<server:1|2>]} <host:Domain> [ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>])] [duplicate]
  in pp
  on * -RT300i -RT105e -RT105i -RT105p
  ja PPのネットボランチDNSでの名前を設定します
  en Set the name of the PP in NetVolante DNS
34.7 netvolante-dns timeout {interface:AnyInterface} <seconds:1..180>
  on * -RT300i -RT105e -RT105i -RT105p
  initial 90
  ja インタフェースからのネットボランチDNSへの登録のタイムアウト時間を設定します
  en Set for how long NetVolante DNS is waited for by an interface
34.7 netvolante-dns timeout pp <seconds:1..180>
  in pp
  on * -RT300i -RT105e -RT105i -RT105p
  initial 90
  ja PPからのネットボランチDNSへの登録のタイムアウト時間を設定します
  en Set for how long NetVolante DNS is waited for by the PP
34.8 netvolante-dns auto hostname {interface:AnyInterface} {server:[server=<server:1|2>]} (<automatic:on|off> | ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>]))
  on * -RT300i -RT105e -RT105i -RT105p
  initial off
  ja インタフェースの名前をネットボランチDNSに作らせるかどうかを設定します
  en Let NetVolante DNS name an interface
34.8 netvolante-dns auto hostname pp {server:[server=<server:1|2>]} (<automatic:on|off> | ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>]))
  in pp
  on * -RT300i -RT105e -RT105i -RT105p
  initial off
  ja PPの名前をネットボランチDNSに作らせるかどうかを設定します
  en Let NetVolante DNS name the PP
34.9 netvolante-dns set hostname <interface:pp|AnyInterface> serial
  on current rev10 rev8 nvr
  does
  ja シリアル番号によるネットボランチDNSでの名前を設定します
  en Take the serial number for a name in NetVolante DNS
34.10 netvolante-dns server <server:Host>
  on * -RT300i -RT105e -RT105i -RT105p
  initial netvolante-dns.netvolante.jp
  ja ネットボランチDNSサーバーを設定します
  en Set the server of NetVolante DNS
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
34.13 netvolante-dns retry interval {interface:AnyInterface} <seconds:auto|60..300> <count:1..50>
  on * -RT300i -RT105e -RT105i -RT105p
  initial auto 10
  ja インタフェースのネットボランチDNSへの登録の再試行を設定します
  en Set how often an interface tries NetVolante DNS again
34.13 netvolante-dns retry interval pp <seconds:auto|60..300> <count:1..50>
  in pp
  on * -RT300i -RT105e -RT105i -RT105p
  initial auto 10
  ja PPのネットボランチDNSへの登録の再試行を設定します
  en Set how often the PP tries NetVolante DNS again
34.14 netvolante-dns register timer {server:[server=<server:1|2>]} <seconds:off|3600..2147483647>
  on current rev10 rev8 nvr
  initial off
  ja ネットボランチDNSに登録し直す間隔を設定します
  en Set how often NetVolante DNS is told the address again
34.15 netvolante-dns auto save {server:[server=<server:1|2>]} <file:off|auto|Decimal>
  on current rev10 rev8 nvr
  initial auto
  ja ネットボランチDNSに登録したときに設定を保存するファイルを設定します
  en Set to which file the settings are saved after a registration
`;
