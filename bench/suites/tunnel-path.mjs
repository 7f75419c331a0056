import { createDataPlane } from '@rtemu/emulator/data-plane';
import { contestantOf } from '../two-routers.mjs';

/** What two routers cannot do without: a packet enciphered once and deciphered once, and nothing else. */
const ciphers = {
  create() {
    const { arena, mppe } = createDataPlane();
    const key = Uint8Array.from({ length: 16 }, (_, i) => i * 7 + 1);
    const [send, receive] = [mppe.createContext(key, 128), mppe.createContext(key, 128)];
    const slot = arena.take(1500);
    const at = arena.start[slot];
    return {
      check() {},
      run(octets, count) {
        const length = Number(octets) + 2; // MPPE covers the PPP protocol number, too
        for (let i = 0; i < count; i++) {
          mppe.applyStateless(send, at, length);
          mppe.applyStateless(receive, at, length);
        }
      },
    };
  },
};

export default {
  name: 'tunnel-path',
  about: 'one IPv4 packet from host to host through two RTX1210s and the PPTP tunnel with MPPE-128 between them.',
  cases: ['64', '1400'],
  baseline: 'ciphers',
  contestants: { ciphers, routers: contestantOf('mppe'), 'routers-typescript': contestantOf('mppe', 'typescript') },
  effort: { warmUpMilliseconds: 1000 }, // both tunnel ends and the generated ciphers have to be compiled
  goals: [
    { contestant: 'routers', case: '1400', ratio: 1.11 },
    { contestant: 'routers', case: '1400', nanoseconds: 4000 },
  ],
};
