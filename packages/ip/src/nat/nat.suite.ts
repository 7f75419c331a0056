/** One NAT descriptor without a router around it, and packets that name their ends as people do: what its tests stand on. */
import { Arena, type Slot } from '@rtemu/engine/arena';
import { type Duration, type Instant, START, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, printIpv4 } from '@rtemu/wire/address';
import { checksum } from '@rtemu/wire/checksum';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import * as Udp from '@rtemu/wire/udp';
import { DROPPED, NatDescriptor, REFUSED, type Translation, UNTOUCHED } from './nat-descriptor.js';
import { INITIAL, type NatOptions } from './nat-options.js';

export const OUTER = '203.0.113.1';

/** `192.168.0.2:1025` */
export interface End {
  readonly address: Ipv4Address;
  readonly port: number;
}

export const end = (text: string): End => {
  const [address = '', port = '0'] = text.split(':');
  return { address: ipv4(address), port: Number(port) };
};

const FATES: Readonly<Record<number, string>> = {
  [UNTOUCHED]: 'untouched',
  [DROPPED]: 'dropped',
  [REFUSED]: 'refused',
};

export class Bench {
  readonly arena = new Arena();
  readonly nat: NatDescriptor;
  now: Instant = START;

  constructor(options: Partial<NatOptions> = {}, outers: readonly string[] = [OUTER]) {
    this.nat = new NatDescriptor(this.arena, { ...INITIAL, number: 1, type: 'masquerade', ...options });
    this.nat.maker.setOuters(outers.map((outer) => ipv4(outer) | 0));
  }

  get table() {
    return this.nat.maker.table;
  }

  /** Lets time pass; timeouts are heeded when they are due. */
  wait(count: number): void {
    const until = (this.now + seconds(count)) as Instant;
    const { maker } = this.nat;
    for (let next = maker.deadline; next <= until; next = maker.deadline) {
      this.now = (next > this.now ? next : this.now) as Instant;
      maker.handleTimeout(this.now);
    }
    this.now = until;
  }

  /** What becomes of octets that leave: the packet as it is outside, or its fate. */
  outward(octets: Uint8Array): Uint8Array | string {
    return this.#through(octets, (slot) => this.nat.translateSource(this.now, slot));
  }

  inward(octets: Uint8Array): Uint8Array | string {
    return this.#through(octets, (slot) => this.nat.translateDestination(this.now, slot));
  }

  #through(octets: Uint8Array, translate: (slot: Slot) => Translation): Uint8Array | string {
    const slot = this.arena.takeCopy(octets);
    const fate = FATES[translate(slot)];
    const became = fate ?? this.arena.copy(slot);
    this.arena.release(slot);
    return became;
  }
}

const packet = (source: Ipv4Address, destination: Ipv4Address, protocol: number, payload: Uint8Array, fields = {}) =>
  Ipv4.emit({
    typeOfService: 0,
    identification: 7,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol,
    source,
    destination,
    options: new Uint8Array(0),
    payload,
    ...fields,
  });

export interface SegmentFields {
  readonly flags?: number;
  readonly sequence?: number;
  readonly acknowledgement?: number;
  readonly payload?: Uint8Array;
  readonly dontFragment?: boolean;
}

export function tcp(from: string, to: string, fields: SegmentFields = {}): Uint8Array {
  const [source, destination] = [end(from), end(to)];
  const { flags = Tcp.FLAG.ack, sequence = 1, acknowledgement = 1, payload = new Uint8Array(0), ...rest } = fields;
  const segment = Tcp.emit({
    sourcePort: source.port,
    destinationPort: destination.port,
    sequence,
    acknowledgement,
    flags,
    window: 1000,
    urgentPointer: 0,
    options: [],
    payload,
  });
  Tcp.writeChecksum(segment, source.address, destination.address);
  return packet(source.address, destination.address, Ipv4.PROTOCOL.tcp, segment, rest);
}

export function udp(from: string, to: string, payload = new Uint8Array(8), fields = {}): Uint8Array {
  const [source, destination] = [end(from), end(to)];
  const datagram = { sourcePort: source.port, destinationPort: destination.port, payload };
  return packet(
    source.address,
    destination.address,
    Ipv4.PROTOCOL.udp,
    Udp.emit(datagram, source.address, destination.address),
    fields,
  );
}

/** The port stands for the identifier. */
export function echo(from: string, to: string, kind: 'echo' | 'echo-reply' = 'echo'): Uint8Array {
  const [source, destination] = [end(from), end(to)];
  const identifier = kind === 'echo' ? source.port : destination.port;
  const message = Icmp.emit({ kind, identifier, sequence: 1, data: new Uint8Array(8) });
  return packet(source.address, destination.address, Ipv4.PROTOCOL.icmp, message);
}

export function unreachable(from: string, to: string, quoted: Uint8Array, code = 3): Uint8Array {
  const message = Icmp.emit({ kind: 'unreachable', code, nextHopMtu: 0, quoted });
  return packet(end(from).address, end(to).address, Ipv4.PROTOCOL.icmp, message);
}

export const raw = (from: string, to: string, protocol: number, payload: Uint8Array, fields = {}): Uint8Array =>
  packet(end(from).address, end(to).address, protocol, payload, fields);

/** `TCP 203.0.113.1:60000 > 198.51.100.9:80`, with `!` behind a checksum that is wrong; a fate stays as it is. */
export function show(became: Uint8Array | string): string {
  if (typeof became === 'string') return became;
  const result = Ipv4.parse(became);
  if (!result.ok) return 'broken';
  const { source, destination, protocol, payload, fragmentOffset, moreFragments } = result.value;
  const line = (name: string, from: number, to: number, sound: boolean): string =>
    `${name} ${printIpv4(source)}:${from} > ${printIpv4(destination)}:${to}${sound ? '' : ' !'}`;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  if (fragmentOffset > 0) return `fragment ${printIpv4(source)} > ${printIpv4(destination)}`;
  switch (protocol) {
    case Ipv4.PROTOCOL.tcp:
      return line('TCP', view.getUint16(0), view.getUint16(2), Tcp.checksumHolds(payload, source, destination));
    case Ipv4.PROTOCOL.udp:
      return line(
        'UDP',
        view.getUint16(0),
        view.getUint16(2),
        moreFragments || Udp.parse(payload, source, destination).ok,
      );
    case Ipv4.PROTOCOL.icmp: {
      const sound = checksum(payload) === 0;
      const message = Icmp.parse(payload);
      const head = `ICMP ${printIpv4(source)} > ${printIpv4(destination)}${sound ? '' : ' !'}`;
      if (!message.ok) return head;
      const { value } = message;
      return 'quoted' in value
        ? `${head} ${value.kind} [${show(value.quoted)}]`
        : `${head} ${value.kind} ${value.identifier}`;
    }
    default:
      return `${protocol} ${printIpv4(source)} > ${printIpv4(destination)}`;
  }
}

export const lasting = (count: number): Duration => seconds(count);
