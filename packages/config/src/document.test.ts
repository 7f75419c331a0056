import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ipv4 } from './address.js';
import { difference } from './difference.js';
import { Document, type Draft } from './document.js';
import type { Ground } from './ground.js';
import { compareInterfaces } from './interface-name.js';
import { same } from './same.js';
import type { PpNumber } from './selection.js';
import type { Section } from './setting.js';
import { ipAddress, ipMtu, ipRoute, ppMtu } from './settings/ip.js';
import { ppAuthUsername, ppEnabled, tunnelsOf } from './settings/pp.js';
import { pptpHostName, pptpKeepaliveUse, pptpServiceType, pptpWindowSize } from './settings/pptp.js';
import { consoleColumns, loginTimer } from './settings/system.js';
import { tunnelEncapsulation } from './settings/tunnel.js';

const GROUND: Ground = {
  name: 'RTX1210',
  pptp: {
    service: { initially: false },
    keepaliveInitially: true,
    window: { initial: 32 },
    hostNameInitially: 'model name',
    vendorName: { initial: '' },
    ccpTypeInitially: 'stac',
  },
  pptpSessionsMax: 30,
  characterInitially: 'ja.sjis',
  tunnelEncapsulationInitially: 'ipsec',
  mssLimitInitially: 'auto',
};
const EMPTY = new Document(GROUND);

const edited = (document: Document, write: (draft: Draft) => void): Document => {
  const draft = document.edit();
  write(draft);
  return draft.finish();
};

describe('a document', () => {
  test('tells unset from set to the initial value', () => {
    expect(EMPTY.pp(1).get(pptpServiceType)).toBe(undefined);
    expect(EMPTY.pp(1).effective(pptpServiceType)).toBe('server');
    const set = edited(EMPTY, (draft) => draft.pp(1).set(pptpServiceType, 'server'));
    expect(set.pp(1).get(pptpServiceType)).toBe('server');
    expect(set.pps).toEqual([1]);
    expect(EMPTY.pps).toEqual([]);
  });

  test('knows initial values that depend on the machine', () => {
    expect(EMPTY.pp('anonymous').effective(pptpHostName)).toBe('RTX1210');
    expect(EMPTY.pp(1).effective(pptpWindowSize)).toBe(32);
    expect(EMPTY.tunnel(1).effective(tunnelEncapsulation)).toBe('ipsec');
    expect(EMPTY.tunnel(1).effective(pptpKeepaliveUse)).toBe(true);
    expect(EMPTY.global.effectiveAt(ipMtu, 'lan1')).toBe(1500);
  });

  test('keeps false and 0 apart from unset', () => {
    const off = edited(EMPTY, (draft) => draft.tunnel(1).set(pptpKeepaliveUse, false));
    expect(off.tunnel(1).effective(pptpKeepaliveUse)).toBe(false);
  });

  test('forgets a place when its last setting goes', () => {
    const set = edited(EMPTY, (draft) => draft.pp(3).setAt(ppAuthUsername, 'u', user('p')));
    const unset = edited(set, (draft) => draft.pp(3).unsetAt(ppAuthUsername, 'u'));
    expect(unset.pps).toEqual([]);
    expect(set.pp(3).getAt(ppAuthUsername, 'u')?.password).toBe('p');
  });

  test('is the same object when nothing was written', () => {
    const set = edited(EMPTY, (draft) => draft.global.set(loginTimer, 600));
    expect(set.edit().finish()).toBe(set);
    expect(edited(set, (draft) => draft.pp(9).unset(ppMtu))).toBe(set);
  });

  test('lists places and entries in order', () => {
    const document = edited(EMPTY, (draft) => {
      for (const number of ['anonymous', 10, 2] satisfies PpNumber[]) draft.pp(number).set(ppEnabled, true);
      for (const name of ['lan10', 'lan2', 'lan1.2', 'lan1'])
        draft.global.setAt(ipAddress, name, { address: ipv4('10.0.0.1'), length: 8, broadcast: undefined });
      const way = { gateway: { kind: 'null' }, filter: undefined, metric: undefined, hide: false } as const;
      for (const [address, length] of [
        ['10.0.0.0', 16],
        ['0.0.0.0', 0],
        ['10.0.0.0', 8],
      ] as const)
        draft.global.setAt(ipRoute, { address: ipv4(address), length }, [
          { ...way, weight: undefined, keepalive: undefined },
        ]);
      for (const name of ['z', 'a']) draft.pp(2).setAt(ppAuthUsername, name, user('x'));
    });
    expect(document.pps).toEqual([2, 10, 'anonymous']);
    expect(document.global.entries(ipAddress).map(({ key }) => key)).toEqual(['lan1', 'lan1.2', 'lan2', 'lan10']);
    expect(document.global.entries(ipRoute).map(({ key }) => key.length)).toEqual([0, 8, 16]);
    expect(
      document
        .pp(2)
        .entries(ppAuthUsername)
        .map(({ key }) => key),
    ).toEqual(['z', 'a']);
  });

  test('loads ten thousand entries in one draft without copying what is there', () => {
    const draft = EMPTY.edit();
    const copies: unknown[] = [];
    for (let i = 0; i < 10_000; i++) {
      draft.pp('anonymous').setAt(ppAuthUsername, `user${i}`, user('p'));
      copies.push(draft.pp('anonymous').raw(ppAuthUsername));
    }
    expect(new Set(copies).size).toBe(1); // one table all the way: the work is linear
    expect(draft.finish().pp('anonymous').entries(ppAuthUsername)).toHaveLength(10_000);
  });
});

const user = (password: string) => ({
  password,
  myname: undefined,
  isdn: [],
  address: undefined,
  ipv6Prefix: undefined,
});

type Write =
  | { readonly what: 'columns'; readonly value: number | undefined }
  | { readonly what: 'type'; readonly pp: PpNumber; readonly value: 'server' | 'client' | undefined }
  | { readonly what: 'user'; readonly pp: PpNumber; readonly name: string; readonly value: string | undefined }
  | { readonly what: 'keepalive'; readonly tunnel: number; readonly value: boolean | undefined };

const pps: fc.Arbitrary<PpNumber> = fc.constantFrom<PpNumber[]>(1, 2, 'anonymous');
const writes: fc.Arbitrary<Write[]> = fc.array(
  fc.oneof(
    fc.record({
      what: fc.constant('columns' as const),
      value: fc.option(fc.integer({ min: 80, max: 83 }), { nil: undefined }),
    }),
    fc.record({
      what: fc.constant('type' as const),
      pp: pps,
      value: fc.constantFrom('server' as const, 'client' as const, undefined),
    }),
    fc.record({
      what: fc.constant('user' as const),
      pp: pps,
      name: fc.constantFrom('a', 'b', 'c'),
      value: fc.constantFrom('x', 'y', undefined),
    }),
    fc.record({
      what: fc.constant('keepalive' as const),
      tunnel: fc.integer({ min: 1, max: 2 }),
      value: fc.constantFrom(true, false, undefined),
    }),
  ),
  { maxLength: 12 },
);

function perform(draft: Draft, model: Map<string, unknown>, write: Write): void {
  const { what, value } = write;
  const key = [
    what,
    'pp' in write ? write.pp : 'tunnel' in write ? write.tunnel : '',
    'name' in write ? write.name : '',
  ].join(' ');
  if (value === undefined) model.delete(key);
  else model.set(key, value);
  if (what === 'columns') {
    if (write.value === undefined) draft.global.unset(consoleColumns);
    else draft.global.set(consoleColumns, write.value);
  } else if (what === 'type') {
    if (write.value === undefined) draft.pp(write.pp).unset(pptpServiceType);
    else draft.pp(write.pp).set(pptpServiceType, write.value);
  } else if (what === 'keepalive') {
    if (write.value === undefined) draft.tunnel(write.tunnel).unset(pptpKeepaliveUse);
    else draft.tunnel(write.tunnel).set(pptpKeepaliveUse, write.value);
  } else if (write.value === undefined) draft.pp(write.pp).unsetAt(ppAuthUsername, write.name);
  else draft.pp(write.pp).setAt(ppAuthUsername, write.name, user(write.value));
}

const SECTION: Readonly<Record<Write['what'], Section>> = {
  columns: 'console',
  type: 'pptp',
  keepalive: 'pptp',
  user: 'authentication',
};

const differingSections = (a: Map<string, unknown>, b: Map<string, unknown>): Set<Section> =>
  new Set(
    [...new Set([...a.keys(), ...b.keys()])]
      .filter((key) => a.get(key) !== b.get(key))
      .map((key) => SECTION[key.split(' ')[0] as Write['what']]),
  );

test('the difference of two documents is what differs, whatever was written in between', () => {
  fc.assert(
    fc.property(writes, writes, (first, second) => {
      const model = new Map<string, unknown>();
      const old = edited(EMPTY, (draft) => {
        for (const write of first) perform(draft, model, write);
      });
      const before = new Map(model);
      const new_ = edited(old, (draft) => {
        for (const write of second) perform(draft, model, write);
      });
      const differing = differingSections(before, model);
      for (const found of [difference(old, new_), difference(new_, old)]) {
        expect(new Set(found.sections)).toEqual(differing);
        expect(found.isEmpty).toBe(differing.size === 0);
        expect(found.touches('pptp', 'dns')).toBe(differing.has('pptp'));
      }
    }),
  );
});

test('interfaces are ordered by number, not by letter', () => {
  expect(['lan10', 'lan2', 'bri1', 'lan1/2', 'lan1'].sort(compareInterfaces)).toEqual([
    'bri1',
    'lan1',
    'lan1/2',
    'lan2',
    'lan10',
  ]);
});

test('same compares plain values', () => {
  expect(same({ a: [1, { b: undefined }] }, { a: [1, {}] })).toBe(true);
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(same([1], { 0: 1 })).toBe(false);
});

test('a bind is a list of tunnels', () => {
  expect(tunnelsOf(undefined)).toEqual([]);
  expect(
    tunnelsOf({
      kind: 'tunnels',
      tunnels: [
        { first: 5, last: 5 },
        { first: 1, last: 3 },
      ],
    }),
  ).toEqual([5, 1, 2, 3]);
});
