/** FAQ Q7: PCs that ask for compression, against servers of every type: none is ever granted, and MPPE is not in its way. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Tap } from '@rtemu/engine/tap';
import type { Pc } from '@rtemu/hosts/pc';
import { machineOf } from '@rtemu/models/machine';
import { profileOf } from '@rtemu/models/models';
import { describe as describeFrame } from '@rtemu/wire/ppp';
import { Site, serverLines, vpn } from './site.suite.js';

const COMPRESSIONS = ['none', 'mppc', 'stac'] as const;
const ENCRYPTIONS = ['none', 'optional', 'require'] as const;
const TYPES = { 'mppe-any': 128, 'mppe-40': 40, none: undefined, stac: undefined } as const;
const TYPE_NAMES = Object.keys(TYPES) as (keyof typeof TYPES)[];

let site: Site;
let pc: Pc;
const heard: string[] = [];
const tap: Tap = {
  handleFrame: (_now, direction, arena, frame) => {
    const text = describeFrame(arena.peek(frame));
    if (/^CCP Configure|ProtocolReject/.test(text)) heard.push(`${direction} ${text}`);
  },
};

beforeAll(() => {
  site = new Site();
  site.router('rt', { config: `${serverLines(machineOf(profileOf('RTX1210'))).join('\n')}\n` });
  const connections = COMPRESSIONS.flatMap((compression) =>
    ENCRYPTIONS.map((encryption) => vpn({ name: `${compression}-${encryption}`, compression, encryption })),
  );
  pc = site.pc('pc', '192.168.0.9', connections);
  for (const { name } of connections) pc.tapPppLink(name, tap);
  site.type('rt', 'pp select anonymous');
});
afterAll(() => site.end());

/** @returns what the PC says, and every message of CCP that it sent or got */
function call(name: string): { said: string; ccp: readonly string[] } {
  heard.length = 0;
  const said = site.type('pc', `vpn connect ${name}`);
  const ccp = [...heard];
  if (said.includes('connected:')) site.type('pc', `vpn disconnect ${name}`);
  site.run(5);
  return { said, ccp };
}

describe.each(TYPE_NAMES)('a server with ppp ccp type %s', (type) => {
  test.each(['accept', 'reject'] as const)('and no-encryption %s', (noEncryption) => {
    site.typeAll('rt', [`ppp ccp type ${type}`, `ppp ccp no-encryption ${noEncryption}`]);
    for (const compression of COMPRESSIONS)
      for (const encryption of ENCRYPTIONS) {
        const bits = encryption === 'none' ? undefined : TYPES[type];
        const isUp = bits !== undefined || (noEncryption === 'accept' && encryption !== 'require');
        const name = `${compression}-${encryption}`;
        const { said, ccp } = call(name);
        const expected = isUp
          ? `${name}: connected: address 192.168.1.1, peer 10.0.0.1, ${bits ? `MPPE ${bits} bits stateless` : 'no encryption'}`
          : `${name}: failed: `;
        expect([name, said]).toEqual([name, expect.stringContaining(expected)]);
        // Whatever is granted to either side, compression is no part of it.
        const granted = ccp.filter((message) => message.includes('Ack'));
        for (const message of granted) expect([name, message]).toEqual([name, expect.not.stringMatching(/\+C|Stac/)]);
        if (bits) expect([name, granted.length]).toEqual([name, 2]);
      }
  });
});

/** The PC's requests, and what is said to them. */
const aboutPc = (ccp: readonly string[]): readonly string[] =>
  ccp.filter((message) => message.startsWith('out') === message.includes('Request'));

test('MPPC is naked down to MPPE alone, and Stac LZS rejected', () => {
  site.typeAll('rt', ['ppp ccp type mppe-any', 'ppp ccp no-encryption accept']);
  expect(aboutPc(call('mppc-require').ccp)).toEqual([
    'out CCP ConfigureRequest id=1 Mppe +H -M +S +L -D +C',
    'in CCP ConfigureNak id=1 Mppe +H -M +S -L -D -C',
    'out CCP ConfigureRequest id=2 Mppe +H -M +S -L -D -C',
    'in CCP ConfigureAck id=2 Mppe +H -M +S -L -D -C',
  ]);
  expect(aboutPc(call('stac-require').ccp)).toEqual([
    'out CCP ConfigureRequest id=1 Mppe +H -M +S +L -D -C StacLzs=1/4',
    'in CCP ConfigureReject id=1 StacLzs=1/4',
    'out CCP ConfigureRequest id=2 Mppe +H -M +S +L -D -C',
    'in CCP ConfigureNak id=2 Mppe +H -M +S -L -D -C',
    'out CCP ConfigureRequest id=3 Mppe +H -M +S -L -D -C',
    'in CCP ConfigureAck id=3 Mppe +H -M +S -L -D -C',
  ]);
});

test('a server without CCP says so to one that asks for compression alone', () => {
  site.typeAll('rt', ['ppp ccp type none', 'ppp ccp no-encryption accept']);
  const { said, ccp } = call('stac-none');
  expect(said).toContain('no encryption');
  expect(ccp).toEqual([
    'out CCP ConfigureRequest id=1 StacLzs=1/4',
    expect.stringMatching(/^in LCP ProtocolReject id=\d+ 80fd/),
  ]);
});
