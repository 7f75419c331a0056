import { faultLine } from '@rtemu/commands/messages';
import { Router } from '@rtemu/emulator/router';
import type { Stage } from '@rtemu/lab/stage';

const SHOWN = 10;

/**
 * What the routers of a lab passed over of their configurations, a line each: the device goes on without a word.
 * @param file what they were all read from, where that is known
 */
export function startupWarnings({ operables }: Stage, file?: string): string[] {
  return [...operables.values()].flatMap((node) => {
    if (!(node instanceof Router)) return [];
    const warnings = node.startupFaults.map(({ line, text, fault }) => {
      const where = file === undefined ? `${node.name}: line ${line} of its configuration` : `${file}: line ${line}`;
      if (fault === 'masked') return `${where} has a star for a password, which nobody can log in with: ${text.trim()}`;
      const why = fault === 'not-a-setting' ? 'it does something, and sets nothing' : faultLine(fault, 'en');
      return `${where} is passed over: ${text.trim()} (${why})`;
    });
    const more = warnings.length - SHOWN;
    return more > 0
      ? [...warnings.slice(0, SHOWN), `${node.name}: and ${more} lines more; rtemu replay tells them all`]
      : warnings;
  });
}
