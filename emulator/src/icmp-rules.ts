import type { Document } from '@rtemu/config/document';
import {
  icmpEchoReply,
  icmpEchoReplyOnlyLinkUp,
  icmpLog,
  icmpMaskReply,
  icmpParameterProblem,
  icmpRedirectReceive,
  icmpRedirectSend,
  icmpTimeExceeded,
  icmpTimestampReply,
  icmpUnreachable,
  ipStealth,
} from '@rtemu/config/settings/icmp';
import type { StackEvent } from '@rtemu/ip/events';
import { Redirects } from '@rtemu/ip/redirects';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { InterfacePlace, Interfaces } from './interfaces.js';
import type { Journal } from './journal.js';
import { icmpReceived } from './routing-log-text.js';

/** `ip icmp` and `ip stealth`, brought onto the stack; and what is done with ICMP that came for us. */
export class IcmpRules {
  readonly redirects: Redirects;
  #logs = false;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly interfaces: Interfaces,
    private readonly journal: Journal,
  ) {
    this.redirects = new Redirects(stack.routes);
  }

  reconfigure(document: Document): void {
    const { global } = document;
    Object.assign(this.stack.icmp.sends, {
      echoReply: global.effective(icmpEchoReply),
      echoReplyOnlyLinkUp: global.effective(icmpEchoReplyOnlyLinkUp),
      unreachable: global.effective(icmpUnreachable).send,
      timeExceeded: global.effective(icmpTimeExceeded).send,
      redirect: global.effective(icmpRedirectSend),
      parameterProblem: global.effective(icmpParameterProblem),
      maskReply: global.effective(icmpMaskReply),
      timestampReply: global.effective(icmpTimestampReply),
    } satisfies Ipv4Stack['icmp']['sends']);
    this.redirects.follow(global.effective(icmpRedirectReceive));
    this.#logs = global.effective(icmpLog);
    this.follow(document);
  }

  /** To be called when interfaces come. */
  follow(document: Document): void {
    const stealth = document.global.get(ipStealth) ?? [];
    const isSilent = (place: InterfacePlace): boolean =>
      stealth === 'all' ||
      stealth.some((each) =>
        place.kind === 'pp'
          ? each.kind === 'pp' && each.pp === place.pp
          : each.kind === 'interface' && each.interface === place.name,
      );
    for (const { place, number } of this.interfaces.all()) this.stack.setStealth(number, isSilent(place));
  }

  handleEvent(event: StackEvent): void {
    if (event.kind === 'redirect') this.redirects.handle(event.source, event.gateway, event.destination);
    if (this.#logs && (event.kind === 'redirect' || event.kind === 'icmp-error'))
      this.journal.write(event.at, icmpReceived(event), 'debug');
  }
}
