import { Unusable } from '../host.js';

/** What `--capture`, and the file behind the lab, ask for. */
export type CaptureWish =
  | { readonly kind: 'directory'; readonly directory: string }
  /** `file` is {@link STANDARD_OUTPUT} or the name of one. */
  | { readonly kind: 'stream'; readonly interfaces: string; readonly file: string };

export const STANDARD_OUTPUT = '-';

/** A colon makes it interfaces, unless a slash of either kind makes it a path after all. */
export const namesInterfaces = (where: string): boolean => where.includes(':') && !/[\\/]/.test(where);

/** @throws Unusable when the two do not go together. */
export function readCaptureWish(where: string | undefined, file: string | undefined): CaptureWish | undefined {
  if (where === undefined) {
    if (file === undefined) return undefined;
    throw new Unusable(`${file} is a file for a capture, but of what? Say --capture NODE:INTERFACE as well`);
  }
  if (namesInterfaces(where)) {
    if (file !== undefined) return { kind: 'stream', interfaces: where, file };
    throw new Unusable(`a capture at ${where} needs a file, or - for the standard output, behind the lab file`);
  }
  if (file === undefined) return { kind: 'directory', directory: where };
  throw new Unusable(`--capture ${where} is a directory and takes no file; an interface is NODE:INTERFACE`);
}
