/**
 * What a VLAN tag puts between an Ethernet header and its payload (IEEE 802.1Q-2018 §9): the header's type is 0x8100, and
 * behind it come the tag's control information and the type of what is inside.
 * @module
 */
import { describeFault, type Parsed, parsed, truncated, viewOf } from './parsed.js';

/** Where each field lies, in octets from behind the Ethernet header. */
export const AT = { control: 0, etherType: 2, payload: 4 } as const;

export const TAG_OCTETS = 4;

/** The control information's lower twelve bits. */
export const VID_MASK = 0xfff;
/** Of a frame that has a priority and belongs to no VLAN. */
export const PRIORITY_VID = 0;

export interface VlanTag {
  /** 0 to 7. */
  readonly priority: number;
  readonly dropEligible: boolean;
  /** 0 to 4095; 4095 is nobody's. */
  readonly vid: number;
  readonly etherType: number;
  readonly payload: Uint8Array;
}

export function parse(octets: Uint8Array): Parsed<VlanTag> {
  if (octets.length < TAG_OCTETS) return truncated(TAG_OCTETS, octets.length);
  const view = viewOf(octets);
  const control = view.getUint16(AT.control);
  return parsed({
    priority: control >>> 13,
    dropEligible: (control & 0x1000) !== 0,
    vid: control & VID_MASK,
    etherType: view.getUint16(AT.etherType),
    payload: octets.subarray(AT.payload),
  });
}

export const lengthOf = (tag: VlanTag): number => TAG_OCTETS + tag.payload.length;

export function emitInto(tag: VlanTag, octets: Uint8Array): void {
  const control = (tag.priority << 13) | (tag.dropEligible ? 0x1000 : 0) | tag.vid;
  writeTagAt(viewOf(octets), 0, control, tag.etherType);
  octets.set(tag.payload, AT.payload);
}

export function emit(tag: VlanTag): Uint8Array {
  const octets = new Uint8Array(lengthOf(tag));
  emitInto(tag, octets);
  return octets;
}

/** The tag alone, in place: what the forwarding path writes in front of a packet. @param control a VID, with priority 0 */
export function writeTagAt(view: DataView, at: number, control: number, etherType: number): void {
  view.setUint16(at + AT.control, control);
  view.setUint16(at + AT.etherType, etherType);
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `VLAN (${describeFault(result.fault)})`;
  const { priority, vid, etherType, payload } = result.value;
  return `VLAN ${vid} priority=${priority} type=0x${etherType.toString(16).padStart(4, '0')} ${payload.length} octets`;
}
