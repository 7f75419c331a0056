import type { Instant } from '@rtemu/engine/time';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { endingText } from './ending-text.js';
import type { Answer, HostCommand, Job } from './host-console.js';
import type { LinkUp } from './life.js';
import type { Programs } from './programs.js';
import type { Vpn } from './vpn.js';

const USAGE = 'vpn [connect NAME | disconnect NAME]';

export function vpnCommands(vpns: readonly Vpn[], programs: Programs): HostCommand[] {
  if (vpns.length === 0) return [];
  const named = (name: string | undefined): Vpn | undefined =>
    vpns.find(({ settings }) => settings.name === name) ??
    (name === undefined && vpns.length === 1 ? vpns[0] : undefined);
  return [
    {
      usage: USAGE,
      help: 'the VPN connections of this machine; dial one, hang one up',
      run: (now, [verb, name]): Answer => {
        if (verb === undefined) return vpns.map(statusLine);
        const vpn = named(name);
        if (!vpn)
          return [`vpn: no connection ${name ?? ''}; there is ${vpns.map(({ settings }) => settings.name).join(', ')}`];
        if (verb === 'connect') return connect(now, vpn, programs);
        if (verb === 'disconnect') return disconnect(now, vpn);
        return [`usage: ${USAGE}`];
      },
    },
  ];
}

const statusLine = ({ settings, state, up }: Vpn): string =>
  `${settings.name}: ${state.toLowerCase()}, server ${typeof settings.server === 'string' ? settings.server : printIpv4(settings.server)}${up ? `, ${upText(up)}` : ''}`;

function upText({ localAddress, remoteAddress, encryption }: LinkUp): string {
  const cipher = encryption
    ? `MPPE ${encryption.sending.bits} bits ${encryption.sending.stateless ? 'stateless' : 'stateful'}`
    : 'no encryption';
  return `address ${localAddress === undefined ? 'none' : printIpv4(localAddress)}, peer ${remoteAddress === undefined ? 'unknown' : printIpv4(remoteAddress)}, ${cipher}`;
}

function connect(now: Instant, vpn: Vpn, programs: Programs): Answer {
  const { name, server } = vpn.settings;
  const dial = (at: Instant, address: Ipv4Address): Answer => {
    if (vpn.state !== 'Idle') return [`vpn: ${name} is ${vpn.state.toLowerCase()} already`];
    vpn.connect(at, address);
    return new VpnJob(vpn, ['connected', 'failed', 'disconnected']);
  };
  return typeof server === 'string' ? programs.withHost(now, 'vpn', server, dial) : dial(now, server);
}

function disconnect(now: Instant, vpn: Vpn): Answer {
  if (vpn.state === 'Idle') return [`vpn: ${vpn.settings.name} is not connected`];
  vpn.disconnect(now);
  return new VpnJob(vpn, []); // until the control connection is closed too, and one can dial again
}

/** Says what comes of a connection, until something that is awaited has come or the connection is idle. */
class VpnJob implements Job {
  done = false;

  constructor(
    private readonly vpn: Vpn,
    private readonly awaited: readonly string[],
  ) {}

  pollText(): string {
    let text = '';
    for (let report = this.vpn.pollReport(); report; report = this.vpn.pollReport()) {
      const what = report.kind === 'connected' ? upText(report.up) : endingText(report.ending);
      text += `${this.vpn.settings.name}: ${report.kind}: ${what}\n`;
      this.done ||= this.awaited.includes(report.kind);
    }
    this.done ||= this.vpn.state === 'Idle';
    return text;
  }

  interrupt(now: Instant): void {
    this.vpn.disconnect(now);
  }
}
