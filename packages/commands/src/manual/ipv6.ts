/** Whether a text is an IPv6 address (RFC 4291 §2.2), also with an interface, or its number, behind `%`. */
export function isIpv6(text: string): boolean {
  const [address = '', zone, ...more] = text.split('%');
  if (more.length > 0 || zone === '' || (zone !== undefined && !/^[a-z\d./]+$/i.test(zone))) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const isMixed = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(last) && last.split('.').every((octet) => Number(octet) <= 255);
  const plain = isMixed ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  const count = plain.length + (isMixed ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** The same, with a length: `2001:db8::/32`. */
export function isIpv6Prefix(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  return more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= 128 && isIpv6(address);
}

/** What a filter compares with: an address, a prefix, or a range of addresses, one end of which may be open. */
export function isIpv6Compared(text: string): boolean {
  const ends = text.split('-');
  return ends.length === 1 ? isIpv6(text) || isIpv6Prefix(text) : ends.length === 2 && ends.every(isEnd);
}

const isEnd = (text: string): boolean => text === '' || isIpv6(text);
