import type { PpNumber } from '@rtemu/config/selection';
import type { Duration, Instant } from '@rtemu/engine/time';
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
