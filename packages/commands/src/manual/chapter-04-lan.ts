/** Manual chapter 4: the LAN ports, and what is between them and the system. */
export const CHAPTER_4_LAN = (): string => `
4.46 ip routing process <process:fast|normal>
  on * -RT300i -RT105e -RT105i -RT105p -early
  initial fast
  ja ファストパス機能を使用するかどうかを設定します
  en Set whether packets take the fast path
4.48 lan linkup send-wait-time {interface:Lan} <seconds:0..10>
  on current rev10 rev8 nvr
  initial 0
  ja リンクアップ後の送信抑制時間を設定します
  en Set for how long nothing is sent after a link came up
4.49 lan port-mirroring {interface:[<interface:Lan>]} <mirror:1..16> (<direction:in|out> <port:1..16>...)...
  on current rev10 rev8 RTX1000 nvr -NVR500
  ja ポートミラーリング機能を設定します
  en Copy the frames of some ports to another
4.51 lan link-aggregation static {id:1..10} <interface:Lan>:<port:1..16>...
  on current -RTX830 rev10 rev8 nvr -NVR500
  ja リンクアグリゲーションを設定します
  en Make one link of several ports
4.52 lan receive-buffer-size <size:1..16384>
  on RTX1300>=23.00.05 rev10
  initial 1024
  ja LANインタフェースの受信パケットバッファサイズを設定します
  en Set how many received packets are held
4.55 ip {interface:Interface} wol relay <relay:broadcast|unicast|off>
  on * -RT300i -RT105e -RT105i -RT105p -early
  initial off
  ja Magic PacketをLANに中継するかどうかを設定します
  en Relay packets that wake hosts on the LAN
4.57 tcp log <switch:on|off> [<source:FilterAddress> [<destination:FilterAddress> [<flags:FilterProtocol> [<from:*|Ports> [<to:*|Ports>]]]]]
  on * -rt -early
  initial off
  ja TCPコネクションのログを出力するかどうかを設定します
  en Write TCP connections to the log
4.83 system packet-buffer {group:small|middle|large|jumbo|huge} (max-buffer=<number:0..1000000> | max-free=<number:0..1000000> | min-free=<number:0..1000000> | buffer-in-chunk=<number:0..1000000> | init-chunk=<number:0..1000000>)...
  on * -rt -RT57i -RTV700 -early
  ja パケットバッファのパラメータを設定します
  en Set how many packet buffers there are
4.94 system packet-scheduling <mode:hash|load-balance|lan-based>
  on RTX1300
  initial hash
  ja CPUスケジューリング方式を設定します
  en Set how packets are shared among processors
`;
