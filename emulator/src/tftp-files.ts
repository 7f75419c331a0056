import { administratorPassword } from '@rtemu/config/settings/system';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { TftpFiles } from '@rtemu/service/tftp/server';
import type { TftpRefusal } from '@rtemu/service/tftp/transfer';
import { ERROR } from '@rtemu/wire/tftp';
import { fits } from './password.js';
import type { Router } from './router.js';
import { isWritable, LIMIT, readSystemFile, type SystemFile, systemFileOf, writeSystemFile } from './system-files.js';

const NOT_FOUND: TftpRefusal = { code: ERROR.fileNotFound, text: 'File not found' };
const DENIED: TftpRefusal = { code: ERROR.accessViolation, text: 'Access violation' };

/** How long the answer to a configuration may take on its way, until the router goes down that wants to restart. */
const LAST_WORDS = seconds(1);

/** The configurations of a router by TFTP: `config/PASSWORD`, `config0/PASSWORD`, with the administrator's (manual 2.3). */
export class RouterTftpFiles implements TftpFiles {
  readonly octetsMax = LIMIT.octets;
  #restartAt: Instant = NEVER;

  constructor(private readonly router: Router) {}

  /** When a configuration was brought that ends with `restart`: a moment later, so that whoever brought it is answered. */
  nextTimeout(): Instant {
    return this.#restartAt;
  }

  /** Whether it is time for that. */
  takeRestart(now: Instant): boolean {
    const isDue = this.#restartAt <= now;
    if (isDue) this.#restartAt = NEVER;
    return isDue;
  }

  read(now: Instant, name: string): Uint8Array | TftpRefusal {
    const file = this.#fileOf(name);
    return typeof file === 'object' ? file : (readSystemFile(now, this.router, file) ?? NOT_FOUND);
  }

  mayWrite(_now: Instant, name: string): TftpRefusal | undefined {
    const file = this.#fileOf(name);
    if (typeof file === 'object') return file;
    return isWritable(file) ? undefined : DENIED;
  }

  write(now: Instant, name: string, octets: Uint8Array): TftpRefusal | undefined {
    const file = this.#fileOf(name);
    if (typeof file === 'object' || !isWritable(file)) return DENIED; // the password is another since the transfer began
    if (writeSystemFile(now, this.router, file, octets, 'TFTP') === 'restart') this.#restartAt = after(now, LAST_WORDS);
    return undefined;
  }

  #fileOf(name: string): SystemFile | TftpRefusal {
    const [first = '', ...rest] = name.split('/');
    const isRight = fits(this.router.system.document.global.get(administratorPassword), rest.join('/'));
    const file = systemFileOf(first);
    if (!isRight) return DENIED;
    return file ?? NOT_FOUND;
  }
}
