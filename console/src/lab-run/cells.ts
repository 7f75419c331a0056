import { charactersOf, widthOfCharacter } from '@rtemu/service/terminal/characters';

/** The cells of a terminal that a text takes. */
export const widthOfText = (text: string): number =>
  charactersOf(text).reduce((sum, character) => sum + widthOfCharacter(character), 0);

/** The text in exactly so many cells: filled up with spaces, or cut, which an ellipsis then tells. */
export function inCells(text: string, cells: number): string {
  const width = widthOfText(text);
  if (width <= cells) return text + ' '.repeat(cells - width);
  let [kept, used] = ['', 0];
  for (const character of charactersOf(text)) {
    const wide = widthOfCharacter(character);
    if (used + wide >= cells) break;
    kept += character;
    used += wide;
  }
  return `${kept}…${' '.repeat(cells - used - 1)}`;
}
