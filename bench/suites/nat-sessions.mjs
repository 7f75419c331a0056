import { Random } from '@rtemu/engine/random';
import { SessionTable } from '@rtemu/ip/nat/session-table';

const TCP = 6;
const OUTER = 0x0a000001;
const LIFETIME = 900e6;
const SEED = 4711;
const CHECKED = 1000;

/** The sessions of so many, each of another inner host and port, and the order in which they are asked for. */
class Sessions {
  constructor(count) {
    const random = new Random(SEED);
    this.inner = Int32Array.from({ length: count }, () => 0xc0a80000 | random.below(0x1_0000));
    this.remote = Int32Array.from({ length: count }, () => random.u32());
    this.ports = Int32Array.from({ length: count }, (_, i) => ((1024 + (i % 60_000)) << 16) | 443);
    this.order = Int32Array.from({ length: 4096 }, () => random.below(count));
    this.at = 0;
  }

  next() {
    return this.order[this.at++ & 4095];
  }
}

const contestant = (make) => ({
  create() {
    let count = '';
    let search;
    const at = (name) => {
      if (name !== count) search = make(new Sessions(Number(name)), Number(name));
      count = name;
      return search;
    };
    return {
      run(name, times) {
        const one = at(name);
        for (let n = 0; n < times; n++) one();
      },
      check(name) {
        count = '';
        const one = at(name);
        let sum = 0;
        for (let n = 0; n < CHECKED; n++) sum = Math.imul(sum, 31) + one();
        return String(sum);
      },
    };
  },
});

/** What one would write without a second thought: a map by the text of the key. */
function byText(sessions, count) {
  const map = new Map();
  const key = (i) => `${TCP} ${sessions.inner[i]} ${sessions.remote[i]} ${sessions.ports[i]}`;
  for (let i = 0; i < count; i++) map.set(key(i), { session: i, expires: 0 });
  return () => {
    const found = map.get(key(sessions.next()));
    found.expires = LIFETIME;
    return found.session;
  };
}

function byTable(sessions, count) {
  const table = new SessionTable(65_534);
  for (let i = 0; i < count; i++) {
    const inner = sessions.ports[i] >>> 16;
    table.add(0, TCP, sessions.inner[i], inner, OUTER, 1 + i, sessions.remote[i], 443, LIFETIME, 0);
  }
  return () => {
    const i = sessions.next();
    const session = table.findOutward(TCP, sessions.inner[i], sessions.remote[i], sessions.ports[i]);
    table.touch(1, session);
    return session;
  };
}

export default {
  name: 'nat-sessions',
  about: 'a session found among so many by what a packet shows, and renewed.',
  cases: ['100', '10000', '65000'],
  baseline: 'map',
  contestants: { map: contestant(byText), table: contestant(byTable) },
  goals: [
    { contestant: 'table', case: '100', nanoseconds: 60 },
    { contestant: 'table', case: '65000', nanoseconds: 200 },
  ],
};
