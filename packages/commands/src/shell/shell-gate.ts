import { type Gate, gate } from '@rtemu/models/gate';

/** Firmware whose console has variables, aliases and macros (manual 4.91 to 4.93, 56.7.30 to 56.7.34, 59.8). */
export const SHELL: Gate = gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300 NVR510>=15.01.13 NVR700W');

/** Names of variables, aliases and macros: letters, digits and `_`, a letter first. */
export const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
