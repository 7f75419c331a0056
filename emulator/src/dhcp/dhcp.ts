import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import {
  type DhcpClientPlace,
  dhcpClientReleaseLinkdown,
  dhcpRelaySelect,
  dhcpRelaySrcport,
  dhcpRelayThreshold,
  dhcpService,
} from '@rtemu/config/settings/dhcp';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, seconds } from '@rtemu/engine/time';
import { DhcpClients, type PlacedClient } from '@rtemu/hosts/dhcp-clients';
import { DhcpDesk } from '@rtemu/hosts/dhcp-desk';
import { DhcpPorts } from '@rtemu/hosts/dhcp-ports';
import type { Service } from '@rtemu/hosts/services';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { ClientNotice } from '@rtemu/service/dhcp/client';
import type { Grant } from '@rtemu/service/dhcp/grant';
import type { ServerEvent } from '@rtemu/service/dhcp/server-settings';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import type { PeerAnswer, PeerLeases } from '../admission.js';
import type { Journal } from '../journal.js';
import type { Lans, Which } from '../lans.js';
import type { LearntGateways } from '../learnt-gateways.js';
import { clientPlacesOf, clientSettingsOf } from './client-settings.js';
import * as LogText from './log-text.js';
import { isForPeer, PeerClients } from './peer-clients.js';
import { roleOn, serverSettingsOf } from './server-settings.js';

/** For how long a link is down before its address is let go of (manual 12.2.6). */
const LINKDOWN_SECONDS = 3;

const placeOf = (name: string): readonly [InterfaceName, Which] => name.split(' ') as [InterfaceName, Which];
const nameOf = ({ interface: name, address }: DhcpClientPlace): string => `${name} ${address}`;

/** A router's part in DHCP: server or relay on its interfaces, client for the addresses of its LANs. */
export class Dhcp implements PeerLeases, Service {
  readonly desk: DhcpDesk;
  readonly clients: DhcpClients;
  /** Those of the clients that stand for the peers of PPs. */
  readonly peers: PeerClients;
  #changed = false;
  readonly #linked = new Set<PlacedClient>();
  /** Clients whose link went down, and when they let go of what they have. */
  readonly #linkless = new Map<PlacedClient, Instant>();

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly lans: Lans,
    private readonly journal: Journal,
    private readonly gateways: LearntGateways,
    random: Random,
    private document: Document,
    /** How the log calls an interface at which somebody is. */
    private readonly nameAt: (now: Instant, number: number, mac: MacAddress) => string,
  ) {
    const ports = new DhcpPorts(stack);
    const role = (number: number) => roleOn(this.document, lans.places.find((place) => place.number === number)?.name);
    this.desk = new DhcpDesk(stack, ports, role, (now, event) =>
      journal.write(now, LogText.serverLine(this.#placeOf(now, event), event)),
    );
    this.clients = new DhcpClients(stack, ports, random, (now, of, notice) =>
      isForPeer(of) ? this.peers.follow(now, of, notice) : this.#follow(now, of, notice),
    );
    this.peers = new PeerClients(stack, lans, journal, this.clients);
  }

  #placeOf(now: Instant, { interface: number, client }: ServerEvent): string {
    return client.kind === 'ethernet'
      ? this.nameAt(now, number, client.hardwareAddress)
      : this.stack.interface(number).name;
  }

  pump(now: Instant): boolean {
    const moved = this.desk.pump(now);
    return this.clients.pump(now) || moved;
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    this.desk.handleStackEvent(now, event);
    this.clients.handleStackEvent(now, event);
  }

  handleTimeout(now: Instant): void {
    for (const service of [this.desk, this.clients]) if (service.nextTimeout() <= now) service.handleTimeout(now);
    this.peers.handleTimeout(now);
    this.#letGo(now);
  }

  nextTimeout(): Instant {
    return Math.min(
      this.desk.nextTimeout(),
      this.clients.nextTimeout(),
      this.peers.nextTimeout(),
      ...this.#linkless.values(),
    ) as Instant;
  }

  /** Who is to ask for an address no more gives it back, while the interface still has it. */
  forget(now: Instant, document: Document): void {
    const wanted = new Set(clientPlacesOf(document, this.#names).map(nameOf));
    for (const { name } of this.#own) if (!wanted.has(name)) this.clients.remove(now, name);
  }

  /** To be called when the LANs have their new places, and to be followed by a pump of the services. */
  reconfigure(now: Instant, document: Document): void {
    this.document = document;
    const { global } = document;
    const roles = [undefined, ...this.#names].map((name) => roleOn(document, name).kind);
    this.desk.open(
      roles.some((kind) => kind !== 'off'),
      global.effective(dhcpRelaySrcport),
    );
    this.desk.server.configure(serverSettingsOf(document));
    this.desk.relay.configure({
      select: global.effective(dhcpRelaySelect),
      thresholdSeconds: global.effective(dhcpRelayThreshold),
    });
    this.#reconfigureClients(now, document);
    this.followLinks(now);
  }

  /** Interfaces came up or went down, for whatever reason. */
  followLinks(now: Instant): void {
    if (this.clients.isEmpty) return;
    for (const placed of this.#own) {
      const isUp = this.stack.interface(placed.interface).up;
      if (isUp === this.#linked.has(placed)) continue;
      const { client } = placed;
      this.#linkless.delete(placed);
      if (isUp) {
        this.#linked.add(placed);
        client.start(now);
        continue;
      }
      this.#linked.delete(placed);
      const { on, seconds: said = LINKDOWN_SECONDS } = this.document.global.effective(dhcpClientReleaseLinkdown);
      if (!client.isBound) client.stop(now);
      else if (on) this.#linkless.set(placed, after(now, seconds(said)));
    }
  }

  /** Whether an address was got or lost, or what came with it changed, since this was asked last. */
  takeChange(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** What a DHCP server gave for an interface, for its primary address before its secondary one. */
  grantOn(name: InterfaceName): Grant | undefined {
    for (const address of ['primary', 'secondary'] as const) {
      const client = this.clients.get(nameOf({ interface: name, address }))?.client;
      if (client?.isBound) return client.grant;
    }
    return undefined;
  }

  leaseToPeer(now: Instant, name: string): Ipv4Address | undefined {
    const isServer = this.document.global.get(dhcpService) === 'server';
    return isServer ? this.desk.server.leaseToPeer(now, name) : undefined;
  }

  endPeerLease(now: Instant, address: Ipv4Address): void {
    this.desk.server.free(now, address);
  }

  /** For `dns server dhcp lan2`. */
  dnsServersOn(name: InterfaceName): readonly Ipv4Address[] {
    return this.grantOn(name)?.dnsServers ?? [];
  }

  /** Of the first interface whose DHCP server told some. */
  dnsServers(): readonly Ipv4Address[] {
    for (const name of this.#names) {
      const servers = this.dnsServersOn(name);
      if (servers.length > 0) return servers;
    }
    return [];
  }

  askForPeer(now: Instant, label: string, lan: InterfaceName): void {
    this.peers.ask(now, label, lan);
  }

  forgetPeer(now: Instant, label: string): void {
    this.peers.forget(now, label);
  }

  pollPeerAnswer(): PeerAnswer | undefined {
    return this.peers.pollAnswer();
  }

  /** The clients for addresses of our own interfaces. */
  get #own(): readonly PlacedClient[] {
    return this.clients.all.filter((placed) => !isForPeer(placed));
  }

  get #names(): readonly InterfaceName[] {
    return this.lans.places.map(({ name }) => name);
  }

  #reconfigureClients(now: Instant, document: Document): void {
    const places = new Map(clientPlacesOf(document, this.#names).map((place) => [nameOf(place), place]));
    const numberOf = (lan: InterfaceName) => this.lans.places.find(({ name }) => name === lan)!.number;
    this.peers.reconfigure();
    for (const placed of this.#own) {
      const place = places.get(placed.name);
      // Another interface bears the name now, or none.
      if (place !== undefined && numberOf(place.interface) === placed.interface) continue;
      const [lan, which] = placeOf(placed.name);
      this.clients.drop(placed.name);
      this.lans.setLearnt(now, lan, which, undefined);
      this.gateways.learn(lan, undefined);
    }
    for (const [name, place] of places) {
      const settings = clientSettingsOf(document, place);
      const placed = this.clients.get(name);
      if (placed === undefined) this.clients.add(name, numberOf(place.interface), settings);
      else placed.client.configure({ ...settings, hardwareAddress: placed.client.settings.hardwareAddress });
    }
  }

  #follow(now: Instant, { name, interface: number }: PlacedClient, notice: ClientNotice): void {
    const lan = this.stack.interface(number).name;
    const [lanName, which] = placeOf(name);
    switch (notice.kind) {
      case 'bound':
      case 'extended': {
        const { address, length, server } = notice.grant;
        this.#changed = true;
        this.lans.setLearnt(now, lanName, which, { address, length });
        this.gateways.learn(lanName, this.grantOn(lanName)?.routers[0]);
        const line =
          notice.kind === 'bound'
            ? LogText.gotAddress(lan, address, length, server)
            : LogText.extendedAddress(lan, address);
        this.journal.write(now, line);
        break;
      }
      case 'lost':
        this.#changed = true;
        this.lans.setLearnt(now, lanName, which, undefined);
        this.gateways.learn(lanName, this.grantOn(lanName)?.routers[0]);
        this.journal.write(now, LogText.lostAddress(lan, notice.grant.address, notice.why));
        break;
      case 'declined':
        this.journal.write(now, LogText.declinedAddress(lan, notice.address));
        break;
      default:
        this.journal.write(now, LogText.gaveUp(lan));
    }
  }

  #letGo(now: Instant): void {
    for (const [placed, at] of this.#linkless)
      if (at <= now) {
        this.#linkless.delete(placed);
        placed.client.release(now);
      }
  }
}
