/**
 * ICMP (RFC 792), with the next-hop MTU of RFC 1191 §4 and the address mask of RFC 950.
 * @module
 */
import { type Ipv4Address, printIpv4 } from './address.js';
import { checksum } from './checksum.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';

/** Where each field lies, in octets. What is behind the header is echoed data or the quoted packet. */
export const AT = {
  type: 0,
  code: 1,
  checksum: 2,
  /** Echo and echo reply. */
  identifier: 4,
  sequence: 6,
  /** Destination unreachable, code `fragmentationNeeded`. */
  nextHopMtu: 6,
  /** Redirect. */
  gateway: 4,
  /** Parameter problem. */
  pointer: 4,
  data: 8,
  /** Mask request and reply. */
  mask: 8,
  /** Timestamp and reply. */
  originate: 8,
  receive: 12,
  transmit: 16,
} as const;

export const HEADER_OCTETS = 8;
const TIMESTAMP_OCTETS = 20;
const MASK_OCTETS = 12;

export const TYPE = {
  'echo-reply': 0,
  unreachable: 3,
  'source-quench': 4,
  redirect: 5,
  echo: 8,
  'time-exceeded': 11,
  'parameter-problem': 12,
  timestamp: 13,
  'timestamp-reply': 14,
  'mask-request': 17,
  'mask-reply': 18,
} as const;

/** Codes of destination unreachable (RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1). */
export const UNREACHABLE = {
  network: 0,
  host: 1,
  protocol: 2,
  port: 3,
  fragmentationNeeded: 4,
  sourceRouteFailed: 5,
  administrativelyProhibited: 13,
} as const;

/** Codes of time exceeded. */
export const TIME_EXCEEDED = { transit: 0, reassembly: 1 } as const;

/** Codes of redirect (RFC 792; RFC 1812 §5.2.7.2 wants the host form). */
export const REDIRECT = { network: 0, host: 1 } as const;

export type IcmpMessage =
  | {
      readonly kind: 'echo' | 'echo-reply';
      readonly identifier: number;
      readonly sequence: number;
      readonly data: Uint8Array;
    }
  | {
      readonly kind: 'unreachable';
      readonly code: number;
      /** 0 unless the code is `fragmentationNeeded` and the router knows RFC 1191. */
      readonly nextHopMtu: number;
      readonly quoted: Uint8Array;
    }
  | { readonly kind: 'time-exceeded'; readonly code: number; readonly quoted: Uint8Array }
  | { readonly kind: 'redirect'; readonly code: number; readonly gateway: Ipv4Address; readonly quoted: Uint8Array }
  | {
      readonly kind: 'parameter-problem';
      readonly code: number;
      /** The octet of the quoted packet that was wrong, when the code is 0. */
      readonly pointer: number;
      readonly quoted: Uint8Array;
    }
  | {
      readonly kind: 'timestamp' | 'timestamp-reply';
      readonly identifier: number;
      readonly sequence: number;
      /** Milliseconds since midnight UT; of other clocks with the high bit set. */
      readonly originate: number;
      readonly receive: number;
      readonly transmit: number;
    }
  | {
      readonly kind: 'mask-request' | 'mask-reply';
      readonly identifier: number;
      readonly sequence: number;
      readonly mask: Ipv4Address;
    };

/** Messages about another packet, which itself must never be answered by such a message (RFC 1122 §3.2.2). */
export const isError = (type: number): boolean =>
  type === TYPE.unreachable ||
  type === TYPE['source-quench'] ||
  type === TYPE.redirect ||
  type === TYPE['time-exceeded'] ||
  type === TYPE['parameter-problem'];

export function parse(octets: Uint8Array): Parsed<IcmpMessage> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  if (checksum(octets) !== 0) return malformed('Checksum', view.getUint16(AT.checksum));
  const type = octets[AT.type]!;
  const code = octets[AT.code]!;
  const rest = octets.subarray(AT.data);
  switch (type) {
    case TYPE.echo:
    case TYPE['echo-reply']:
      return parsed({
        kind: type === TYPE.echo ? 'echo' : 'echo-reply',
        identifier: view.getUint16(AT.identifier),
        sequence: view.getUint16(AT.sequence),
        data: rest,
      });
    case TYPE.unreachable: {
      const nextHopMtu = code === UNREACHABLE.fragmentationNeeded ? view.getUint16(AT.nextHopMtu) : 0;
      return parsed({ kind: 'unreachable', code, nextHopMtu, quoted: rest });
    }
    case TYPE['time-exceeded']:
      return parsed({ kind: 'time-exceeded', code, quoted: rest });
    case TYPE.redirect:
      return parsed({ kind: 'redirect', code, gateway: view.getUint32(AT.gateway) as Ipv4Address, quoted: rest });
    case TYPE['parameter-problem']:
      return parsed({ kind: 'parameter-problem', code, pointer: octets[AT.pointer]!, quoted: rest });
    case TYPE.timestamp:
    case TYPE['timestamp-reply']:
      if (octets.length < TIMESTAMP_OCTETS) return truncated(TIMESTAMP_OCTETS, octets.length);
      return parsed({
        kind: type === TYPE.timestamp ? 'timestamp' : 'timestamp-reply',
        identifier: view.getUint16(AT.identifier),
        sequence: view.getUint16(AT.sequence),
        originate: view.getUint32(AT.originate),
        receive: view.getUint32(AT.receive),
        transmit: view.getUint32(AT.transmit),
      });
    case TYPE['mask-request']:
    case TYPE['mask-reply']:
      if (octets.length < MASK_OCTETS) return truncated(MASK_OCTETS, octets.length);
      return parsed({
        kind: type === TYPE['mask-request'] ? 'mask-request' : 'mask-reply',
        identifier: view.getUint16(AT.identifier),
        sequence: view.getUint16(AT.sequence),
        mask: view.getUint32(AT.mask) as Ipv4Address,
      });
    default:
      return unsupported('Type', type);
  }
}

export function lengthOf(message: IcmpMessage): number {
  if ('quoted' in message) return HEADER_OCTETS + message.quoted.length;
  if ('data' in message) return HEADER_OCTETS + message.data.length;
  return 'mask' in message ? MASK_OCTETS : TIMESTAMP_OCTETS;
}

export function emitInto(message: IcmpMessage, octets: Uint8Array): void {
  const view = viewOf(octets);
  octets.fill(0, 0, HEADER_OCTETS); // most messages leave a part unused, and it goes as zero
  octets[AT.type] = TYPE[message.kind];
  if ('quoted' in message) {
    octets[AT.code] = message.code;
    octets.set(message.quoted, AT.data);
  } else {
    view.setUint16(AT.identifier, message.identifier);
    view.setUint16(AT.sequence, message.sequence);
  }
  switch (message.kind) {
    case 'echo':
    case 'echo-reply':
      octets.set(message.data, AT.data);
      break;
    case 'timestamp':
    case 'timestamp-reply':
      view.setUint32(AT.originate, message.originate);
      view.setUint32(AT.receive, message.receive);
      view.setUint32(AT.transmit, message.transmit);
      break;
    case 'mask-request':
    case 'mask-reply':
      view.setUint32(AT.mask, message.mask);
      break;
    case 'unreachable':
      if (message.code === UNREACHABLE.fragmentationNeeded) view.setUint16(AT.nextHopMtu, message.nextHopMtu);
      break;
    case 'redirect':
      view.setUint32(AT.gateway, message.gateway);
      break;
    case 'parameter-problem':
      octets[AT.pointer] = message.pointer;
      break;
    case 'time-exceeded':
      break;
  }
  view.setUint16(AT.checksum, checksum(octets, 0, lengthOf(message)));
}

export function emit(message: IcmpMessage): Uint8Array {
  const octets = new Uint8Array(lengthOf(message));
  emitInto(message, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `ICMP (${describeFault(result.fault)})`;
  const message = result.value;
  switch (message.kind) {
    case 'echo':
    case 'echo-reply':
      return `ICMP ${message.kind} id=0x${message.identifier.toString(16).padStart(4, '0')} seq=${message.sequence} ${message.data.length} octets`;
    case 'unreachable':
      return `ICMP unreachable code=${message.code}${message.nextHopMtu > 0 ? ` mtu=${message.nextHopMtu}` : ''}`;
    case 'redirect':
      return `ICMP redirect code=${message.code} gateway=${printIpv4(message.gateway)}`;
    case 'parameter-problem':
      return `ICMP parameter-problem code=${message.code} pointer=${message.pointer}`;
    case 'time-exceeded':
      return `ICMP time-exceeded code=${message.code}`;
    case 'timestamp':
    case 'timestamp-reply':
      return `ICMP ${message.kind} ${message.originate} ${message.receive} ${message.transmit}`;
    case 'mask-request':
    case 'mask-reply':
      return `ICMP ${message.kind} ${printIpv4(message.mask)}`;
  }
}
