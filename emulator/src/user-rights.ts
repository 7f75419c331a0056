import type { AddressRange } from '@rtemu/config/address';
import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import { loginTimer } from '@rtemu/config/settings/system';
import { EVERYBODY, NAMELESS, type UserAttributes, userAttribute } from '@rtemu/config/settings/user';
import { readIpv4 } from '@rtemu/wire/address';
import { mayCome, mayComeFromOutside } from './allowed-hosts.js';
import { type Entry, isVisit } from './entry.js';
import type { System } from './system.js';

/** How one becomes administrator: `2`, without a password. */
export type Raising = 'by password' | 'at once' | 'never';

/** What a user may do at the router, and from where (manual 4.10). */
export class UserRights {
  readonly #document: Document;
  readonly #own: UserAttributes | undefined;
  readonly #everybodys: UserAttributes | undefined;

  /** @param user `undefined`: the one without a name */
  constructor(
    private readonly system: System,
    user: string | undefined,
  ) {
    this.#document = system.document;
    const { global } = this.#document;
    this.#own = global.getAt(userAttribute, user ?? NAMELESS);
    this.#everybodys = global.getAt(userAttribute, EVERYBODY);
  }

  /** What the own line says, or otherwise the one for all. */
  #attribute<N extends keyof UserAttributes>(name: N): UserAttributes[N] {
    return this.#own?.[name] ?? this.#everybodys?.[name];
  }

  get raising(): Raising {
    switch (this.#attribute('administrator')) {
      case '2':
        return 'at once';
      case 'off':
        return 'never';
      default:
        return 'by password';
    }
  }

  get mayHaveSeveral(): boolean {
    return this.#attribute('multiSession') ?? true;
  }

  /** Seconds without a key until logout; before `login timer`. */
  get timer(): number | 'clear' {
    const own = this.#attribute('loginTimer');
    if (own === undefined) return this.#document.global.effective(loginTimer);
    return own === 'clear' ? own : Number(own);
  }

  /** Whether somebody may come in this way. */
  mayUse(entry: Entry): boolean {
    const ways = this.#attribute('connection') ?? 'all';
    if (ways !== 'all' && !ways.split(',').includes(entry.kind)) return false;
    const hosts = this.#attribute('host') ?? 'any';
    if (hosts === 'any' || !isVisit(entry)) return true;
    const { stack, lans } = this.system;
    const address = readIpv4(entry.from);
    return hosts.split(',').some((text) => {
      const host = hostOf(text);
      if (entry.kind !== 'telnet' || entry.isFromOutside || address === undefined)
        return mayComeFromOutside(host, entry.from, lans);
      return mayCome(host, address, stack, lans);
    });
  }
}

function hostOf(text: string): 'lan' | readonly (AddressRange | InterfaceName)[] {
  if (text === 'lan') return text;
  const [first = '', last = first] = text.split('-');
  const range = { first: readIpv4(first), last: readIpv4(last) };
  return range.first === undefined || range.last === undefined
    ? [text as InterfaceName]
    : [{ first: range.first, last: range.last }];
}
