import type { DnsCacheStatus } from '@rtemu/commands/status/dns';
import type { Instant } from '@rtemu/engine/time';
import type { DnsCache } from '@rtemu/service/dns/cache';
import { printData, printType } from '@rtemu/wire/dns-record';

export const dnsCacheStatus = (now: Instant, cache: DnsCache): readonly DnsCacheStatus[] =>
  cache.entries(now).map(({ question, message, secondsLeft }) => ({
    name: question.name,
    type: printType(question.type),
    data: message.answers.map(({ data }) => printData(data)),
    secondsLeft,
  }));
