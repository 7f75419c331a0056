import { faultLine } from '@rtemu/commands/messages';
import { securityClass } from '@rtemu/config/settings/system';
import type { Instant } from '@rtemu/engine/time';
import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import { NamedJob } from './dns/name-jobs.js';
import type { ConsoleJob } from './job.js';
import type { RouterConsole } from './router-console.js';

/** `telnet` (manual 56.7.17), which `security class` has to allow (manual 4.12). */
export function telnet(
  now: Instant,
  console: RouterConsole,
  { host, port }: { readonly host: string; readonly port: number },
): void {
  const { system, language, encoding } = console;
  if (system.document.global.effective(securityClass).telnet !== true) {
    console.printFault('unknown-command');
    return;
  }
  const nowhere: ConsoleJob = {
    done: true,
    pollLines: () => [faultLine('unrecognized-address', language)],
    interrupt: () => {},
  };
  const begin = (at: Instant, destination: Ipv4Address): ConsoleJob =>
    system.telnetCalls.dial(at, destination, port, encoding) ?? nowhere;
  const destination = readIpv4(host);
  console.run(
    destination === undefined
      ? new NamedJob(now, system.optional.names.get(), host, language, begin)
      : begin(now, destination),
  );
}
