import { type GuessedModel, guessModel } from '@rtemu/commands/model-guess';
import { type Machine, machineOf } from '@rtemu/models/machine';
import { machineOrUnusable } from '../machine-choice.js';

/** Whose configuration a text is, and by what we know that. @param model a name, or `auto`. @throws Unusable */
export function machineFor(
  text: string,
  model: string,
  firmware: string | undefined,
): { readonly machine: Machine; readonly by: 'option' | GuessedModel['by'] } {
  if (model !== 'auto') return { machine: machineOrUnusable(model, firmware), by: 'option' };
  const { profile, revision, by } = guessModel(text);
  const machine = firmware === undefined ? machineOf(profile, revision) : machineOrUnusable(profile.name, firmware);
  return { machine, by };
}
