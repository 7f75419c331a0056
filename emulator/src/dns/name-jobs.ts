/**
 * Commands that wait for the DNS.
 * @module
 */
import { faultLine, type Language } from '@rtemu/commands/messages';
import type { Nslookup } from '@rtemu/commands/request';
import type { Instant } from '@rtemu/engine/time';
import type { Lookup } from '@rtemu/hosts/dns-client';
import { reverseName } from '@rtemu/service/dns/question';
import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import { readName } from '@rtemu/wire/dns-name';
import { printData, TYPE } from '@rtemu/wire/dns-record';
import type { ConsoleJob } from '../job.js';
import type { RouterNames } from './router-names.js';

/** A command for a machine that is given by name: it begins as soon as its address is known. */
export class NamedJob implements ConsoleJob {
  #job: ConsoleJob | undefined;
  #isOver = false;
  #lines: string[] = [];

  constructor(
    now: Instant,
    names: RouterNames,
    host: string,
    language: Language,
    begin: (now: Instant, address: Ipv4Address) => ConsoleJob,
  ) {
    names.resolve(now, host, (at, address) => {
      if (this.#isOver) return;
      this.#isOver = true;
      if (address !== undefined) this.#job = begin(at, address);
      else this.#lines = [faultLine('unrecognized-address', language)];
    });
  }

  get done(): boolean {
    return this.#isOver && (this.#job?.done ?? true);
  }

  get raw(): boolean {
    return this.#job?.raw ?? false;
  }

  handleKeys(now: Instant, keys: string): void {
    this.#job?.handleKeys?.(now, keys);
  }

  pollText(): string {
    return this.#job?.pollText?.() ?? '';
  }

  pollLines(): string[] {
    return [...this.#lines.splice(0), ...(this.#job?.pollLines() ?? [])];
  }

  interrupt(now: Instant): void {
    this.#isOver = true;
    this.#job?.interrupt(now);
  }
}

/** `nslookup` (manual 56.7.13): what is found, a line each. */
export class NslookupJob implements ConsoleJob {
  done = false;
  readonly #lookups: readonly Lookup[];

  constructor(
    now: Instant,
    names: RouterNames,
    request: Nslookup,
    private readonly language: Language,
  ) {
    const server = request.server === undefined ? undefined : readIpv4(request.server);
    const servers =
      request.server === undefined
        ? undefined
        : server === undefined
          ? []
          : [{ address: server, edns: request.edns ?? false }];
    const address = readIpv4(request.host);
    const name = address === undefined ? (readName(request.host) ?? '.') : reverseName(address);
    const types = typesOf(request, address !== undefined);
    this.#lookups = types.map((type) => names.lookUp(now, name, type, { servers, usesCache: request.cache }));
  }

  pollLines(): string[] {
    const findings = this.#lookups.map((lookup) => lookup.findings());
    if (this.done || findings.includes(undefined)) return [];
    this.done = true;
    const lines = findings.flatMap((each) =>
      each?.kind === 'found' ? each.records.map(({ data }) => printData(data)) : [],
    );
    return lines.length > 0 ? lines : [NOT_FOUND[this.language]];
  }

  interrupt(): void {
    this.done = true;
  }
}

/** Ours: nobody has published what the device says. */
const NOT_FOUND: Readonly<Record<Language, string>> = {
  en: 'Host not found',
  ja: 'ホスト名を解決できません',
};

function typesOf({ type }: Nslookup, isAddress: boolean): readonly number[] {
  switch (type) {
    case 'a':
      return [TYPE.A];
    case 'aaaa':
      return [TYPE.AAAA];
    case 'a+aaaa':
      return [TYPE.A, TYPE.AAAA];
    case 'ptr':
      return [TYPE.PTR];
    case 'auto':
      return [isAddress ? TYPE.PTR : TYPE.A];
  }
}
