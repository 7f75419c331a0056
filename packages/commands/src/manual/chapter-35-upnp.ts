/** Manual chapter 35: UPnP. */
export const CHAPTER_35 = (): string => `
35.1 upnp use <use:on|off>
  on * -rt RTX1000 -early RT56v
  initial off
  ja UPnPを使用するかどうかを設定します
  en Let applications on the LAN ask for ports to be opened
35.2 upnp external address refer (pp <number:Pp> | <interface:Interface|default>)
  on * -rt RTX1000 -early RT56v
  initial default
  ja UPnPに使用するIPアドレスを取得するインタフェースを設定します
  en Set the interface whose address applications are told
35.3 upnp port mapping timer type <type:normal|arp>
  on * -rt RTX1000 -early
  initial arp
  ja ポートマッピングの消去タイマーのタイプを設定します
  en Set what clears a port mapping that nobody uses
35.4 upnp port mapping timer <seconds:600..21474836|off>
  on * -rt RTX1000 -early RT56v
  initial 3600
  ja ポートマッピングの消去タイマーを設定します
  en Set after what time a port mapping is cleared
35.5 upnp syslog <log:on|off>
  on * -rt RTX1000 -early
  initial off
  ja UPnPのsyslogを出力するかどうかを設定します
  en Tell of port mappings in the log
`;
