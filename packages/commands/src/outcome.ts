import type { Document } from '@rtemu/config/document';
import type { Selection } from '@rtemu/config/selection';
import type { FaultKey } from './messages.js';
import type { Operand } from './operand.js';
import type { Request } from './request.js';
import type { AnyRow, Opened, Support, View } from './row.js';
import type { Status } from './status.js';
import type { Redirection } from './words.js';

/** What a line came to. */
export type Outcome =
  /** An empty line, or a comment. */
  | { readonly kind: 'nothing' }
  /** The configuration that holds from now on; the requests come with it. */
  | {
      readonly kind: 'configured';
      readonly document: Document;
      readonly support: Support;
      readonly requests: readonly Request[];
      readonly row: AnyRow;
    }
  /**
   * Lines to show, once the status is at hand. `less`: in the viewer; `into`: to a file instead; `whole`: at once and unbroken,
   * however small the screen is; `opens`: the configurations whose passwords must be told before.
   */
  | {
      readonly kind: 'lines';
      readonly view: (status: Status) => readonly string[];
      /** The same, and a fault as what it is. */
      readonly look: View;
      readonly less: boolean;
      readonly whole: boolean;
      readonly opens: Opened | undefined;
      readonly into: Redirection | undefined;
      readonly row: AnyRow;
    }
  | { readonly kind: 'request'; readonly request: Request; readonly row: AnyRow }
  | { readonly kind: 'selected'; readonly selection: Selection; readonly row: AnyRow }
  | Faulty;

export interface Faulty {
  readonly kind: 'fault';
  /** `messages(key, language)` is the line on the screen. */
  readonly key: FaultKey;
  /** The number of the word at which it is, counted from 0; the number of words when something is missing. */
  readonly at: number;
  /** What could have stood there. */
  readonly expected: readonly Operand<unknown>[];
}

export const fault = (key: FaultKey, at: number, expected: readonly Operand<unknown>[] = []): Faulty => ({
  kind: 'fault',
  key,
  at,
  expected,
});
