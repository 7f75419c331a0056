/**
 * What came of a request to NetVolante DNS, in words of ours: nobody has published the device's.
 * @module
 */
import type { Language } from '@rtemu/commands/messages';
import type { RegistrationEvent } from '@rtemu/service/netvolante/registration';
import { printIpv4 } from '@rtemu/wire/address';

type Failure = Extract<RegistrationEvent, { kind: 'failed' }>;

const WHY: Readonly<Record<Language, Readonly<Record<Failure['why'], string>>>> = {
  en: {
    timeout: 'the server does not answer',
    taken: 'the name belongs to another router',
    'bad-name': 'the server does not take the name',
    full: 'there is no room for another name',
    unknown: 'there is no such name',
  },
  ja: {
    timeout: 'サーバーが応答しません',
    taken: 'その名前は他のルーターが使用しています',
    'bad-name': 'その名前は登録できません',
    full: 'これ以上の名前は登録できません',
    unknown: 'その名前は登録されていません',
  },
};

const WHAT: Readonly<Record<Language, Readonly<Record<Failure['what'], string>>>> = {
  en: { register: 'registration failed', delete: 'deletion failed', list: 'list failed' },
  ja: { register: '登録に失敗しました', delete: '削除に失敗しました', list: '一覧の取得に失敗しました' },
};

/** One line; of a list, all names in it. */
export function eventLine(event: RegistrationEvent, language: Language): string {
  const isJapanese = language === 'ja';
  switch (event.kind) {
    case 'registered':
      return isJapanese
        ? `${event.host} (${printIpv4(event.address)}) を登録しました`
        : `registered ${event.host} (${printIpv4(event.address)})`;
    case 'deleted':
      return isJapanese ? `${event.host} を削除しました` : `deleted ${event.host}`;
    case 'listed':
      return event.names.length === 0 ? (isJapanese ? '登録はありません' : 'no names') : event.names.join('\n');
    case 'failed':
      return `${WHAT[language][event.what]}: ${WHY[language][event.why]}`;
  }
}
