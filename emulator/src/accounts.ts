import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { ppConnectCountThreshold, ppConnectTimeThreshold } from '@rtemu/config/settings/pp';
import { type Duration, type Instant, inSeconds } from '@rtemu/engine/time';
import type { Pp } from './pp.js';

/** What calls came to. */
export interface Account {
  /** Calls that came up, of this end and of the other. */
  dialled: number;
  answered: number;
  /** How long those lasted that this end placed and that are over. */
  dialledFor: Duration;
}

const fresh = (): Account => ({ dialled: 0, answered: 0, dialledFor: 0 as Duration });

/**
 * The calls of every PP and of every basic rate interface (manual 58.36, 59.2 and 59.3), until they are cleared or the router
 * starts again. A leased line has none. There are no more accounts than PPs and interfaces.
 */
export class Accounts {
  readonly #pps = new Map<PpNumber, Account>();
  readonly #lines = new Map<string, Account>();

  ofPp(number: PpNumber): Readonly<Account> {
    return this.#pps.get(number) ?? fresh();
  }

  /** @param name of the interface, `bri1` */
  ofLine(name: string): Readonly<Account> {
    return this.#lines.get(name) ?? fresh();
  }

  /** The threshold that calls of a PP have reached, as its command calls it (NVR500 6.2.26, 6.2.27). */
  thresholdReached(document: Document, number: PpNumber): string | undefined {
    const account = this.#pps.get(number);
    if (account === undefined) return undefined;
    const block = document.pp(number);
    const time = block.effective(ppConnectTimeThreshold);
    const count = block.effective(ppConnectCountThreshold);
    if (time !== 'off' && inSeconds(account.dialledFor) >= time) return `pp connect time threshold ${time}`;
    return count !== 'off' && account.dialled >= count ? `pp connect count threshold ${count}` : undefined;
  }

  /** A connection has come up. */
  begin({ medium, number, line, isDialled }: Pp): void {
    if (medium.name === 'leased line') return;
    const accounts = [accountIn(this.#pps, number), ...(line === undefined ? [] : [accountIn(this.#lines, line)])];
    for (const account of accounts) {
      if (isDialled) account.dialled++;
      else account.answered++;
    }
  }

  /** A connection that had come up is over. */
  end(now: Instant, { medium, number, isDialled, onlineSince }: Pp): void {
    if (medium.name === 'leased line' || !isDialled || onlineSince === undefined) return;
    const account = accountIn(this.#pps, number);
    account.dialledFor = (account.dialledFor + (now - onlineSince)) as Duration;
  }

  clearPp(number: PpNumber): void {
    this.#pps.delete(number);
  }

  /** @param name of one interface; all of them, and every PP, when not given */
  clear(name: string | undefined): void {
    if (name !== undefined) this.#lines.delete(name);
    else {
      this.#lines.clear();
      this.#pps.clear();
    }
  }
}

function accountIn<K>(accounts: Map<K, Account>, key: K): Account {
  let account = accounts.get(key);
  if (account === undefined) accounts.set(key, (account = fresh()));
  return account;
}
