import { NAMELESS } from '@rtemu/config/settings/user';
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { Operand } from '../operand.js';
import type { Miss, Reader } from '../reader.js';

const NAME = /^(?:[\w-]{1,32}|\*|\*radius)$/;

/** A user's name, `*` or `*radius`; nothing at all for the user without a name, on machines that have one (manual 4.10). */
class Whose extends Operand<string> {
  override read(reader: Reader): string | Miss {
    const { word } = reader;
    if (word === undefined || word.includes('='))
      return reader.machine.hasAnonymousUser ? NAMELESS : reader.miss('parameter-count', this);
    if (!NAME.test(word)) return reader.miss('illegal-keyword', this);
    reader.at++;
    return word;
  }

  override print(user: string): string {
    return user;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    const names = `${language === 'ja' ? 'ユーザー名' : 'USER'}|*`;
    return machine?.hasAnonymousUser === false ? names : `[${names}]`;
  }
}

export const whose: Operand<string> = new Whose();

/** The sessions that are meant: those of a user, of a way in, or of both. */
export interface MeantSessions {
  readonly user: string | undefined;
  readonly way: string | undefined;
  readonly number: number | undefined;
}

const WAYS = ['telnet', 'serial', 'remote', 'ssh', 'sftp', 'http'] as const;
const SESSIONS = new RegExp(`^([\\w-]{1,32})?\\s*(?:/\\s*(${WAYS.join('|')})\\s*(\\d{1,2})?)?$`);

/** `test`, `test /telnet 1`, `/telnet1`: as many words as there are (manual 4.11). */
class Sessions extends Operand<MeantSessions> {
  override read(reader: Reader): MeantSessions | Miss {
    const text = reader.words.slice(reader.at).join(' ');
    if (text === '') return reader.miss('parameter-count', this);
    const found = SESSIONS.exec(text);
    if (found === null) return reader.miss('illegal-keyword', this);
    reader.at = reader.words.length;
    const [, user, way, number] = found;
    return { user, way, number: number === undefined ? undefined : Number(number) };
  }

  override print({ user, way, number }: MeantSessions): string {
    return [user, way && `/${way}${number ?? ''}`].filter((word) => word !== undefined).join(' ');
  }

  override usage(language: Language): string {
    const ja = language === 'ja';
    return `[${ja ? 'ユーザー名' : 'USER'}] [/${WAYS.join('|')}[${ja ? '番号' : 'NUMBER'}]]`;
  }
}

export const sessions: Operand<MeantSessions> = new Sessions();
