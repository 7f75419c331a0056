import type { Instant } from '@rtemu/engine/time';
import type { HostAddresses } from '@rtemu/ip/filter/host-addresses';
import { parse } from '@rtemu/wire/dns';

/**
 * What a host was told of a name, for filters that name hosts: the addresses of the name that it asked for, and of those that
 * this one stands for.
 */
export function heedTold(now: Instant, hosts: HostAddresses | undefined, reply: Uint8Array): void {
  if (hosts === undefined || hosts.isEmpty) return;
  const message = parse(reply);
  if (!message.ok) return;
  const asked = message.value.questions.map(({ name }) => name);
  for (const { name, data } of message.value.answers)
    if (data.kind === 'ipv4') for (const each of new Set([...asked, name])) hosts.learn(now, each, data.address);
}
