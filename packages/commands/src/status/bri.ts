/** A call on a basic rate interface. */
export interface BriCallStatus {
  /** B1 or B2; `undefined` until the network has chosen. */
  readonly channel: number | undefined;
  readonly outgoing: boolean;
  /** Of the other end, in digits. */
  readonly number: string;
  readonly state: 'calling' | 'ringing' | 'connected' | 'releasing';
}

/** What `show status briN` reads. */
export interface BriStatus {
  readonly line: 'isdn' | 'leased 64k' | 'leased 128k';
  readonly up: boolean;
  readonly calls: readonly BriCallStatus[];
}
