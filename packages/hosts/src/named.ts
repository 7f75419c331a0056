import type { Instant } from '@rtemu/engine/time';
import type { FindingsFault } from '@rtemu/service/dns/findings';
import type { Ipv4Address } from '@rtemu/wire/address';
import { addressesOf, type Lookup } from './dns-client.js';
import type { Answer, Job } from './host-console.js';

const FAULTS: Readonly<Record<FindingsFault, string>> = {
  'no-such-name': 'no such name',
  'no-such-record': 'the name is there, but nothing of the kind stands under it',
  'server-failure': 'the DNS server could not find out',
  refused: 'the DNS server refused to say',
  timeout: 'no DNS server answers',
  'no-server': 'no DNS server is known here',
  'no-port': 'no port is free for a question',
  'too-many': 'too many names are being asked for',
};

export const faultText = (name: string, why: FindingsFault): string => `${name}: ${FAULTS[why]}`;

/** A command that waits for the address of a name, and then goes on as `then` says. */
export class Named implements Job {
  #job: Job | undefined;
  #isOver = false;
  #text = '';

  constructor(
    private readonly name: string,
    private readonly lookup: Lookup,
    private readonly then: (now: Instant, address: Ipv4Address) => Answer,
  ) {}

  get done(): boolean {
    return this.#isOver && (this.#job?.done ?? true);
  }

  /** Whether it still waits for the address. */
  get isWaiting(): boolean {
    return !this.#isOver;
  }

  /** @returns whether anything has come of the name */
  pump(now: Instant): boolean {
    const findings = this.#isOver ? undefined : this.lookup.findings();
    if (findings === undefined) return false;
    this.#isOver = true;
    const [address] = addressesOf(findings);
    if (address === undefined)
      this.#text += `${faultText(this.name, findings.kind === 'failed' ? findings.why : 'no-such-record')}\n`;
    else {
      const answer = this.then(now, address);
      if ('done' in answer) this.#job = answer;
      else for (const line of answer) this.#text += `${line}\n`;
    }
    return true;
  }

  pollText(now: Instant): string {
    const text = this.#text;
    this.#text = '';
    return text + (this.#job?.pollText(now) ?? '');
  }

  get raw(): boolean {
    return this.#job?.raw ?? false;
  }

  handleKeys(now: Instant, keys: string): void {
    this.#job?.handleKeys?.(now, keys);
  }

  interrupt(now: Instant): void {
    this.#isOver = true;
    this.#job?.interrupt(now);
  }
}
