/** Sessions up and down by the thousand on one router: memory stays as it is. */
import { expect, test } from '@jest/globals';
import type { Pc } from '@rtemu/hosts/pc';
import { heapGrowth } from '../../../packages/engine/src/heap.suite.js';
import { Ring, SERVER } from '../ring.suite.js';

/** Sessions up and down in a round; `SESSIONS=5000`, twice over, takes half a minute. */
const SESSIONS = Number(process.env['SESSIONS'] ?? 150);
/** What V8 still does by the way is less than this for each session; one that is kept has more than ten thousand. */
const NOISE_OCTETS = 3000;
const CALLERS = 10;

const numbers = Array.from({ length: CALLERS }, (_, i) => i + 1);
const tunnel = (number: number): string => `tunnel select ${number}
 tunnel encapsulation pptp
 pptp tunnel disconnect time off
 tunnel enable ${number}
`;
const CONFIG = SERVER.replace('tunnel1-tunnel3', `tunnel1-tunnel${CALLERS}`)
  .replace('192.168.0.4-192.168.0.5', '192.168.0.4-192.168.0.13')
  .replace('tunnel select none', `${numbers.map(tunnel).join('')}tunnel select none`);

class Rush {
  readonly ring = new Ring(CONFIG);
  readonly #pcs: Pc[];
  /** What the router's sessions were made of; none of it may be there in the end. */
  readonly parts: WeakRef<object>[] = [];

  constructor() {
    for (const number of numbers) this.ring.plug(`pc${number}`, { username: 'ann' });
    this.#pcs = numbers.map((number) => this.ring.world.node(`pc${number}`) as Pc);
  }

  /** All call at once, and hang up at once; then TCP forgets the connections. */
  callAndHangUp(): void {
    const { ring } = this;
    this.#each((pc) => pc.vpns[0]!.connect(ring.now));
    ring.run(2);
    expect(ring.router.system.pps.inUse).toEqual({
      callers: CALLERS,
      leaving: 0,
      addressesInUse: CALLERS,
      callIds: CALLERS,
    });
    this.#note();
    this.#each((pc) => pc.vpns[0]!.disconnect(ring.now));
    ring.run(250);
    ring.router.system.journal.log.clear(); // which is bounded, and far from full here
  }

  #note(): void {
    const { endpoint, pps } = this.ring.router.system;
    for (const tunnel of endpoint.tunnels)
      for (const part of [
        tunnel,
        tunnel.link!,
        tunnel.gre,
        tunnel.channel,
        tunnel.channel.control!,
        tunnel.channel.tcp,
      ])
        this.parts.push(new WeakRef(part));
    for (const pp of pps.callers()) this.parts.push(new WeakRef(pp), new WeakRef(pp.life));
  }

  #each(act: (pc: Pc) => void): void {
    const { ring } = this;
    for (const pc of this.#pcs) {
      act(pc);
      pc.handleTimeout(ring.now); // pumps what a console would have pumped
      while (pc.vpns[0]!.pollReport()) {}
      ring.world.settle(pc);
    }
  }
}

test('the heap is flat, and nothing is left of any session', async () => {
  const rush = new Rush();
  const growth = await heapGrowth(SESSIONS / CALLERS, NOISE_OCTETS * CALLERS, () => rush.callAndHangUp());
  expect(growth).toBeLessThan(NOISE_OCTETS * CALLERS);
  expect(rush.parts.length).toBeGreaterThanOrEqual(8 * 2 * SESSIONS);
  expect(rush.parts.filter((part) => part.deref() !== undefined)).toHaveLength(0);
  const { system } = rush.ring.router;
  expect(rush.ring.leftovers).toEqual({ slots: 0, keys: 0, tunnels: 0 });
  expect(system.pps.inUse).toEqual({ callers: 0, leaving: 0, addressesInUse: 0, callIds: 0 });
  expect([system.stack.tcp.connections().length, [...system.endpoint.channels].length]).toEqual([0, 0]);
}, 300_000);
