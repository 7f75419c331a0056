import type { Language } from '@rtemu/commands/messages';
import { replay } from '@rtemu/commands/replay';
import { filesOf } from '../file-patterns.js';
import { EXIT, type Host } from '../host.js';
import { machineOrUnusable } from '../machine-choice.js';
import { Progress } from '../progress.js';
import { readConfiguration } from '../replay/configuration-file.js';
import { type FileReport, reportOn } from '../replay/file-report.js';
import { machineFor } from '../replay/machine-for.js';

export const FORMATS = ['text', 'json', 'junit', 'github', 'sarif'] as const;

export interface ReplayOptions {
  /** A name, or `auto`: the one that each file's heading names, or else the one that takes most of it. */
  readonly model: string;
  readonly firmware?: string | undefined;
  readonly from: 'blank' | 'factory';
  readonly lang: Language;
  readonly format: (typeof FORMATS)[number];
  readonly failOn: 'refused' | 'stored';
  /** Whether lines that are accepted and not emulated are listed. */
  readonly listStored?: boolean;
  readonly version: string;
}

/** `rtemu replay`: what the device would say to each line of a configuration. */
export async function replayFiles(host: Host, words: readonly string[], options: ReplayOptions): Promise<number> {
  if (options.model !== 'auto') machineOrUnusable(options.model, options.firmware); // told before any file is read
  const files = await filesOf(words);
  const progress = new Progress(host, files.length);
  const reports: FileReport[] = [];
  for (const file of files) {
    const text = readConfiguration(file);
    const { machine, by } = machineFor(text, options.model, options.firmware);
    const { from, lang: language } = options;
    const result = replay(text, machine.profile, { revision: machine.revision, language, from });
    reports.push(reportOn(file, machine, by, result, language));
    progress.step(file);
  }
  progress.end();
  host.output.write(await printed(reports, options));
  const isFine = reports.every(
    ({ refused, stored }) => refused.length === 0 && (options.failOn === 'refused' || stored === 0),
  );
  return isFine ? EXIT.fine : EXIT.failed;
}

async function printed(reports: readonly FileReport[], options: ReplayOptions): Promise<string> {
  const failsOnStored = options.failOn === 'stored';
  switch (options.format) {
    case 'text': {
      const { textReport, textSummary } = await import('../replay/text-report.js');
      const listsKept = failsOnStored || options.listStored === true;
      return reports.map((report) => textReport(report, { listsKept })).join('') + textSummary(reports);
    }
    case 'json':
      return (await import('../replay/json-report.js')).jsonReport(reports);
    case 'junit':
      return (await import('../replay/junit-report.js')).junitReport(reports, failsOnStored);
    case 'github':
      return (await import('../replay/github-report.js')).githubReport(reports, failsOnStored);
    case 'sarif':
      return (await import('../replay/sarif-report.js')).sarifReport(reports, options.version, failsOnStored);
  }
}
