/**
 * Every disconnect code of the guides that has to do with PPTP and PPP (FAQ Q15), and what brings it about here: a lab, a peer
 * that is played by hand, or nothing, and then why.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CAUSE_CODES } from '@rtemu/emulator/cause';
import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { createDataPlane } from '@rtemu/emulator/data-plane';
import { Router } from '@rtemu/emulator/router';
import type { ConsoleSession } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';
import { message, RawPeer, SCCRP, SCCRQ } from '../packages/hosts/src/raw-peer.suite.js';

/** The guides of the RT57i and RTV700: 817 to 828 are PPTP's, from 1281 on PPP's. */
const GUIDES = [
  817, 818, 819, 820, 821, 822, 823, 824, 825, 826, 827, 828, 1281, 1282, 1285, 1296, 1297, 1298, 1299, 1300, 1301,
  1302, 1303, 1304, 1305, 1306,
];

/** The lab whose console shows it. */
const LABS: Readonly<Record<number, string>> = {
  820: 'faq-q15-messages/codes.yaml',
  822: 'faq-q15-messages/codes.yaml',
  824: 'faq-q15-messages/codes.yaml',
  825: 'faq-q15-messages/lab.yaml',
  826: 'faq-q15-messages/lab.yaml',
  827: 'faq-q15-messages/lab.yaml',
  828: 'faq-q15-messages/lab.yaml',
  1281: 'faq-q15-messages/codes.yaml',
  1297: 'faq-q21-who-authenticates/lab.yaml',
  1298: 'faq-q21-who-authenticates/lab.yaml',
  1299: 'faq-q21-who-authenticates/lab.yaml',
  1300: 'faq-q21-who-authenticates/lab.yaml',
  1301: 'faq-q15-messages/codes.yaml',
  1305: 'faq-q15-messages/codes.yaml',
  1306: 'faq-q15-messages/lab.yaml',
};

const NEVER: Readonly<Record<number, string>> = {
  1285: 'there is no IPv6 over PPP',
  1296: 'there is no callback',
  1304: 'there is no multilink PPP',
};

const ROUTER = ipv4('172.16.0.1');
const PEER = ipv4('172.16.0.10');

/** A router and, at the other end of its cable, somebody who says what the test has him say. */
class Scene {
  readonly #plane = createDataPlane();
  readonly #world = new World(this.#plane.arena, 1);
  readonly #router: Router;
  readonly #console: ConsoleSession;
  readonly peer: RawPeer;
  /** What GRE packets to the router carry. */
  callId = 0;
  #sequence = 0;
  #read = 0;

  constructor(type: 'client' | 'server', pp: readonly string[]) {
    const lines = [
      'console character en.ascii\nconsole lines infinity\nip lan2 address 172.16.0.1/24',
      `pp select 1\npp bind tunnel1\nppp ccp type none\npptp service type ${type}\npptp keepalive use off`,
      ...pp,
      'pp enable 1\ntunnel select 1\ntunnel encapsulation pptp\ntunnel endpoint address 172.16.0.10',
      'pptp tunnel disconnect time off\ntunnel enable 1\ntunnel select none\npptp service on\n',
    ];
    const language = commandLanguageOf('RTX1210');
    const startupConfig = lines.join('\n');
    this.#router = new Router(this.#plane, this.#world.random.fork('rt'), { name: 'rt', language, startupConfig });
    expect(this.#router.startupFaults).toEqual([]);
    this.peer = new RawPeer(this.#plane.arena, this.#world.random.fork('peer'), 'peer', PEER, this.#world);
    for (const node of [this.#router, this.peer]) this.#world.add(node);
    this.#world.connect({ node: 'rt', port: 'lan2' }, { node: 'peer', port: 'eth0' }, { delay: milliseconds(2) });
    this.#console = this.#router.openConsole(this.#world.now);
    for (const line of ['administrator', '']) this.type(line);
    this.run(1);
  }

  type(line: string): string {
    this.#console.pollText();
    this.#console.handleLine(this.#world.now, line);
    this.#world.settle(this.#router);
    return this.#console.pollText() ?? '';
  }

  run(count: number): void {
    this.#world.run(after(this.#world.now, seconds(count)));
  }

  /** Places the call that a client places. */
  dial(): void {
    this.peer.answers = (heard) => (heard.kind === 'OutgoingCallReply' ? this.#noteCall(heard.callId) : []);
    this.peer.dial(ROUTER);
    this.run(1);
    this.peer.say(SCCRQ, message('OutgoingCallRequest', { callId: 9 }));
    this.run(1);
  }

  /** A server that grants calls. */
  grants(heard: ControlMessage): readonly ControlMessage[] {
    if (heard.kind === 'StartControlConnectionRequest') return [SCCRP];
    if (heard.kind !== 'OutgoingCallRequest') return [];
    this.#noteCall(heard.callId);
    return [message('OutgoingCallReply', { callId: 9, peersCallId: heard.callId, resultCode: 1 })];
  }

  /** LCP comes up, with these options for the router; and that is all that the peer ever says. */
  bringLcpUp(...options: number[]): void {
    this.#sayFrame(0xff, 3, 0xc0, 0x21, 1, 1, 0, 4 + options.length, ...options);
    for (let i = 0; i < 20; i++) {
      this.run(0.1);
      for (const { payload } of this.peer.gre.slice(this.#read))
        if (payload[2] === 0xc0 && payload[3] === 0x21 && payload[4] === 1)
          this.#sayFrame(...payload.slice(0, 4), 2, ...payload.slice(5));
      this.#read = this.peer.gre.length;
    }
  }

  #sayFrame(...octets: number[]): void {
    this.peer.sayGre(ROUTER, { callId: this.callId, sequence: this.#sequence++, payload: Uint8Array.from(octets) });
  }

  #noteCall(callId: number): readonly ControlMessage[] {
    this.callId = callId;
    return [];
  }
}

/** A client that dials somebody who answers so. */
function client(answers: (heard: ControlMessage, scene: Scene) => readonly ControlMessage[]): Scene {
  const scene = new Scene('client', ['pp auth accept mschap-v2', 'pp auth myname rt himitsu']);
  scene.peer.answers = (heard) => answers(heard, scene);
  scene.type('connect 1');
  scene.run(1);
  return scene;
}

/** A client whose call is refused with this General Error (RFC 2637 §2.16). */
const refused = (errorCode: number): Scene =>
  client((heard, scene) =>
    heard.kind === 'OutgoingCallRequest'
      ? [message('OutgoingCallReply', { callId: 0, peersCallId: heard.callId, resultCode: 2, errorCode })]
      : scene.grants(heard),
  );

const CHAP_MSV2 = [3, 5, 0xc2, 0x23, 0x81];

const SCRIPTS: Readonly<Record<number, readonly [string, () => Scene]>> = {
  817: ['a server that knows of no control connection refuses the call', () => refused(1)],
  818: [
    'what answers speaks no PPTP',
    () => {
      const scene = client(() => []);
      scene.peer.sayOctets(new TextEncoder().encode('HTTP/1.0 400 Bad Request\r\n\r\n'));
      return scene;
    },
  ],
  819: [
    'a server of another version',
    () =>
      client((heard) =>
        heard.kind === 'StartControlConnectionRequest' ? [{ ...SCCRP, protocolVersion: 0x0200 }] : [],
      ),
  ],
  821: ['a server that does not know the call id', () => refused(5)],
  823: [
    'a server dials, and refuses to be called',
    () => {
      const scene = new Scene('client', ['pp auth accept mschap-v2', 'pp auth myname rt himitsu']);
      scene.peer.answers = (heard) =>
        heard.kind === 'IncomingCallRequest'
          ? [message('IncomingCallReply', { callId: 0, peersCallId: heard.callId, resultCode: 3 })]
          : [];
      scene.peer.dial(ROUTER);
      scene.run(1);
      scene.peer.say(SCCRQ);
      return scene;
    },
  ],
  1282: [
    'a server that says nothing about IP',
    () => {
      const scene = client((heard, each) => each.grants(heard));
      scene.bringLcpUp();
      return scene;
    },
  ],
  1302: [
    'a client that is asked who it is, and does not say',
    () => {
      const scene = new Scene('server', ['pp auth request mschap-v2', 'pp auth username ann himitsu']);
      scene.dial();
      scene.bringLcpUp();
      return scene;
    },
  ],
  1303: [
    'a server that wants to know who we are, and never asks',
    () => {
      const scene = client((heard, each) => each.grants(heard));
      scene.bringLcpUp(...CHAP_MSV2);
      return scene;
    },
  ],
};

const codesOf = (table: object): number[] => Object.keys(table).map(Number);

describe('disconnect codes', () => {
  test('of the guides are all accounted for, once', () => {
    const known = [...codesOf(LABS), ...codesOf(SCRIPTS), ...codesOf(NEVER)];
    expect(known.sort((a, b) => a - b)).toEqual(GUIDES);
  });

  test('that the emulator has a text for are those that something brings about', () => {
    const ours = [...CAUSE_CODES].filter((code) => GUIDES.includes(code));
    expect(ours.sort((a, b) => a - b)).toEqual(GUIDES.filter((code) => !(code in NEVER)));
  });

  test.each(Object.entries(LABS))('%s is shown in %s', (code, lab) => {
    expect(readFileSync(`fixtures/labs/${lab}`, 'utf8')).toMatch(new RegExp(`(?:expect: |- ).*\\(${code}\\)`));
  });

  test.each(Object.entries(SCRIPTS).map(([code, [what, play]]) => [code, what, play] as const))(
    '%s: %s',
    (code, _, play) => {
      const scene = play();
      scene.run(120);
      expect(scene.type('show status pp 1')).toContain(`(${code})`);
    },
  );
});
