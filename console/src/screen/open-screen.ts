import type { Stage } from '@rtemu/lab/stage';
import type { Host } from '../host.js';
import { loadFace } from './load-face.js';
import { type ScreenOptions, ScreenSitter } from './screen-sitter.js';

/** Whether it shows more than ASCII, as far as it says so. */
const isUnicode = ({ LC_ALL, LC_CTYPE, LANG } = process.env): boolean =>
  /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || 'utf-8');

/** Everything about a running lab on one screen. */
export async function openScreen(
  stage: Stage,
  host: Host,
  options: Omit<ScreenOptions, 'withColours' | 'isUnicode'>,
): Promise<ScreenSitter> {
  const withColours = (host.output.getColorDepth?.() ?? 1) > 1;
  return new ScreenSitter(stage, host, await loadFace(), { ...options, withColours, isUnicode: isUnicode() });
}
