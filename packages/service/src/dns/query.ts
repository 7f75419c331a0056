/**
 * A question as it comes to a server, and the answer as it leaves (RFC 1035 §4.1.1, §7.3).
 * @module
 */
import {
  AT,
  BLANK,
  type DnsMessage,
  type DnsQuestion,
  emit,
  HEADER_OCTETS,
  idOf,
  OPCODE,
  parse,
  RCODE,
  UDP_OCTETS,
} from '@rtemu/wire/dns';
import { EDNS_OCTETS } from './asker.js';

/** A question that can be answered. */
export interface Query {
  readonly message: DnsMessage;
  readonly question: DnsQuestion;
}

/** RFC 6891 §6.1.3. */
const BAD_VERSION = 1;

/**
 * @returns the question; octets to answer when it is not one that could be answered; `undefined` for what must not be answered,
 * an answer above all: two servers would go on for ever
 */
export function readQuery(payload: Uint8Array): Query | Uint8Array | undefined {
  const id = idOf(payload);
  if (id === undefined || payload.length < HEADER_OCTETS || (payload[AT.flags]! & 0x80) !== 0) return undefined;
  const result = parse(payload);
  if (!result.ok) return emit({ ...BLANK, id, response: true, rcode: RCODE.formatError });
  const message = result.value;
  const [question] = message.questions;
  if (message.opcode !== OPCODE.query) return refuse(message, RCODE.notImplemented);
  if (question === undefined || message.questions.length > 1) return refuse(message, RCODE.formatError);
  if (message.edns !== undefined && message.edns.version > 0) return refuse(message, RCODE.noError, BAD_VERSION);
  return { message, question };
}

/** What an answer consists of, besides what the question has said. */
export type Reply = Partial<
  Pick<
    DnsMessage,
    'rcode' | 'answers' | 'authorities' | 'additionals' | 'authoritative' | 'recursionAvailable' | 'truncated'
  >
>;

/** The answer, no longer than the asker takes: 512 octets, or what it says by EDNS. */
export function replyTo({ message }: Query, reply: Reply): Uint8Array {
  const { edns } = message;
  const octetsMax = edns === undefined ? UDP_OCTETS : Math.min(EDNS_OCTETS, Math.max(UDP_OCTETS, edns.udpOctets));
  return emit({ ...BLANK, ...headOf(message), ...reply }, octetsMax);
}

const refuse = (message: DnsMessage, rcode: number, extendedRcode = 0): Uint8Array =>
  emit({ ...BLANK, ...headOf(message, extendedRcode), questions: message.questions.slice(0, 1), rcode }, UDP_OCTETS);

const headOf = ({ id, opcode, recursionDesired, questions, edns }: DnsMessage, extendedRcode = 0) => ({
  id,
  opcode,
  recursionDesired,
  questions,
  response: true,
  edns: edns && { udpOctets: EDNS_OCTETS, version: 0, dnssecOk: false, extendedRcode, options: new Uint8Array(0) },
});
