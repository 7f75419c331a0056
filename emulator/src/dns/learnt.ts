import type { Lazy } from '@rtemu/engine/lazy';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { Dhcp } from '../dhcp/dhcp.js';
import type { Pps } from '../pps.js';
import type { LearntServers } from './way-chooser.js';

/** The DNS servers that peers of PPs, and DHCP servers, told the router of. */
export class Learnt implements LearntServers {
  constructor(
    private readonly pps: Pps,
    private readonly dhcp: Lazy<Dhcp>,
  ) {}

  isPpUp(pp: number): boolean {
    return this.pps.numbered(pp)?.isOnline ?? false;
  }

  ofPp(pp: number): readonly Ipv4Address[] {
    return this.pps.dnsServersOf(pp);
  }

  ofDhcp(interface_: string): readonly Ipv4Address[] {
    return this.dhcp.made?.dnsServersOn(interface_) ?? [];
  }

  ofAnyDhcp(): readonly Ipv4Address[] {
    return this.dhcp.made?.dnsServers() ?? [];
  }
}
