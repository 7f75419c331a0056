import { TwoRouters } from '../two-routers.mjs';

/** Twenty filters on either side of a router, of which the packet meets the last: ports, protocols, networks, ranges. */
const TWENTY = Array.from({ length: 19 }, (_, i) => {
  const selectors = [
    `pass * 192.168.2.${i}/32 tcp * ${1000 + i}`,
    `reject 172.16.${i}.0/24 * * * *`,
    `reject * 10.0.0.1-10.0.${i}.9 udp,tcp * *`,
    `pass * * icmp ${i}`,
    `reject * * udp ${i + 1} *`,
  ];
  return `ip filter ${i + 1} ${selectors[i % selectors.length]}`;
});
const NUMBERS = Array.from({ length: 20 }, (_, i) => i + 1).join(' ');
const DEFINED = [...TWENTY, 'ip filter 20 pass * *', 'ip filter 99 reject * *', 'ip filter dynamic 1 * * udp'].join(
  '\n',
);

/** What stands in the way: nothing, twenty filters on the way out, or those and a connection that dynamic ones know. */
const WAYS = {
  none: '',
  twenty: `${DEFINED}\nip lan2 secure filter out ${NUMBERS}\n`,
  dynamic: `${DEFINED}\nip lan2 secure filter out ${NUMBERS} dynamic 1\nip lan2 secure filter in 99\n`,
};

const contestant = (way) => ({
  create() {
    const routers = new TwoRouters('plain', 64, undefined, WAYS[way]);
    return {
      run: (_, count) => routers.send(count),
      check() {
        const before = routers.sink.received;
        routers.send(64);
        const crossed = routers.sink.received - before;
        if (crossed !== 64) throw new Error(`${crossed} of 64 packets crossed (${way})`);
      },
    };
  },
});

export default {
  name: 'filter-path',
  about: 'the packet of packet-path, 64 octets, with filters at one of the two routers.',
  cases: ['64'],
  baseline: 'none',
  contestants: { none: contestant('none'), twenty: contestant('twenty'), dynamic: contestant('dynamic') },
};
