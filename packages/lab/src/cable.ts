import type { Impairments } from './impairments.js';
import type { Lane } from './lane.js';

/** A card of a node, by names. */
export interface Endpoint {
  readonly node: string;
  readonly port: string;
}

export const printEndpoint = ({ node, port }: Endpoint): string => `${node}:${port}`;

/** Impairments of both directions, and what only one of them has: `forward` is from the first endpoint to the second. */
export type CableImpairments = Partial<Impairments> & {
  readonly forward?: Partial<Impairments>;
  readonly backward?: Partial<Impairments>;
};

/** Two cards and the two lanes between them. */
export class Cable {
  constructor(
    readonly endpoints: readonly [Endpoint, Endpoint],
    readonly forward: Lane,
    readonly backward: Lane,
  ) {}

  get up(): boolean {
    return this.forward.up;
  }

  /** Changes what is given and leaves the rest as it is. */
  impair({ forward, backward, ...both }: CableImpairments): void {
    this.forward.impair({ ...this.forward.impairments, ...both, ...forward });
    this.backward.impair({ ...this.backward.impairments, ...both, ...backward });
  }
}
