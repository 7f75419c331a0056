import type { Document } from '@rtemu/config/document';
import type { Selection } from '@rtemu/config/selection';
import { consolePrompt } from '@rtemu/config/settings/system';
import type { Session } from './session.js';

function selected(selection: Selection): string {
  switch (selection.scope) {
    case 'global':
      return '';
    case 'pp':
      return selection.number === 'anonymous' ? 'anonymous' : `pp${selection.number}`;
    case 'tunnel':
      return `tunnel${selection.number}`;
    default:
      return selection.agent;
  }
}

/** What stands in front of the line: `console prompt`, the selection and the level, with nothing in between. */
export const promptOf = (document: Document, { selection, level }: Session): string =>
  `${document.global.effective(consolePrompt)}${selected(selection)}${level === 'administrator' ? '#' : '>'} `;
