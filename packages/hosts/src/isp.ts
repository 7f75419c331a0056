import type { Arena } from '@rtemu/engine/arena';
import type { Random } from '@rtemu/engine/random';
import { NameServer } from '@rtemu/service/dns/name-server';
import { RecordBook } from '@rtemu/service/dns/record-book';
import type { Ipv4Address } from '@rtemu/wire/address';
import { TYPE } from '@rtemu/wire/dns-record';
import { Internet, type InternetOptions } from './internet.js';
import { NamePort } from './name-port.js';

export interface IspOptions extends InternetOptions {
  /** The names that its DNS server knows: their addresses, or the names that they are aliases of. Without it, there is no server. */
  readonly names?: readonly { readonly name: string; readonly is: Ipv4Address | string }[] | undefined;
}

/** How long what the lab file says may be remembered, in seconds. */
const NAME_SECONDS = 300;

/** A provider of lines: a plain router in the middle that does more for those who are connected to it. */
export class Isp extends Internet {
  constructor(arena: Arena, random: Random, options: IspOptions) {
    const { name, names, interfaces } = options;
    super(arena, random, {
      ...options,
      dns: names === undefined ? [] : interfaces.map(({ address }) => address).slice(0, 1),
    });
    if (names !== undefined) this.services.add(new NamePort(this.stack, new NameServer(name, [bookOf(names)])));
  }
}

function bookOf(names: IspOptions['names'] & {}): RecordBook {
  const book = new RecordBook();
  for (const { name, is } of names)
    if (typeof is === 'number') book.addHost(name, is, NAME_SECONDS);
    else book.add(name, TYPE.CNAME, NAME_SECONDS, { kind: 'name', name: is });
  return book;
}
