/**
 * PPs on PPPoE (manual 11.16): which card, which concentrator, when to dial and when to cut.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import * as Pppoe from '@rtemu/config/settings/pppoe';
import { after, type Instant, milliseconds, NEVER, seconds } from '@rtemu/engine/time';
import type { LinkUp } from '@rtemu/hosts/life';
import type { LineEndpoint } from '@rtemu/hosts/line-endpoint';
import { LineLife } from '@rtemu/hosts/line-life';
import type { PppoePorts } from '@rtemu/hosts/pppoe-ports';
import type { PppoeClientOptions } from '@rtemu/line/pppoe-client';
import { COUNTS_AUTH_ERRORS_OF_PPPOE, type Machine } from '@rtemu/models/machine';
import { MRU_MAX } from '@rtemu/wire/pppoe';
import { isEnabled, pppoeInterfaceOf } from './bindings.js';
import type { Journal } from './journal.js';
import type { Lans } from './lans.js';
import * as LogText from './log-text.js';
import type { Pp } from './pp.js';
import type { PpMedium } from './pp-medium.js';
import { pppoeLinkOptionsOf } from './pp-options.js';

export interface PppoePpsParts {
  readonly lines: LineEndpoint;
  readonly pppoe: PppoePorts;
  readonly lans: Lans;
  readonly machine: Machine;
  readonly journal: Journal;
}

export class PppoePps implements PpMedium {
  readonly name = 'PPPoE';

  constructor(private readonly parts: PppoePpsParts) {
    parts.pppoe.tellsStrangers = () => false; // until there is a PP that does
  }

  ppsOf(document: Document): readonly number[] {
    return document.pps.filter(
      (pp): pp is number => pp !== 'anonymous' && isEnabled(document, pp) && this.#cardOf(document, pp) !== undefined,
    );
  }

  newLife(): LineLife {
    return new LineLife(this.parts.lines);
  }

  follow(): void {}

  reconfigure(document: Document): void {
    this.parts.pppoe.tellsStrangers = (card) =>
      this.ppsOf(document).some(
        (pp) => this.#cardOf(document, pp) === card && document.pp(pp).effective(Pppoe.pppoeInvalidSessionForcedClose),
      );
  }

  mayDial(_now: Instant, document: Document, pp: Pp, byPacket: boolean): boolean {
    return !this.isProhibited(document, pp) && (!byPacket || document.pp(pp.number).effective(Pppoe.pppoeAutoConnect));
  }

  isProhibited(document: Document, pp: Pp): boolean {
    if (!this.parts.machine.allows(COUNTS_AUTH_ERRORS_OF_PPPOE).open) return false;
    const patience = document.pp(pp.number).effective(Pppoe.pppoeAuthErrorCount);
    return patience !== 'off' && pp.authenticationFailures >= patience;
  }

  dial(now: Instant, document: Document, pp: Pp): void {
    const card = this.#cardOf(document, Number(pp.number))!;
    const block = document.pp(pp.number);
    const options: PppoeClientOptions = {
      concentrator: block.get(Pppoe.pppoeAccessConcentrator),
      service: block.get(Pppoe.pppoeServiceName),
      padi: {
        restart: milliseconds(block.effective(Pppoe.pppoePadiRestart)),
        retries: block.effective(Pppoe.pppoePadiMaxRetry),
      },
      padr: {
        restart: milliseconds(block.effective(Pppoe.pppoePadrRestart)),
        retries: block.effective(Pppoe.pppoePadrMaxRetry),
      },
    };
    this.parts.journal.write(now, LogText.pppoeConnecting(pp.lineLabel));
    (pp.life as LineLife).connect(now, pppoeLinkOptionsOf(block), (at, session) =>
      this.parts.pppoe.connect(at, card, session, options),
    );
  }

  peerOf(): undefined {}

  isClient(): boolean {
    return true;
  }

  roomFor({ peerMru }: LinkUp): number {
    return Math.min(peerMru, MRU_MAX);
  }

  /** `pppoe disconnect time`; LCP and the NCPs do not count (manual 11.16.9). */
  idleAt(document: Document, { number, life, onlineSince }: Pp): Instant {
    const block = document.pp(number);
    const time = block.effective(Pppoe.pppoeDisconnectTime);
    if (time === 'off' || !block.effective(Pppoe.pppoeAutoDisconnect)) return NEVER;
    return after(Math.max(life.sentAt, life.receivedAt, onlineSince!) as Instant, seconds(time));
  }

  #cardOf(document: Document, pp: number): number | undefined {
    const name = pppoeInterfaceOf(document, pp);
    return this.parts.lans.places.find((place) => place.name === name)?.number;
  }
}
