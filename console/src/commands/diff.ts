import { changesBetween } from '@rtemu/commands/changes';
import { CommandLanguage } from '@rtemu/commands/language';
import { type Replay, replay } from '@rtemu/commands/replay';
import { EXIT, type Host } from '../host.js';
import { readConfiguration } from '../replay/configuration-file.js';
import { machineFor } from '../replay/machine-for.js';

export interface DiffOptions {
  /** A name, or `auto`: that of the second file. */
  readonly model: string;
  readonly firmware?: string | undefined;
}

/** `rtemu diff`: the commands that make one configuration of another. Exit code 1 when there are any, as of diff(1). */
export function diff(host: Host, from: string, to: string, options: DiffOptions): number {
  const texts = [from, to].map((file) => readConfiguration(file)) as [string, string];
  const { machine } = machineFor(texts[1], options.model, options.firmware);
  const read = (text: string): Replay => replay(text, machine.profile, { revision: machine.revision });
  const [old, new_] = [read(texts[0]), read(texts[1])];
  for (const [file, { lines }] of [[from, old] as const, [to, new_] as const])
    for (const { number, text, verdict } of lines)
      if (verdict.kind === 'fault')
        host.error.write(`${file}:${number}: passed over: ${text.trim()} (${verdict.text})\n`);
  const language = new CommandLanguage(machine.profile, machine.revision);
  const changes = changesBetween(language, old.document, new_.document);
  host.output.write(changes.map((line) => `${line}\n`).join(''));
  return changes.length === 0 ? EXIT.fine : EXIT.failed;
}
