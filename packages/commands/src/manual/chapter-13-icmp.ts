/** Manual chapter 13: ICMP. */
export const CHAPTER_13 = (): string => `
13.1.10 ip icmp error-decrypted-ipsec send <switch:on|off>
  on * -rt -NVR500 -RT58i -early
  initial on
  ja IPsecで復号したパケットに対してICMPエラーを送信するかどうかを設定します
  en Tell of errors of packets that came enciphered
13.1.13 ip {interface:Interface} arp mtu discovery <switch:on|off> [minimum=<octets:64..10218>]
  on RTX1300 rev10
  initial on
  ja ARPによるMTU探索を行うかどうかを設定します
  en Find out by ARP how long frames may be
13.1.14 ip icmp unreachable-for-truncated send <send:on|off>
  on RTX1300 rev10
  initial on
  ja 切り詰められたパケットに対してICMP Destination Unreachableを送信するかどうかを設定します
  en Tell of packets that were cut
13.2.1 ipv6 icmp echo-reply send <send:on|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja ICMPv6 Echo Replyを送信するかどうかを設定します
  en Answer pings by IPv6
13.2.2 ipv6 icmp echo-reply send-only-linkup <send:on|off>
  on * -rt -RT57i -RTV700 -early
  initial off
  ja リンクアップしている時だけICMPv6 Echo Replyを送信するかどうかを設定します
  en Answer pings by IPv6 to addresses whose link is up only
13.2.3 ipv6 icmp parameter-problem send <send:on|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial off
  ja ICMPv6 Parameter Problemを送信するかどうかを設定します
  en Tell of wrong IPv6 headers
13.2.4 ipv6 icmp redirect send <send:on|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja ICMPv6 Redirectを送信するかどうかを設定します
  en Tell of better IPv6 gateways
13.2.5 ipv6 icmp redirect receive <action:on|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial off
  ja ICMPv6 Redirectを処理するかどうかを設定します
  en Take hints to better IPv6 gateways
13.2.6 ipv6 icmp time-exceeded send <send:on|off> [rebound=<use:on|off>]
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja ICMPv6 Time Exceededを送信するかどうかを設定します
  en Tell of IPv6 packets that took too many hops
13.2.7 ipv6 icmp unreachable send <send:on|off> [rebound=<use:on|off>]
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja ICMPv6 Destination Unreachableを送信するかどうかを設定します
  en Tell of IPv6 packets that could not be delivered
13.2.8 ipv6 icmp log <log:on|off>
  initial off
  ja 受信したICMPv6のログを記録するかどうかを設定します
  en Write received ICMPv6 to the log
13.2.9 ipv6 icmp packet-too-big send <send:on|off>
  on * -RT300i -RT105e -RT105i -RT105p
  initial on
  ja ICMPv6 Packet Too Bigを送信するかどうかを設定します
  en Tell of IPv6 packets that are too long
13.2.10 ipv6 icmp error-decrypted-ipsec send <switch:on|off>
  on * -rt -NVR500 -RT58i -early
  initial on
  ja IPsecで復号したIPv6パケットに対してICMPエラーを送信するかどうかを設定します
  en Tell of errors of IPv6 packets that came enciphered
13.2.11 ipv6 stealth (all | (pp <pp:Pp> | tunnel <tunnel:Tunnel> | <interface:Interface|Place>)...)
  ja IPv6のステルス機能を設定します
  en Say nothing by IPv6 to those who knock at closed ports
13.2.12 ipv6 icmp packet-too-big-for-truncated send <send:on|off>
  on RTX1300 rev10
  initial on
  ja 切り詰められたフレームに対してICMPv6 Packet Too Bigを送信するかどうかを設定します
  en Tell of IPv6 packets that were cut
`;
