import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import { unreachable } from '@rtemu/engine/invariant';
import { Internet } from '@rtemu/hosts/internet';
import { Pc } from '@rtemu/hosts/pc';
import type { NodeFactory } from '@rtemu/lab/stage';

/** Makes the maker of a lab's nodes. */
export const makeNodes =
  (mppe: MppeEngine): NodeFactory =>
  (spec, { arena, random }) => {
    switch (spec.kind) {
      case 'router':
        throw new Error('routers are not there yet');
      case 'pc':
        return new Pc(arena, mppe, random, spec);
      case 'internet':
        return new Internet(arena, random, spec);
      default:
        return unreachable(spec);
    }
  };
