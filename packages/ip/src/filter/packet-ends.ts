/**
 * The two ends of what a packet belongs to, as they lie to an interface: the near one on our side, the far one beyond.
 * Whichever way a packet goes, its connection has the same ends.
 * @module
 */
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';

/** What can be told of a packet. `later`: a fragment that is not the first. `error`: ICMP about another packet. */
export const ENDS = { untold: 0, told: 1, later: 2, error: 3 } as const;

const QUOTED_OCTETS = Ipv4.HEADER_OCTETS + 4;
const ECHO_OCTETS = 6;

/** One of them serves all packets. */
export class PacketEnds {
  kind: number = ENDS.untold;
  isOutward = false;
  protocol = 0;
  near = 0;
  far = 0;
  /** The near one above, the far one below; the identifier of an echo above; 0 of what has none. */
  ports = 0;
  /** Of TCP. */
  flags = 0;
  /** An echo that wants an answer. */
  isRequest = false;
  /** Where the segment's data begin and how many octets there are. */
  data = 0;
  dataOctets = 0;

  /** @param at where the packet begins @param end where it ends */
  read(view: DataView, at: number, end: number, isOutward: boolean): void {
    this.isOutward = isOutward;
    this.protocol = view.getUint8(at + Ipv4.AT.protocol);
    this.#place(view.getInt32(at + Ipv4.AT.source), view.getInt32(at + Ipv4.AT.destination), isOutward);
    this.ports = 0;
    this.flags = 0;
    this.dataOctets = 0;
    const payload = at + Ipv4.headerOctetsAt(view, at);
    if ((view.getUint16(at + Ipv4.AT.flagsAndOffset) & Ipv4.OFFSET_MASK) !== 0) this.kind = ENDS.later;
    else if (this.protocol === Ipv4.PROTOCOL.tcp) this.#readTcp(view, payload, end);
    else if (this.protocol === Ipv4.PROTOCOL.udp) this.kind = this.#readPorts(view, payload, end);
    else if (this.protocol === Ipv4.PROTOCOL.icmp) this.#readIcmp(view, payload, end);
    else this.kind = ENDS.told;
  }

  #place(source: number, destination: number, isOutward: boolean): void {
    this.near = isOutward ? source : destination;
    this.far = isOutward ? destination : source;
  }

  #readPorts(view: DataView, payload: number, end: number): number {
    if (payload + 4 > end) return ENDS.untold;
    const from = view.getUint16(payload);
    const to = view.getUint16(payload + 2);
    this.ports = this.isOutward ? (from << 16) | to : (to << 16) | from;
    return ENDS.told;
  }

  #readTcp(view: DataView, payload: number, end: number): void {
    this.kind = ENDS.untold;
    if (payload + Tcp.HEADER_OCTETS > end) return;
    this.kind = this.#readPorts(view, payload, end);
    this.flags = view.getUint8(payload + Tcp.AT.flags);
    this.data = payload + Tcp.headerOctetsAt(view, payload);
    this.dataOctets = Math.max(0, end - this.data);
  }

  /** An error is about a packet that went the other way. */
  #readIcmp(view: DataView, payload: number, end: number): void {
    this.kind = ENDS.untold;
    if (payload + ECHO_OCTETS > end) return;
    const type = view.getUint8(payload);
    if (type === Icmp.TYPE.echo || type === Icmp.TYPE['echo-reply']) {
      this.ports = view.getUint16(payload + 4) << 16;
      this.isRequest = type === Icmp.TYPE.echo;
      this.kind = ENDS.told;
      return;
    }
    const quoted = payload + Icmp.HEADER_OCTETS;
    if (!Icmp.isError(type) || quoted + QUOTED_OCTETS > end) return;
    const octets = Ipv4.headerOctetsAt(view, quoted);
    this.isOutward = !this.isOutward;
    this.protocol = view.getUint8(quoted + Ipv4.AT.protocol);
    this.#place(view.getInt32(quoted + Ipv4.AT.source), view.getInt32(quoted + Ipv4.AT.destination), this.isOutward);
    this.kind = ENDS.error;
    if (this.protocol === Ipv4.PROTOCOL.tcp || this.protocol === Ipv4.PROTOCOL.udp) {
      if (this.#readPorts(view, quoted + octets, end) === ENDS.untold) this.kind = ENDS.untold;
    } else if (this.protocol === Ipv4.PROTOCOL.icmp && quoted + octets + ECHO_OCTETS <= end)
      this.ports = view.getUint16(quoted + octets + 4) << 16;
  }
}
