/**
 * A DHCP server (RFC 2131 §4.3), as far as octets go that are read already. It leases out of scopes, tries addresses out
 * before it offers them, and says what it did.
 *
 * Its owner hands in messages with where they came from, drains {@link DhcpServer.pollReply}, {@link DhcpServer.pollProbe}
 * and {@link DhcpServer.pollEvent}, and asks {@link DhcpServer.nextTimeout}.
 * @module
 */
import { counters } from '@rtemu/engine/counters';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { contains, type Ipv4Address, isGroupMac, type MacAddress, UNSPECIFIED } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import * as Option from '@rtemu/wire/dhcp-options';
import { type Choice, choose } from './allocation.js';
import { type Lease, LeaseTable } from './lease-table.js';
import { DECLINED_SECONDS, LIMIT, OFFER_SECONDS } from './limits.js';
import { answer, networkOfScope, refusal, seconds as secondsOf, termOf } from './replies.js';
import { type Client, clientKey, mayLease, type Scope } from './scope.js';
import {
  type Arrival,
  NO_SCOPES,
  type Probe,
  type Reply,
  type ServerEvent,
  type ServerSettings,
} from './server-settings.js';

const { OPTION } = Option;

/** An address that is being tried out for a client. */
interface Check {
  readonly choice: Choice;
  readonly client: Client;
  readonly arrival: Arrival;
  /** The newest DHCPDISCOVER of the client. */
  discover: Dhcp.DhcpMessage;
  readonly deadline: Instant;
}

export class DhcpServer {
  readonly counters = counters(
    'received',
    /** Messages of BOOTP, and of types that are a server's to send. */
    'strange',
    /** From networks that no scope is for. */
    'unscoped',
    /** For another server, or from clients that are not known. */
    'ignored',
    /** No address was left, or no room to remember one. */
    'full',
    /** More addresses would have had to be tried out at once than {@link LIMIT.checks}. */
    'busy',
    'offers',
    'acks',
    'naks',
  );

  #settings: ServerSettings = NO_SCOPES;
  readonly #leases = new LeaseTable();
  readonly #checks = new Map<Ipv4Address, Check>();
  #ownAddresses: ReadonlySet<Ipv4Address> = new Set();
  readonly #replies: Reply[] = [];
  readonly #probes: Probe[] = [];
  readonly #events: ServerEvent[] = [];

  /** Follows other settings. Leases outside of the new scopes are forgotten. */
  configure(settings: ServerSettings): void {
    this.#settings = settings;
    const scopes = new Map(settings.scopes.map((scope) => [scope.number, scope]));
    this.#leases.keepOnly(({ scope, address }) => {
      const still = scopes.get(scope);
      return still !== undefined && mayLease(still, address);
    });
    for (const [address, check] of this.#checks)
      if (!settings.scopes.includes(check.choice.scope)) this.#checks.delete(address);
  }

  get scopes(): readonly Scope[] {
    return this.#settings.scopes;
  }

  /** Addresses of the machine, which are never leased. */
  setOwnAddresses(addresses: Iterable<Ipv4Address>): void {
    this.#ownAddresses = new Set(addresses);
  }

  handleMessage(now: Instant, arrival: Arrival, message: Dhcp.DhcpMessage): void {
    this.counters.received++;
    const type = Dhcp.messageTypeOf(message);
    if (message.op !== 'request' || isGroupMac(message.hardwareAddress) || arrival.addresses.length === 0) {
      this.counters.strange++;
      return;
    }
    switch (type) {
      case 'DHCPDISCOVER':
        this.#discover(now, arrival, message);
        break;
      case 'DHCPREQUEST':
        this.#request(now, arrival, message);
        break;
      case 'DHCPDECLINE':
        this.#decline(now, arrival, message);
        break;
      case 'DHCPRELEASE':
        this.#release(now, arrival, message);
        break;
      case 'DHCPINFORM':
        this.#inform(arrival, message);
        break;
      default:
        this.counters.strange++;
    }
  }

  /** Somebody answered for an address that is tried out. @param by its hardware address, when that is known */
  handleProbeAnswer(now: Instant, address: Ipv4Address, by: MacAddress | undefined): void {
    const check = this.#checks.get(address);
    if (check === undefined) return;
    this.#checks.delete(address);
    const { choice, client, arrival, discover } = check;
    const isItself = client.kind === 'ethernet' && by === client.hardwareAddress;
    if (isItself) {
      this.#offer(now, arrival, discover, client, choice); // it holds on to what it had
      return;
    }
    const user: Client | undefined =
      by === undefined ? undefined : { kind: 'ethernet', hardwareAddress: by, identifier: undefined };
    const until = after(now, seconds(DECLINED_SECONDS));
    this.#leases.set(now, {
      address,
      scope: choice.scope.number,
      client: user,
      hostName: undefined,
      state: user === undefined ? 'declined' : 'leased',
      until: user === undefined ? until : endOf(now, choice.scope.expireSeconds),
    });
    this.#say('in use', arrival, address, client);
    this.#discover(now, arrival, discover);
  }

  /** Nobody answered in time: what was tried out is offered. */
  handleTimeout(now: Instant): void {
    for (const [address, check] of [...this.#checks])
      if (check.deadline <= now) {
        this.#checks.delete(address);
        this.#offer(now, check.arrival, check.discover, check.client, check.choice);
      }
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const { deadline } of this.#checks.values()) if (deadline < next) next = deadline;
    return next;
  }

  pollReply(): Reply | undefined {
    return this.#replies.shift();
  }

  pollProbe(): Probe | undefined {
    return this.#probes.shift();
  }

  pollEvent(): ServerEvent | undefined {
    return this.#events.shift();
  }

  /** What is leased in a scope, by address. */
  leasesIn(now: Instant, scope: number): readonly Lease[] {
    return this.#leases.current(now).filter((lease) => lease.scope === scope);
  }

  /** By hand (manual 12.1.9). @returns false when no scope has the address, or somebody else does */
  leaseTo(now: Instant, address: Ipv4Address, client: Client): boolean {
    const scope = this.#settings.scopes.find((each) => mayLease(each, address));
    if (scope === undefined || this.#ownAddresses.has(address)) return false;
    if (this.#leases.isTaken(now, address) && !this.#leases.isHeldBy(now, address, client)) return false;
    const until = endOf(now, scope.expireSeconds);
    return this.#leases.set(now, { address, scope: scope.number, client, hostName: undefined, state: 'leased', until });
  }

  /** An address for the far end of a PP, out of any scope, for as long as it is there. */
  leaseToPeer(now: Instant, name: string): Ipv4Address | undefined {
    const client: Client = { kind: 'ipcp', name };
    const choice = choose(now, this.#ground(), this.#settings.scopes, { client, requested: undefined });
    if (choice === undefined) return undefined;
    const { address, scope } = choice;
    const lease: Lease = { address, scope: scope.number, client, hostName: undefined, state: 'leased', until: NEVER };
    return this.#leases.set(now, lease) ? address : undefined;
  }

  /** By hand (manual 12.1.10), or for a peer that is gone. @returns false when nobody had it */
  free(now: Instant, address: Ipv4Address): boolean {
    const isTaken = this.#leases.isTaken(now, address);
    if (isTaken) this.#leases.free(now, address);
    return isTaken;
  }

  #discover(now: Instant, arrival: Arrival, message: Dhcp.DhcpMessage): void {
    const client = this.#clientOf(message);
    const under = [...this.#checks.values()].find((check) => clientKey(check.client) === clientKey(client));
    if (under !== undefined) {
      under.discover = message;
      return;
    }
    const scopes = this.#scopesFor(arrival, message);
    if (scopes.length === 0) {
      this.counters.unscoped++;
      return;
    }
    const requested = Option.addressOf(message.options, OPTION.requestedAddress);
    const choice = choose(now, this.#ground(), scopes, { client, requested });
    if (choice === undefined) {
      this.counters.full++;
      this.#say('full', arrival, undefined, client);
      return;
    }
    const isRelayed = message.relayAgent !== UNSPECIFIED;
    const { own, relayed } = this.#settings.duplicateCheck;
    const wait = isRelayed ? relayed : own;
    if (wait === undefined || this.#leases.isHeldBy(now, choice.address, client))
      this.#offer(now, arrival, message, client, choice);
    else this.#check(now, arrival, message, client, choice, wait, isRelayed);
  }

  #check(
    now: Instant,
    arrival: Arrival,
    discover: Dhcp.DhcpMessage,
    client: Client,
    choice: Choice,
    wait: Duration,
    isRelayed: boolean,
  ): void {
    if (this.#checks.size >= LIMIT.checks) {
      this.counters.busy++;
      return;
    }
    const { address } = choice;
    this.#checks.set(address, { choice, client, arrival, discover, deadline: after(now, wait) });
    this.#probes.push({ address, interface: isRelayed ? undefined : arrival.interface });
  }

  #offer(now: Instant, arrival: Arrival, discover: Dhcp.DhcpMessage, client: Client, { scope, address }: Choice): void {
    if (this.#leases.isTaken(now, address) && !this.#leases.isHeldBy(now, address, client)) {
      this.#discover(now, arrival, discover); // leased by hand while it was tried out
      return;
    }
    const termSeconds = termOf(scope, Option.numberOf(discover.options, OPTION.leaseTime));
    if (!this.#leases.isHeldBy(now, address, client)) {
      const hostName = hostNameOf(discover);
      const until = after(now, seconds(OFFER_SECONDS));
      if (!this.#leases.set(now, { address, scope: scope.number, client, hostName, state: 'offered', until })) {
        this.counters.full++;
        this.#say('full', arrival, undefined, client);
        return;
      }
    }
    this.counters.offers++;
    this.#replies.push(answer(this.#settings, arrival, discover, { type: 'DHCPOFFER', scope, address, termSeconds }));
  }

  #request(now: Instant, arrival: Arrival, message: Dhcp.DhcpMessage): void {
    const client = this.#clientOf(message);
    const requested = Option.addressOf(message.options, OPTION.requestedAddress);
    const server = Option.addressOf(message.options, OPTION.serverIdentifier);
    const wanted = requested ?? (message.clientAddress === UNSPECIFIED ? undefined : message.clientAddress);
    if (wanted === undefined) {
      this.counters.strange++;
      return;
    }
    if (
      server !== undefined &&
      !this.#ownAddresses.has(server) &&
      !arrival.addresses.some(({ address }) => address === server)
    ) {
      this.#withdrawOffer(now, client);
      this.counters.ignored++;
      return;
    }
    const scopes = this.#scopesFor(arrival, message);
    const isNetworkWrong = scopes.length > 0 && !scopes.some((scope) => contains(networkOfScope(scope), wanted));
    const lease = this.#leases.get(wanted);
    const isItsOwn = lease?.client !== undefined && clientKey(lease.client) === clientKey(client);
    const scope = isItsOwn ? this.#settings.scopes.find(({ number }) => number === lease.scope) : undefined;
    if (
      isItsOwn &&
      scope !== undefined &&
      (server !== undefined || !isNetworkWrong || message.clientAddress !== UNSPECIFIED)
    ) {
      this.#acknowledge(now, arrival, message, client, { scope, address: wanted }, lease);
      return;
    }
    const isKnown = scopes.some(({ number }) => this.#leases.of(client, number) !== undefined);
    // Who chose our offer is told that it is gone, and who has moved that it has; of others we may know nothing.
    if (server !== undefined || (isNetworkWrong && message.clientAddress === UNSPECIFIED) || isKnown)
      this.#refuse(arrival, message, client, wanted);
    else if (scopes.length > 0 && !this.#settings.compliance.remainSilent)
      this.#refuse(arrival, message, client, wanted);
    else this.counters.ignored++;
  }

  #acknowledge(
    now: Instant,
    arrival: Arrival,
    message: Dhcp.DhcpMessage,
    client: Client,
    { scope, address }: Choice,
    before: Lease,
  ): void {
    const wanted = Option.numberOf(message.options, OPTION.leaseTime);
    const isTooLong = wanted !== undefined && secondsOf(wanted) > scope.maxExpireSeconds;
    if (isTooLong && !this.#settings.compliance.replyAck) {
      this.#refuse(arrival, message, client, address);
      return;
    }
    const termSeconds = termOf(scope, wanted);
    const isExtended = before.state === 'leased' && before.until > now;
    const hostName = hostNameOf(message) ?? before.hostName;
    const until = endOf(now, termSeconds);
    this.#leases.set(now, { address, scope: scope.number, client, hostName, state: 'leased', until });
    this.#say(isExtended ? 'extends' : 'allocates', arrival, address, client);
    this.counters.acks++;
    this.#replies.push(answer(this.#settings, arrival, message, { type: 'DHCPACK', scope, address, termSeconds }));
  }

  #refuse(arrival: Arrival, message: Dhcp.DhcpMessage, client: Client, address: Ipv4Address): void {
    this.counters.naks++;
    this.#say('refuses', arrival, address, client);
    this.#replies.push(refusal(this.#settings, arrival, message));
  }

  #decline(now: Instant, arrival: Arrival, message: Dhcp.DhcpMessage): void {
    const client = this.#clientOf(message);
    const address = Option.addressOf(message.options, OPTION.requestedAddress);
    const lease = address === undefined ? undefined : this.#leases.get(address);
    if (lease === undefined || !this.#leases.isHeldBy(now, lease.address, client)) {
      this.counters.ignored++;
      return;
    }
    const until = after(now, seconds(DECLINED_SECONDS));
    this.#leases.set(now, { ...lease, client: undefined, hostName: undefined, state: 'declined', until });
    this.#say('declines', arrival, lease.address, client);
  }

  #release(now: Instant, arrival: Arrival, message: Dhcp.DhcpMessage): void {
    const client = this.#clientOf(message);
    if (!this.#leases.isHeldBy(now, message.clientAddress, client)) {
      this.counters.ignored++;
      return;
    }
    this.#leases.free(now, message.clientAddress);
    this.#say('releases', arrival, message.clientAddress, client);
  }

  #inform(arrival: Arrival, message: Dhcp.DhcpMessage): void {
    const address = message.clientAddress;
    const scopes = this.#scopesFor(arrival, message);
    const scope = scopes.find((each) => contains(networkOfScope(each), address));
    if (scope === undefined) {
      this.counters.unscoped++;
      return;
    }
    this.counters.acks++;
    this.#replies.push(
      answer(this.#settings, arrival, message, { type: 'DHCPACK', scope, address, termSeconds: undefined }),
    );
  }

  /** The client took another server's offer. */
  #withdrawOffer(now: Instant, client: Client): void {
    for (const { number } of this.#settings.scopes) {
      const lease = this.#leases.of(client, number);
      if (lease?.state === 'offered') this.#leases.free(now, lease.address);
    }
  }

  /** The scopes of the network that the client is in (RFC 2131 §4.3.1). */
  #scopesFor({ addresses }: Arrival, { relayAgent }: Dhcp.DhcpMessage): readonly Scope[] {
    return this.#settings.scopes.filter((scope) =>
      relayAgent === UNSPECIFIED
        ? addresses.some(({ address }) => contains(networkOfScope(scope), address))
        : contains(networkOfScope(scope), relayAgent),
    );
  }

  #clientOf({ hardwareAddress, options }: Dhcp.DhcpMessage): Client {
    const said = this.#settings.compliance.useClientId ? Option.dataOf(options, OPTION.clientIdentifier) : undefined;
    return { kind: 'ethernet', hardwareAddress, identifier: said?.length === 0 ? undefined : said };
  }

  #ground() {
    const { scopes } = this.#settings;
    const isShut = (address: Ipv4Address): boolean => this.#ownAddresses.has(address) || this.#checks.has(address);
    return { scopes, leases: this.#leases, isShut };
  }

  #say(
    kind: ServerEvent['kind'],
    { interface: number }: Arrival,
    address: Ipv4Address | undefined,
    client: Client,
  ): void {
    this.#events.push({ kind, interface: number, address, client });
  }
}

const endOf = (now: Instant, termSeconds: number): Instant =>
  Number.isFinite(termSeconds) ? after(now, seconds(termSeconds)) : NEVER;

const hostNameOf = ({ options }: Dhcp.DhcpMessage): string | undefined =>
  Option.textOf(options, OPTION.hostName)?.slice(0, LIMIT.hostName);
