import { emitNegotiation, type NegotiationVerb } from '@rtemu/wire/telnet';

/** What one side does, or wants done (RFC 1143, without a queue: nobody here changes their mind before an answer). */
type OptionState = 'no' | 'yes' | 'want-yes';

/** Which side an option is about. */
export type Side = 'us' | 'them';

const ASKS: Readonly<Record<Side, { readonly yes: NegotiationVerb; readonly no: NegotiationVerb }>> = {
  us: { yes: 'will', no: 'wont' },
  them: { yes: 'do', no: 'dont' },
};

/**
 * Negotiation of options by the Q method (RFC 1143): only a change of state is answered, so that two sides cannot answer each
 * other for ever (RFC 854, "the loop"), and whoever storms gets no more back than their first demand of each option.
 */
export class TelnetOptions {
  readonly #states: Record<Side, Map<number, OptionState>> = { us: new Map(), them: new Map() };
  /** Options that were refused once: that is not said again. */
  readonly #refused: Record<Side, Set<number>> = { us: new Set(), them: new Set() };

  /**
   * @param accepted which options either side may have
   * @param send what is to be sent
   */
  constructor(
    private readonly accepted: Readonly<Record<Side, readonly number[]>>,
    private readonly send: (octets: Uint8Array) => void,
  ) {}

  isOn(side: Side, option: number): boolean {
    return this.#states[side].get(option) === 'yes';
  }

  /** Asks that a side have an option. */
  ask(side: Side, option: number): void {
    if ((this.#states[side].get(option) ?? 'no') !== 'no') return;
    this.#states[side].set(option, 'want-yes');
    this.send(emitNegotiation(ASKS[side].yes, option));
  }

  /** @returns true when an option came to be on by this */
  handle(verb: NegotiationVerb, option: number): boolean {
    const side: Side = verb === 'do' || verb === 'dont' ? 'us' : 'them';
    const isYes = verb === 'do' || verb === 'will';
    const states = this.#states[side];
    const state = states.get(option) ?? 'no';
    if (!isYes) {
      if (state === 'yes') this.send(emitNegotiation(ASKS[side].no, option));
      states.delete(option);
      return false;
    }
    if (state === 'yes') return false;
    if (state === 'want-yes' || this.accepted[side].includes(option)) {
      states.set(option, 'yes');
      if (state === 'no') this.send(emitNegotiation(ASKS[side].yes, option));
      return true;
    }
    if (!this.#refused[side].has(option)) {
      this.#refused[side].add(option);
      this.send(emitNegotiation(ASKS[side].no, option));
    }
    return false;
  }
}
