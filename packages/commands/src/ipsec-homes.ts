/**
 * Key exchange is set for the whole router and shown inside the tunnel that it is for: `ipsec tunnel` there names a policy,
 * and the policy a gateway (manual 15.48.2, 15.49.3).
 * @module
 */
import type { Block, Document } from '@rtemu/config/document';
import type { Setting } from '@rtemu/config/setting';

/** How a setting that is only kept tells its entries apart. */
type Key = Readonly<Record<string, string>> | undefined;

export class IpsecHomes {
  readonly #policies = new Map<string, number>();
  readonly #gateways = new Map<string, number>();

  constructor(document: Document) {
    for (const number of document.tunnels) {
      const policy = policyOf(document.tunnel(number) as Block<never>);
      if (policy !== undefined && !this.#policies.has(policy)) this.#policies.set(policy, number);
    }
    if (this.#policies.size === 0) return;
    for (const [policy, gateway] of gatewaysOf(document.global as Block<never>)) {
      const tunnel = this.#policies.get(policy);
      if (tunnel !== undefined && !this.#gateways.has(gateway)) this.#gateways.set(gateway, tunnel);
    }
  }

  /** The tunnel inside which an entry is shown; `undefined` for all that is no tunnel's. */
  tunnelOf(setting: string, key: unknown): number | undefined {
    const { policy = '', gateway = '' } = (key as Key) ?? {};
    if (setting === 'ipsec sa policy') return this.#policies.get(policy);
    return setting.startsWith('ipsec ike ') ? this.#gateways.get(gateway) : undefined;
  }
}

function policyOf(tunnel: Block<never>): string | undefined {
  for (const setting of tunnel.settings())
    if (setting.name === 'ipsec tunnel') return tunnel.get(setting as Setting<never, string>);
  return undefined;
}

/** The policies, each with the gateway that its value begins with. */
function gatewaysOf(global: Block<never>): readonly (readonly [policy: string, gateway: string])[] {
  for (const setting of global.settings())
    if (setting.name === 'ipsec sa policy' && setting.keyed)
      return global.entries(setting).map(({ key, value }) => {
        const { policy = '' } = key as NonNullable<Key>;
        return [policy, String(value).split(' ', 1)[0]!] as const;
      });
  return [];
}
