/**
 * A DHCP client (RFC 2131 §4.4) for one address of one interface. Its owner hands in what came for it, drains
 * {@link DhcpClient.pollSend}, {@link DhcpClient.pollProbe} and {@link DhcpClient.pollEvent}, and asks
 * {@link DhcpClient.nextTimeout}.
 * @module
 */
import { counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { after, between, type Duration, type Instant, inSeconds, NEVER, seconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import { type Ipv4Address, LIMITED_BROADCAST, type MacAddress, UNSPECIFIED } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import * as Option from '@rtemu/wire/dhcp-options';
import { CLIENT_MACHINE, type ClientAction, type ClientEvent, type ClientState } from './client-machine.js';
import { type Grant, grantOf } from './grant.js';

const { OPTION } = Option;

export interface ClientSettings {
  readonly hardwareAddress: MacAddress;
  readonly hostName: string | undefined;
  /** Type and all; the type of Ethernet and the hardware address when not said. */
  readonly clientIdentifier: Uint8Array | undefined;
  /** For how long to ask for the address; as long as the server likes when not said. */
  readonly leaseSeconds: number | undefined;
  readonly options: readonly Option.DhcpOption[];
  /** How often to ask before giving up, and how long to wait each time. */
  readonly retry: Retry;
  /**
   * The address is for somebody behind this machine, and what is sent to it goes there: so nothing is said in its name, and
   * a longer lease is asked for as after a reboot, by broadcast.
   */
  readonly onBehalf?: true;
}

export type Retry =
  /** `ip lanN dhcp retry` (manual 12.2.3); `Infinity` for ever. */
  | { readonly kind: 'fixed'; readonly count: number; readonly interval: Duration }
  /** 4, 8, 16, 32, 64 seconds, give or take one, and so on for ever (RFC 2131 §4.1). */
  | { readonly kind: 'backoff' };

export interface ClientSend {
  /** `undefined`: whichever address of the machine leads there. */
  readonly source: Ipv4Address | undefined;
  readonly destination: Ipv4Address;
  readonly message: Dhcp.DhcpMessage;
}

export type ClientNotice =
  /** The address is to be used from now on. */
  | { readonly kind: 'bound'; readonly grant: Grant }
  | { readonly kind: 'extended'; readonly grant: Grant }
  /** It is not to be used any more. */
  | { readonly kind: 'lost'; readonly grant: Grant; readonly why: 'expired' | 'refused' | 'released' | 'stopped' }
  | { readonly kind: 'declined'; readonly address: Ipv4Address }
  | { readonly kind: 'gave-up' };

/** How long somebody may answer for an address before it is used. */
const CHECK = seconds(0.5);
/** After a DHCPDECLINE, and after a DHCPNAK (RFC 2131 §3.1.5). */
const PAUSE = seconds(10);
const REQUESTS_MAX = 4;
const BACKOFF_SECONDS_MAX = 64;
/** While an address is renewed. */
const RENEWAL_RETRY_MIN = seconds(60);

const WANTED = Uint8Array.of(
  OPTION.subnetMask,
  OPTION.router,
  OPTION.domainNameServer,
  OPTION.domainName,
  OPTION.renewalTime,
  OPTION.rebindingTime,
);

type TimerName = 'retry' | 'check' | 'renewal' | 'rebinding' | 'expiry';

export class DhcpClient {
  readonly counters = counters(
    'sent',
    'received',
    /** For others, too late, or without what a client needs. */ 'ignored',
  );
  #state: ClientState = CLIENT_MACHINE.initial;
  #settings: ClientSettings;
  readonly #timers = new TimerTable<TimerName>();
  readonly #sends: ClientSend[] = [];
  readonly #probes: Ipv4Address[] = [];
  readonly #notices: ClientNotice[] = [];
  #transactionId = 0;
  #begunAt = 0 as Instant;
  #tries = 0;
  /** What was offered or acknowledged last. */
  #candidate: Grant | undefined;
  /** When the request went out that the newest lease answers: it counts from there. */
  #requestedAt = 0 as Instant;
  #grant: Grant | undefined;
  #isBound = false;
  #why: 'expired' | 'refused' | 'released' | 'stopped' = 'stopped';

  constructor(
    settings: ClientSettings,
    private readonly random: Random,
  ) {
    this.#settings = settings;
  }

  get state(): ClientState {
    return this.#state;
  }

  /** What is used, or was last and is worth asking for again. */
  get grant(): Grant | undefined {
    return this.#grant;
  }

  get isBound(): boolean {
    return this.#isBound;
  }

  /** Seconds that are left of the lease; `Infinity` for ever. */
  remainingSeconds(now: Instant): number {
    const until = this.#timers.deadline('expiry');
    return until === NEVER ? Number.POSITIVE_INFINITY : inSeconds(between(now, until));
  }

  get identifier(): Uint8Array {
    return this.#settings.clientIdentifier ?? ethernetIdentifier(this.#settings.hardwareAddress);
  }

  get settings(): ClientSettings {
    return this.#settings;
  }

  /** For what is sent from now on. */
  configure(settings: ClientSettings): void {
    this.#settings = settings;
  }

  start(now: Instant): void {
    this.#step(now, this.#grant === undefined ? 'Start' : 'Restart');
  }

  /** Asks for a longer lease at once, whenever it would end. */
  renew(now: Instant): void {
    if (this.#state === 'Bound') this.#step(now, 'T1');
    else if (this.#state === 'Stopped') this.start(now);
  }

  /** Gives the address back; `start` asks for one anew. */
  release(now: Instant): void {
    this.#why = 'released';
    this.#step(now, 'Release');
    this.#grant = undefined;
  }

  /** The link is gone. The address is not used until a server has said again that it may be. */
  stop(now: Instant): void {
    this.#why = 'stopped';
    this.#step(now, 'Stop');
  }

  handleMessage(now: Instant, message: Dhcp.DhcpMessage): void {
    const type = Dhcp.messageTypeOf(message);
    const { op, transactionId, hardwareAddress } = message;
    const isForUs =
      op === 'reply' && transactionId === this.#transactionId && hardwareAddress === this.#settings.hardwareAddress;
    const grant = type === 'DHCPNAK' ? undefined : grantOf(message);
    const isAnswer = type === 'DHCPNAK' || ((type === 'DHCPOFFER' || type === 'DHCPACK') && grant !== undefined);
    const isOther = this.#isBound && grant !== undefined && grant.address !== this.#grant?.address;
    if (!isForUs || !isAnswer || isOther || CLIENT_MACHINE.step(this.#state, type) === undefined) {
      this.counters.ignored++;
      return;
    }
    this.counters.received++;
    this.#why = 'refused';
    if (grant !== undefined) this.#candidate = grant;
    this.#step(now, type);
  }

  /** Somebody answered for the address that was tried out. */
  handleProbeAnswer(now: Instant): void {
    this.#why = 'refused';
    this.#step(now, 'InUse');
  }

  handleTimeout(now: Instant): void {
    for (const timer of this.#timers.takeDue(now)) this.#handleTimer(now, timer);
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  pollSend(): ClientSend | undefined {
    return this.#sends.shift();
  }

  /** An address to be tried out on the wire. */
  pollProbe(): Ipv4Address | undefined {
    return this.#probes.shift();
  }

  pollEvent(): ClientNotice | undefined {
    return this.#notices.shift();
  }

  #handleTimer(now: Instant, timer: TimerName): void {
    switch (timer) {
      case 'retry':
        this.#step(now, this.#isLastTry() ? 'TO-' : 'TO+');
        break;
      case 'check':
        this.#step(now, 'Unused');
        break;
      case 'renewal':
        this.#step(now, 'T1');
        break;
      case 'rebinding':
        this.#step(now, 'T2');
        break;
      default:
        this.#why = 'expired';
        this.#step(now, 'Expired');
    }
  }

  #isLastTry(): boolean {
    const { retry } = this.#settings;
    if (this.#state === 'Requesting' || this.#state === 'InitReboot') return this.#tries >= REQUESTS_MAX;
    return retry.kind === 'fixed' && this.#tries > retry.count;
  }

  #step(now: Instant, event: ClientEvent): void {
    const move = CLIENT_MACHINE.step(this.#state, event);
    if (move === undefined) return;
    this.#state = move.next;
    for (const action of move.actions) this.#perform(now, action);
  }

  #perform(now: Instant, action: ClientAction): void {
    switch (action) {
      case 'begin':
        this.#transactionId = this.random.u32();
        this.#begunAt = now;
        this.#tries = 0;
        break;
      case 'sendDiscover':
        this.#send(now, 'DHCPDISCOVER', { requested: this.#grant?.address });
        this.#armRetry(now);
        break;
      case 'choose':
        this.#tries = 0;
        break;
      case 'sendRequest':
        this.#send(now, 'DHCPREQUEST', { requested: this.#candidate!.address, server: this.#candidate!.server });
        this.#armRetry(now);
        break;
      case 'sendRebootRequest':
        this.#send(now, 'DHCPREQUEST', { requested: this.#grant!.address });
        this.#armRetry(now);
        break;
      case 'sendRenewRequest':
        this.#sendRenewal(now, this.#grant!.server);
        this.#armRenewalRetry(now, 'rebinding');
        break;
      case 'sendRebindRequest':
        this.#sendRenewal(now, undefined);
        this.#armRenewalRetry(now, 'expiry');
        break;
      case 'sendDecline':
        this.#send(now, 'DHCPDECLINE', { requested: this.#candidate!.address, server: this.#candidate!.server });
        this.#notices.push({ kind: 'declined', address: this.#candidate!.address });
        break;
      case 'sendRelease': {
        const { address, server } = (this.#isBound ? this.#grant : this.#candidate)!;
        this.#send(now, 'DHCPRELEASE', { from: address, to: server, server });
        break;
      }
      case 'probe':
        this.#probes.push(this.#candidate!.address);
        this.#timers.set('check', after(now, CHECK));
        break;
      case 'pause':
        this.#timers.stopAll();
        this.#timers.set('retry', after(now, PAUSE));
        break;
      case 'bind':
        this.#isBound = true;
        this.#grant = this.#candidate!;
        this.#armLease(now);
        this.#notices.push({ kind: 'bound', grant: this.#grant });
        break;
      case 'extend':
        this.#grant = this.#candidate!;
        this.#armLease(now);
        this.#notices.push({ kind: 'extended', grant: this.#grant });
        break;
      case 'unbind':
        this.#isBound = false;
        this.#timers.stopAll();
        this.#notices.push({ kind: 'lost', grant: this.#grant!, why: this.#why });
        break;
      case 'forget':
        // What has run out may still be had again; what was refused or given back may not.
        if (this.#why !== 'expired') this.#grant = undefined;
        break;
      case 'giveUp':
        this.#notices.push({ kind: 'gave-up' });
        break;
      default:
        this.#timers.stopAll();
    }
  }

  /** @param server any when not said */
  #sendRenewal(now: Instant, server: Ipv4Address | undefined): void {
    const { address } = this.#grant!;
    if (this.#settings.onBehalf) this.#send(now, 'DHCPREQUEST', { requested: address });
    else this.#send(now, 'DHCPREQUEST', { from: address, ...(server !== undefined && { to: server }) });
  }

  #send(
    now: Instant,
    type: Dhcp.MessageType,
    about: {
      readonly requested?: Ipv4Address | undefined;
      readonly server?: Ipv4Address;
      /** The address that is ours already. */
      readonly from?: Ipv4Address;
      readonly to?: Ipv4Address;
    },
  ): void {
    const { hardwareAddress, hostName, leaseSeconds, options } = this.#settings;
    const { requested, server, from, to } = about;
    const asks = type === 'DHCPDISCOVER' || type === 'DHCPREQUEST';
    const says = [
      Dhcp.messageType(type),
      Option.octets(OPTION.clientIdentifier, this.identifier),
      ...(requested === undefined ? [] : [Option.addresses(OPTION.requestedAddress, [requested])]),
      ...(server === undefined ? [] : [Option.addresses(OPTION.serverIdentifier, [server])]),
      ...(asks && leaseSeconds !== undefined ? [Option.number(OPTION.leaseTime, leaseSeconds)] : []),
      ...(asks && hostName !== undefined ? [Option.text(OPTION.hostName, hostName)] : []),
      ...(asks ? [Option.octets(OPTION.parameterRequestList, WANTED)] : []),
    ];
    const extra = asks ? options.filter(({ code }) => !FIXED.has(code)) : [];
    if (type === 'DHCPREQUEST') this.#requestedAt = now;
    this.counters.sent++;
    this.#sends.push({
      source: from === undefined ? UNSPECIFIED : this.#settings.onBehalf ? undefined : from,
      destination: to ?? LIMITED_BROADCAST,
      message: {
        op: 'request',
        hops: 0,
        transactionId: this.#transactionId,
        secs: Math.min(0xffff, Math.floor(inSeconds(between(this.#begunAt, now)))),
        broadcast: from === undefined, // until it has an address, the stack takes nothing else
        clientAddress: from ?? UNSPECIFIED,
        yourAddress: UNSPECIFIED,
        nextServer: UNSPECIFIED,
        relayAgent: UNSPECIFIED,
        hardwareAddress,
        serverName: '',
        bootFile: '',
        options: [...says.filter(({ code }) => !extra.some((option) => option.code === code)), ...extra],
      },
    });
  }

  #armRetry(now: Instant): void {
    this.#tries++;
    const { retry } = this.#settings;
    const wait =
      retry.kind === 'fixed'
        ? retry.interval
        : seconds(Math.min(BACKOFF_SECONDS_MAX, 2 ** (this.#tries + 1)) - 1 + this.random.below(2001) / 1000);
    this.#timers.set('retry', after(now, wait));
  }

  /** Half of what is left, and no less than a minute (RFC 2131 §4.4.5). */
  #armRenewalRetry(now: Instant, until: 'rebinding' | 'expiry'): void {
    const left = between(now, this.#timers.deadline(until));
    if (!Number.isFinite(left)) return;
    this.#timers.set('retry', after(now, Math.max(RENEWAL_RETRY_MIN, Math.floor(left / 2)) as Duration));
  }

  #armLease(now: Instant): void {
    const { leaseSeconds, renewalSeconds, rebindingSeconds } = this.#grant!;
    this.#timers.stopAll();
    if (!Number.isFinite(leaseSeconds)) return;
    const at = (term: number): Instant => Math.max(now, after(this.#requestedAt, seconds(term))) as Instant;
    this.#timers.set('renewal', at(renewalSeconds));
    this.#timers.set('rebinding', at(rebindingSeconds));
    this.#timers.set('expiry', at(leaseSeconds));
  }
}

/** What an operator's options may not put something else in the place of. */
const FIXED: ReadonlySet<number> = new Set([OPTION.messageType, OPTION.requestedAddress, OPTION.serverIdentifier]);

const MAC_OCTETS = 6;
const HARDWARE_ETHERNET = 1;

/** Type 1 and the hardware address (RFC 2132 §9.14). */
export const ethernetIdentifier = (mac: MacAddress): Uint8Array =>
  Uint8Array.of(
    HARDWARE_ETHERNET,
    ...Array.from({ length: MAC_OCTETS }, (_, i) => Math.floor(mac / 2 ** (8 * (5 - i)))),
  );
