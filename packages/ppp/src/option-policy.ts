/**
 * What a control protocol says to each of its options; {@link Negotiation} does the rest. How an option is written is
 * the matter of `@rtemu/wire`, how it is judged that of a small record here.
 * @module
 */
import { CODE } from '@rtemu/wire/control-protocol';
import type { OptionCodec } from '@rtemu/wire/option-list';
import type { DownReason } from './reason.js';

/** The answer to what the peer asks for: granted, refused, or what it should ask for instead. */
export type Verdict<Option> = 'ack' | 'reject' | { readonly nak: Option };

export interface OptionRecord<Option> {
  /** What we ask for in the next Configure-Request; `undefined`: nothing. */
  ask?(): Option | undefined;
  /** @param naks how many Configure-Naks went out already without an Ack between them. */
  judge(asked: Option, naks: number): Verdict<Option>;
  /** The peer wants us to ask for this instead. The next `ask` says what we make of it; a reason ends the negotiation. */
  handleNak?(suggested: Option): DownReason | undefined;
  /** The peer does not know the option or will not have it. */
  handleReject?(): DownReason | undefined;
}

/** A record for every kind of option, in the order in which we ask. */
export type OptionTable<Option extends { readonly kind: string }> = {
  readonly [Kind in Option['kind']]: OptionRecord<Extract<Option, { kind: Kind }>>;
};

export interface OptionPolicy<Option extends { readonly kind: string }> {
  readonly codec: Pick<OptionCodec<Option>, 'parse' | 'emit'>;
  readonly options: OptionTable<Option>;
  /** What the peer did not ask for and should; it goes into a Configure-Nak (RFC 1661 §5.3). */
  missing?(asked: readonly Option[]): readonly Option[];
  /** A negotiation begins anew: forget what the last one taught. */
  reset(): void;
}

/** Reject goes before Nak, and both before Ack (RFC 1661 §5.3, §5.4). After `naksMax` Naks in a row we reject instead. */
export function judgeRequest<Option extends { readonly kind: string }>(
  { options, missing }: OptionPolicy<Option>,
  asked: readonly Option[],
  naks: number,
  naksMax: number,
): { readonly code: number; readonly options: readonly Option[] } {
  const table = options as unknown as Readonly<Record<string, OptionRecord<Option>>>;
  const isPatient = naks < naksMax;
  const rejected: Option[] = [];
  const suggested: Option[] = [];
  for (const option of asked) {
    const verdict = table[option.kind]!.judge(option, naks);
    if (verdict === 'ack') continue;
    if (verdict === 'reject' || !isPatient) rejected.push(option);
    else suggested.push(verdict.nak);
  }
  if (rejected.length > 0) return { code: CODE.configureReject, options: rejected };
  if (isPatient) suggested.push(...(missing?.(asked) ?? []));
  if (suggested.length > 0) return { code: CODE.configureNak, options: suggested };
  return { code: CODE.configureAck, options: asked };
}

/** The record of an option that we never ask for and always refuse. */
export const REFUSED: OptionRecord<never> = { judge: () => 'reject' };

export const optionOf = <Option extends { readonly kind: string }, Kind extends Option['kind']>(
  options: readonly Option[],
  kind: Kind,
): Extract<Option, { kind: Kind }> | undefined =>
  options.find((option): option is Extract<Option, { kind: Kind }> => option.kind === kind);
