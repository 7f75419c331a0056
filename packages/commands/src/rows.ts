import type { AnyRow } from './row.js';
import { CHAPTER_3 } from './rows/chapter-03-help.js';
import { CHAPTER_4_CONSOLE } from './rows/chapter-04-console.js';
import { CHAPTER_4_USERS } from './rows/chapter-04-users.js';
import { CHAPTER_6 } from './rows/chapter-06-pp.js';
import { CHAPTER_8_ADDRESSES } from './rows/chapter-08-ip.js';
import { CHAPTER_8_ROUTES } from './rows/chapter-08-route.js';
import { CHAPTER_11 } from './rows/chapter-11-ppp.js';
import { CHAPTER_12 } from './rows/chapter-12-dhcp.js';
import { CHAPTER_14 } from './rows/chapter-14-tunnel.js';
import { CHAPTER_17 } from './rows/chapter-17-pptp.js';
import { CHAPTER_24 } from './rows/chapter-24-dns.js';
import { CHAPTER_56 } from './rows/chapter-56-operation.js';
import { CHAPTER_57 } from './rows/chapter-57-show.js';
import { CHAPTER_TELEPHONE } from './rows/chapter-telephone.js';

/** Every command that any machine of ours knows, by manual chapter. */
export const ROWS: readonly AnyRow[] = [
  ...CHAPTER_3,
  ...CHAPTER_4_USERS,
  ...CHAPTER_4_CONSOLE,
  ...CHAPTER_6,
  ...CHAPTER_8_ADDRESSES,
  ...CHAPTER_8_ROUTES,
  ...CHAPTER_11,
  ...CHAPTER_12,
  ...CHAPTER_14,
  ...CHAPTER_17,
  ...CHAPTER_24,
  ...CHAPTER_56,
  ...CHAPTER_57,
  ...CHAPTER_TELEPHONE,
];
