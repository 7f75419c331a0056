/** Manual chapter 16: L2TP. */
export const CHAPTER_16 = (): string => `
16.1 l2tp service <service:on|off> [<version:l2tp|l2tpv3>...2]
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  initial off
  ja L2TPを動作させるかどうかを設定します
  en Answer L2TP
16.2 l2tp tunnel auth <auth:on|off> [<password:Password32>]
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  in tunnel
  initial off
  ja L2TPトンネル認証を設定します
  en Set whether peers of the tunnel must know a password
16.3 l2tp tunnel disconnect time <seconds:1..21474836|off>
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  in tunnel
  initial 60
  ja L2TPトンネルの切断タイマーを設定します
  en Set after what silence the tunnel is cut
16.4 l2tp keepalive use <use:on|off> [<seconds:1..600> [<count:1..50>]]
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  in tunnel
  initial on 10 6
  ja L2TPキープアライブを設定します
  en Watch whether the peer is there
16.5 l2tp keepalive log <log:on|off>
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  in tunnel
  initial off
  ja L2TPキープアライブをログに出力するかどうかを設定します
  en Tell of keepalives in the log
16.6 l2tp syslog <log:on|off>
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  in tunnel
  initial off
  ja L2TPのコネクション制御のsyslogを出力するかどうかを設定します
  en Tell of the control connection in the log
16.7 l2tp always-on <on:on|off>
  on current NVR510 NVR700W
  in tunnel
  initial on
  ja L2TPv3トンネルに常時接続するかどうかを設定します
  en Keep the L2TPv3 tunnel up
16.8 l2tp hostname <name:Name32>
  on RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 current nvr
  in tunnel
  ja L2TPトンネルのホスト名を設定します
  en Set the name that peers are told
16.9 l2tp local router-id <address:Ip>
  on current NVR510 NVR700W
  in tunnel
  initial 0.0.0.0
  ja L2TPv3の自分側のRouter IDを設定します
  en Set our router ID for L2TPv3
16.10 l2tp remote router-id <address:Ip>
  on current NVR510 NVR700W
  in tunnel
  initial 0.0.0.0
  ja L2TPv3の相手側のRouter IDを設定します
  en Set the router ID of the L2TPv3 peer
16.11 l2tp remote end-id <id:Text32>
  on current NVR510 NVR700W
  in tunnel
  ja L2TPv3の相手側のEnd IDを設定します
  en Set the end ID of the L2TPv3 peer
`;
