import { PassThrough, Writable } from 'node:stream';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { Host } from './host.js';
import { run } from './program.js';
import type { Clock } from './real-time.js';

/** A clock that leaps: whoever sleeps is woken at once, the time later. Nobody waits, and nothing hangs. */
function leapingClock(): Clock {
  let now = 0;
  let awake = false;
  let wakeUp: (() => void) | undefined;
  return {
    milliseconds: () => now,
    epoch: () => 1_700_000_000 as EpochSeconds, // 2023/11/15 07:13:20 in Japan
    sleep: (count) =>
      new Promise((resolve) => {
        const end = (slept: number) => {
          if (wakeUp !== wakeThis) return;
          now += slept;
          awake = false;
          wakeUp = undefined;
          resolve();
        };
        const wakeThis = () => end(0);
        wakeUp = wakeThis;
        if (awake) end(0);
        else setImmediate(() => end(count));
      }),
    wake: () => {
      awake = true;
      wakeUp?.();
    },
  };
}

/**
 * Runs the program.
 * @param input what is typed at it; without it nobody types anything, and nobody leaves
 */
export async function rtemu(args: readonly string[], input?: string, rest: Partial<Host> = {}) {
  let [output, error] = ['', ''];
  const into = (take: (text: string) => void) =>
    new Writable({
      write: (chunk, _encoding, done) => {
        take(String(chunk));
        done();
      },
    });
  const stdin = new PassThrough();
  if (input !== undefined) stdin.end(input);
  const code = await run(args, {
    input: stdin,
    output: into((text) => (output += text)),
    error: into((text) => (error += text)),
    clock: leapingClock(),
    ...rest,
  });
  return { code, output, error };
}

export const TWO_PCS = `
name: two-pcs
topology:
  nodes:
    pc1: {kind: pc, address: 10.0.0.1/24}
    pc2: {kind: pc, address: 10.0.0.2/24}
    rt: {kind: router, model: RTX1210}
  links:
    - {endpoints: ["pc1:eth0", "pc2:eth0"], delay: 2ms}
steps:
  - {node: pc1, type: ping 10.0.0.2 -c 2, expect: "2 received"}
`;
