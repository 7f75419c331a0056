/** Manual chapter 9: filters of Ethernet frames. */
export const CHAPTER_9 = (): string => `
9.1 ethernet filter {number:1..512@RTX1210>=14.01.16,RTX830,RTX1220,RTX1300|1..100} <action:pass|pass-log|pass-nolog|reject|reject-log|reject-nolog> (<kind:dhcp-bind|dhcp-not-bind> [<scope:1..65535|Ip>] | <source:MacPattern> [<destination:MacPattern>]) [<offset:0..65535> <bytes:OctetPattern*>]
  on * -rt -RT57i -RTV700 -early
  ja イーサネットフィルターを設定します
  en Define a filter of Ethernet frames
9.2 ethernet {interface:Interface|Place} filter {direction:in|out} <number:1..512>...512
  on * -rt -RT57i -RTV700 -early
  ja イーサネットフィルターを適用します
  en Set the filters that frames must pass
9.3 show status ethernet filter <type:dhcp-bind|dhcp-scope> [<scope:1..65535>]
  on current rev10 rev8 nvr -NVR500
  shows
  ja イーサネットフィルターの状態を表示します
  en Show which hosts Ethernet filters know of
`;
