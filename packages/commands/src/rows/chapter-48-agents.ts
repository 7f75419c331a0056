/**
 * Manual chapter 48: selecting switches and access points, and looking at what is set for them. There are none to be ruled:
 * their settings are kept.
 * @module
 */
import { type AgentScope, agentSelection, GLOBAL } from '@rtemu/config/selection';
import { gate } from '@rtemu/models/gate';
import { agent } from '../operands/agent.js';
import { either, optional } from '../operands/combine.js';
import { word } from '../operands/word.js';
import { type AnyRow, action, type Help, view } from '../row.js';
import { type Syntax, syntax } from '../syntax.js';

const L2MS = gate('current rev10 nvr');

const select = (scope: AgentScope, manual: string, line: Syntax<undefined, string>, help: Help): AnyRow =>
  action({
    manual,
    level: 'user',
    on: L2MS,
    syntax: line,
    help,
    act: (name) => ({ selection: name === 'none' ? GLOBAL : agentSelection(scope, name) }),
    withdraw: () => ({ selection: GLOBAL }),
  });

const show = (scope: AgentScope, manual: string, line: Syntax<undefined, string | undefined>, help: Help): AnyRow =>
  view({
    manual,
    level: 'administrator',
    on: L2MS,
    syntax: line,
    help,
    view: (which, { session: { selection }, printConfig }) => {
      const place = which === undefined ? selection : agentSelection(scope, which);
      return place.scope === scope ? () => printConfig(place) : `select-${scope}`;
    },
  });

export const CHAPTER_48 = (): readonly AnyRow[] => [
  select('switch', '48.2.1', syntax`switch select ${either(word('none'), agent)}`, {
    ja: '設定の対象となるスイッチを選択します',
    en: 'Select a switch',
  }),
  select('ap', '48.4.1', syntax`ap select ${either(word('none'), agent)}`, {
    ja: '設定の対象となるアクセスポイントを選択します',
    en: 'Select an access point',
  }),
  show('ap', '57.3', syntax`show config ap ${optional(agent)}`, {
    ja: '指定したアクセスポイントの設定内容を表示します',
    en: 'Show the configuration of an access point',
  }),
  show('switch', '57.5', syntax`show config switch ${optional(agent)}`, {
    ja: '指定したスイッチの設定内容を表示します',
    en: 'Show the configuration of a switch',
  }),
  show('ap', '57.3', syntax`less config ap ${optional(agent)}`, {
    ja: '指定したアクセスポイントの設定内容を画面ごとに表示します',
    en: 'Show the configuration of an access point in the viewer',
  }),
  show('switch', '57.5', syntax`less config switch ${optional(agent)}`, {
    ja: '指定したスイッチの設定内容を画面ごとに表示します',
    en: 'Show the configuration of a switch in the viewer',
  }),
];
