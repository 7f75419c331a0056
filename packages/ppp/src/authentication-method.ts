/**
 * The ways of authentication, by the words of `pp auth request`, and how LCP's option spells them (RFC 1661 §6.2).
 * @module
 */
import { ALGORITHM } from '@rtemu/wire/chap';
import type { AuthenticationProtocol } from '@rtemu/wire/lcp-options';
import { PROTOCOL } from '@rtemu/wire/ppp';

export type AuthenticationMethod = 'pap' | 'chap' | 'mschap' | 'mschap-v2';

/** Which side of it we are on: the `authenticator` asks, its `peer` answers. */
export type AuthenticationRole = 'authenticator' | 'peer';

const SPELLING: Readonly<Record<AuthenticationMethod, { protocol: number; algorithm?: number }>> = {
  pap: { protocol: PROTOCOL.pap },
  chap: { protocol: PROTOCOL.chap, algorithm: ALGORITHM.md5 },
  mschap: { protocol: PROTOCOL.chap, algorithm: ALGORITHM.mschap },
  'mschap-v2': { protocol: PROTOCOL.chap, algorithm: ALGORITHM.mschapV2 },
};

export function optionFor(method: AuthenticationMethod): AuthenticationProtocol {
  const { protocol, algorithm } = SPELLING[method];
  const data = algorithm === undefined ? new Uint8Array() : Uint8Array.of(algorithm);
  return { kind: 'AuthenticationProtocol', protocol, data };
}

/** `undefined` for EAP and whatever else there is. */
export const methodOf = (option: AuthenticationProtocol): AuthenticationMethod | undefined =>
  (Object.keys(SPELLING) as AuthenticationMethod[]).find((method) => {
    const { protocol, algorithm } = SPELLING[method];
    const length = algorithm === undefined ? 0 : 1;
    return option.protocol === protocol && option.data.length === length && option.data[0] === algorithm;
  });
