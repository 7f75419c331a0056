/** Manual chapter 23: of NAT descriptors, what is not emulated. */
export const CHAPTER_23 = (): string => `
23.15 nat descriptor sip {descriptor:Descriptor} <translate:on|off|auto>
  initial auto
  ja SIPメッセージのIPアドレスを書き換えるかどうかを設定します
  en Translate addresses inside SIP messages
`;
