/**
 * Oddities of NAT descriptors (manual 23).
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { KeyedSetting } from '@rtemu/config/setting';
import {
  ipNatDescriptor,
  type NatDescriptorList,
  type NatOuter,
  natIncoming,
  natInner,
  natMasqueradeStatic,
  natOuter,
  natStatic,
  natType,
  ppNatDescriptor,
  tunnelNatDescriptor,
} from '@rtemu/config/settings/nat';
import type { ConfigWarning } from '../warnings.js';

interface Use {
  /** `ip pp nat descriptor`, with the place in front where there are several. */
  readonly where: string;
  readonly on: 'lan' | 'pp' | 'tunnel';
  readonly descriptor: number;
}

const numbersOf = ({ forward, reverse = [] }: NatDescriptorList): readonly number[] => [...forward, ...reverse];

function usesIn(document: Document): readonly Use[] {
  const at = (on: Use['on'], where: string, list: NatDescriptorList | undefined): readonly Use[] =>
    list === undefined ? [] : numbersOf(list).map((descriptor) => ({ where, on, descriptor }));
  return [
    ...document.global
      .entries(ipNatDescriptor)
      .flatMap(({ key, value }) => at('lan', `ip ${key} nat descriptor`, value)),
    ...document.pps.flatMap((pp) =>
      at('pp', `pp select ${pp}: ip pp nat descriptor`, document.pp(pp).get(ppNatDescriptor)),
    ),
    ...document.tunnels.flatMap((tunnel) =>
      at(
        'tunnel',
        `tunnel select ${tunnel}: ip tunnel nat descriptor`,
        document.tunnel(tunnel).get(tunnelNatDescriptor),
      ),
    ),
  ];
}

/** Descriptors with a type that stand at no interface. */
export function unusedNatDescriptors(document: Document): readonly ConfigWarning[] {
  const used = new Set(usesIn(document).map(({ descriptor }) => descriptor));
  return document.global
    .entries(natType)
    .filter(({ key, value }) => value.type !== 'none' && !used.has(key))
    .map(({ key, value }) => ({
      kind: 'nat-descriptor-unused',
      about: `nat descriptor type ${key} ${value.type}`,
      text: {
        en: `no interface uses NAT descriptor ${key}, so it translates nothing: add "ip lanN nat descriptor ${key}" or "ip pp nat descriptor ${key}"`,
        ja: `NATディスクリプター ${key} を適用したインタフェースがないため、変換は行われません。「ip lanN nat descriptor ${key}」または「ip pp nat descriptor ${key}」が必要です`,
      },
    }));
}

/** Descriptors that stand at an interface and have no type. */
export const unknownNatDescriptors = (document: Document): readonly ConfigWarning[] =>
  usesIn(document)
    .filter(({ descriptor }) => document.global.effectiveAt(natType, descriptor).type === 'none')
    .map(({ where, descriptor }) => ({
      kind: 'nat-descriptor-unknown',
      about: `${where} ${descriptor}`,
      text: {
        en: `NAT descriptor ${descriptor} has no type, so nothing is translated there: add "nat descriptor type ${descriptor} masquerade" or another type`,
        ja: `NATディスクリプター ${descriptor} に動作タイプがないため、変換は行われません。「nat descriptor type ${descriptor} masquerade」などが必要です`,
      },
    }));

const OUTERS_OF: Readonly<Record<Use['on'], readonly NatOuter[]>> = {
  lan: ['primary', 'secondary'],
  pp: ['ipcp'],
  tunnel: ['map-e', 'hb46pp'],
};

/** Masquerade whose outer address is a word that means nothing at the interface (manual 23.4): `ipcp`, as at first, at a LAN. */
export const misplacedNatOuters = (document: Document): readonly ConfigWarning[] =>
  usesIn(document)
    .map((use) => ({ ...use, outer: document.global.effectiveAt(natOuter, use.descriptor) }))
    .filter(({ descriptor, on, outer }) => {
      const { type } = document.global.effectiveAt(natType, descriptor);
      return type.endsWith('masquerade') && typeof outer === 'string' && !OUTERS_OF[on].includes(outer);
    })
    .map(({ where, descriptor, on, outer }) => ({
      kind: 'nat-outer-misplaced',
      about: `${where} ${descriptor}`,
      text: {
        en: `the outer address of NAT descriptor ${descriptor} is "${outer}", which means nothing there: write "nat descriptor address outer ${descriptor} ${OUTERS_OF[on][0]}", or an address`,
        ja: `NATディスクリプター ${descriptor} の外側アドレス「${outer}」は、このインタフェースでは使用できません。「nat descriptor address outer ${descriptor} ${OUTERS_OF[on][0]}」またはIPアドレスを設定してください`,
      },
    }));

/** Settings of descriptors that have no type and stand nowhere: a slip of the number, most likely. */
export function emptyNatEntries(document: Document): readonly ConfigWarning[] {
  const { global } = document;
  const used = new Set(usesIn(document).map(({ descriptor }) => descriptor));
  const typed = new Set(global.entries(natType).map(({ key }) => key));
  const plain = (target: KeyedSetting<'global', number, unknown, unknown>): readonly number[] =>
    global.entries(target).map(({ key }) => key);
  const spoken = new Set([
    ...plain(natOuter),
    ...plain(natInner),
    ...plain(natIncoming),
    ...global.entries(natStatic).map(({ key }) => key.descriptor),
    ...global.entries(natMasqueradeStatic).map(({ key }) => key.descriptor),
  ]);
  return [...spoken]
    .filter((descriptor) => !used.has(descriptor) && !typed.has(descriptor))
    .sort((a, b) => a - b)
    .map((descriptor) => ({
      kind: 'nat-descriptor-without-type',
      about: `nat descriptor ... ${descriptor}`,
      text: {
        en: `NAT descriptor ${descriptor} has settings but no type, and no interface uses it: add "nat descriptor type ${descriptor} masquerade", or correct the number`,
        ja: `NATディスクリプター ${descriptor} には設定がありますが、動作タイプも適用先もありません。「nat descriptor type ${descriptor} masquerade」を加えるか、番号を確認してください`,
      },
    }));
}
