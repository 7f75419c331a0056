/** Manual chapters 36, 37 and 38: USB, the schedule, VLANs. */
export const CHAPTER_37 = (): string => `
36.2 usbhost overcurrent duration <duration:5..100>
  on current rev10 rev8 nvr
  initial 5
  ja USBの過電流保護が働くまでの時間を設定します
  en Set for how long the USB port bears too much current
38.3 vlan interconnect group {interface:Lan} <group:Name>...
  on RTX1220>=15.04.07 RTX1300>=23.00.12 RTX830>=15.02.31
  initial all
  ja 通信を許可するVLANのグループを設定します
  en Set which VLANs may talk to each other
38.4 vlan interconnect log {interface:Lan} <type:pass|reject>...2
  on RTX1220>=15.04.07 RTX1300>=23.00.12 RTX830>=15.02.31
  ja VLAN間の通信をログに記録するかどうかを設定します
  en Log what VLANs say to each other
`;
