import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { createDataPlane } from '@rtemu/emulator/data-plane';
import { Router } from '@rtemu/emulator/router';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { NEVER } from '@rtemu/engine/time';
import { Isp } from '@rtemu/hosts/isp';
import { World } from '@rtemu/lab/world';
import { ipv4, mac } from '@rtemu/wire/address';
import * as Arp from '@rtemu/wire/arp';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Ipv4 from '@rtemu/wire/ipv4';

const CLIENT = `
ip route default gateway 10.0.0.2
ip lan1 address 192.168.1.1/24
ip lan2 address 10.0.0.1/24
pp select 1
pp bind tunnel1
pp auth accept mschap-v2
pp auth myname bench himitsu
ppp ipcp ipaddress on
ppp ccp type mppe-128
ppp ccp no-encryption reject
pptp service type client
pp enable 1
tunnel select 1
tunnel encapsulation pptp
tunnel endpoint address 10.0.0.2
pptp tunnel disconnect time off
tunnel enable 1
pptp service on
`;
const SERVER = `
ip route default gateway 10.0.0.1
ip lan1 address 192.168.2.1/24
ip lan2 address 10.0.0.2/24
pp select 1
pp bind tunnel1
pp auth request mschap-v2
pp auth username bench himitsu
ppp ipcp ipaddress on
ppp ccp type mppe-128
ppp ccp no-encryption reject
pptp service type server
pp enable 1
tunnel select 1
tunnel encapsulation pptp
tunnel endpoint address 10.0.0.1
pptp tunnel disconnect time off
tunnel enable 1
pptp service on
`;
const PPPOE = `
ip route default gateway pp 1
ip lan1 address 192.168.1.1/24
pp select 1
pp always-on on
pppoe use lan2
pp auth accept chap
pp auth myname bench himitsu
ppp ipcp ipaddress on
ppp ccp type none
ip pp mtu 1454
pp enable 1
`;
const leased = (own, other) => `
line type bri1 l128
ip route 192.168.${other}.0/24 gateway pp 1
ip lan1 address 192.168.${own}.1/24
pp select 1
pp bind bri1
ppp ccp type none
pp enable 1
`;
const MASQUERADE = `
nat descriptor type 1 masquerade
nat descriptor address outer 1 primary
ip lan2 nat descriptor 1
`;
const NUMBERS = Array.from({ length: 20 }, (_, i) => i + 1);
/** The last lets pass what crosses; the others have nothing to do with it. */
const FILTERS = `
${NUMBERS.map((n) => (n < 20 ? `ip filter ${n} reject 172.16.${n}.0/24 * tcp,udp * ${1000 + n}` : 'ip filter 20 pass * *')).join('\n')}
ip lan2 secure filter in ${NUMBERS.join(' ')}
ip lan2 secure filter out ${NUMBERS.join(' ')}
`;
/** Frames under way at a time. */
const BURST = 32;

/** What the two are, by the way that packets take. A provider has the far host's network on a card of its own. */
const WAYS = {
  plain: { client: CLIENT, server: SERVER, cable: ['client:lan2', 'server:lan2'] },
  mppe: {
    client: `${CLIENT}ip route 192.168.2.0/24 gateway pp 1\n`,
    server: SERVER,
    cable: ['client:lan2', 'server:lan2'],
  },
  masquerade: { client: CLIENT + MASQUERADE, server: SERVER, cable: ['client:lan2', 'server:lan2'] },
  'masquerade and 20 filters': {
    client: CLIENT + MASQUERADE + FILTERS,
    server: SERVER,
    cable: ['client:lan2', 'server:lan2'],
  },
  'mppe, masquerade and 20 filters': {
    client: `${CLIENT}ip route 192.168.2.0/24 gateway pp 1\n${MASQUERADE}${FILTERS}`,
    server: SERVER,
    cable: ['client:lan2', 'server:lan2'],
  },
  pppoe: { client: PPPOE, cable: ['client:lan2', 'server:dsl'] },
  leased: { client: leased(1, 2), server: leased(2, 1), cable: ['client:bri1', 'server:bri1'] },
};

const PROVIDER = {
  name: 'server',
  interfaces: [{ name: 'lan1', address: ipv4('192.168.2.1'), length: 24 }],
  routes: [],
  pppoe: {
    cards: ['dsl'],
    services: [],
    authentication: ['chap'],
    subscribers: [
      {
        name: 'bench',
        password: 'himitsu',
        address: ipv4('10.0.0.1'),
        networks: [{ address: ipv4('192.168.1.0'), length: 24 }],
      },
    ],
    pool: undefined,
    dns: [],
    sessionsMax: 1,
  },
};

/** A host that sends one frame over and over, and counts what comes. */
class Host {
  received = 0;
  ports = ['eth0'];

  constructor(arena, name, address, hardware) {
    this.arena = arena;
    this.name = name;
    this.address = ipv4(address);
    this.mac = mac(hardware);
    this.outbox = new SlotQueue(arena, 8192);
  }

  /** The frame that {@link send} sends, of an IPv4 packet with so many octets. */
  prepare(gateway, destination, octets) {
    const packet = Ipv4.emit({
      typeOfService: 0,
      identification: 1,
      dontFragment: false,
      moreFragments: false,
      fragmentOffset: 0,
      timeToLive: 64,
      protocol: 17,
      source: this.address,
      destination: ipv4(destination),
      options: new Uint8Array(),
      payload: Uint8Array.from({ length: octets - Ipv4.HEADER_OCTETS }, (_, i) => i * 31),
    });
    this.frame = Ethernet.emit({
      destination: gateway,
      source: this.mac,
      etherType: Ethernet.ETHER_TYPE.ipv4,
      payload: packet,
    });
  }

  send() {
    const slot = this.arena.take(this.frame.length);
    this.arena.octets.set(this.frame, this.arena.start[slot]);
    this.outbox.push(0, slot);
  }

  handleFrame(_now, _port, slot) {
    const etherType = this.arena.view.getUint16(this.arena.start[slot] + Ethernet.AT.etherType);
    if (etherType === Ethernet.ETHER_TYPE.arp)
      this.#answer(Arp.parse(this.arena.peek(slot).subarray(Ethernet.HEADER_OCTETS)).value);
    else this.received++;
    this.arena.release(slot);
  }

  #answer(request) {
    if (request.operation !== 'request' || request.targetAddress !== this.address) return;
    const payload = Arp.emit({
      operation: 'reply',
      senderMac: this.mac,
      senderAddress: this.address,
      targetMac: request.senderMac,
      targetAddress: request.senderAddress,
    });
    const frame = { destination: request.senderMac, source: this.mac, etherType: Ethernet.ETHER_TYPE.arp, payload };
    this.outbox.push(0, this.arena.takeCopy(Ethernet.emit(frame)));
  }

  handleTimeout() {}
  nextTimeout() {
    return NEVER;
  }
}

/**
 * Two whole RTX1210s with a cable between them, and a host behind each: what enters one leaves the other, by the route,
 * translated, enciphered through a PPTP tunnel, or over a leased line; or one of them and its provider, over PPPoE.
 */
export class TwoRouters {
  /**
   * @param way of {@link WAYS} @param octets of the IPv4 packet that crosses
   * @param more lines of the first router
   */
  constructor(way, octets, prefer, more = '') {
    const plane = createDataPlane(prefer);
    this.arena = plane.arena;
    this.world = new World(plane.arena, 1);
    const language = commandLanguageOf('RTX1210');
    const router = (name, startupConfig) =>
      new Router(plane, this.world.random.fork(name), { name, language, startupConfig });
    const { client, server, cable } = WAYS[way];
    this.client = router('client', `${client}${more}`);
    this.server =
      server === undefined
        ? new Isp(plane.arena, plane.mppe, this.world.random.fork('server'), PROVIDER)
        : router('server', server);
    this.source = new Host(plane.arena, 'source', '192.168.1.9', '02:00:00:00:01:09');
    this.sink = new Host(plane.arena, 'sink', '192.168.2.9', '02:00:00:00:02:09');
    for (const node of [this.client, this.server, this.source, this.sink]) this.world.add(node);
    this.#cable('source:eth0', 'client:lan1');
    this.#cable(...cable);
    this.#cable('server:lan1', 'sink:eth0');
    this.source.prepare(this.client.macs[0], '192.168.2.9', octets);
    // The first packet opens the tunnel and asks for neighbours; it arrives when all that is done.
    for (let i = 0; i < 100 && this.sink.received === 0; i++) {
      this.send(1);
      this.world.run(this.world.now + 1_000_000);
    }
    if (this.sink.received === 0) throw new Error(`nothing crosses the routers (${way})`);
  }

  /** Lets so many frames cross, a burst at a time. */
  send(count) {
    const { world, source } = this;
    for (let left = count; left > 0; left -= BURST) {
      for (let i = Math.min(left, BURST); i > 0; i--) source.send();
      world.settle(source);
      world.run(world.now + 100);
    }
  }

  #cable(...ends) {
    const [first, second] = ends.map((end) => ({ node: end.split(':')[0], port: end.split(':')[1] }));
    this.world.connect(first, second);
  }
}

/** {@link TwoRouters} as a contestant; its cases are the octets of a packet. */
export const contestantOf = (way, prefer) => ({
  create() {
    const stages = new Map();
    const stageFor = (octets) => {
      if (!stages.has(octets)) stages.set(octets, new TwoRouters(way, Number(octets), prefer));
      return stages.get(octets);
    };
    return {
      run: (octets, count) => stageFor(octets).send(count),
      check(octets) {
        const stage = stageFor(octets);
        const before = stage.sink.received;
        stage.send(64);
        const crossed = stage.sink.received - before;
        if (crossed !== 64) throw new Error(`${crossed} of 64 packets crossed`);
      },
    };
  },
});
