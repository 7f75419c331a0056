import { atRevision, told } from '@rtemu/models/fact';
import { machineOf, newestFirmware } from '@rtemu/models/machine';
import { PROFILES } from '@rtemu/models/models';
import type { Profile } from '@rtemu/models/profile';
import { printRevision } from '@rtemu/models/revision';
import { EXIT, type Host } from '../host.js';

const COLUMNS = ['model', 'LAN', 'pp', 'tunnel', 'PPTP', 'advised', 'PPTP since', 'firmware', 'released'] as const;

function rowOf(profile: Profile): string[] {
  const machine = machineOf(profile);
  const sessions = profile.pptp.sessionsMax && atRevision(profile.pptp.sessionsMax[0], machine.revision);
  const since = told(profile.pptp.since);
  return [
    profile.name,
    String(machine.lans.length),
    String(machine.ppMax),
    String(machine.tunnelMax),
    sessions === null ? '?' : String(sessions),
    String(told(profile.pptp.sessionsRecommended) ?? '?'),
    since === undefined ? 'the first' : `Rev.${since}`,
    printRevision(newestFirmware(profile)),
    told(profile.released) ?? '?',
  ];
}

/** Everything told, `null` where no document was found. */
const jsonOf = (profile: Profile): Record<string, unknown> => {
  const machine = machineOf(profile);
  return {
    model: profile.name,
    series: profile.series,
    interfaces: machine.lans,
    bri: machine.bri,
    ppMax: machine.ppMax,
    tunnelMax: machine.tunnelMax,
    pptp: {
      sessionsMax: profile.pptp.sessionsMax && atRevision(profile.pptp.sessionsMax[0], machine.revision),
      sessionsRecommended: told(profile.pptp.sessionsRecommended) ?? null,
      sinceFirmware: told(profile.pptp.since) ?? null,
    },
    firmware: { newest: printRevision(newestFirmware(profile)), first: told(profile.firmware.first) ?? null },
    released: told(profile.released) ?? null,
    assumed: machine.assumed,
  };
};

/** `rtemu models`: the models that there are, one a line. */
export function models(host: Host, format: 'text' | 'json'): number {
  if (format === 'json') {
    host.output.write(`${JSON.stringify(PROFILES.map(jsonOf), undefined, 2)}\n`);
    return EXIT.fine;
  }
  const rows = [[...COLUMNS], ...PROFILES.map(rowOf)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const isNumber = (i: number): boolean => i >= 1 && i <= 5;
  for (const row of rows) {
    const cells = row.map((cell, i) => (isNumber(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)));
    host.output.write(`${cells.join('  ').trimEnd()}\n`);
  }
  return EXIT.fine;
}
