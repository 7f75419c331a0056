import { describe, expect, test } from '@jest/globals';
import { readIpv4 } from '@rtemu/wire/address';
import * as Ccp from '@rtemu/wire/ccp-options';
import * as Chap from '@rtemu/wire/chap';
import * as Control from '@rtemu/wire/control-protocol';
import * as Ipcp from '@rtemu/wire/ipcp-options';
import * as Lcp from '@rtemu/wire/lcp-options';
import * as Mppe from '@rtemu/wire/mppe';
import * as Pap from '@rtemu/wire/pap';
import * as Ppp from '@rtemu/wire/ppp';
import * as Pptp from '@rtemu/wire/pptp';
import fc from 'fast-check';
import { LAYERS, readLayers, USUAL_LAYERS } from './layer.js';
import { pppSaying } from './ppp-words.js';
import { pptpSayings } from './pptp-words.js';
import { sightingOf } from './sighting.js';

const ppp = (protocol: number, information: Uint8Array) =>
  Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol, information });
const control = (protocol: number, code: number, data: Uint8Array = new Uint8Array()) =>
  pppSaying(ppp(protocol, Control.emit({ code, identifier: 7, data }))).text;
const { lcp, ccp, ipcp, chap, pap, compressed, ipv4 } = Ppp.PROTOCOL;

describe('a PPP frame in a few words', () => {
  test.each([
    [
      'LCP Configure-Request 7 (MRU 1792, CHAP MSCHAP-V2, PFC)',
      control(
        lcp,
        1,
        Lcp.emit([
          { kind: 'MaximumReceiveUnit', value: 1792 },
          { kind: 'AuthenticationProtocol', protocol: chap, data: Uint8Array.of(0x81) },
          { kind: 'MagicNumber', value: 1 },
          { kind: 'ProtocolFieldCompression' },
        ]),
      ),
    ],
    [
      'LCP Configure-Nak 7 (PAP)',
      control(lcp, 3, Lcp.emit([{ kind: 'AuthenticationProtocol', protocol: pap, data: new Uint8Array() }])),
    ],
    ['LCP Configure-Reject 7 (option 99)', control(lcp, 4, Uint8Array.of(99, 2))],
    ['LCP Configure-Request 7, malformed', control(lcp, 1, Uint8Array.of(1, 9))],
    ['LCP Echo-Request 7', control(lcp, 9, Control.echoData(1))],
    ['LCP Terminate-Request 7', control(lcp, 5)],
    ['LCP Protocol-Reject 7 (0x80fd)', control(lcp, 8, Uint8Array.of(0x80, 0xfd))],
    [
      'CCP Configure-Request 7 (MPPE 128 40 stateless)',
      control(ccp, 1, Ccp.emit([{ kind: 'Mppe', value: Ccp.MPPE.stateless | Ccp.MPPE.bits128 | Ccp.MPPE.bits40 }])),
    ],
    ['CCP Configure-Reject 7 (Stac LZS)', control(ccp, 4, Uint8Array.of(17, 5, 0, 1, 4))],
    ['CCP Configure-Request 7 (MPPC)', control(ccp, 1, Ccp.emit([{ kind: 'Mppe', value: Ccp.MPPE.compression }]))],
    ['CCP Reset-Request 7', control(ccp, 14)],
    [
      'IPCP Configure-Nak 7 (192.168.0.4, DNS 192.168.0.1)',
      control(
        ipcp,
        3,
        Ipcp.emit([
          { kind: 'IpAddress', address: readIpv4('192.168.0.4')! },
          { kind: 'PrimaryDns', address: readIpv4('192.168.0.1')! },
        ]),
      ),
    ],
    [
      'CHAP Challenge 3 from "rt-a"',
      pppSaying(ppp(chap, Chap.emit({ kind: 'Challenge', identifier: 3, value: Uint8Array.of(1), name: 'rt-a' }))).text,
    ],
    [
      'CHAP Failure 3 (error 691)',
      pppSaying(ppp(chap, Chap.emit({ kind: 'Failure', identifier: 3, message: 'E=691 R=0 C=00 V=3 M=no' }))).text,
    ],
    [
      'PAP Authenticate-Request 3 from "pc1"',
      pppSaying(ppp(pap, Pap.emit({ kind: 'AuthenticateRequest', identifier: 3, peerId: 'pc1', password: 'himitsu' })))
        .text,
    ],
    [
      'enciphered data 5 (12 octets)',
      pppSaying(
        ppp(
          compressed,
          Mppe.emit({
            flushed: true,
            front: false,
            compressed: false,
            encrypted: true,
            coherencyCount: 5,
            data: new Uint8Array(10),
          }),
        ),
      ).text,
    ],
    ['data in the clear (20 octets)', pppSaying(ppp(ipv4, new Uint8Array(20))).text],
  ])('%s', (text, said) => expect(said).toBe(text));
});

describe('PPTP control messages in a few words', () => {
  const call = { callId: 3, peersCallId: 4, resultCode: 1, errorCode: 0 };
  test.each([
    ['StopCCRQ reason 1', Pptp.emit({ kind: 'StopControlConnectionRequest', reason: 1 })],
    ['PPTP Echo-Request 9', Pptp.emit({ kind: 'EchoRequest', identifier: 9 })],
    [
      'ICRP call 3 for 4, result 1',
      Pptp.emit({ kind: 'IncomingCallReply', ...call, receiveWindowSize: 64, packetTransmitDelay: 0 }),
    ],
    [
      'CDN call 3, result 2, error 6',
      Pptp.emit({
        kind: 'CallDisconnectNotify',
        callId: 3,
        resultCode: 2,
        errorCode: 6,
        causeCode: 0,
        callStatistics: '',
      }),
    ],
  ])('%s', (text, octets) => expect(pptpSayings(octets)).toMatchObject([{ layer: 'pptp', text }]));

  test('several in one segment; and what begins with none is none', () => {
    const [stop, echo] = [
      Pptp.emit({ kind: 'StopControlConnectionRequest', reason: 1 }),
      Pptp.emit({ kind: 'EchoRequest', identifier: 9 }),
    ];
    const said = pptpSayings(Uint8Array.of(...echo, ...stop, ...echo.subarray(0, 7)));
    expect(said?.map(({ text }) => text)).toEqual(['PPTP Echo-Request 9', 'StopCCRQ reason 1']);
    expect(pptpSayings(echo.subarray(3))).toBeUndefined();
  });
});

test('octets of any kind are read, or are nothing', () => {
  const etherType = fc.constantFrom(0x0800, 0x0806, 0x8100, 0x8863, 0x8864, 0x88b5, 0x86dd);
  const octets = fc.uint8Array({ maxLength: 120 });
  fc.assert(
    fc.property(etherType, octets, fc.constantFrom(1, 6, 17, 47), (type, payload, protocol) => {
      const head = [...new Uint8Array(12), type >>> 8, type & 0xff];
      const packet = [0x45, 0, 0, 20 + payload.length, 0, 1, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
      for (const frame of [Uint8Array.of(...head, ...payload), Uint8Array.of(...head, ...packet, ...payload)]) {
        const sighting = sightingOf(frame);
        for (const { layer, text } of sighting?.say() ?? []) {
          expect(LAYERS).toContain(layer);
          expect(text).not.toBe('');
        }
        sighting?.content();
      }
      pppSaying(payload);
      pptpSayings(payload);
    }),
  );
});

describe('layers by name', () => {
  test('one by one, or in groups', () => {
    expect(readLayers('pptp')).toEqual(['pptp']);
    expect(readLayers('ppp,pptp,ppp')).toEqual(['pptp', 'lcp', 'auth', 'ccp', 'ipcp']);
    expect(readLayers('all')).toEqual(LAYERS);
    expect(USUAL_LAYERS).not.toContain('ack');
  });
  test.each([
    ['', 'unknown layer ""'],
    ['pptpp', 'unknown layer "pptpp"; did you mean "pptp"?'],
    ['constructor', 'unknown layer "constructor"'],
  ])('%j is none', (text, complaint) => expect(readLayers(text)).toContain(complaint));
});
