/**
 * What `rtemu explain` tells, for people in either language and for programs.
 * @module
 */
import type { Language } from '@rtemu/commands/messages';
import { causeCode, causeText } from '@rtemu/emulator/cause';
import { wordsOf } from '@rtemu/emulator/explain/cause-words';
import { type EndName, explain, type Hint, type VpnFinding } from '@rtemu/emulator/explain/explain';
import { hindranceWords } from '@rtemu/emulator/explain/hindrance-words';
import type { Stage } from '@rtemu/lab/stage';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { type Paint, PLAIN } from './report.js';

const LABELS = {
  en: { cause: 'cause', remedy: 'do', seen: 'seen', up: 'up', down: 'down', waiting: 'waiting: nobody dials it' },
  ja: {
    cause: '原因',
    remedy: '対処',
    seen: '経過',
    up: '接続',
    down: '切断',
    waiting: '待機: 発信する相手がいません',
  },
} as const;

/** Columns of the labels. */
const INDENT = { en: 7, ja: 3 } as const;

const placeText = (target: Ipv4Address | string): string => (typeof target === 'number' ? printIpv4(target) : target);

const endText = ({ node, name }: EndName): string => `${node} ${name}`;

/** `rt-b PP[01] - rt-a PP[ANONYMOUS] (198.51.100.1)` */
const titleOf = ({ from, to, target }: VpnFinding): string =>
  `${endText(from)}${to === undefined ? '' : ` - ${endText(to)}`}${target === undefined ? '' : ` (${placeText(target)})`}`;

/** What the log says of refusals is English in either language. */
function hintText(hint: Hint, target: Ipv4Address | string | undefined, language: Language): string {
  if (hint.kind === 'refused') return hint.why;
  const { ending } = hint;
  const text = `${causeText(ending, language)} (${causeCode(ending)})`;
  const hindrance = 'hindrance' in ending ? ending.hindrance : undefined;
  return hindrance === undefined || typeof target !== 'number'
    ? text
    : `${hindranceWords(hindrance, target)[language]}: ${text}`;
}

function upText({ up }: VpnFinding, language: Language): string {
  const { method, bits, local, remote } = up!;
  const none = language === 'ja' ? '暗号化なし' : 'no encryption';
  const ends = [local, remote].map((address) => (address === undefined ? '-' : printIpv4(address))).join(' - ');
  return [...(method ? [method] : []), bits === undefined ? none : `MPPE-${bits}`, ends].join(', ');
}

export function findingText(finding: VpnFinding, language: Language, paint: Paint = PLAIN): string {
  const labels = LABELS[language];
  const { state, cause, hints, target } = finding;
  const line = (label: string, text: string): string =>
    `  ${paint.faint(label)}${' '.repeat(Math.max(1, INDENT[language] - label.length))}${text}\n`;
  const word = state === 'down' ? paint.bad(labels.down) : state === 'up' ? paint.good(labels.up) : labels.waiting;
  const head = `${titleOf(finding)}: ${word}\n`;
  if (state === 'up') return `${head}  ${upText(finding, language)}\n`;
  if (cause === undefined) return head;
  const { what, remedy } = wordsOf(cause);
  return [
    head,
    line(labels.cause, `${cause.node}: ${what[language]}`),
    ...(remedy === undefined ? [] : [line(labels.remedy, `${cause.node}: ${remedy[language]}`)]),
    ...hints.map((hint) => line(labels.seen, `${hint.node}: ${hintText(hint, target, language)}`)),
  ].join('');
}

/** All of them, and how many are up. */
export function findingsText(findings: readonly VpnFinding[], language: Language, paint: Paint = PLAIN): string {
  if (findings.length === 0) return language === 'ja' ? 'VPNの設定がありません\n' : 'there is no VPN\n';
  const texts = findings.map((finding) => findingText(finding, language, paint));
  const count = (wanted: VpnFinding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const [up, waiting] = [count('up'), count('waiting')];
  const dialled = findings.length - waiting;
  const total =
    language === 'ja'
      ? `VPN ${dialled} 本のうち ${up} 本が接続中${waiting > 0 ? `、待機 ${waiting} 本` : ''}`
      : `${up} of ${dialled} VPNs up${waiting > 0 ? `, ${waiting} waiting` : ''}`;
  return `${texts.join('\n')}\n${total}\n`;
}

/** How the VPNs of a lab stand, by what was tried last. */
export const explainText = (stage: Stage, language: Language): string =>
  findingsText(explain(stage, { dials: false }), language);

/** As values for JSON: addresses in dots, the cause with its operands and in words. */
export const findingsReport = (findings: readonly VpnFinding[], language: Language) =>
  findings.map((finding) => {
    const { from, to, target, state, up, cause, hints } = finding;
    const words = cause && wordsOf(cause);
    return {
      from,
      ...(to && { to }),
      ...(target !== undefined && { target: placeText(target) }),
      state,
      ...(up && { up: { ...up, local: up.local && printIpv4(up.local), remote: up.remote && printIpv4(up.remote) } }),
      ...(cause &&
        words && {
          cause: {
            ...withAddresses(cause),
            text: words.what[language],
            ...(words.remedy && { remedy: words.remedy[language] }),
          },
        }),
      seen: hints.map((hint) => ({ node: hint.node, text: hintText(hint, target, language) })),
    };
  });

/** The operands that are addresses. */
const ADDRESSES: readonly string[] = ['address', 'source', 'destination', 'to', 'expects', 'peer'];

const withAddresses = (cause: object): object =>
  Object.fromEntries(
    Object.entries(cause).map(([key, value]) => [
      key,
      ADDRESSES.includes(key) && typeof value === 'number' ? printIpv4(value as Ipv4Address) : value,
    ]),
  );
