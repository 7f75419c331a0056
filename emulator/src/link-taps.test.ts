import { describe, expect, test } from '@jest/globals';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import type { Tap } from '@rtemu/engine/tap';
import type { Instant } from '@rtemu/engine/time';
import { describe as textOf } from '@rtemu/wire/ppp';
import { Ring, SERVER } from './ring.suite.js';

/** Writes down what it sees. */
class Notes implements Tap {
  readonly frames: { direction: 'in' | 'out'; octets: Uint8Array }[] = [];

  handleFrame(_now: Instant, direction: 'in' | 'out', arena: Arena, slot: Slot): void {
    this.frames.push({ direction, octets: arena.copy(slot) });
  }

  /** The protocols that were seen, each once, and the notes forgotten. */
  takeProtocols(): string[] {
    const names = this.frames.splice(0).map(({ octets }) => textOf(octets).split(' ').slice(0, 2).join(' '));
    return [...new Set(names.map((name) => (name.startsWith('PPP') ? name : name.split(' ')[0]!)))];
  }
}

const SESSION = ['LCP', 'CHAP', 'CCP', 'IPCP'];

function scene(vpn: Parameters<Ring['plug']>[1] = {}) {
  const ring = new Ring();
  ring.plug('ann', vpn);
  const pc = ring.world.node('ann') as Node;
  const [router, client] = [new Notes(), new Notes()];
  expect([ring.router.tapPppLink('anonymous01', router), pc.tapPppLink!('office', client)]).toEqual([true, true]);
  const converse = (): void => {
    ring.type('ann', 'vpn connect office');
    ring.type('ann', 'ping 192.168.0.1 -c 1');
  };
  return { ring, pc, router, client, converse };
}

describe('taps of PPP links', () => {
  test('see frames in the clear, alike at both ends, from the first one on', () => {
    const { ring, router, client, converse } = scene();
    converse();
    const other = { in: 'out', out: 'in' } as const;
    // What an end sent stands before what came meanwhile, so only each direction has one order.
    for (const direction of ['in', 'out'] as const)
      expect(router.frames.filter((frame) => frame.direction === direction).map(({ octets }) => octets)).toEqual(
        client.frames.filter((frame) => frame.direction === other[direction]).map(({ octets }) => octets),
      );
    const [echo] = router.frames.filter(({ octets }) => octets[1] === 0x21);
    expect(echo).toMatchObject({ direction: 'in' });
    expect([...echo!.octets.subarray(0, 3), echo!.octets[11]]).toEqual([0, 0x21, 0x45, 1]); // IPv4, ICMP
    expect(router.takeProtocols()).toEqual([...SESSION, 'PPP IPv4']);
    ring.type('ann', 'vpn disconnect office');
    expect(router.takeProtocols()).toEqual(['LCP']);
  });

  test('without encryption too', () => {
    const { ring, router, client } = scene({ encryption: 'none' });
    for (const line of ['pp select anonymous', 'ppp ccp no-encryption accept', 'ppp ccp type none'])
      ring.type('rt', line);
    ring.type('ann', 'vpn connect office');
    ring.type('ann', 'ping 192.168.0.1 -c 1');
    const datagrams = ({ frames }: Notes) => frames.filter(({ octets }) => textOf(octets).startsWith('PPP IPv4'));
    expect(datagrams(router).map(({ direction }) => direction)).toEqual(['in', 'out']);
    expect(datagrams(client).map(({ direction }) => direction)).toEqual(['out', 'in']);
  });

  test('stay over sessions, over a changed configuration and over a restart', () => {
    const { ring, router, converse } = scene();
    for (const upset of [
      () => ring.type('ann', 'vpn disconnect office'),
      () => ring.type('rt', 'pp disable anonymous') + ring.type('rt', 'pp enable anonymous'),
      () => ring.router.restart(ring.now),
      () => ring.run(60),
    ]) {
      converse();
      expect(router.takeProtocols()).toEqual(expect.arrayContaining([...SESSION, 'PPP IPv4']));
      upset();
      ring.run(200);
      router.takeProtocols();
    }
  });

  test('may come and go while a session is there', () => {
    const { ring, pc, router, client, converse } = scene();
    converse();
    router.takeProtocols();
    client.takeProtocols();
    expect([ring.router.tapPppLink('anonymous01', undefined), pc.tapPppLink!('office', undefined)]).toEqual([
      true,
      true,
    ]);
    ring.type('ann', 'ping 192.168.0.1 -c 1');
    expect([router.frames, client.frames]).toEqual([[], []]);
    ring.router.tapPppLink('anonymous01', router);
    ring.type('ann', 'ping 192.168.0.1 -c 1');
    expect(router.takeProtocols()).toEqual(['PPP IPv4']);
  });

  test('are refused where there can never be a link', () => {
    const { ring, pc } = scene();
    const names = ['pp0', 'pp01', 'pp101', 'pp99999', 'anonymous1', 'anonymous101', 'anonymous', 'lan1', ''];
    for (const name of names) expect([name, ring.router.tapPppLink(name, new Notes())]).toEqual([name, false]);
    for (const name of ['pp1', 'pp100', 'anonymous99', 'anonymous100'])
      expect([name, ring.router.tapPppLink(name, undefined)]).toEqual([name, true]);
    expect(pc.tapPppLink!('ofice', new Notes())).toBe(false);
  });

  test('the names that a configuration provides for', () => {
    const links = (config: string) => new Ring(config).router.pppLinks;
    expect(links(SERVER)).toEqual(['anonymous01', 'anonymous02', 'anonymous03']);
    const numbered = SERVER.replace('select anonymous', 'select 7').replace('enable anonymous', 'enable 7');
    expect(links(numbered.replace('tunnel1-tunnel3', 'tunnel1').replace(/ ip pp remote.*\n/, ''))).toEqual(['pp7']);
  });
});
