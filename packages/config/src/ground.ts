/**
 * What initial values depend on: the machine that a configuration stands on. A `Machine` of the models package is one.
 */
export interface Ground {
  /** `RTX1210` */
  readonly name: string;
  readonly pptp: {
    readonly service: { readonly initially: boolean };
    readonly keepaliveInitially: boolean;
    readonly window: { readonly initial: number };
    readonly hostNameInitially: 'model name' | 'none';
    readonly vendorName: { readonly initial: string };
    readonly ccpTypeInitially: 'stac' | 'none';
  };
  /** Sessions of PPTP at a time, and so many PPs may be told of (FAQ Q4, Q8). */
  readonly pptpSessionsMax: number;
  readonly characterInitially: 'sjis' | 'ja.sjis';
  readonly tunnelEncapsulationInitially: 'ipsec' | 'ipip';
  readonly mssLimitInitially: 'auto' | 'off';
}
