/**
 * Messages of the DNS (RFC 1035 §4) over UDP, with the OPT pseudo record of EDNS(0) (RFC 6891 §6.1).
 * @module
 */
import { ROOT } from './dns-name.js';
import { DnsReader, DnsWriter } from './dns-octets.js';
import { CLASS, type DnsRecord, printData, printType, readData, TYPE, writeData } from './dns-record.js';
import { describeFault, type Parsed, parsed, truncated, viewOf } from './parsed.js';

/** Where each field lies, in octets. */
export const AT = { id: 0, flags: 2, questions: 4, answers: 6, authorities: 8, additionals: 10, sections: 12 } as const;

export const HEADER_OCTETS = 12;
/** The longest message over UDP to one that does not say more (RFC 1035 §4.2.1). */
export const UDP_OCTETS = 512;
export const PORT = 53;

const FLAG = {
  response: 0x8000,
  authoritative: 0x0400,
  truncated: 0x0200,
  recursionDesired: 0x0100,
  recursionAvailable: 0x0080,
  authenticData: 0x0020,
  checkingDisabled: 0x0010,
} as const;
const FLAGS = Object.keys(FLAG) as (keyof typeof FLAG)[];

export const OPCODE = { query: 0 } as const;

/** RFC 1035 §4.1.1. */
export const RCODE = {
  noError: 0,
  formatError: 1,
  serverFailure: 2,
  nameError: 3,
  notImplemented: 4,
  refused: 5,
} as const;

const RCODES: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
};

export const printRcode = (rcode: number): string => RCODES[rcode] ?? `RCODE${rcode}`;

export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  readonly class: number;
}

/** What the OPT record says of its sender. */
export interface Edns {
  /** The longest message that it takes over UDP. */
  readonly udpOctets: number;
  readonly version: number;
  readonly dnssecOk: boolean;
  /** The upper eight bits of the response code. */
  readonly extendedRcode: number;
  readonly options: Uint8Array;
}

export type DnsFlags = Readonly<Record<keyof typeof FLAG, boolean>>;

export interface DnsMessage extends DnsFlags {
  readonly id: number;
  readonly opcode: number;
  readonly rcode: number;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** Without the OPT record. */
  readonly additionals: readonly DnsRecord[];
  readonly edns: Edns | undefined;
}

/** A message that says nothing yet. */
export const BLANK: DnsMessage = {
  id: 0,
  opcode: OPCODE.query,
  rcode: RCODE.noError,
  response: false,
  authoritative: false,
  truncated: false,
  recursionDesired: false,
  recursionAvailable: false,
  authenticData: false,
  checkingDisabled: false,
  questions: [],
  answers: [],
  authorities: [],
  additionals: [],
  edns: undefined,
};

/** What is behind the last record is no part of the message. */
export function parse(octets: Uint8Array): Parsed<DnsMessage> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const reader = new DnsReader(octets, 0);
  const id = reader.u16();
  const word = reader.u16();
  const [questionCount, ...counts] = [reader.u16(), reader.u16(), reader.u16(), reader.u16()];
  const questions: DnsQuestion[] = [];
  for (let i = 0; i < questionCount! && reader.fault === undefined; i++)
    questions.push({ name: reader.name(), type: reader.u16(), class: reader.u16() });
  let edns: Edns | undefined;
  const [answers, authorities, additionals] = counts.map((count) => {
    const records: DnsRecord[] = [];
    for (let i = 0; i < count && reader.fault === undefined; i++) {
      const read = readRecord(reader);
      if ('type' in read) records.push(read);
      else if (edns === undefined) edns = read;
      else reader.refuse('OPT', TYPE.OPT);
    }
    return records;
  }) as [DnsRecord[], DnsRecord[], DnsRecord[]];
  if (reader.fault !== undefined) return { ok: false, fault: reader.fault };
  const flags = Object.fromEntries(FLAGS.map((flag) => [flag, (word & FLAG[flag]) !== 0])) as DnsFlags;
  return parsed({
    id,
    opcode: (word >>> 11) & 0xf,
    rcode: word & 0xf,
    ...flags,
    questions,
    answers,
    authorities,
    additionals,
    edns,
  });
}

function readRecord(reader: DnsReader): DnsRecord | Edns {
  const name = reader.name();
  const type = reader.u16();
  const class_ = reader.u16();
  const ttl = reader.u32();
  const length = reader.u16();
  const end = reader.at + length;
  if (type === TYPE.OPT) {
    if (name !== ROOT) reader.refuse('OPT', type);
    return {
      udpOctets: class_,
      extendedRcode: ttl >>> 24,
      version: (ttl >>> 16) & 0xff,
      dnssecOk: (ttl & 0x8000) !== 0,
      options: reader.octets(length),
    };
  }
  const data = readData(reader, type, class_, end);
  if (reader.fault === undefined && reader.at !== end) reader.refuse('RDLENGTH', length);
  return { name, type, class: class_, ttl, data };
}

/**
 * @param octetsMax the longest message that may be made. What does not fit is left out: additional records without a word,
 * others with the TC bit (RFC 2181 §9).
 */
export function emit(message: DnsMessage, octetsMax = 0xffff): Uint8Array {
  const writer = new DnsWriter();
  writer.u16(message.id);
  writer.u16(wordOf(message));
  writer.u16(message.questions.length);
  for (let i = 0; i < 3; i++) writer.u16(0);
  for (const { name, type, class: class_ } of message.questions) {
    writer.name(name);
    writer.u16(type);
    writer.u16(class_);
  }
  const room = octetsMax - (message.edns === undefined ? 0 : OPT_OCTETS + message.edns.options.length);
  const authorities =
    writeSection(writer, message.answers, AT.answers, room) === message.answers.length &&
    writeSection(writer, message.authorities, AT.authorities, room) === message.authorities.length;
  const additionals = authorities ? writeSection(writer, message.additionals, AT.additionals, room) : 0;
  if (!authorities) writer.patch16(AT.flags, wordOf(message) | FLAG.truncated);
  if (message.edns !== undefined) {
    writeEdns(writer, message.edns);
    writer.patch16(AT.additionals, additionals + 1);
  }
  return writer.finish();
}

/** Without its options: the root, type, class, TTL and length. */
const OPT_OCTETS = 11;

function wordOf(message: DnsMessage): number {
  let word = (message.opcode << 11) | message.rcode;
  for (const flag of FLAGS) if (message[flag]) word |= FLAG[flag];
  return word;
}

/** @returns how many of them fit */
function writeSection(writer: DnsWriter, records: readonly DnsRecord[], countAt: number, room: number): number {
  for (const [i, record] of records.entries()) {
    const before = writer.length;
    writer.name(record.name);
    writer.u16(record.type);
    writer.u16(record.class);
    writer.u32(record.ttl);
    const writeLength = writer.lengthAhead();
    writeData(writer, record.data);
    writeLength();
    if (writer.length > room) {
      writer.cut(before);
      return i;
    }
    writer.patch16(countAt, i + 1);
  }
  return records.length;
}

function writeEdns(writer: DnsWriter, { udpOctets, extendedRcode, version, dnssecOk, options }: Edns): void {
  writer.name(ROOT);
  writer.u16(TYPE.OPT);
  writer.u16(udpOctets);
  writer.u8(extendedRcode);
  writer.u8(version);
  writer.u16(dnssecOk ? 0x8000 : 0);
  writer.u16(options.length);
  writer.octets(options);
}

export const lengthOf = (message: DnsMessage): number => emit(message).length;
export const emitInto = (message: DnsMessage, octets: Uint8Array): void => octets.set(emit(message));

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `DNS (${describeFault(result.fault)})`;
  const { id, response, rcode, questions, answers } = result.value;
  const asked = questions.map(printQuestion).join(', ');
  if (!response) return `DNS query ${id} ${asked}`;
  const said = answers.map(({ type, data }) => `${printType(type)} ${printData(data)}`).join(', ');
  return `DNS response ${id} ${printRcode(rcode)} ${asked}${said === '' ? '' : `: ${said}`}`;
}

/** `A www.example.com` */
export const printQuestion = ({ name, type, class: class_ }: DnsQuestion): string =>
  `${printType(type)}${class_ === CLASS.IN ? '' : ` class ${class_}`} ${name}`;

/** The message's id, where there is one: an answer to what cannot be read bears it (RFC 1035 §4.1.1, format error). */
export const idOf = (octets: Uint8Array): number | undefined =>
  octets.length >= HEADER_OCTETS ? viewOf(octets).getUint16(AT.id) : undefined;
