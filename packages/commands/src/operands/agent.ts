import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import type { Miss, Reader } from '../reader.js';

const AGENT = /^(?:[\da-f]{2}(?::[\da-f]{2}){5}|(?:lan|bridge|vlan)\d+(?:\/\d+)?(?::\d+)?(?:-\d+)*)$/;

class AgentOperand extends Atom<string> {
  override readText(text: string, reader: Reader): string | Miss {
    const name = text.toLowerCase();
    return AGENT.test(name) ? name : reader.miss('illegal-keyword', this);
  }

  override print(value: string): string {
    return value;
  }

  override usage(language: Language): string {
    return language === 'ja' ? 'MACアドレス|経路' : 'MAC|ROUTE';
  }

  override owns(value: unknown): boolean {
    return typeof value === 'string';
  }
}

/**
 * A switch or an access point by its MAC address, or by the ports on the way to it: `00:a0:de:01:02:03`, `lan1:2-5-13`
 * (manual 48).
 */
export const agent: Atom<string> = new AgentOperand();
