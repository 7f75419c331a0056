import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import { unreachable } from '@rtemu/engine/invariant';
import { Internet } from '@rtemu/hosts/internet';
import { Isp } from '@rtemu/hosts/isp';
import { Pc } from '@rtemu/hosts/pc';
import { TelephoneExchange } from '@rtemu/hosts/telephone-exchange';
import type { NodeFactory } from '@rtemu/lab/stage';
import { type EpochSeconds, epochOf } from './calendar.js';
import { commandLanguageOf } from './command-language-of.js';
import type { KeptFiles } from './config-files.js';
import { Router, type RouterOptions } from './router.js';

/** What a server of the right time begins at in a lab that has no time of its own: 2026/01/01 09:00:00 in Japan. */
export const LAB_CLOCK: EpochSeconds = epochOf({ year: 2026, month: 1, day: 1, hour: 9, minute: 0, second: 0 });

/**
 * Makes the maker of a lab's nodes, around the cipher whose memory the world's packets lie in.
 * @param clock what the routers' clocks show at power-on; never set, when not given.
 * @param keptBy the configuration files that a router kept in an earlier life
 * @param memoriesOf what is in a router's slots for memories
 */
export const makeNodes =
  (
    mppe: MppeEngine,
    clock?: EpochSeconds,
    keptBy?: (router: string) => KeptFiles | undefined,
    memoriesOf?: (router: string) => RouterOptions['memories'],
  ): NodeFactory =>
  (spec, { arena, random, startupConfig }) => {
    switch (spec.kind) {
      case 'router': {
        const language = commandLanguageOf(spec.model, spec.firmware);
        const { name } = spec;
        const [kept, memories] = [keptBy?.(name), memoriesOf?.(name)];
        return new Router({ arena, mppe }, random, { name, language, startupConfig, kept, clock, memories });
      }
      case 'pc':
        return new Pc(arena, mppe, random, spec);
      case 'internet':
        return new Internet(arena, random, spec);
      case 'isp':
        return new Isp(arena, mppe, random, { ...spec, ntp: spec.ntp ? (clock ?? LAB_CLOCK) * 1e6 : undefined });
      case 'exchange':
        return new TelephoneExchange(arena, spec);
      default:
        return unreachable(spec);
    }
  };
