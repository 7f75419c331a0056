import type { Hindrance } from '@rtemu/hosts/hindrance';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import type { Words } from './words.js';

/** What a call met with before PPP. */
export function hindranceWords(hindrance: Hindrance, peer: Ipv4Address): Words['what'] {
  const to = printIpv4(peer);
  switch (hindrance.kind) {
    case 'no-route':
      return { en: `no route to ${to}`, ja: `${to} への経路がありません` };
    case 'tcp-timeout':
      return { en: `no answer from ${to} to TCP port 1723`, ja: `${to} のTCPポート1723から応答がありません` };
    case 'tcp-refused':
      return { en: `TCP port 1723 is closed at ${to}`, ja: `${to} のTCPポート1723は閉じています` };
    case 'no-start-reply':
      return {
        en: `TCP port 1723 is open, but no Start-Control-Connection-Reply came from ${to}`,
        ja: `TCPポート1723には接続しましたが、${to} からStart-Control-Connection-Replyが届きません`,
      };
    case 'start-refused':
      return {
        en: `${to} refused the control connection, result ${hindrance.resultCode} error ${hindrance.errorCode}`,
        ja: `${to} が制御コネクションを拒否しました (result ${hindrance.resultCode} error ${hindrance.errorCode})`,
      };
    case 'version': {
      const version = `${hindrance.version >>> 8}.${hindrance.version & 0xff}`;
      return { en: `${to} speaks PPTP ${version}, not 1.0`, ja: `${to} のPPTPはバージョン ${version} です` };
    }
    case 'start-closed':
      return {
        en: `${to} closed the control connection before it began`,
        ja: `${to} が制御コネクションの開始前に切断しました`,
      };
    case 'call-refused':
      return {
        en: `${to} refused the call, result ${hindrance.resultCode} error ${hindrance.errorCode}`,
        ja: `${to} が着信を拒否しました (result ${hindrance.resultCode} error ${hindrance.errorCode})`,
      };
    case 'no-call-reply':
      return {
        en: `the control connection is up, but ${to} does not answer the call`,
        ja: `制御コネクションは確立しましたが、${to} が発信に応答しません`,
      };
    case 'not-called':
      return {
        en: `the control connection is up, but ${to} does not call`,
        ja: `制御コネクションは確立しましたが、${to} が発信しません`,
      };
  }
}
