/** Why a line ended, or did not come about. */
export type LineEnding =
  /** By our own word. */
  | 'local'
  /** The other end cleared it. */
  | 'peer'
  /** Nobody answered in time. */
  | 'no-answer'
  /** The other end, or the network, refused: busy, no such number, no such service. */
  | 'refused';
