import type { Language } from '@rtemu/commands/messages';
import { explain } from '@rtemu/emulator/explain/explain';
import type { Duration } from '@rtemu/engine/time';
import { isOperable, isOutlet, printFault } from '@rtemu/lab/lab';
import { suggest } from '@rtemu/lab/nearest';
import { Scenario } from '@rtemu/lab/scenario';
import { findingsReport, findingsText } from '../explain-report.js';
import { EXIT, type Host, Unusable } from '../host.js';
import { loadLab } from '../lab-loader.js';
import { paintFor, printJson } from '../report.js';
import { type MakeNodes, makeStage } from '../stage-maker.js';
import { startupWarnings } from '../startup-warnings.js';

export interface ExplainOptions {
  readonly node?: string | undefined;
  readonly seed?: number | undefined;
  readonly steps?: boolean | undefined;
  readonly after?: Duration | undefined;
  readonly lang: Language;
  readonly format: 'text' | 'json';
}

/** `rtemu explain`: brings a lab up in virtual time, dials what is not up, and tells of each VPN why it does not come up. */
export async function explainLab(
  host: Host,
  file: string,
  options: ExplainOptions,
  makeNodes: MakeNodes,
): Promise<number> {
  const { lab, configFiles, folders } = loadLab(file);
  const wayOut = lab.nodes.find(isOutlet);
  if (wayOut) {
    const message = `${wayOut.name} leads out of the lab, which it does in real time only; use rtemu lab up and :explain`;
    throw new Unusable(printFault(file, { ...wayOut.place, message }));
  }
  const names = lab.nodes.filter(isOperable).map(({ name }) => name);
  const { node, lang } = options;
  if (node !== undefined && !names.includes(node))
    throw new Unusable(`no node "${node}" with a console is in ${lab.name}; ${suggest(node, names)}`);
  const seed = options.seed ?? lab.seed ?? 0;
  const stage = makeStage(lab, configFiles, seed, makeNodes, { folders });
  for (const warning of startupWarnings(stage)) host.error.write(`${warning}\n`);
  // A step that expects a VPN fails where there is none: that is what is to be told.
  new Scenario(stage, options.steps ? ['setup', 'steps'] : ['setup']).run();
  const findings = explain(stage, { node, patience: options.after });
  host.output.write(
    options.format === 'json'
      ? printJson({ lab: lab.name, file, seed, vpns: findingsReport(findings, lang) })
      : findingsText(findings, lang, await paintFor(host)),
  );
  return findings.some(({ state }) => state === 'down') ? EXIT.failed : EXIT.fine;
}
