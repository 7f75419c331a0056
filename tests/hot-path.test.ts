import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

const WAYS = ['plain', 'mppe', 'pppoe', 'leased', 'masquerade and 20 filters'];

/**
 * Forwarding, enciphering, deciphering and translating allocate nothing per packet. Measured in a process of its own on the built
 * packages: here Jest's wrapping of modules would be measured along.
 */
test.each(WAYS)('two whole routers allocate nothing per packet (%s)', (way) => {
  const script = `
    import { TwoRouters } from './bench/two-routers.mjs';
    const routers = new TwoRouters('${way}', 64);
    routers.send(80_000);
    let octets = Infinity;
    // On a busy machine not all may have been compiled in time for the first round.
    for (let round = 0; round < 5 && octets >= 6; round++) {
      gc();
      const before = process.memoryUsage().heapUsed;
      routers.send(50_000);
      octets = Math.min(octets, (process.memoryUsage().heapUsed - before) / 50_000);
    }
    console.log(JSON.stringify({ octets, received: routers.sink.received, held: routers.arena.inUse }));
  `;
  const output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  const { octets, received, held } = JSON.parse(output);
  expect(received).toBeGreaterThanOrEqual(130_000);
  expect(held).toBe(0);
  // Timers that fall due now and then make numbers; a single object per packet would be sixteen octets at least.
  expect(octets).toBeLessThan(8);
});
