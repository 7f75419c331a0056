/**
 * Manual chapter 22: RADIUS.
 * @module
 */
import { inGlobal } from '../setting.js';

/** Ask RADIUS servers about callers; those of PPTP are never asked about (FAQ Q19). */
export const radiusAuth = inGlobal.initially<boolean>('radius auth', 'kept', false);
