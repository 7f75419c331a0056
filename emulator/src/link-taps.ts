import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import type { Tap } from '@rtemu/engine/tap';
import type { Machine } from '@rtemu/models/machine';
import { isBoundToLine, isEnabled, pppoeInterfaceOf, pptpTunnelsOf } from './bindings.js';

/** `pp1`, `anonymous01`: what the PPP link of a PP is called in captures. */
export const linkNameOf = (number: PpNumber, session: number): string =>
  number === 'anonymous' ? `anonymous${String(session).padStart(2, '0')}` : `pp${number}`;

/** The PPP links that there may be with this configuration. */
export function linkNamesOf(document: Document): string[] {
  const callers = isEnabled(document, 'anonymous') ? pptpTunnelsOf(document, 'anonymous').length : 0;
  const numbered = document.pps.filter(
    (pp) =>
      pp !== 'anonymous' &&
      isEnabled(document, pp) &&
      (pptpTunnelsOf(document, pp).length > 0 ||
        isBoundToLine(document, pp) ||
        pppoeInterfaceOf(document, pp) !== undefined),
  );
  return [
    ...numbered.map((number) => linkNameOf(number, 0)),
    ...Array.from({ length: callers }, (_, i) => linkNameOf('anonymous', i + 1)),
  ];
}

/** Who looks on at the PPP links of a router. They stay when sessions, PPs and the system itself come and go. */
export class LinkTaps {
  readonly #taps = new Map<string, Tap>();

  constructor(private readonly machine: Machine) {}

  get(name: string): Tap | undefined {
    return this.#taps.get(name);
  }

  /** @returns false when no configuration of this machine has a link of that name */
  set(name: string, tap: Tap | undefined): boolean {
    if (!this.#mayExist(name)) return false;
    if (tap) this.#taps.set(name, tap);
    else this.#taps.delete(name);
    return true;
  }

  #mayExist(name: string): boolean {
    const [, kind, digits] = /^(pp|anonymous)(\d+)$/.exec(name) ?? [];
    const number = Number(digits);
    const { ppMax, tunnelMax } = this.machine;
    if (kind === 'pp') return number >= 1 && number <= ppMax && name === linkNameOf(number, 0);
    return kind === 'anonymous' && number >= 1 && number <= tunnelMax && name === linkNameOf('anonymous', number);
  }
}
