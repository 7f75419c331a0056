/** Manual chapter 15: key exchange of IPsec. */
export const CHAPTER_15_IKE = (): string => `
15.1 ipsec use <use:on|off>
  on * -RT58i -early
  initial on
  ja IPsecを使用するかどうかを設定します
  en Use IPsec
15.2 ipsec ike version {gateway:Gateway} <version:1..2>
  on current rev10 rev8 nvr
  initial 1
  ja 鍵交換に使用するIKEのバージョンを設定します
  en Set the version of IKE
15.3 ipsec ike auth method {gateway:Gateway} <method:auto|pre-shared-key|certificate|eap-md5>
  on current rev10 rev8 nvr
  initial auto
  ja IKEv2の認証方式を設定します
  en Set how IKEv2 peers prove who they are
15.4 ipsec ike auto received-id-route-add {gateway:Gateway} <add:on|off>
  on RTX1300>=23.00.09
  initial off
  ja 受信したIDの経路を自動的に追加するかどうかを設定します
  en Add routes to the networks that a peer names
15.5 ipsec ike pre-shared-key {gateway:Gateway} (text <key:Text128> | <key:HexKey|*>)
  on * -RT58i -early
  ja 事前共有鍵を登録します
  en Set the key that both gateways know
15.6 ipsec ike pki file {gateway:Gateway} (certificate=<certificate:1..8> [crl=<crl:1..8>])
  on current rev10 rev8 nvr
  ja IKEv2の認証に使用する証明書のファイルを設定します
  en Set the certificate files of IKEv2
15.7 ipsec ike eap myname {gateway:Gateway} <name:Name256> <password:Password64>
  on current rev10 rev8 nvr
  ja EAP-MD5認証で使用する自分の名前とパスワードを設定します
  en Set our name and password for EAP-MD5
15.8 ipsec ike eap request {gateway:Gateway} <request:on|off> [<group:1..1000>]
  on current rev10 rev8 nvr
  initial off
  ja EAP-MD5認証を要求するかどうかを設定します
  en Ask peers for EAP-MD5
15.9 ipsec ike eap send certreq {gateway:Gateway} <send:on|off>
  on current rev10 rev8 nvr
  initial off
  ja EAP-MD5認証で証明書を要求するかどうかを設定します
  en Ask for a certificate with EAP-MD5
15.10 ipsec auto refresh {gateway:[<number:Gateway>]} <refresh:on|off>
  on * -RT58i -early
  initial off
  ja 鍵交換を始動するかどうかを設定します
  en Start key exchanges
15.11 ipsec ike negotiate-strictly {gateway:Gateway} <strictly:on|off>
  on * -RT58i -early
  initial off
  ja 設定の異なる鍵交換を拒否するかどうかを設定します
  en Refuse proposals that differ from our settings
15.12 ipsec ike always-on {gateway:Gateway} <on:on|off>
  on * -RT58i -early
  initial off
  ja 失敗した鍵交換を続けるかどうかを設定します
  en Go on exchanging keys after a failure
15.13 ipsec ike retry <count:1..50> <seconds:1..100> [<sessions:1..5>]
  on * -RT58i -early
  initial 10 5 3
  ja 鍵交換の再送の回数と間隔を設定します
  en Set how often and when key exchange is tried again
15.14 ipsec ike remote name {gateway:Gateway} <name:Name256> [<type:ipv4-addr|fqdn|user-fqdn|rfc822-addr|ipv6-addr|key-id|tel|tel-key>]
  on * -RT58i -early
  ja 相手側のセキュリティ・ゲートウェイの名前を設定します
  en Set the name of the far gateway
15.15 ipsec ike remote address {gateway:Gateway} <address:any|Host>
  on * -RT58i -early
  ja 相手側のセキュリティ・ゲートウェイのIPアドレスを設定します
  en Set the address of the far gateway
15.16 ipsec ike remote id {gateway:Gateway} <network:AddressMask>
  on * -RT58i -early
  ja 相手側のIDを設定します
  en Set the network behind the far gateway
15.17 ipsec ike local name {gateway:Gateway} <name:Name256> [<type:ipv4-addr|fqdn|user-fqdn|rfc822-addr|ipv6-addr|key-id|tel|tel-key>]
  on * -RT58i -early
  ja 自分側のセキュリティ・ゲートウェイの名前を設定します
  en Set the name of this gateway
15.18 ipsec ike local address {gateway:Gateway} (vrrp <interface:AnyInterface> <group:1..255> | ipv6 prefix <prefix:Ipv6Source|Ipv6Prefix|Number> on <interface:AnyInterface> | ipcp pp <number:Pp> | <address:Ip|Ipv6>)
  on * -RT58i -early
  ja 自分側のセキュリティ・ゲートウェイのIPアドレスを設定します
  en Set the address of this gateway
15.19 ipsec ike local id {gateway:Gateway} <network:AddressMask>
  on * -RT58i -early
  ja 自分側のIDを設定します
  en Set the network behind this gateway
15.20 ipsec ike keepalive use {gateway:Gateway} <use:on|off|auto> [heartbeat [<seconds:1..600> [<count:1..50> [<upwait:0..1000000>]]] | icmp-echo <address:Ip|Ipv6> [length=<length:64..1500>] [<seconds:1..600> [<count:1..50> [<upwait:0..1000000>]]] | dpd [<seconds:1..600> [<count:1..50> [<upwait:0..1000000>]]] | rfc4306 [<seconds:1..600> [<count:1..50> [<upwait:0..1000000>]]]] [down=disconnect] [send-only-new-sa=<send:on|off|auto>]
  on * -RT58i -early
  initial auto
  ja IKEキープアライブを設定します
  en Watch whether the far gateway is there
15.21 ipsec ike keepalive log {gateway:Gateway} <log:on|off>
  on * -RT58i -early
  initial on
  ja IKEキープアライブのsyslogを出力するかどうかを設定します
  en Tell of keepalives in the log
15.22 ipsec ike encryption {gateway:Gateway} <algorithm:3des-cbc|des-cbc|aes-cbc|aes256-cbc>
  on * -RT58i -early
  initial 3des-cbc
  ja IKEが用いる暗号アルゴリズムを設定します
  en Set the cipher of IKE
15.23 ipsec ike queue length <length:1100..4400@RTX1300|100..200@current|20..40>
  on * -RT58i -early
  ja IKEパケットを蓄積するキューの長さを設定します
  en Set how many IKE packets may wait
15.24 ipsec ike group {gateway:Gateway} <group:modp768|modp1024|modp1536|modp2048>...2
  on * -RT58i -early
  initial modp1024
  ja IKEが用いるグループを設定します
  en Set the Diffie-Hellman groups of IKE
15.25 ipsec ike hash {gateway:Gateway} <algorithm:md5|sha|sha256|sha384|sha512>
  on * -RT58i -early
  initial sha
  ja IKEが用いるハッシュアルゴリズムを設定します
  en Set the hash of IKE
15.26 ipsec log illegal-spi <log:on|off>
  on * -RT58i -early
  initial off
  ja SPIが無効なパケットをログに出力するかどうかを設定します
  en Tell of packets with an unknown SPI in the log
15.27 ipsec ike payload type {gateway:Gateway} <v1:1..3> [<v2:1..2>]
  on * -RT58i -early
  initial 2 2
  ja IKEペイロードのタイプを設定します
  en Set which form of payloads peers understand
15.28 ipsec ike backward-compatibility {gateway:Gateway} <type:1..2>
  on current rev10 rev8 nvr
  initial 1
  ja IKEv1の鍵交換のタイプを設定します
  en Set the type of key exchange of IKEv1
15.29 ipsec ike send info {gateway:Gateway} <send:on|off>
  on * -RT58i -early
  initial on
  ja IKEの情報ペイロードを送信するかどうかを設定します
  en Send informational payloads
15.30 ipsec ike pfs {gateway:Gateway} <pfs:on|off>
  on * -RT58i -early
  initial off
  ja PFSを用いるかどうかを設定します
  en Use perfect forward secrecy
15.31 ipsec ike xauth myname {gateway:Gateway} <name:Name32> <password:Password32>
  on * -RT58i -early
  ja XAUTHで通知する名前とパスワードを設定します
  en Set our name and password for XAUTH
15.32 auth user {user:1..1000} <name:Name256> <password:Password64>
  on current rev10 rev8 nvr
  ja XAUTHとEAP-MD5で認証するユーザーを登録します
  en Set a user for XAUTH and EAP-MD5
15.33 auth user attribute {user:1..1000} (xauth=<use:on|off> | xauth-address=<address:AddressMask> | xauth-dns=<address:Ip|Ipv6> | xauth-wins=<address:Ip|Ipv6> | xauth-filter=<set:Name> | eap-md5=<use:on|off>)...
  on current rev10 rev8 nvr
  initial xauth=off
  ja ユーザーの属性を設定します
  en Set what a user may do and is told
15.34 auth user group {group:1..1000} <users:Range>...
  on current rev10 rev8 nvr
  ja ユーザーグループを設定します
  en Put users into a group
15.35 auth user group attribute {group:1..1000} (xauth=<use:on|off> | xauth-address-pool=<pool:AddressPool> | xauth-dns=<address:Ip|Ipv6> | xauth-wins=<address:Ip|Ipv6> | xauth-filter=<set:Name> | eap-md5=<use:on|off>)...
  on current rev10 rev8 nvr
  initial xauth=off
  ja ユーザーグループの属性を設定します
  en Set what the users of a group may do and are told
15.36 ipsec ike xauth request {gateway:Gateway} <request:on|off> [<group:1..1000>]
  on current rev10 rev8 nvr
  initial off
  ja XAUTHによるユーザー認証を要求するかどうかを設定します
  en Ask peers for XAUTH
15.37 ipsec ike mode-cfg address pool {pool:1..65535} <addresses:AddressPool>
  on current rev10 rev8 nvr
  ja 内部IPアドレスのプールを設定します
  en Set a pool of inner addresses
15.38 ipsec ike mode-cfg method {gateway:Gateway} <method:set> [<option:openswan>]
  on current rev10 rev8 nvr
  initial set
  ja 内部IPアドレスを割り当てる方法を設定します
  en Set how peers are given inner addresses
15.39 ipsec ike mode-cfg address {gateway:Gateway} <pool:1..65535>
  on current rev10 rev8 nvr
  ja IPsecクライアントに割り当てるアドレスプールを設定します
  en Set the pool that peers get inner addresses from
15.40 ipsec ike license-key {license:1..500} <key:Name64>
  on current rev10 rev8 nvr
  ja VPNクライアントのライセンスを登録します
  en Set a license for VPN clients
15.41 ipsec ike license-key use {gateway:Gateway} <use:on|off>
  on current rev10 rev8 nvr
  initial off
  ja VPNクライアントのライセンスを適用するかどうかを設定します
  en Count peers as VPN clients of a license
15.42 ipsec ike log {gateway:[<number:Gateway>]} <type:message-info|payload-info|key-info>...3
  on * -RT58i -early
  ja IKEのログの種類を設定します
  en Set what of IKE is told in the log
15.43 ipsec ike esp-encapsulation {gateway:Gateway} <udp:on|off>
  on * -RT58i -early
  initial off
  ja ESPをUDPでカプセル化するかどうかを設定します
  en Send ESP inside UDP
15.44 ipsec ike proposal-limitation {gateway:Gateway} <limit:on|off>
  on current rev10 rev8 nvr
  initial off
  ja 折衝パラメーターを制限するかどうかを設定します
  en Propose only what is set
15.45 ipsec ike message-id-control {gateway:Gateway} <control:on|off>
  on current rev10 rev8 nvr
  initial off
  ja IKEのメッセージIDを管理するかどうかを設定します
  en Wait for the answer to one IKE message before the next
15.46 ipsec ike child-exchange type {gateway:Gateway} <type:1..2>
  on current nvr
  initial 1
  ja CHILD SAの作成方法を設定します
  en Set how child SAs are made
15.47 ipsec ike negotiation receive {gateway:Gateway} <receive:on|off>
  on current nvr
  initial on
  ja 鍵交換の始動パケットを受信するかどうかを設定します
  en Answer key exchanges that others start
`;
