import { type Chapter, chapter } from '../row-book.js';
import { readChapter } from './chapter.js';
import { CHAPTER_35 } from './chapter-35-upnp.js';

/** @param words the first words of its commands */
const known = (words: string, text: string): Chapter => chapter(words, () => readChapter(text));

/** The commands that are known and not emulated, by manual chapter. */
export const KNOWN: readonly Chapter[] = [known('upnp', CHAPTER_35)];
