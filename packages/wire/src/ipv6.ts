/**
 * IPv6 addresses as sixteen octets and as text (RFC 4291 §2.2, RFC 5952): for what the DNS says of them.
 * @module
 */
const GROUPS = 8;

/** `2001:db8::1` */
export function printIpv6(octets: Uint8Array): string {
  const groups = Array.from({ length: GROUPS }, (_, i) => (octets[2 * i]! << 8) | octets[2 * i + 1]!);
  let [from, longest] = [0, 1]; // a single zero is written out
  for (let i = 0; i < GROUPS; i++) {
    let end = i;
    while (end < GROUPS && groups[end] === 0) end++;
    if (end - i > longest) [from, longest] = [i, end - i];
  }
  const text = (some: number[]): string => some.map((group) => group.toString(16)).join(':');
  return longest === 1 ? text(groups) : `${text(groups.slice(0, from))}::${text(groups.slice(from + longest))}`;
}

/** `undefined` when the text is no IPv6 address. */
export function readIpv6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = GROUPS - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])];
  return Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 0xff]));
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const words = text.split(':');
  return words.every((word) => /^[\da-f]{1,4}$/i.test(word))
    ? words.map((word) => Number.parseInt(word, 16))
    : undefined;
}
