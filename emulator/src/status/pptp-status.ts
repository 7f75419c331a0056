import type { PptpConnectionStatus } from '@rtemu/commands/status';
import type { TunnelLife } from '@rtemu/hosts/tunnel-life';
import type { ControlState } from '@rtemu/pptp/control-connection-machine';

const CONTROL: Readonly<Record<ControlState, PptpConnectionStatus['control']>> = {
  idle: 'waiting for reply',
  wait_ctl_reply: 'waiting for reply',
  established: 'established',
  wait_stop_reply: 'closing',
  wait_tcp_termination: 'closing',
  closed: 'closing',
};

/** What PPTP itself knows of a connection, whoever's it is. */
export type PptpLifeStatus = Pick<
  PptpConnectionStatus,
  'control' | 'localAddress' | 'remoteAddress' | 'remoteHostName' | 'remoteVendorName' | 'call'
>;

/** @returns `undefined` while there is no control connection, nor one on its way */
export function pptpStatusOf({ channel, tunnel }: TunnelLife): PptpLifeStatus | undefined {
  if (channel === undefined) return undefined;
  const gre = tunnel?.gre;
  const status = gre?.status();
  const order = gre?.orderCounters;
  return {
    control: channel.control ? CONTROL[channel.control.state] : 'connecting',
    localAddress: channel.local,
    remoteAddress: channel.peer,
    remoteHostName: channel.control?.peer?.hostName ?? '',
    remoteVendorName: channel.control?.peer?.vendorName ?? '',
    call: gre &&
      status &&
      order && {
        localCallId: status.callId,
        remoteCallId: status.peersCallId ?? 0,
        localWindow: status.windowSize,
        remoteWindow: status.peerWindow,
        received: { packets: gre.counters.packetsReceived, octets: gre.counters.octetsReceived },
        transmitted: { packets: gre.counters.packetsSent, octets: gre.counters.octetsSent },
        duplicates: order.duplicates,
        outOfOrder: order.reordered,
        lost: order.lost,
      },
  };
}
