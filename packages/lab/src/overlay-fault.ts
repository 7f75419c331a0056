import { suggest } from './nearest.js';

/** What is wrong with a text such as `loss=10%,delay=20ms`. */
export type OverlayFault =
  /** There is no `=` in it. */
  | { readonly kind: 'no-setting'; readonly written: string }
  | { readonly kind: 'unknown'; readonly written: string; readonly known: readonly string[] }
  | { readonly kind: 'twice'; readonly key: string }
  /** `wish`: what the value should be, in English. */
  | { readonly kind: 'value'; readonly key: string; readonly value: string; readonly wish: string }
  /** The jitter is not less than the delay. */
  | { readonly kind: 'jitter' };

/** As one sentence in English. */
export function printOverlayFault(fault: OverlayFault): string {
  switch (fault.kind) {
    case 'no-setting':
      return `"${fault.written}" is no impairment; write them like loss=10%,delay=20ms`;
    case 'unknown':
      return `unknown impairment "${fault.written}"; ${suggest(fault.written, fault.known)}`;
    case 'twice':
      return `"${fault.key}" is given twice; say it once`;
    case 'value':
      return `"${fault.key}" must be ${fault.wish}, not ${fault.value || 'nothing'}`;
    case 'jitter':
      return 'the jitter must be less than the delay; give a "delay" greater than it';
  }
}
