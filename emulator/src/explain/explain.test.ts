import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { Router } from '../router.js';
import { brokenLab, type Edit, fits } from './broken-lab.suite.js';
import { explain } from './explain.js';
import { FAULTS, type Fault } from './faults.suite.js';

const explained = (edits: readonly Edit[], { breaks, beside = breaks }: Fault) => {
  const findings = explain(brokenLab(edits), { node: beside });
  return { findings, finding: findings.find(({ from }) => from.node === breaks) };
};

test('of a lab that works, all is up, once for each VPN', () => {
  const findings = explain(brokenLab([]));
  expect(findings.map(({ from, to, state, up }) => [from.node, to?.name, state, up?.bits])).toEqual([
    ['rt-b', 'PP[01]', 'up', 128],
    ['ann', 'PP[ANONYMOUS]', 'up', 128],
    ['bob', 'PP[ANONYMOUS]', 'up', 128],
    ['cat', 'PP[ANONYMOUS]', 'up', 128],
  ]);
});

describe('the one cause', () => {
  test.each(FAULTS.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
    const { edit, kind, node, says } = fault;
    expect(fits(edit)).toBe(true);
    const { findings, finding } = explained([edit], fault);
    const states = findings.map(({ from, state, cause }) => [from.node, state, cause?.kind]);
    expect({ states, cause: finding?.cause }).toMatchObject({ states, cause: { kind, node, ...says } });
    expect(finding!.state).toBe('down');
  });
});

/** Pairs of faults of the same VPN that do not take each other's place. */
function* pairs(count: number): Generator<readonly [Fault, Fault]> {
  const random = new Random(6);
  const alone = FAULTS.filter(({ beside }) => beside === undefined);
  for (let found = 0; found < count; ) {
    const [one, other] = [alone[random.below(alone.length)]!, alone[random.below(alone.length)]!];
    if (one === other || one.breaks !== other.breaks || !areApart(one.edit, other.edit)) continue;
    found++;
    yield [one, other];
  }
}

const areApart = ([where, from]: Edit, [whereElse, other]: Edit): boolean =>
  where !== whereElse || (!from.includes(other) && !other.includes(from));

test('of two faults, one is told', () => {
  for (const [one, other] of pairs(30)) {
    const { finding } = explained([one.edit, other.edit], one);
    const about = `${one.name}; ${other.name}`;
    expect([about, finding?.state]).toEqual([about, 'down']);
    expect([about, [one.kind, other.kind]]).toEqual([about, expect.arrayContaining([finding?.cause?.kind])]);
  }
});

describe('what takes more than one change', () => {
  /** PCs beside ann and bob, as `ann` is. */
  const more = (names: readonly string[]): readonly Edit[] => [
    [
      'lab',
      'ann: 172.16.0.254/24,',
      `ann: 172.16.0.254/24, ${names.map((name, i) => `${name}: 172.16.1${i}.254/24,`).join(' ')}`,
    ],
    [
      'lab',
      '    bob: {kind: pc,',
      `${names
        .map(
          (name, i) =>
            `    ${name}: {kind: pc, address: 172.16.1${i}.1/24, gateway: 172.16.1${i}.254, vpn: {office: {server: 198.51.100.1, username: ann, password: himitsu, authentication: [mschap-v2], encryption: require}}}\n`,
        )
        .join('')}    bob: {kind: pc,`,
    ],
    [
      'lab',
      '  links:\n',
      `  links:\n${names.map((name) => `    - {endpoints: ["${name}:eth0", "internet:${name}"]}\n`).join('')}`,
    ],
  ];
  const causes = (edits: readonly Edit[]) =>
    explain(brokenLab(edits), { node: 'rt-a' }).map(({ from, cause }) => [from.node, cause?.kind]);

  test('more sessions than the model has', () => {
    const edits: readonly Edit[] = [
      ['lab', 'rt-a: {kind: router,', 'rt-a: {kind: router, model: NVR500, firmware: Rev.11.00.38,'],
      ['rt-a', 'pp bind tunnel2 tunnel3', 'pp bind tunnel2 tunnel3 tunnel4'],
      ['rt-a', 'tunnel select 3', 'tunnel select 4\n tunnel encapsulation pptp\n tunnel enable 4\ntunnel select 3'],
      ['rt-a', '192.168.0.10-192.168.0.11', '192.168.0.10-192.168.0.19'],
      ...more(['one', 'two']),
    ];
    expect(causes(edits)).toEqual([
      ['rt-b', undefined],
      ['ann', undefined],
      ['one', undefined],
      ['two', undefined],
      ['bob', 'session-limit'],
    ]);
  });

  test('a user who may be connected only once', () => {
    const edits: readonly Edit[] = [
      ['rt-a', ' pp enable anonymous', ' pp auth multi connect prohibit on\n pp enable anonymous'],
      ['lab', 'username: bob', 'username: ann'],
    ];
    expect(causes(edits)).toEqual([
      ['rt-b', undefined],
      ['ann', undefined],
      ['bob', 'multi-connect'],
    ]);
  });

  test('a server that nobody dials waits, and tells what would keep it from being reached', () => {
    const edits: readonly Edit[] = [['lab', 'username: cat', 'username: cat']];
    const alone = [...edits, ['lab', 'server: 203.0.113.1', 'server: 198.51.100.1'] as const];
    expect(explain(brokenLab(alone), { node: 'rt-c' })).toMatchObject([{ state: 'waiting', from: { node: 'rt-c' } }]);
    const off = [...alone, ['rt-c', 'pptp service on\n', ''] as const];
    expect(explain(brokenLab(off), { node: 'rt-c' })).toMatchObject([
      { state: 'down', cause: { kind: 'service-off' } },
    ]);
  });
});

test('without dialling, it tells of what was tried last', () => {
  const stage = brokenLab([['rt-b', 'myname rt-b himitsu', 'myname rt-b wrong']]);
  const told = () => explain(stage, { node: 'rt-b', dials: false }).map(({ state, cause }) => [state, cause?.kind]);
  expect(told()).toEqual([['down', 'unfinished']]);
  explain(stage, { node: 'rt-b' });
  expect(told()).toEqual([['down', 'wrong-password']]);
  expect(explain(stage, { node: 'ann', dials: false })[0]!.state).toBe('down');
  explain(stage, { node: 'ann' });
  expect(explain(stage, { node: 'ann', dials: false })[0]!.state).toBe('up');
});

test('asking leaves nothing behind', () => {
  const stage = brokenLab([['firewall', 'secure filter in 1 2 9', 'secure filter in 1 9']]);
  explain(stage);
  stage.world.clear();
  for (const node of stage.operables.values()) if (node instanceof Router) node.system.shutDown(stage.world.now);
  expect(stage.world.arena.inUse).toBe(0);
});
