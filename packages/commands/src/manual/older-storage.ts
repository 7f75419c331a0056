/** Files, names and buttons: chapter 35 of the NVR500 manual, USB of RT58i, and single commands of older manuals. */
export const OLDER_STORAGE = (): string => `
NVR500_35.1.1 onfs bind <storage:usb1|usb2|sd1>
  on nvr
  ja ONFSで使う外部ストレージを設定します
  en Set which storage is shared
NVR500_35.1.2 onfs reset [<password:Password32> [<new:Password32>]]
  on nvr
  does
  ja ONFSを再起動します
  en Start sharing files anew
NVR500_35.2.1 onfs sharing service <switch:on|off> [<option:Assignment>...]
  on nvr
  initial on
  ja ファイル共有機能を設定します
  en Set whether files are shared
NVR500_35.2.2 onfs sharing host (any | none | <host:Place|IpRange>...)
  on nvr
  initial lan1
  ja ファイル共有機能を使えるホストを設定します
  en Set which hosts may share files
NVR500_35.2.3 onfs sharing user {id:1..20} <name:Name20> [<password:Password64>]
  on nvr
  ja ファイル共有機能のユーザーを設定します
  en Set who may share files
NVR500_35.2.4 onfs sharing group {id:1..10} <name:Name20> <user:1..20>...
  on nvr
  ja ファイル共有機能のグループを設定します
  en Group those who may share files
NVR500_35.2.5 onfs sharing acl <switch:on|off>
  on nvr
  initial off
  ja ファイル共有機能のアクセス制御を有効にするか否かを設定します
  en Set whether rights to files are minded
NVR500_35.2.6 set-acl <path:File> <right:Name>...
  on nvr
  does
  ja ファイルのアクセス権を設定します
  en Set the rights to a file
NVR500_35.2.7 clear acl <path:File> [all]
  on nvr
  does
  ja ファイルのアクセス権を消去します
  en Clear the rights to a file
NVR500_35.2.8 show acl <path:File> [all]
  on nvr
  shows
  ja ファイルのアクセス権を表示します
  en Show the rights to a file
NVR500_35.3.1 onfs mirroring use <switch:on|off>
  on nvr
  initial off
  ja ONFSミラーリングを使用するか否かを設定します
  en Set whether files are mirrored
NVR500_35.3.2 onfs mirroring id <name:Name32> <address:Host> [<option:Assignment>...]
  on nvr
  ja ONFSミラーリングの自拠点を設定します
  en Set who we are among mirrors
NVR500_35.3.3 onfs mirroring contact node {id:1..3} <address:Host> [<port:1..65535>]
  on nvr
  ja ONFSミラーリングのコンタクトノードを設定します
  en Set a mirror to ask
NVR500_35.3.4 onfs mirroring pre-shared-key (text <text:Password32> | <key:Password>)
  on nvr
  ja ONFSミラーリングの事前共有鍵を設定します
  en Set the key that mirrors share
NVR500_35.3.5 onfs mirroring go
  on nvr
  does
  ja ONFSミラーリングのファイルを同期します
  en Mirror files now
RT58i_25.2 usbhost syslog filename <file:File> [<crypto:Name> <password:Password>]
  on RTX1210 rev10 rev8 nvr RT58i
  ja USBメモリに保存するSYSLOGのファイル名を設定します
  en Set the file on USB for the log
RT58i_25.4 usbhost config filename <from:File> <to:File> [<password:Password>]
  on RTX1210 rev10 rev8 nvr RT58i
  initial usb1:config.txt 0
  ja ボタンでコピーする設定ファイル名を設定します
  en Set which configuration buttons copy
RT58i_25.5 usbhost exec filename <from:File> <to:File>
  on RTX1210 rev10 rev8 nvr RT58i
  ja ボタンでコピーするファームウェアのファイル名を設定します
  en Set which firmware buttons copy
RTX1200 usbhost statistics filename prefix <prefix:File> [<term:Name>] [<crypto:Name> <password:Password>]
  on RTX1210 rev10 rev8 nvr
  ja USBメモリに保存する統計情報のファイル名を設定します
  en Set the files on USB for statistics
RTX1200 delete pki file <type:Name> <file:File>
  on RTX1210 rev10 rev8 nvr
  does
  ja 証明書またはCRLのファイルを削除します
  en Delete a certificate or a revocation list
NVR500_37.6.23 ssl public key generate [<seed:0..4294967295>]
  on nvr
  does
  ja SSLの公開鍵を生成します
  en Make a key pair for SSL
NVR500_4.41 lan count-hub-overflow <switch:on|off> [<seconds:1..65535>]
  on RTX1210 rev10 rev8 nvr
  initial on 120
  ja HUB ICのオーバーフロー数を取得するか否かを設定します
  en Set whether overflows of the switch are counted
RTX1500_4.20 system power {module:<module:1..2> use} <switch:on|off>
  on rev8 rt
  ja 電源モジュールの装着の有無を設定します
  en Set whether a power module is there
RTX1000_17 snmp enableauthentraps <send:on|off>
  on rev8 rt
  ja 認証失敗のトラップを送信するか否かを設定します
  en Set whether a wrong community is told by trap
NVR500_7.1.18 ip {interface:AnyInterface} intrusion detection threshold {type:port-scan|syn-flood} <count:1..65535>
  on RTX1210 rev10 rev8 nvr RT58i
  ja 侵入検知の閾値を設定します
  en Set from how many on packets are an attack
NVR500_7.1.18 ip pp intrusion detection threshold {type:port-scan|syn-flood} <count:1..65535>
  on RTX1210 rev10 rev8 nvr RT58i
  in pp
  ja PPでの侵入検知の閾値を設定します
  en Set from how many on packets of the PP are an attack
NVR500_7.1.18 ip tunnel intrusion detection threshold {type:port-scan|syn-flood} <count:1..65535>
  on RTX1210 rev10 rev8 nvr RT58i
  in tunnel
  ja トンネルでの侵入検知の閾値を設定します
  en Set from how many on packets of the tunnel are an attack
RTX1500_8.3.9 ip {interface:AnyInterface} rip auth text <key:Password>
  on rev8 rt
  ja RIP2の認証キーを文字列で設定します
  en Set the key of RIP2 as text
RTX1500_8.3.9 ip pp rip auth text <key:Password>
  on rev8 rt
  in pp
  ja PP側のRIP2の認証キーを文字列で設定します
  en Set the key of RIP2 of the PP as text
RTX1500_8.3.9 ip tunnel rip auth text <key:Password>
  on rev8 rt
  in tunnel
  ja トンネルのRIP2の認証キーを文字列で設定します
  en Set the key of RIP2 of the tunnel as text
RTX1500_24.7.4 ipv6 multicast routing process <mode:fast|normal>
  on RTX1210 rev10 rev8 rt nvr netvolante
  initial fast
  ja IPv6マルチキャストの転送モードを設定します
  en Set how IPv6 multicast is forwarded
RT57i_14.12 nat descriptor masquerade ttl hold <type:auto|all|ftp>
  ja IPマスカレードのTTLを同期させる方法を設定します
  en Set which connections of a host are forgotten together
RT57i_14.3 nat descriptor delete <descriptor:1..2147483647>
  on netvolante early
  does
  ja NATディスクリプタを削除します
  en Delete a NAT descriptor
RT57i_26.5.8 tunnel dtcp connect
  on netvolante
  does
  ja DTCPのセッションを接続します
  en Connect the DTCP session
RT57i_26.5.9 tunnel dtcp disconnect
  on netvolante
  does
  ja DTCPのセッションを切断します
  en Disconnect the DTCP session
RT57i_10.7 tunnel dtcp <server:Name> myname <username:Name> <password:Password> [<retry:Name>] [<local:Name>]
  on netvolante
  in tunnel
  ja DTCPサーバーへの認証情報を設定します
  en Set the account at the DTCP server
`;
