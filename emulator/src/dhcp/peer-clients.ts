/**
 * Addresses that a DHCP server on a LAN gives for the far ends of PPs: `ip pp remote address dhcpc` and `... pool dhcpc`
 * (manual 8.2.1, 8.2.2). Each PP is a client of its own, told from the others by its identifier.
 * @module
 */
import type { InterfaceName } from '@rtemu/config/interface-name';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { DhcpClients, PlacedClient } from '@rtemu/hosts/dhcp-clients';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { ClientNotice } from '@rtemu/service/dhcp/client';
import type { MacAddress } from '@rtemu/wire/address';
import { writeText } from '@rtemu/wire/text';
import type { PeerAnswer } from '../admission.js';
import type { Journal } from '../journal.js';
import type { Lans } from '../lans.js';
import * as LogText from './log-text.js';

/** How long a caller waits; a caller's own IPCP goes on asking for thirty seconds. */
const PATIENCE_SECONDS = 15;
const RETRY_SECONDS = 4;

const PREFIX = 'peer ';
/** Of the clients, those that stand for a peer. */
export const isForPeer = (placed: PlacedClient): boolean => placed.name.startsWith(PREFIX);
/** `PP[ANONYMOUS01]` */
export const labelOf = ({ name }: PlacedClient): string => name.slice(PREFIX.length);

export class PeerClients {
  readonly #answers: PeerAnswer[] = [];
  /** Those who wait for a first answer, and until when. */
  readonly #patience = new Map<string, Instant>();
  #isAsking = false;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly lans: Lans,
    private readonly journal: Journal,
    private readonly clients: DhcpClients,
  ) {}

  get hasAnswers(): boolean {
    return this.#answers.length > 0;
  }

  /** Whether there is something to send since this was asked last. */
  takeRequest(): boolean {
    const isAsking = this.#isAsking;
    this.#isAsking = false;
    return isAsking;
  }

  pollAnswer(): PeerAnswer | undefined {
    return this.#answers.shift();
  }

  /** To be followed by a pump. Whoever has an address already is told it again. */
  ask(now: Instant, label: string, lan: InterfaceName): void {
    const asked = this.clients.get(PREFIX + label)?.client;
    if (asked?.isBound) this.#answers.push({ kind: 'address', label, address: asked.grant!.address });
    if (asked !== undefined) return;
    const number = this.lans.places.find(({ name }) => name === lan)?.number;
    if (number === undefined || !this.stack.interface(number).up) {
      this.#fail(now, label, lan.toUpperCase());
      return;
    }
    const { mac } = this.stack.interface(number);
    const { client } = this.clients.add(PREFIX + label, number, {
      hostName: undefined,
      clientIdentifier: identifierOf(mac, label),
      leaseSeconds: undefined,
      options: [],
      retry: { kind: 'fixed', count: Number.POSITIVE_INFINITY, interval: seconds(RETRY_SECONDS) },
      onBehalf: true,
    });
    this.#patience.set(label, after(now, seconds(PATIENCE_SECONDS)));
    client.start(now);
    this.#isAsking = true;
  }

  /** The peer is gone: what it had is given back. To be followed by a pump. */
  forget(now: Instant, label: string): void {
    this.#patience.delete(label);
    this.clients.remove(now, PREFIX + label);
    this.#isAsking = true;
  }

  /** LANs have changed: what was asked for on one that is no more is lost. */
  reconfigure(): void {
    const numbers = new Set(this.lans.places.map(({ number }) => number));
    for (const placed of this.clients.all) {
      if (!isForPeer(placed) || numbers.has(placed.interface)) continue;
      this.clients.drop(placed.name);
      this.#patience.delete(labelOf(placed));
      this.#answers.push({ kind: 'lost', label: labelOf(placed) });
    }
  }

  follow(now: Instant, placed: PlacedClient, notice: ClientNotice): void {
    const label = labelOf(placed);
    const lan = `${this.stack.interface(placed.interface).name} ${label}`;
    switch (notice.kind) {
      case 'bound': {
        const { address, length, server } = notice.grant;
        this.#patience.delete(label);
        this.journal.write(now, LogText.gotAddress(lan, address, length, server));
        this.#answers.push({ kind: 'address', label, address });
        break;
      }
      case 'extended':
        this.journal.write(now, LogText.extendedAddress(lan, notice.grant.address));
        break;
      case 'lost':
        this.journal.write(now, LogText.lostAddress(lan, notice.grant.address, notice.why));
        if (notice.why === 'released') break;
        this.clients.drop(placed.name); // the caller has to come again
        this.#answers.push({ kind: 'lost', label });
        break;
      case 'declined':
        this.journal.write(now, LogText.declinedAddress(lan, notice.address));
        break;
      case 'gave-up':
        break; // it never does: the caller's patience ends first
    }
  }

  handleTimeout(now: Instant): void {
    for (const [label, until] of this.#patience) {
      if (until > now) continue;
      const placed = this.clients.get(PREFIX + label)!;
      const lan = this.stack.interface(placed.interface).name;
      this.forget(now, label);
      this.#fail(now, label, lan);
    }
  }

  nextTimeout(): Instant {
    return Math.min(NEVER, ...this.#patience.values()) as Instant;
  }

  #fail(now: Instant, label: string, lan: string): void {
    this.journal.write(now, LogText.gaveUp(`${lan} ${label}`));
    this.#answers.push({ kind: 'address', label, address: undefined });
  }
}

const OTHER_THAN_HARDWARE = 0;

/** Unlike that of any card: ours, and which PP it is for (RFC 2132 §9.14). */
const identifierOf = (mac: MacAddress, label: string): Uint8Array =>
  Uint8Array.of(
    OTHER_THAN_HARDWARE,
    ...Array.from({ length: 6 }, (_, i) => Math.floor(mac / 2 ** (8 * (5 - i))) & 0xff),
    ...writeText(label),
  );
