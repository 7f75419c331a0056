/**
 * Why a link went down, or did not come up. The number behind a name is the one in Yamaha's list of disconnect codes.
 * @module
 */
export type DownReason =
  /** Our owner closed it. 0 */
  | 'closed'
  | 'peer-terminated'
  | 'lower-layer-down'
  /** 1281 */
  | 'lcp-timeout'
  /** 1282 */
  | 'ipcp-timeout'
  | 'lcp-rejected'
  | 'ipcp-rejected'
  | 'ipcp-terminated'
  /** The peer would not hand out an address that we need. */
  | 'no-address'
  /** The peer will not authenticate itself by any method that we ask for. 1297 */
  | 'peer-refused-authentication'
  /** We will not authenticate ourselves by any method that the peer asks for. 1298 */
  | 'refused-authentication'
  /** The peer gave wrong credentials. 1299 */
  | 'peer-failed-authentication'
  /** The peer did not take our credentials. 1300 */
  | 'failed-authentication'
  /** The peer that took our credentials could not prove that it knows the password too (RFC 2759 §5). */
  | 'authenticator-mismatch'
  /** 1302 */
  | 'timeout-authenticating-peer'
  /** 1303 */
  | 'timeout-being-authenticated'
  /** Too many Echo-Requests went without an answer. 1305 */
  | 'keepalive-failed'
  /** MPPE is required and could not be agreed, or ended. 1306 */
  | 'no-encryption'
  /** What we send comes back to us (RFC 1661 §6.4). */
  | 'loopback';
