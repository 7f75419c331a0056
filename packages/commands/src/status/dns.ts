/** An answer that the DNS cache holds. */
export interface DnsCacheStatus {
  /** `www.example.com` */
  readonly name: string;
  /** `A` */
  readonly type: string;
  /** What the records say, `203.0.113.80`; empty when there is no such name or record. */
  readonly data: readonly string[];
  readonly secondsLeft: number;
}
