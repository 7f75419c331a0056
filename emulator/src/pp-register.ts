import { comparePps } from '@rtemu/config/selection';
import { PastCalls } from './past-calls.js';
import type { Pp } from './pp.js';

/** Which PPs there are. */
export class PpRegister {
  readonly past = new PastCalls();
  readonly numbered = new Map<number, Pp>();
  /** The callers of the anonymous PP, by session. */
  readonly callers = new Map<number, Pp>();
  /** Numbered ones that the configuration no longer has, until they have taken their leave. */
  readonly leaving = new Set<Pp>();

  /** In no order that matters. */
  each(): Pp[] {
    return [...this.numbered.values(), ...this.callers.values(), ...this.leaving];
  }

  /** Numbered ones first, then the callers of the anonymous PP. */
  all(): Pp[] {
    const present = [...this.numbered.values(), ...this.callers.values()];
    return present.sort((a, b) => comparePps(a.number, b.number) || a.session - b.session);
  }

  inOrder(): Pp[] {
    return [...this.callers.values()].sort((a, b) => a.session - b.session);
  }

  /** The lowest free number of a caller. */
  freeSession(): number {
    let session = 1;
    while (this.callers.has(session)) session++;
    return session;
  }

  /** Forgets those that have nothing left to say. */
  sweep(): void {
    for (const [session, pp] of this.callers) if (pp.life.state === 'Idle') this.callers.delete(session);
    for (const pp of this.leaving) if (pp.life.state === 'Idle') this.leaving.delete(pp);
  }
}
