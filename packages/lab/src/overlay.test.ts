import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FAULTLESS, type Impairments } from './impairments.js';
import type { LinkStep } from './lab.js';
import { readLab } from './lab-file.js';
import { options } from './lab-text.suite.js';
import { overlaid, readOverlay } from './overlay.js';

describe('what is written', () => {
  test.each([
    ['loss=10%', { loss: 100_000 }],
    ['loss=10%,duplication=10%,reordering=0.5%', { loss: 100_000, duplication: 100_000, reordering: 5000 }],
    ['delay=20ms,jitter=5ms,corruption=1%', { delay: 20_000, jitter: 5000, corruption: 10_000 }],
    ['rate=9600,queue=3,mtu=576', { rate: 9600, queue: 3, mtu: 576 }],
  ])('%s', (text, overlay) => expect(readOverlay(text)).toEqual(overlay));

  test.each([
    ['', '"" is no impairment; write them like loss=10%,delay=20ms'],
    ['loss', '"loss" is no impairment'],
    ['loss=10%,', '"" is no impairment'],
    ['los=10%', 'unknown impairment "los"; did you mean "loss"?'],
    ['forward=1', 'unknown impairment "forward"'],
    ['loss=10', '"loss" must be a share of the frames such as 1%, not 10'],
    ['loss=', '"loss" must be a share of the frames such as 1%, not nothing'],
    ['loss=1%,loss=2%', '"loss" is given twice'],
    ['mtu=12', '"mtu" must be the longest packet in octets'],
    ['jitter=5ms', 'the jitter must be less than the delay'],
    ['jitter=5ms,delay=5ms', 'the jitter must be less than the delay'],
  ])('%j is refused', (text, complaint) => expect(readOverlay(text)).toContain(complaint));

  test('any text is read or refused', () => {
    const keys = fc.constantFrom('loss', 'delay', 'jitter', 'mtu', 'queue', 'rate', 'x', '');
    const settings = fc.tuple(keys, fc.constantFrom('=', ''), fc.oneof(fc.string(), fc.constantFrom('1%', '9', '5ms')));
    fc.assert(
      fc.property(fc.array(settings), (written) => {
        const read = readOverlay(written.map((parts) => parts.join('')).join(','));
        if (typeof read === 'object')
          for (const value of Object.values(read)) expect(Number.isSafeInteger(value)).toBe(true);
      }),
    );
  });
});

const LAB = `
name: two
topology:
  nodes: {a: {kind: pc, address: 10.0.0.1/24}, b: {kind: pc, address: 10.0.0.2/24}}
  links:
    - {endpoints: ["a:eth0", "b:eth0"], delay: 50ms, loss: 1%, forward: {loss: 30%}, rate: 64kbit}
steps:
  - {link: a:eth0, loss: 0%, backward: {delay: 1ms}}
  - {link: a:eth0, state: down}
`;
const overLab = (text: string) => {
  const read = readLab(LAB, options);
  const overlay = readOverlay(text);
  if (!read.ok || typeof overlay === 'string') throw new Error('the lab and the overlay are fine');
  return overlaid(read.lab, overlay);
};

describe('what comes of it', () => {
  test('a cable gets what it does not have, and of what it has the worse', () => {
    const [link] = overLab('loss=10%,delay=20ms,duplication=2%,rate=1M,mtu=1000').links;
    expect(link!.impairments).toEqual({
      delay: 50_000,
      loss: 100_000,
      duplication: 20_000,
      rate: 64_000,
      mtu: 1000,
      forward: { loss: 300_000 },
    });
  });

  test('a step that heals a cable does not heal it of that', () => {
    const steps = overLab('loss=10%,delay=20ms').steps as LinkStep[];
    expect(steps.map(({ impairments }) => impairments)).toEqual([
      { loss: 100_000, backward: { delay: 20_000 } },
      {}, // and what a step says nothing of stays as it is
    ]);
  });

  test('a jitter never exceeds its delay', () => {
    const lane = fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.nat({ max: 98 }))
      .filter(([delay, jitter]) => jitter < delay)
      .map(([delay, jitter]) => ({ delay: `${delay}ms`, jitter: `${jitter}ms` }));
    fc.assert(
      fc.property(lane, lane, (cable, over) => {
        // First the step's, which the cable's may look like.
        const text = LAB.replace('delay: 1ms', '').replace(
          'delay: 50ms',
          `delay: ${cable.delay}, jitter: ${cable.jitter}`,
        );
        const read = readLab(text, options);
        const overlay = readOverlay(`delay=${over.delay},jitter=${over.jitter}`);
        if (!read.ok || typeof overlay === 'string') throw new Error('the lab and the overlay are fine');
        const { delay, jitter } = { ...FAULTLESS, ...overlaid(read.lab, overlay).links[0]!.impairments } as Impairments;
        expect(jitter).toBeLessThan(delay);
      }),
    );
  });
});
