/** Manual chapter 12: DHCP. */
export const CHAPTER_12_DHCP = (): string => `
12.1.5 dhcp scope bind {scope:1..65535} {address:IpRange} (ipcp | ethernet <mac:MacPattern> | text <id:Text> | <mac:MacPattern> | <octet:Octet>...)
  ja DHCPの予約アドレスを設定します
  en Keep an address for a client
12.1.5 dhcp scope bind {scope:1..65535} {client:* (ethernet <mac:MacPattern> | text <id:Text> | <mac:MacPattern> | <octet:Octet>...)}
  named dhcp scope bind *
  ja アドレスを指定せずにDHCPのクライアントを予約します
  en Keep any address for a client
12.1.6 dhcp scope lease type {scope:1..65535} <type:bind-priority|bind-only> [fallback=<scope:1..65535>]
  on current rev10 rev8 nvr RT58i
  initial bind-priority
  ja DHCPアドレスの割り当て動作を設定します
  en Set whether only known clients are given addresses
12.1.7 dhcp convert lease to bind <scope:1..65535> [except] [(all | <number:1..65535>...100)]
  on * -rt -RT57i -RTV700 -early
  does
  ja DHCPの割り当て情報から予約設定を生成します
  en Keep the addresses that are leased for those who have them
12.1.8 dhcp scope option {scope:1..65535} <option:1..49|62..254|Mnemonic>=<value:Text>...
  ja DHCPのオプションを設定します
  en Set what else clients are told
12.1.9 dhcp manual lease <address:Ip> (ipcp | ethernet <mac:Mac> | text <id:Text> | <mac:Mac> | <octet:Octet>...)
  on * -rt -RT57i -RTV700 -early
  does
  ja DHCPのリース情報を手動で追加します
  en Lease an address by hand
12.1.10 dhcp manual release <address:Ip>
  on * -rt -RT57i -RTV700 -early
  does
  ja DHCPのリース情報を手動で削除します
  en End a lease by hand
12.1.12 dhcp relay srcport <port:1..65535>
  on RTX1210>=14.01.36 RTX830>=15.02.15 RTX1220 RTX1300
  initial 68
  ja DHCPリレーエージェントの始点ポート番号を設定します
  en Set the source port of the relay
12.1.13 dhcp relay select <type:hash|all>
  initial hash
  ja DHCPサーバーの選択方法を設定します
  en Set to which servers requests are relayed
12.1.14 dhcp relay threshold <seconds:0..65535>
  initial 0
  ja DHCPパケットを中継する基準を設定します
  en Relay requests of clients that wait for so long
12.1.15 ip {interface:Interface} dhcp service <type:off|server|relay> [<server:Ip>...4]
  on RTX1210>=14.01.09 RTX830 RTX1220 RTX1300 nvr
  ja インタフェースごとのDHCPの動作を設定します
  en Be DHCP server or relay on one interface
12.2.1 dhcp client hostname {interface:Interface} {address:primary|secondary} <host:Name>
  or dhcp client hostname pp {pp:Pp} <host:Name>
  or dhcp client hostname pool {pool:1..3104} <host:Name>
  ja DHCPクライアントのホスト名を設定します
  en Set the host name that DHCP servers are told
12.2.2 ip {interface:Interface} dhcp lease time <minutes:1..21474836>
  ja 要求するIPアドレスのリース期間を設定します
  en Set for how long to ask for an address
12.2.3 ip {interface:Interface} dhcp retry <count:1..100|infinity> <seconds:1..100>
  initial infinity 5
  ja IPアドレスの取得要求の再送回数と間隔を設定します
  en Set how often an address is asked for
12.2.4 dhcp client client-identifier {interface:Interface} {address:primary|secondary} [type <type:0..255>] (<octet:Octet>... | <id:Text>)
  or dhcp client client-identifier pp {pp:Pp} [type <type:0..255>] (<octet:Octet>... | <id:Text>)
  or dhcp client client-identifier pool {pool:1..3104} [type <type:0..255>] (<octet:Octet>... | <id:Text>)
  ja DHCPクライアントのIDを設定します
  en Set the identifier that DHCP servers are told
12.2.5 dhcp client option {interface:Interface} {address:primary|secondary} {option:1..254}=<value:Octet*>
  or dhcp client option pp {pp:Pp} {option:1..254}=<value:Octet*>
  or dhcp client option pool {pool:1..3104} {option:1..254}=<value:Octet*>
  on current rev10 rev8 RTX1000 nvr netvolante
  ja DHCPクライアントが送るオプションを設定します
  en Set what else DHCP servers are told
12.2.6 dhcp client release linkdown <switch:on|off> [<seconds:0..259200>]
  on current rev10 rev8 nvr
  initial off
  ja リンクダウン時にDHCPで得た情報を解放するかどうかを設定します
  en Release the address when the link goes down
`;
