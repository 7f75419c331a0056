import type { AuthenticationMethod, AuthenticationRole } from '@rtemu/ppp/authentication-method';
import type { MppeOffers } from '@rtemu/ppp/ccp';
import type { LinkEvent } from '@rtemu/ppp/link-event';

/** What a link said of itself on its way up, as far as it tells why it does not get there. */
export class LinkNotes {
  /** The call was up for a while, and no GRE packet of the peer came. */
  unheard = false;
  /** What either side offered, when no encryption was agreed on. */
  offers: MppeOffers | undefined;
  /** The last method by which one of us was authenticated, or was not, and as whom. */
  authenticated:
    | { readonly role: AuthenticationRole; readonly method: AuthenticationMethod; readonly name: string | undefined }
    | undefined;
  /** The error that Windows hung up with. */
  windowsReason: number | undefined;
  /** What came could not be deciphered. */
  undecipherable = false;

  /** To be called when a connection begins. */
  clear(): void {
    this.unheard = false;
    this.offers = undefined;
    this.authenticated = undefined;
    this.windowsReason = undefined;
    this.undecipherable = false;
  }

  note(event: LinkEvent): void {
    if (event.kind === 'encryption') this.offers = event.offers;
    else if (event.kind === 'authentication-succeeded' || event.kind === 'authentication-failed')
      this.authenticated = { role: event.role, method: event.method, name: event.name };
    else if (event.kind === 'terminate-request') this.windowsReason = event.windowsReason ?? this.windowsReason;
    else if (event.kind === 'undecipherable') this.undecipherable = true;
  }

  /** As it is now. */
  copy(): LinkNotes {
    return Object.assign(new LinkNotes(), this);
  }
}
