/** Every limit of DHCP, and what happens there. */
export const LIMIT = {
  /** Addresses that a server remembers, leased or not. A further one takes the place of one that is free again; without such, nobody new is served. */
  leases: 8192,
  /** Addresses that are being tried out before they are offered. Clients beyond are not answered, and ask again. */
  checks: 64,
  /** Relays between client and server (RFC 1542 §4.1.1). */
  hops: 16,
  /** Octets of a host name that is remembered; what is behind is cut. */
  hostName: 64,
} as const;

/** For how long an address is kept for a client that was offered it. */
export const OFFER_SECONDS = 60;
/** For how long an address is left alone that a client found in use (RFC 2131 §3.1.5). */
export const DECLINED_SECONDS = 3600;
