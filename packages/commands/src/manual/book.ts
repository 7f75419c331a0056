import { type Chapter, chapter } from '../row-book.js';
import { readChapter } from './chapter.js';
import { CHAPTER_35 } from './chapter-35-upnp.js';
import { CHAPTER_48_L2MS } from './chapter-48-l2ms.js';
import { CHAPTER_48_SWITCH_PORTS } from './chapter-48-switch-ports.js';
import { CHAPTER_48_SWITCH_TRAFFIC } from './chapter-48-switch-traffic.js';
import { CHAPTER_56_OPERATION } from './chapter-56-operation.js';
import { CHAPTER_57_SHOW_CONFIG } from './chapter-57-show-config.js';
import { CHAPTER_58_STATUS } from './chapter-58-status.js';
import { CHAPTER_58_TABLES } from './chapter-58-tables.js';
import { CHAPTER_59 } from './chapter-59-log.js';

/** @param words the first words of its commands */
const known = (words: string, text: string): Chapter => chapter(words, () => readChapter(text));

/** The commands that are known and not emulated, by manual chapter. */
export const KNOWN: readonly Chapter[] = [
  known('upnp', CHAPTER_35),
  known('switch lan-map take ap httpd', CHAPTER_48_L2MS),
  known('switch', CHAPTER_48_SWITCH_PORTS),
  known('switch', CHAPTER_48_SWITCH_TRAFFIC),
  known(
    'copy delete set-default-config set-default-exec set-serial-baudrate remote clear make rename interface connect ' +
      'disconnect ping6 traceroute traceroute6 nslookup sip telnet pri wol http mail rotate license load rollback confirm call echo',
    CHAPTER_56_OPERATION,
  ),
  known('show less', CHAPTER_57_SHOW_CONFIG),
  known('show', CHAPTER_58_STATUS),
  known('show', CHAPTER_58_TABLES),
  known('show less', CHAPTER_59),
];
