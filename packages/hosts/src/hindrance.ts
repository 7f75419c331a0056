/**
 * What stood in the way of a tunnel before PPP had a say: finer than a disconnect code, which has one number for all that TCP
 * may meet with and one for each end's refusals. Codes are those of RFC 2637 §2.2, §2.8, §2.11 and §2.16.
 * @module
 */
export type Hindrance =
  /** No route leads to the peer, or no address of ours may go there. */
  | { readonly kind: 'no-route' }
  /** Nobody answered TCP's first word. `unreachable`: the last thing that ICMP said about the way, its code. */
  | { readonly kind: 'tcp-timeout'; readonly unreachable?: number }
  /** The peer answered that nobody listens there. */
  | { readonly kind: 'tcp-refused' }
  /** TCP came up, and no Start-Control-Connection-Reply over it. */
  | { readonly kind: 'no-start-reply' }
  | { readonly kind: 'start-refused'; readonly resultCode: number; readonly errorCode: number }
  /** The peer's PPTP is another one than ours, 1.0 being 0x0100. */
  | { readonly kind: 'version'; readonly version: number }
  /** The peer went away before it had answered. */
  | { readonly kind: 'start-closed' }
  | { readonly kind: 'call-refused'; readonly resultCode: number; readonly errorCode: number }
  | { readonly kind: 'no-call-reply' }
  /** The connection came up, and the peer did not call over it as it was to (FAQ Q12). */
  | { readonly kind: 'not-called' };
