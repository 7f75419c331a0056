import { invariant } from '@rtemu/engine/invariant';
import type { Tap } from '@rtemu/engine/tap';
import type { Instant } from '@rtemu/engine/time';
import type { Route } from '@rtemu/ip/route-table';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import { LCP_INITIAL } from '@rtemu/ppp/lcp';
import type { PppLinkOptions } from '@rtemu/ppp/link-options';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import type { LifeState, LinkUp } from './life.js';
import { LinkNotes } from './link-notes.js';
import type { ControlProfile, EndpointEvent, PptpEndpoint } from './pptp-endpoint.js';
import type { TunnelEnding } from './tunnel.js';
import { TunnelLife } from './tunnel-life.js';

/** What a person enters to connect to a VPN. */
export interface VpnSettings {
  readonly name: string;
  /** A name is asked for each time. */
  readonly server: Ipv4Address | string;
  readonly username: string;
  readonly password: string;
  /** By which methods to authenticate oneself. */
  readonly authentication: readonly AuthenticationMethod[];
  /** `require`, `mppe-40` and `mppe-128` hang up rather than send anything in the clear. */
  readonly encryption: 'none' | 'optional' | 'require' | 'mppe-40' | 'mppe-128';
  /** What is asked for besides, as by a dialler with software compression switched on; nothing is ever compressed. */
  readonly compression?: 'none' | 'mppc' | 'stac';
}

/** What came of a connection, for whoever waits for it. */
export type VpnReport =
  | { readonly kind: 'connected'; readonly up: LinkUp }
  | { readonly kind: 'failed' | 'disconnected'; readonly ending: TunnelEnding };

/** As VPN clients set it, so that their packets fit into GRE over Ethernet. */
const MTU = 1400;
/** Packets that the PC buffers. */
const WINDOW = 64;

const CCP_TYPE = {
  none: 'none',
  optional: 'mppe-any',
  require: 'mppe-any',
  'mppe-40': 'mppe-40',
  'mppe-128': 'mppe-128',
} as const;

/** One VPN connection of a PC. As Windows does it, everything goes through the tunnel but the tunnel itself. */
export class Vpn {
  readonly life: TunnelLife;
  /** How it ended last, and what its link had to say before. */
  last: { readonly at: Instant; readonly ending: TunnelEnding } | undefined;
  readonly notes = new LinkNotes();
  readonly #reports: VpnReport[] = [];
  #interface: number | undefined;
  #server = UNSPECIFIED;
  #routes: Route[] = [];

  constructor(
    readonly settings: VpnSettings,
    private readonly stack: Ipv4Stack,
    private readonly endpoint: PptpEndpoint,
    private readonly profile: ControlProfile,
  ) {
    this.life = new TunnelLife(endpoint);
  }

  get state(): LifeState {
    return this.life.state;
  }

  /** Whom it is connected to, or was dialled. */
  get serverAddress(): Ipv4Address {
    return this.#server;
  }

  get up(): LinkUp | undefined {
    return this.life.up;
  }

  /** Whether TCP to the server is open. */
  get isTcpOpen(): boolean {
    return this.life.isTcpOpen;
  }

  /** Looks on at the PPP frames of this connection, whenever there are any. */
  set tap(tap: Tap | undefined) {
    this.life.tap = tap;
  }

  /** @param server where that is; needed when the settings have no more than a name */
  connect(now: Instant, server = this.settings.server): void {
    invariant(typeof server === 'number', 'one dials an address');
    this.#server = server;
    this.#reports.length = 0;
    this.notes.clear();
    const options = { link: this.#linkOptions(), windowSize: WINDOW };
    this.life.connect(now, { peer: server, profile: this.profile, options, place: 'pns' });
    this.#drain(now);
  }

  disconnect(now: Instant): void {
    this.life.disconnect(now);
    this.#drain(now);
  }

  pollReport(): VpnReport | undefined {
    return this.#reports.shift();
  }

  /** @returns false when the event is about another connection */
  handleEvent(now: Instant, event: EndpointEvent): boolean {
    const isOurs = this.life.handleEvent(now, event);
    this.#drain(now);
    return isOurs;
  }

  #drain(now: Instant): void {
    for (let event = this.life.pollEvent(); event; event = this.life.pollEvent()) {
      if (event.kind === 'online') this.#goOnline(now, event.up);
      else if (event.kind === 'offline') this.#goOffline(now, event.ending);
      else if (event.kind === 'failed') this.#fail(now, event);
      else if (event.kind === 'unheard') this.notes.unheard = true;
      else if (event.kind === 'link') {
        this.notes.note(event.event);
        if (event.event.kind === 'authenticated')
          this.life.admit(now, { askAddress: true, askDns: true, askWins: true });
      }
    }
  }

  #goOnline(now: Instant, up: LinkUp): void {
    const { stack } = this;
    this.#takeDown(now);
    const ppp = stack.addPointToPoint(this.settings.name);
    this.#interface = ppp;
    stack.setMtu(ppp, MTU);
    stack.setAddresses(now, ppp, [{ address: up.localAddress ?? UNSPECIFIED, length: 32 }], up.remoteAddress);
    stack.setUp(now, ppp, true);
    this.endpoint.attach(this.life.tunnel!, ppp);
    const way = stack.routes.entries().find(({ prefix, active }) => active && prefix.length === 0);
    if (way?.gateway !== undefined)
      this.#addRoute({
        prefix: { address: this.#server, length: 32 },
        gateway: way.gateway,
        kind: 'temporary',
      });
    // Two halves are more specific than the default route, which stays as it is.
    for (const address of [UNSPECIFIED, 0x80000000 as Ipv4Address])
      this.#addRoute({ prefix: { address, length: 1 }, interface: ppp, kind: 'temporary' });
    this.#reports.push({ kind: 'connected', up });
  }

  #fail(now: Instant, report: Extract<VpnReport, { kind: 'failed' | 'disconnected' }>): void {
    this.last = { at: now, ending: report.ending };
    this.#reports.push(report);
  }

  #goOffline(now: Instant, ending: TunnelEnding): void {
    this.#takeDown(now);
    this.#fail(now, { kind: 'disconnected', ending });
  }

  #takeDown(now: Instant): void {
    if (this.life.tunnel) this.endpoint.detach(this.life.tunnel);
    for (const route of this.#routes) this.stack.routes.remove(route);
    this.#routes = [];
    if (this.#interface !== undefined) this.stack.removeInterface(now, this.#interface);
    this.#interface = undefined;
  }

  #addRoute(route: Route): void {
    this.stack.routes.add(route);
    this.#routes.push(route);
  }

  #linkOptions(): PppLinkOptions {
    const { username, password, authentication, encryption, compression = 'none' } = this.settings;
    return {
      lcp: { ...LCP_INITIAL, mru: MTU },
      authentication: { accept: { methods: authentication, name: username, password } },
      ccp: {
        type: CCP_TYPE[encryption],
        noEncryption: encryption === 'none' || encryption === 'optional' ? 'accept' : 'reject',
        ...(compression !== 'none' && { compression }),
      },
    };
  }
}
