import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import { lineType } from '@rtemu/config/settings/line';
import type { Instant } from '@rtemu/engine/time';
import type { BriPorts, BriUse } from '@rtemu/hosts/bri-ports';
import type { MacAddress } from '@rtemu/wire/address';

/** The basic rate interfaces of a router, and what `line type` makes of them. */
export class Bris {
  constructor(
    readonly names: readonly InterfaceName[],
    readonly ports: BriPorts,
  ) {}

  /** `undefined` for one that the model lacks. */
  numberOf(name: InterfaceName): number | undefined {
    const number = this.names.indexOf(name);
    return number < 0 ? undefined : number;
  }

  useOf(name: InterfaceName): BriUse | undefined {
    const number = this.numberOf(name);
    return number === undefined ? undefined : this.ports.useOf(number);
  }

  /** At start, and by `interface reset`: only then is another `line type` obeyed (manual 6.1.1). */
  reset(now: Instant, { global }: Document, names: readonly InterfaceName[] = this.names): void {
    for (const name of names) {
      const number = this.numberOf(name);
      if (number === undefined) continue;
      const { type, channels } = global.effectiveAt(lineType, name);
      const use: BriUse =
        type === 'l64' || type === 'l128'
          ? { kind: 'leased', kilobits: type === 'l64' ? 64 : 128 }
          : { kind: 'isdn', channels: channels === '1b' ? 1 : 2 };
      this.ports.use(now, number, use);
    }
  }
}

/** Yamaha's block has no addresses for these: that of the first card, marked as made up. */
const MADE_UP = 0x02_00_00_00_00_00;

export const briMacsOf = (first: MacAddress, count: number): readonly MacAddress[] =>
  Array.from({ length: count }, (_, i) => (first + MADE_UP + i * 0x10) as MacAddress);
