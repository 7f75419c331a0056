/** Manual chapter 21: SNMP. */
export const CHAPTER_21 = (): string => `
21.1 snmp host <host:any|none|IpRange|AnyInterface> [<read:Name16> [<write:Name16>]]
  on * -RT58i -early
  initial none
  ja SNMPv1によるアクセスを許可するホストを設定します
  en Set which hosts may ask by SNMPv1
21.2 snmp community read-only <name:Name16>
  on * -RT58i -early
  initial public
  ja SNMPv1の読み出し専用のコミュニティ名を設定します
  en Set the community that may read by SNMPv1
21.3 snmp community read-write <name:Name16>
  on * -RT58i -early
  ja SNMPv1の読み書き可能なコミュニティ名を設定します
  en Set the community that may write by SNMPv1
21.4 snmp trap host {host:Ip|Ipv6} [<community:Name16>]
  on * -RT58i -early
  ja SNMPv1トラップの送信先を設定します
  en Set where SNMPv1 traps go
21.5 snmp trap community <name:Name16>
  on * -RT58i -early
  initial public
  ja SNMPv1トラップのコミュニティ名を設定します
  en Set the community of SNMPv1 traps
21.6 snmpv2c host <host:any|none|IpRange|AnyInterface> [<read:Name16> [<write:Name16>]]
  on current rev10 rev8 nvr
  initial none
  ja SNMPv2cによるアクセスを許可するホストを設定します
  en Set which hosts may ask by SNMPv2c
21.7 snmpv2c community read-only <name:Name16>
  on current rev10 rev8 nvr
  initial public
  ja SNMPv2cの読み出し専用のコミュニティ名を設定します
  en Set the community that may read by SNMPv2c
21.8 snmpv2c community read-write <name:Name16>
  on current rev10 rev8 nvr
  ja SNMPv2cの読み書き可能なコミュニティ名を設定します
  en Set the community that may write by SNMPv2c
21.9 snmpv2c trap host {host:Ip|Ipv6} [<type:trap|inform> [<community:Name16>]]
  on current rev10 rev8 nvr
  ja SNMPv2cトラップの送信先を設定します
  en Set where SNMPv2c traps go
21.10 snmpv2c trap community <name:Name16>
  on current rev10 rev8 nvr
  initial public
  ja SNMPv2cトラップのコミュニティ名を設定します
  en Set the community of SNMPv2c traps
21.11 snmpv3 engine id <id:Name27>
  on current rev10 rev8 nvr
  ja SNMPv3のエンジンIDを設定します
  en Set the engine ID of SNMPv3
21.12 snmpv3 context name <name:Name16>
  on current rev10 rev8 nvr
  ja SNMPv3のコンテキスト名を設定します
  en Set the context name of SNMPv3
21.13 snmpv3 usm user {user:1..65535} <name:Name32> [group <group:1..65535>] [<auth:md5|sha> <password:Password32> [<cipher:des-cbc|aes128-cfb> <password:Password32>]]
  on current rev10 rev8 nvr
  ja SNMPv3のユーザーを設定します
  en Set a user of SNMPv3
21.14 snmpv3 host (none | <host:any|IpRange|AnyInterface> user <users:Range>...128)
  on current rev10 rev8 nvr
  initial none
  ja SNMPv3によるアクセスを許可するホストを設定します
  en Set which hosts may ask by SNMPv3
21.15 snmpv3 vacm view {view:1..65535} (<type:include|exclude> <oid:Oid>)...
  on current rev10 rev8 nvr
  ja MIBビューファミリを設定します
  en Set what of the MIB a view shows
21.16 snmpv3 vacm access {group:1..65535} (read <view:none|1..65535> write <view:none|1..65535>)
  on current rev10 rev8 nvr
  ja SNMPv3のアクセスポリシーを設定します
  en Set what a group of users may read and write
21.17 snmpv3 trap host {host:Ip|Ipv6} [<type:trap|inform>] user <user:1..65535>
  on current rev10 rev8 nvr
  ja SNMPv3トラップの送信先を設定します
  en Set where SNMPv3 traps go
21.18 snmp local address <address:Ip|Ipv6>
  on * -RT58i -early
  ja SNMPパケットの始点アドレスを設定します
  en Set the source address of SNMP
21.19 snmp syscontact <name:Text255>
  on * -RT58i -early
  ja sysContactを設定します
  en Set whom to ask about this router
21.20 snmp syslocation <name:Text255>
  on * -RT58i -early
  ja sysLocationを設定します
  en Set where this router stands
21.21 snmp sysname <name:Text255>
  on * -RT58i -early
  ja sysNameを設定します
  en Set the name of this router
21.22 snmp trap enable snmp (all | <trap:coldstart|warmstart|linkdown|linkup|authenticationfailure>...)
  on * -RT58i -early
  initial all
  ja 送信する標準トラップを設定します
  en Set which standard traps are sent
21.23 snmp trap cpu threshold <send:on|off>
  on RTX1210>=14.01.34 RTX1220 RTX1300 RTX830>=15.02.10
  initial off
  ja CPU使用率のトラップを送信するかどうかを設定します
  en Send traps when the CPU is busy
21.24 snmp trap memory threshold <send:on|off>
  on RTX1210>=14.01.34 RTX1220 RTX1300 RTX830>=15.02.10
  initial off
  ja メモリ使用率のトラップを送信するかどうかを設定します
  en Send traps when memory is short
21.25 snmp trap delay-timer [<seconds:1..21474836|off>]
  on RTX1210>=14.01.28 RTX1220 RTX1300 RTX830>=15.02.03
  ja トラップの送信を遅らせる時間を設定します
  en Set how long traps wait
21.26 snmp trap send linkdown {place:(pp <number:Pp> | tunnel <number:Tunnel> | <name:AnyInterface>)} <send:on|off>
  on * -RT58i -early
  initial on
  ja linkDownトラップを送信するかどうかを設定します
  en Send a trap when this link goes down
21.27 snmp yrifppdisplayatmib2 <display:on|off>
  on * -RT58i -early
  initial off
  ja PPインタフェースをMIB2の範囲で表示するかどうかを設定します
  en Show PPs among the interfaces of MIB-II
21.28 snmp yriftunneldisplayatmib2 <display:on|off>
  on * -RT58i -early
  initial off
  ja トンネルインタフェースをMIB2の範囲で表示するかどうかを設定します
  en Show tunnels among the interfaces of MIB-II
21.29 snmp yrifswitchdisplayatmib2 <display:on|off>
  on current rev10 rev8 nvr
  initial on
  ja スイッチのインタフェースをMIB2の範囲で表示するかどうかを設定します
  en Show switch ports among the interfaces of MIB-II
21.30 snmp display ipcp force <force:on|off>
  on * -RT58i -early
  initial off
  ja IPCPで付与されたアドレスを必ず表示するかどうかを設定します
  en Always show the address that IPCP gave
21.31 snmp trap link-updown separate-l2switch-port {interface:Lan} <send:on|off>
  on current rev10 rev8 nvr
  initial off
  ja LANの各ポートのリンクのトラップを送信するかどうかを設定します
  en Send traps for every port of a switch
21.32 snmp trap mobile signal-strength <send:on|off> [<level:0..3>]
  on current rev10 rev8 nvr
  initial off
  ja 電波強度のトラップを送信するかどうかを設定します
  en Send traps when the mobile signal is weak
21.33 snmp ifindex switch static index {index:100000000..199999999} <switch:Agent>
  on current rev10 rev8 nvr
  ja スイッチに付与するインタフェース番号を設定します
  en Set the interface number of a switch
21.34 snmp yrswindex switch static index {index:1..2147483647} <switch:Agent>
  on current rev10 rev8 nvr
  ja スイッチに付与するスイッチ番号を設定します
  en Set the number of a switch
21.35 snmp trap enable switch {switch:default|Agent} (all | none | <trap:linkup|linkdown|fanlock|loopdetect|poesupply|poesuppply|poeterminate|oversupply|overtemp|powerfailure>...)
  on current rev10 rev8 nvr
  ja スイッチの状態によるトラップを設定します
  en Set of which events at a switch traps are sent
21.36 snmp trap enable switch common (all | none | <trap:find-switch|detect-down>...2)
  on current rev10 rev8 nvr
  initial all
  ja スイッチで共通のトラップを設定します
  en Set of which events at any switch traps are sent
`;
