import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import { unreachable } from '@rtemu/engine/invariant';
import { Internet } from '@rtemu/hosts/internet';
import { Pc } from '@rtemu/hosts/pc';
import type { NodeFactory } from '@rtemu/lab/stage';
import type { EpochSeconds } from './calendar.js';
import { commandLanguageOf } from './command-language-of.js';
import { Router } from './router.js';

/**
 * Makes the maker of a lab's nodes, around the cipher whose memory the world's packets lie in.
 * @param clock what the routers' clocks show at power-on; never set, when not given.
 */
export const makeNodes =
  (mppe: MppeEngine, clock?: EpochSeconds): NodeFactory =>
  (spec, { arena, random, startupConfig }) => {
    switch (spec.kind) {
      case 'router': {
        const language = commandLanguageOf(spec.model, spec.firmware);
        return new Router({ arena, mppe }, random, { name: spec.name, language, startupConfig, clock });
      }
      case 'pc':
        return new Pc(arena, mppe, random, spec);
      case 'internet':
        return new Internet(arena, random, spec);
      default:
        return unreachable(spec);
    }
  };
