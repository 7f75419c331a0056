import type { DownReason } from '@rtemu/ppp/reason';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import type { TunnelEnding } from './tunnel.js';

/** As seen by the one who dialled. */
const LINK: Readonly<Record<DownReason, string>> = {
  closed: 'hung up',
  'peer-terminated': 'the server hung up',
  'lower-layer-down': 'the call went away',
  'lcp-timeout': 'no answer to LCP',
  'ipcp-timeout': 'no answer to IPCP',
  'lcp-rejected': 'LCP found no agreement',
  'ipcp-rejected': 'IPCP found no agreement',
  'ipcp-terminated': 'the server ended IPCP',
  'no-address': 'the server gave no address',
  'peer-refused-authentication': 'the server would not authenticate itself',
  'refused-authentication': 'the server wants an authentication that is not allowed here',
  'peer-failed-authentication': 'the server failed to authenticate itself',
  'failed-authentication': 'user name or password was not accepted',
  'authenticator-mismatch': 'the server does not know the password',
  'timeout-authenticating-peer': 'the server was too slow to authenticate itself',
  'timeout-being-authenticated': 'no answer to the authentication',
  'keepalive-failed': 'the server answers no more',
  'no-encryption': 'no encryption was agreed on',
  loopback: 'the line is looped back',
};

const CALL: Readonly<Record<DisconnectReason, string>> = {
  local: 'hung up',
  shutdown: 'shut down',
  'peer-cleared': 'the server ended the call',
  'peer-closed': 'the server closed the connection',
  collision: 'the server called at the same time',
  'procedure-error': 'the server spoke out of turn',
  'format-error': 'the server does not speak PPTP',
  'content-error': 'the server said what cannot be meant',
  'resource-shortage': 'there is no room for another call',
  'call-id-error': 'the call ids do not match',
  'pac-error': 'the server refused the call',
  'pns-error': 'the peer refused the call',
  'tcp-pending': 'TCP is not open yet',
  'tcp-response-timeout': 'no answer from the server',
  'no-control-connection': 'the server takes no control connection',
  'tunnel-disconnect-timer': 'nothing to carry for too long',
  'keepalive-failure': 'the server answers no more',
};

export const endingText = (ending: TunnelEnding): string => {
  const text = ending.by === 'link' ? LINK[ending.reason] : CALL[ending.reason];
  return ending.withoutGre ? `${text} (no GRE came from the server)` : text;
};
