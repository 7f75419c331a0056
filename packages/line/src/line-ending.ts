/** Why a line ended, or did not come about. */
export type LineEnding =
  /** By our own word. */
  | 'local'
  /** Nothing to carry for too long. */
  | 'disconnect-timer'
  /** The other end cleared it. */
  | 'peer'
  /** The interface under it went down. */
  | 'interface-down'
  /** For owners: authentication was refused so often that nothing is dialled. */
  | 'failed-too-often'
  /** PPPoE: nobody offered a session; the one who did never confirmed it. */
  | 'padi-timeout'
  | 'padr-timeout'
  /** PPPoE: the access concentrator does not have the service; it failed; it has no session left. */
  | 'service-refused'
  | 'concentrator-error'
  | 'no-resources'
  /** ISDN: what the network, or the other end, says of a call that comes to nothing. */
  | 'no-such-number'
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'no-channel'
  | 'out-of-order';
