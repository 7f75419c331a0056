import type { Ipv4Address } from '@rtemu/config/address';
import type { CivilTime } from '../status.js';

/** An interface that may have a name at NetVolante DNS. */
export type NetvolantePlace =
  | { readonly kind: 'pp'; readonly pp: number }
  | { readonly kind: 'interface'; readonly interface: string };

export interface NetvolanteStatus {
  /** `PP[01]`, `LAN2` */
  readonly place: string;
  readonly automatic: boolean;
  /** As it was registered last. */
  readonly host: string | undefined;
  readonly address: Ipv4Address | undefined;
  readonly updatedAt: CivilTime | undefined;
  readonly timeoutSeconds: number;
}
