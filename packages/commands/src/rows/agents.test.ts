import { describe, expect, test } from '@jest/globals';
import type { Document } from '@rtemu/config/document';
import { agentSelection, GLOBAL, type Selection } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import { changesBetween } from '../changes.js';
import { CommandLanguage } from '../language.js';
import { promptOf } from '../prompt.js';
import { replay } from '../replay.js';
import type { Session } from '../session.js';

const RTX1210 = new CommandLanguage(profileOf('RTX1210'));

const LINES = [
  'pp select 1',
  ' pp bind tunnel1',
  'switch select lan1:1',
  ' switch control function set vlan-id 2 20',
  ' switch control function set vlan-access 3 2',
  'switch select 00:a0:de:01:02:03',
  ' switch control function set vlan-id 2 30',
  'ap select lan1:2-5',
  ' ap config filename floor2.conf',
  'switch control watch interval 5 5',
];

const documentOf = (lines: readonly string[]): Document => replay(lines.join('\n'), profileOf('RTX1210')).document;

const sessionAt = (selection: Selection): Session => ({
  level: 'administrator',
  selection,
  language: 'en',
  origin: 'console',
});

describe('switches and access points', () => {
  test('have blocks of their own', () => {
    expect(RTX1210.printConfig(documentOf(LINES))).toEqual(LINES);
    expect(RTX1210.printConfig(documentOf(LINES), undefined, agentSelection('switch', 'lan1:1'))).toEqual(
      LINES.slice(2, 5),
    );
  });

  test('lose their block with their last setting', () => {
    const document = documentOf([...LINES, 'switch select lan1:1', 'no switch control function set vlan-id 2']);
    expect(RTX1210.printConfig(document, undefined, agentSelection('switch', 'lan1:1'))).toEqual([
      'switch select lan1:1',
      ' switch control function set vlan-access 3 2',
    ]);
    const without = documentOf([...LINES, 'ap select LAN1:2-5', 'no ap config filename', 'no ap select']);
    expect(RTX1210.printConfig(without)).toEqual(LINES.filter((line) => !/^ ?ap /.test(line)));
  });

  test('are selected first', () => {
    const document = documentOf(LINES);
    const faultOf = (line: string) => RTX1210.execute(sessionAt(GLOBAL), document, line);
    expect(faultOf('switch control function set vlan-id 2 20')).toMatchObject({ kind: 'fault', key: 'select-switch' });
    expect(faultOf('ap config filename a')).toMatchObject({ kind: 'fault', key: 'select-ap' });
    expect(faultOf('show config ap')).toMatchObject({ kind: 'fault', key: 'select-ap' });
    expect(faultOf('switch select 2-5')).toMatchObject({ kind: 'fault', key: 'illegal-keyword' });
  });

  test('are read in the viewer', () => {
    const document = documentOf(LINES);
    for (const scope of ['switch', 'ap'])
      expect(RTX1210.execute(sessionAt(GLOBAL), document, `less config ${scope} lan1:1`)).toMatchObject({ less: true });
  });

  test('stand in the prompt, and none does after none', () => {
    const document = documentOf([]);
    const selected = RTX1210.execute(sessionAt(GLOBAL), document, 'switch select LAN1:2-5');
    expect(selected).toMatchObject({ kind: 'selected', selection: agentSelection('switch', 'lan1:2-5') });
    expect(promptOf(document, sessionAt(agentSelection('switch', 'lan1:2-5')))).toBe('lan1:2-5# ');
    expect(RTX1210.execute(sessionAt(GLOBAL), document, 'switch select none')).toMatchObject({ selection: GLOBAL });
  });

  test('differ like any other place', () => {
    const fewer = LINES.filter((line) => !line.includes('vlan-id 2 20'));
    expect(changesBetween(RTX1210, documentOf(LINES), documentOf(fewer))).toEqual([
      'switch select lan1:1',
      ' no switch control function set vlan-id 2',
      'switch select none',
    ]);
  });
});
