/** Manual chapter 19: VPNs to cloud services. */
export const CHAPTER_19 = (): string => `
19.1 cloud vpn service {id:1..3} <service:amazon-api>
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  ja VPN接続するクラウドサービスを設定します
  en Set a cloud service to connect to
19.2 cloud vpn parameter {id:1..3} <parameter:Text256>...3
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  ja クラウドサービスとの接続に必要なパラメーターを設定します
  en Set what the cloud service asks for
19.3 cloud vpn name {id:1..3} <name:Name32>
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  ja クラウドサービスとの接続の名前を設定します
  en Name the connection to a cloud service
19.4 cloud vpn bind {id:1..3} <tunnel:Tunnel>...2
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  ja クラウドサービスとの接続に使用するトンネルを設定します
  en Set the tunnels to a cloud service
19.5 cloud vpn option {id:1..3} (region=<region:Name32>)
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  initial region=ap-northeast-1
  ja クラウドサービスとの接続のオプションを設定します
  en Set options of the connection to a cloud service
19.6 cloud vpn set go <id:1..3> [<save:save|no-save>]
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  does
  ja クラウドサービスとの接続の設定を生成します
  en Ask the cloud service for a configuration
19.7 show status cloud vpn [<id:1..3>]
  on RTX1210>=14.01.20 RTX1220 RTX1300 RTX830
  shows
  ja クラウドサービスとの接続の状態を表示します
  en Show the connections to cloud services
19.8 cloud vpn syslog <log:on|off>
  on RTX1210>=14.01.34 RTX1220 RTX1300 RTX830>=15.02.10
  initial off
  ja クラウドサービスとの接続の詳細をsyslogに出力するかどうかを設定します
  en Tell of cloud connections in the log
`;
