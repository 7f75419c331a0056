/**
 * PPs on leased lines (manual 6.1.1): the line is always there, and so PPP is, again and again.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { linesOf, ppBind } from '@rtemu/config/settings/pp';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { LinkUp } from '@rtemu/hosts/life';
import type { LineEndpoint } from '@rtemu/hosts/line-endpoint';
import { LineLife } from '@rtemu/hosts/line-life';
import { isEnabled } from './bindings.js';
import type { Bris } from './bris.js';
import type { Pp } from './pp.js';
import type { PpMedium } from './pp-medium.js';
import { briLinkOptionsOf } from './pp-options.js';

/** After PPP ended, until it is begun anew. */
const PAUSE = seconds(3);

export class LeasedPps implements PpMedium {
  readonly name = 'leased line';
  readonly isAlwaysOn = true;

  constructor(private readonly parts: { readonly lines: LineEndpoint; readonly bris: Bris }) {}

  ppsOf(document: Document): readonly number[] {
    return document.pps.filter(
      (pp): pp is number => pp !== 'anonymous' && isEnabled(document, pp) && this.#cardOf(document, pp) !== undefined,
    );
  }

  newLife(): LineLife {
    return new LineLife(this.parts.lines);
  }

  follow(): void {}

  mayDial(_now: Instant, document: Document, pp: Pp): boolean {
    const card = this.#cardOf(document, Number(pp.number));
    return card !== undefined && this.parts.bris.ports.isUp(card);
  }

  dial(now: Instant, document: Document, pp: Pp): void {
    const card = this.#cardOf(document, Number(pp.number))!;
    (pp.life as LineLife).connect(now, briLinkOptionsOf(document.pp(pp.number), false), (_, session) =>
      this.parts.bris.ports.lease(card, session),
    );
  }

  peerOf(): undefined {}

  isClient(): boolean {
    return false;
  }

  roomFor({ peerMru }: LinkUp): number {
    return peerMru;
  }

  idleAt(): Instant {
    return NEVER;
  }

  restUntil(now: Instant): Instant {
    return after(now, PAUSE);
  }

  #cardOf(document: Document, pp: number): number | undefined {
    const { bris } = this.parts;
    const names = linesOf(document.pp(pp).get(ppBind));
    const name = names.find((each) => bris.useOf(each)?.kind === 'leased');
    return name === undefined ? undefined : bris.numberOf(name);
  }
}
