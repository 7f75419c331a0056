/** How much of the heap an act leaves in use, told so that a busy machine does not change the answer. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const ATTEMPTS = 8;

/**
 * By how many octets an act makes the heap grow each time it is done, once it has been done `times` and is compiled: the least
 * of up to eight rounds of as many. Code is compiled, and thrown away, whenever the machine finds the time for it, so that any
 * one round may show hundreds of kilobytes that are nobody's; what is kept is kept in every round. A round that shows less than
 * `enough` is the last.
 */
export async function heapGrowth(times: number, enough: number, act: (i: number) => void): Promise<number> {
  const used = async (): Promise<number> => {
    for (let i = 0; i < times; i++) act(i);
    await new Promise(setImmediate); // until then what was looked at by a weak reference is kept
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  let before = await used();
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least >= enough; attempt++) {
    const after = await used();
    least = Math.min(least, (after - before) / times);
    before = after;
  }
  return least;
}
