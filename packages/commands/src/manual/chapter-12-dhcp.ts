/** Manual chapter 12: DHCP on behalf of PPs and of their pool. */
export const CHAPTER_12_DHCP = (): string => `
12.2.1 dhcp client hostname pp {pp:Pp} <host:Name>
  or dhcp client hostname pool {pool:1..3104} <host:Name>
  ja DHCPクライアントのホスト名を設定します
  en Set the host name that DHCP servers are told
12.2.4 dhcp client client-identifier pp {pp:Pp} [type <type:0..255>] (<octet:Octet>... | <id:Text>)
  or dhcp client client-identifier pool {pool:1..3104} [type <type:0..255>] (<octet:Octet>... | <id:Text>)
  ja DHCPクライアントのIDを設定します
  en Set the identifier that DHCP servers are told
12.2.5 dhcp client option pp {pp:Pp} {option:1..254}=<value:Octet*>
  or dhcp client option pool {pool:1..3104} {option:1..254}=<value:Octet*>
  on current rev10 rev8 RTX1000 nvr netvolante
  ja DHCPクライアントが送るオプションを設定します
  en Set what else DHCP servers are told
`;
