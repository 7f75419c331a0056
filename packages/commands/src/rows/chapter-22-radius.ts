/**
 * Manual 22.1: whether callers are asked about at a RADIUS server. No server is asked here; of callers by PPTP none is asked on
 * a device either (FAQ Q19), which the log tells.
 * @module
 */
import { radiusAuth } from '@rtemu/config/settings/radius';
import { gate } from '@rtemu/models/gate';
import { onOff } from '../operands/word.js';
import { type AnyRow, setting } from '../row.js';
import { syntax } from '../syntax.js';

export const CHAPTER_22_AUTH = (): readonly AnyRow[] => [
  setting(radiusAuth, {
    manual: '22.1',
    on: gate('* -NVR500 -netvolante -early'),
    syntax: syntax`radius auth ${onOff}`,
    help: { ja: 'RADIUSによる認証を使用するかどうかを設定します', en: 'Let RADIUS authenticate users' },
    support: 'partial',
    lacking: 'asking a server about callers by ISDN; nobody asks about those by PPTP (FAQ Q19), as the log tells',
    supportOf: (_, on) => (on ? 'partial' : 'full'),
  }),
];
