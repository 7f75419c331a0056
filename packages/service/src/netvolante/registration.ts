/**
 * The name of one interface at NetVolante DNS: registered when the interface's address changes, tried again when that fails,
 * and told anew from time to time (manual 34.1, 34.7, 34.13, 34.14).
 * @module
 */
import type { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, seconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import { emit, type NetvolanteKind, type NetvolanteMessage, type NetvolanteStatus } from '@rtemu/wire/netvolante';

/** Who the router is. */
export interface RouterIdentity {
  readonly mac: MacAddress;
  readonly serial: string;
}

export interface RegistrationSettings {
  /** What to register: a name, or `''` for one that the server makes; `undefined`: nothing. */
  readonly host: string | undefined;
  /** Whether to follow the interface's address (`netvolante-dns use`). */
  readonly automatic: boolean;
  readonly timeoutSeconds: number;
  /** Between tries: seconds, or at first half a minute to one and a half, then a minute (manual 34.13). */
  readonly retrySeconds: number | 'auto';
  readonly retryCount: number;
  /** From one registration to the next of the same address. */
  readonly registerSeconds: number | 'off';
}

export type RegistrationEvent =
  | { readonly kind: 'registered'; readonly host: string; readonly address: Ipv4Address }
  | { readonly kind: 'deleted'; readonly host: string }
  | { readonly kind: 'listed'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly what: Task; readonly why: 'timeout' | Exclude<NetvolanteStatus, 'ok'> };

export type Task = 'register' | 'delete' | 'list';

/** How often a request is sent again before the time is out. */
const RESEND: Duration = seconds(5);
const ANSWERS: Readonly<Record<Task, NetvolanteKind>> = { register: 'registered', delete: 'deleted', list: 'listed' };

interface Exchange {
  readonly task: Task;
  readonly number: number;
  readonly host: string;
  readonly byHand: boolean;
}

export class Registration {
  /** As it was registered last. */
  registered: { readonly host: string; readonly address: Ipv4Address; readonly at: Instant } | undefined;
  readonly #timers = new TimerTable<'resend' | 'timeout' | 'retry' | 'refresh'>();
  readonly #events: RegistrationEvent[] = [];
  #settings: RegistrationSettings;
  #address: Ipv4Address | undefined;
  #exchange: Exchange | undefined;
  #toSend: Uint8Array | undefined;
  #failures = 0;

  constructor(
    private readonly random: Random,
    private readonly identity: RouterIdentity,
    settings: RegistrationSettings,
  ) {
    this.#settings = settings;
  }

  get address(): Ipv4Address | undefined {
    return this.#address;
  }

  /** Follows other settings. The whole name that the server answered with is the same as the word that was asked for. */
  reconfigure(now: Instant, settings: RegistrationSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    const { host } = settings;
    const isSame = host === before.host || (host !== undefined && host === this.registered?.host);
    if (!isSame) this.#forget();
    if (!isSame || settings.automatic !== before.automatic) this.#update(now);
    if (settings.registerSeconds !== before.registerSeconds) this.#armRefresh(now);
  }

  /** The address that the interface has now. */
  handleAddress(now: Instant, address: Ipv4Address | undefined): void {
    if (address === this.#address) return;
    this.#address = address;
    this.#abandon();
    this.#failures = 0;
    this.#update(now);
  }

  /** By hand (manual 34.2, 34.3, 34.5). @returns false when there is nothing to say, or nobody who could */
  begin(now: Instant, task: Task, host = this.#settings.host): boolean {
    if (this.#address === undefined || (task !== 'list' && host === undefined)) return false;
    this.#start(now, task, host ?? '', true);
    return true;
  }

  handleReply(now: Instant, reply: NetvolanteMessage): void {
    const exchange = this.#exchange;
    const isOurs = reply.exchange === exchange?.number && reply.mac === this.identity.mac;
    if (exchange === undefined || !isOurs || reply.kind !== ANSWERS[exchange.task]) return;
    this.#abandon();
    if (reply.status !== 'ok') this.#fail(now, exchange, reply.status);
    else if (exchange.task === 'list') this.#events.push({ kind: 'listed', names: reply.names });
    else if (exchange.task === 'delete') {
      if (this.registered?.host === reply.host) this.registered = undefined;
      this.#timers.stop('refresh');
      this.#events.push({ kind: 'deleted', host: reply.host });
    } else {
      this.#failures = 0;
      this.registered = { host: reply.host, address: reply.address, at: now };
      this.#armRefresh(now);
      this.#events.push({ kind: 'registered', host: reply.host, address: reply.address });
    }
  }

  handleTimeout(now: Instant): void {
    for (const timer of this.#timers.takeDue(now))
      switch (timer) {
        case 'resend':
          this.#send(now);
          break;
        case 'timeout': {
          const exchange = this.#exchange;
          this.#abandon();
          if (exchange) this.#fail(now, exchange, 'timeout');
          break;
        }
        case 'retry':
        case 'refresh':
          if (this.#settings.host !== undefined && this.#address !== undefined)
            this.#start(now, 'register', this.#settings.host, false);
          break;
      }
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  /** What is to be sent to the server. */
  pollSend(): Uint8Array | undefined {
    const payload = this.#toSend;
    this.#toSend = undefined;
    return payload;
  }

  pollEvent(): RegistrationEvent | undefined {
    return this.#events.shift();
  }

  #update(now: Instant): void {
    const { host, automatic } = this.#settings;
    const address = this.#address;
    if (host === undefined || !automatic || address === undefined || this.registered?.address === address) return;
    this.#start(now, 'register', host, false);
  }

  #start(now: Instant, task: Task, host: string, byHand: boolean): void {
    this.#abandon();
    this.#exchange = { task, number: this.random.below(0x1_0000), host, byHand };
    this.#timers.set('timeout', after(now, seconds(this.#settings.timeoutSeconds)));
    this.#send(now);
  }

  #send(now: Instant): void {
    const exchange = this.#exchange;
    const address = this.#address;
    if (exchange === undefined || address === undefined) return;
    const { task: kind, number, host } = exchange;
    this.#toSend = emit({ kind, status: 'ok', exchange: number, ...this.identity, address, host, names: [] });
    this.#timers.set('resend', after(now, RESEND));
  }

  #fail(now: Instant, { task, byHand }: Exchange, why: Extract<RegistrationEvent, { kind: 'failed' }>['why']): void {
    this.#events.push({ kind: 'failed', what: task, why });
    const { retrySeconds, retryCount, automatic } = this.#settings;
    if (task !== 'register' || byHand || !automatic || this.#failures >= retryCount) return;
    const auto = this.#failures === 0 ? 30 + this.random.below(61) : 60;
    this.#failures++;
    this.#timers.set('retry', after(now, seconds(retrySeconds === 'auto' ? auto : retrySeconds)));
  }

  #armRefresh(now: Instant): void {
    const { registerSeconds } = this.#settings;
    if (registerSeconds === 'off' || this.registered === undefined) this.#timers.stop('refresh');
    else this.#timers.set('refresh', after(now, seconds(registerSeconds)));
  }

  /** Whatever is under way, and whatever was to be tried again: what is done by hand takes its place (manual 34.13). */
  #abandon(): void {
    this.#exchange = undefined;
    this.#toSend = undefined;
    for (const timer of ['resend', 'timeout', 'retry'] as const) this.#timers.stop(timer);
  }

  #forget(): void {
    this.#abandon();
    this.registered = undefined;
    this.#failures = 0;
    this.#timers.stop('refresh');
  }
}
