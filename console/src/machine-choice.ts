import { type Machine, machineOf } from '@rtemu/models/machine';
import { findModel, nearestModel } from '@rtemu/models/models';
import { readRevision } from '@rtemu/models/revision';
import { Unusable } from './host.js';

export type MachineChoice =
  | { readonly machine: Machine }
  /** One sentence, and whether it is about the model or the firmware. */
  | { readonly problem: string; readonly about: 'model' | 'firmware' };

/** The machine that somebody asked for by names. Without a firmware it has the newest that is known. */
export function chooseMachine(model: string, firmware: string | undefined): MachineChoice {
  const profile = findModel(model);
  if (!profile) {
    const nearest = nearestModel(model);
    const hint = nearest ? `did you mean "${nearest}"?` : 'rtemu models lists them';
    return { problem: `unknown model "${model}"; ${hint}`, about: 'model' };
  }
  if (firmware === undefined) return { machine: machineOf(profile) };
  const revision = readRevision(firmware);
  return revision
    ? { machine: machineOf(profile, revision) }
    : { problem: `"${firmware}" is no firmware revision; write it like Rev.14.01.42`, about: 'firmware' };
}

/** The choice, when there is one. @throws Unusable */
export function machineOrUnusable(model: string, firmware: string | undefined): Machine {
  const choice = chooseMachine(model, firmware);
  if ('problem' in choice) throw new Unusable(choice.problem);
  return choice.machine;
}

const SLOTS = { usb1: 'USB port', sd1: 'microSD slot' } as const;

export const noSlot = ({ name }: Machine, slot: keyof typeof SLOTS): string =>
  `an ${name} has no ${SLOTS[slot]} for a memory; an RTX1210 has`;
