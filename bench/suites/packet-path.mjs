import { createDataPlane } from '@rtemu/emulator/data-plane';
import { TwoRouters } from '../two-routers.mjs';

const read = (scenario) => {
  const [way, octets] = scenario.split('-');
  return { way, octets: Number(octets) };
};

/** Host, router, cable, router, host: every table, counter and queue of two full routers on the way. */
const routers = (prefer) => ({
  create() {
    const stages = new Map();
    const stage = (scenario) => {
      if (!stages.has(scenario)) {
        const { way, octets } = read(scenario);
        stages.set(scenario, new TwoRouters(way, octets, prefer));
      }
      return stages.get(scenario);
    };
    return {
      run: (scenario, count) => stage(scenario).send(count),
      check(scenario) {
        const { sink, send } = stage(scenario);
        const before = sink.received;
        send.call(stage(scenario), 64);
        if (sink.received - before !== 64) throw new Error(`${sink.received - before} of 64 packets crossed`);
      },
    };
  },
});

/** What two routers cannot do without: a packet enciphered once and deciphered once, and nothing else. */
const ciphers = {
  create() {
    const { arena, mppe } = createDataPlane();
    const key = Uint8Array.from({ length: 16 }, (_, i) => i * 7 + 1);
    const [send, receive] = [mppe.createContext(key, 128), mppe.createContext(key, 128)];
    const slot = arena.take(1500);
    const at = arena.start[slot];
    return {
      run(scenario, count) {
        const { way, octets } = read(scenario);
        if (way === 'plain') return;
        for (let i = 0; i < count; i++) {
          mppe.applyStateless(send, at, octets + 2);
          mppe.applyStateless(receive, at, octets + 2);
        }
      },
      check() {},
    };
  },
};

export default {
  name: 'packet-path',
  about: 'one IPv4 packet from host to host through two RTX1210s, by the route or through a PPTP tunnel with MPPE-128.',
  cases: ['mppe-64', 'mppe-1400', 'plain-64', 'plain-1400'],
  contestants: { ciphers, routers: routers(undefined), 'routers-typescript': routers('typescript') },
  goals: [
    { contestant: 'routers', case: 'mppe-1400', nanoseconds: 4000 },
    { contestant: 'routers', case: 'plain-64', nanoseconds: 833 },
    { contestant: 'routers', case: 'plain-1400', nanoseconds: 833 },
  ],
};
