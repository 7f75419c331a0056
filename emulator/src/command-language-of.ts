import { CommandLanguage } from '@rtemu/commands/language';
import { invariant } from '@rtemu/engine/invariant';
import { newestFirmware } from '@rtemu/models/machine';
import { findModel } from '@rtemu/models/models';
import { printRevision, readRevision } from '@rtemu/models/revision';

const LANGUAGES = new Map<string, CommandLanguage>();

/**
 * The command language of a model with a firmware, the newest known when none is named. Made once: its grammar is the same
 * for every router of the kind.
 * @throws InvariantError for a model or firmware that does not exist, which whoever read the names has checked.
 */
export function commandLanguageOf(model: string, firmware?: string): CommandLanguage {
  const profile = findModel(model);
  invariant(profile !== undefined, `there is a model ${model}`);
  const revision = firmware === undefined ? newestFirmware(profile) : readRevision(firmware);
  invariant(revision !== undefined, `${firmware} is a revision`);
  const key = `${profile.name} ${printRevision(revision)}`;
  let language = LANGUAGES.get(key);
  if (language === undefined) LANGUAGES.set(key, (language = new CommandLanguage(profile, revision)));
  return language;
}
