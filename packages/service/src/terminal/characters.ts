/**
 * Characters as people see them, and the cells of a terminal that they take.
 * @module
 */
import { widthOfPoint } from '@rtemu/engine/cell-width';

/** The cells of one character: a letter with its marks, an emoji with its modifiers. */
export function widthOfCharacter(character: string): number {
  if (character.length === 1 && character >= ' ' && character <= '~') return 1; // nearly all of them
  let width = 0;
  for (const letter of character) {
    const point = letter.codePointAt(0)!;
    if (point === 0xfe0f) return 2; // "show it as a picture"
    width = Math.max(width, widthOfPoint(point));
  }
  return width;
}

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text. */
export function charactersOf(text: string): string[] {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x300) continue;
    segmenter ??= new Intl.Segmenter('ja', { granularity: 'grapheme' });
    return Array.from(segmenter.segment(text), ({ segment }) => segment);
  }
  return text.split('');
}
