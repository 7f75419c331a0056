/**
 * Telephone commands of the NetVolante series that factory settings have (RT58i, NVR500 and RT57i manuals). Kept.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { assign, many, optional } from '../operands/combine.js';
import { anyWord, name } from '../operands/text.js';
import type { AnyRow } from '../row.js';
import { key, syntax } from '../syntax.js';
import { kept } from './kept.js';

const WITH_TELEPHONES = gate('NVR700W NVR510 NVR500 RT58i RT57i RTV700');
const RTV700 = gate('RTV700');

const prefix = optional(assign('prefix', anyWord));
const line = name(16, /^[a-z][\w-]*$/);

export const CHAPTER_TELEPHONE = (): readonly AnyRow[] => [
  kept({
    manual: 'NVR500 1.6',
    on: WITH_TELEPHONES,
    syntax: syntax`analog supplementary-service ${many(name(32), 1, 8)}`,
    help: { ja: 'アナログポートの付加サービスを設定します', en: 'Set what analog ports offer' },
  }),
  kept({
    manual: 'NVR500 1.6',
    on: WITH_TELEPHONES,
    syntax: syntax`analog extension dial prefix ${key(line)} ${{ prefix }}`,
    help: { ja: '発信に使う回線とプレフィックスを設定します', en: 'Set which line a dialled number takes' },
  }),
  kept({
    manual: 'RTV700',
    on: RTV700,
    syntax: syntax`isdn dial prefix ${key(line)} ${{ prefix }}`,
    help: { ja: '発信に使う回線とプレフィックスを設定します', en: 'Set which line a dialled number takes' },
  }),
];
