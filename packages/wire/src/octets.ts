/** Whether two stretches of octets say the same. It takes as long as they agree: no secret should be compared with it. */
export const sameOctets = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((octet, i) => octet === b[i]);
