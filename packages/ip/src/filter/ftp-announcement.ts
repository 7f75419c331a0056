/**
 * Where an FTP data connection will go, as one end of the control connection announces it: `PORT` and 227 (RFC 959 §4.1.2,
 * §4.2), `EPRT` and 229 (RFC 2428 §2, §3).
 * @module
 */

export interface Announcement {
  /** `active`: the server will call the client; `passive`: the client the server. */
  readonly mode: 'active' | 'passive';
  readonly port: number;
}

/** Octets of a segment that are looked at: a command or an answer is one short line. */
export const LOOKED_AT = 256;
/** Nobody's data connection goes to where services wait (RFC 2577 §3). */
const PORT_MIN = 1024;

const SIX_NUMBERS = '(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})';
const PORT = new RegExp(`^PORT ${SIX_NUMBERS}\\r?\\n`, 'i');
const PASSIVE = new RegExp(`^227 [^\\r\\n]*?${SIX_NUMBERS}`);
const EXTENDED_PORT = /^EPRT \|1\|(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\|(\d{1,5})\|\r?\n/i;
const EXTENDED_PASSIVE = /^229 [^\r\n]*?\(\|\|\|(\d{1,5})\|\)/;

/**
 * @param text what a segment of the control connection begins with
 * @param sender its address, unsigned: only what the sender says of itself is believed
 * @param isClient who sent it
 */
export function announcementIn(text: string, sender: number, isClient: boolean): Announcement | undefined {
  const mode = isClient ? 'active' : 'passive';
  if (!isClient) {
    const extended = EXTENDED_PASSIVE.exec(text)?.[1];
    if (extended !== undefined) return announcement(mode, Number(extended));
  }
  const found = isClient ? (PORT.exec(text) ?? EXTENDED_PORT.exec(text)) : PASSIVE.exec(text);
  if (found === null) return undefined;
  const numbers = found.slice(1).map(Number);
  const octets = numbers.slice(0, 4);
  if (octets.some((octet) => octet > 255) || octets.reduce((all, octet) => all * 256 + octet, 0) !== sender)
    return undefined;
  const [high = 0, low] = numbers.slice(4);
  return announcement(mode, low === undefined ? high : high > 255 || low > 255 ? 0 : high * 256 + low);
}

const announcement = (mode: Announcement['mode'], port: number): Announcement | undefined =>
  port >= PORT_MIN && port <= 0xffff ? { mode, port } : undefined;
