/** What this package holds at most, and what happens then. */
export const LIMIT = {
  /** Calls on one control connection; a request beyond is refused with No-Resource. */
  calls: 128,
  /** Call IDs in use at once in a {@link CallNumbers}; half of what there are, so that a freed one rests (RFC 2637 §3.2.2). */
  callIds: 32_767,
  /** Control messages not yet taken by the owner; one more and the connection is closed for want of resources. */
  queuedMessages: 256,
  /** Events not yet taken by the owner; trace and keep-alive events beyond are dropped and counted. */
  queuedEvents: 1024,
  /** Control connections of one host that are not established yet; see {@link mayTakeConnection}. */
  halfOpen: 64,
  /** Packets that a GRE session holds back at most while an earlier one is missing (manual 17.1.6). */
  window: 128,
  /** Frames that wait for the send window, when it is obeyed; one more is dropped. */
  backlog: 256,
} as const;
