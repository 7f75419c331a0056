/**
 * The Firmware Revision field as Yamaha's routers fill it: the digits of `8.00.46` as hexadecimal digits, 0x8046.
 * Seen of an RT57i in a public port scan; for revisions from 10 up the packing is inferred (a major number takes one
 * hexadecimal digit and loses what does not fit). 0 for a text that is no revision.
 */
export function firmwareRevisionOf(revision: string): number {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{1,2})$/.exec(revision);
  if (!parts) return 0;
  const [major, minor, build] = parts.slice(1).map(Number) as [number, number, number];
  return ((major & 0xf) << 12) | ((minor & 0xf) << 8) | (Math.floor(build / 10) << 4) | (build % 10);
}
