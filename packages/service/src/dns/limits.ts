import { seconds } from '@rtemu/engine/time';

/** Every limit of the DNS, and what happens there. */
export const LIMIT = {
  /** Questions that others are being asked at a time. A further one is not asked, and has failed at once. */
  inquiries: 128,
  /** Who waits for the answer to the same question at a time. A further one gets none. */
  waiters: 64,
  /** Datagrams that wait to be sent. Further ones are lost, as on a wire. */
  transmits: 512,
  /** Questions that wait for a server to be known. A further one gets no answer. */
  parked: 64,
  /** Answers to clients that wait to be sent. Further ones are lost, as on a wire. */
  replies: 512,
  /** Aliases that lead from a name to an address. A longer chain is none. */
  aliases: 8,
} as const;

/**
 * How long each round of asking waits for an answer before the next server, or the first again, is asked. The servers of a
 * list are asked one after the other, and the list is gone through as often as there are rounds here.
 */
export const ROUNDS = [seconds(2), seconds(3), seconds(5)] as const;

/** How long a question waits for a server to be known: for a PP to be connected, say. */
export const PARKED_WAIT = seconds(30);
