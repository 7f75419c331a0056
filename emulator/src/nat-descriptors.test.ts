import { describe, expect, test } from '@jest/globals';
import { CommandLanguage } from '@rtemu/commands/language';
import { loadText } from '@rtemu/commands/load-text';
import type { NatOptions } from '@rtemu/ip/nat/nat-options';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { ipv4 } from '@rtemu/wire/address';
import { knowsPortSaving, natOptionsOf, outersOf } from './nat-rules.js';
import { Ring, SERVER } from './ring.suite.js';

/** Descriptor 1 of a configuration, as the engine takes it. */
function descriptorOf(lines: string, model: ModelName = 'RTX1210', compatibility: 1 | 2 | 3 = 2) {
  const language = new CommandLanguage(profileOf(model));
  const { document } = loadText(language, `nat descriptor type 1 masquerade\n${lines}\n`);
  const options = natOptionsOf(document, 1, language.machine, compatibility) as NatOptions;
  return { options, document, machine: language.machine };
}

const range = (first: number, last = first) => ({ first, last });

describe('what the lines of a descriptor come to', () => {
  test('static masquerade in every form', () => {
    const entries = (...forms: string[]) =>
      descriptorOf(
        forms.map((form, i) => `nat descriptor masquerade static 1 ${i + 1} 192.168.0.1 ${form}`).join('\n'),
      ).options.masquerades.map(({ protocol, ports }) => [protocol, ports]);
    expect(entries('tcp 1723', 'udp 500', 'gre', 'esp', 'icmp', '47')).toEqual([
      [6, [{ outer: range(1723), inner: range(1723) }]],
      [17, [{ outer: range(500), inner: range(500) }]],
      [47, []],
      [50, []],
      [1, []],
      [47, []],
    ]);
    expect(entries('tcp www,https', 'tcp 8080=www', 'udp 6000-6009=5000-5009', 'tcp 6000-6009=5000-5001')).toEqual([
      [6, [80, 443].map((port) => ({ outer: range(port), inner: range(port) }))],
      [6, [{ outer: range(8080), inner: range(80) }]],
      [17, [{ outer: range(6000, 6009), inner: range(5000, 5009) }]],
      [6, []], // as many ports must be led to as are called
    ]);
  });

  test('static NAT by count and by mask; timers; ports', () => {
    const { options } = descriptorOf(`nat descriptor static 1 1 203.0.113.8=192.168.0.8 4
nat descriptor static 1 2 203.0.113.16=192.168.0.16/29
nat descriptor timer 1 300
nat descriptor timer 1 tcpfin 5
nat descriptor timer 1 protocol=udp port=ntp 30
nat descriptor timer 1 protocol=icmp 40
nat descriptor ftp port 1 21 2121
nat descriptor masquerade unconvertible port 1 tcp 1000-1009,2000
nat descriptor masquerade unconvertible port 1 if-possible
nat descriptor masquerade port range 1 50000-50009 40000-40009 50005-60000
nat descriptor masquerade session limit 1 1 100
nat descriptor masquerade session limit total 1 1000
nat descriptor masquerade incoming 1 forward 192.168.0.9`);
    expect(options).toMatchObject({
      statics: [{ count: 4 }, { count: 8 }],
      seconds: 300,
      tcpFinSeconds: 5,
      timers: [
        { protocol: 17, ports: range(123), seconds: 30 },
        { protocol: 1, ports: undefined, seconds: 40 },
      ],
      ftpPorts: [21, 2121],
      unconvertible: [
        { protocol: 6, ports: range(1000, 1009) },
        { protocol: 6, ports: range(2000) },
      ],
      keepsIfPossible: true,
      portRanges: [range(50_000, 50_009), range(40_000, 40_009)],
      hostLimit: 100,
      totalLimit: 1000,
      incoming: { action: 'forward', to: ipv4('192.168.0.9') },
    });
  });

  test('what a model has at first: ports, sessions, and who is answered by RST', () => {
    const initially = (model: ModelName) => {
      const { machine } = descriptorOf('', model);
      const { options } = descriptorOf('', model, knowsPortSaving(machine) ? 2 : 1);
      return [options.portRanges.length, options.totalLimit, options.resets];
    };
    expect(initially('RTX1210')).toEqual([3, 65_534, 'well-known']);
    expect(initially('RTX1300')).toEqual([3, 250_000, 'well-known']);
    expect(initially('RTX1200')).toEqual([3, 20_000, 'all']);
    expect(initially('RTX810')).toEqual([2, 10_000, 'all']);
    expect(initially('RT58i')).toEqual([1, 4096, 'all']);
    expect(descriptorOf('nat descriptor masquerade port range 1 50000 100', 'RT58i', 1).options.portRanges).toEqual([
      range(50_000, 50_099),
    ]);
  });

  test('words for outer addresses mean something at one kind of interface only (manual 23.4)', () => {
    const own = ['203.0.113.1', '203.0.113.2'].map((address) => ({ address: ipv4(address), length: 24 }));
    const outers = (word: string, on: 'lan' | 'pp') =>
      outersOf(descriptorOf(`nat descriptor address outer 1 ${word}`).document, 1, on)(own).map((one) => one >>> 0);
    expect([outers('ipcp', 'pp'), outers('ipcp', 'lan')]).toEqual([[ipv4('203.0.113.1')], []]);
    expect([outers('primary', 'lan'), outers('secondary', 'lan'), outers('primary', 'pp')]).toEqual([
      [ipv4('203.0.113.1')],
      [ipv4('203.0.113.2')],
      [],
    ]);
    expect(outers('198.51.100.1-198.51.100.3 198.51.100.9', 'pp')).toHaveLength(4);
  });
});

const MASQUERADE = `${SERVER}login timer clear
ip lan2 nat descriptor 1
nat descriptor type 1 masquerade
nat descriptor address outer 1 primary
nat descriptor log on
`;

const received = (text: string): string => /(\d+) received|(\d+) packets received/.exec(text)?.[0] ?? text;
const counted = (ring: Ring): string =>
  /(\d+) session\./.exec(ring.type('rt', 'show nat descriptor address'))?.[1] ?? '';

describe('a router with NAT', () => {
  test('reaches outside, is not reached from there, and writes down what it binds', () => {
    const ring = new Ring(MASQUERADE);
    expect(ring.type('rt', 'show nat descriptor address 1')).toContain('172.16.0.1'); // before the first packet, too
    ring.plug('ann');
    expect(received(ring.type('ann', 'ping 172.16.0.1 -c 1 -W 1'))).toBe('0 received');
    ring.type('rt', 'ping -c 1 172.16.0.10');
    expect(counted(ring)).toBe('1');
    expect(ring.log()).toMatch(/\[NAT\(1\)\] LAN2 bound: ICMP 172\.16\.0\.1\.\d+ <-> 172\.16\.0\.1\.60000/);
    ring.type('rt', 'nat descriptor masquerade static 1 1 192.168.0.1 icmp');
    expect(received(ring.type('ann', 'ping 172.16.0.1 -c 1 -W 1'))).toBe('1 received');
    ring.type('rt', 'no ip lan2 nat descriptor');
    expect(received(ring.type('ann', 'ping 172.16.0.1 -c 1 -W 1'))).toBe('1 received');
    expect(ring.type('rt', 'show nat descriptor interface bind lan2')).not.toContain('LAN2');
  });

  test('sessions end with their timer, are cleared by hand, and outlast what does not concern them', () => {
    const ring = new Ring(MASQUERADE);
    ring.plug('ann');
    ring.type('rt', 'ping -c 1 172.16.0.10');
    ring.type('rt', 'ip lan3 address 10.0.0.1/24');
    ring.type('rt', 'nat descriptor type 2 masquerade');
    expect(counted(ring)).toBe('1');
    ring.run(902);
    expect(counted(ring)).toBe('0');
    ring.type('rt', 'ping -c 1 172.16.0.10');
    ring.type('rt', 'clear nat descriptor dynamic 2');
    expect(counted(ring)).toBe('1');
    ring.type('rt', 'clear nat descriptor interface dynamic lan2');
    expect(counted(ring)).toBe('0');
    ring.type('rt', 'ping -c 1 172.16.0.10');
    ring.type('rt', 'nat descriptor timer 1 300');
    expect(counted(ring)).toBe('0');
    expect(ring.type('rt', 'show nat descriptor masquerade session summary')).toContain(
      'NAT descriptor 1, LAN2(1): 0/ 65534',
    );
  });

  test('another type of NAT waits for the next start (manual 23.1)', () => {
    const ring = new Ring(MASQUERADE);
    const type = () => / : (\d)/.exec(ring.type('rt', 'show nat descriptor address'))?.[1];
    expect(type()).toBe('2');
    ring.type('rt', 'nat descriptor backward-compatibility 1');
    expect(type()).toBe('2');
    ring.type('rt', 'save');
    ring.router.restart(ring.now);
    expect(ring.router.system.optional.nat.get().compatibility).toBe(1);
  });

  test('is a PPTP server behind its own masquerade by two static entries; the table ends with its interface', () => {
    const ring = new Ring(`${MASQUERADE}nat descriptor masquerade static 1 1 192.168.0.1 tcp 1723
nat descriptor masquerade static 1 2 192.168.0.1 gre
pp select anonymous
ip pp nat descriptor 2
nat descriptor type 2 masquerade
nat descriptor address outer 2 192.168.0.77
`);
    ring.plug('ann');
    expect(ring.type('ann', 'vpn connect office')).toContain('connected: address 192.168.0.');
    expect(ring.router.system.optional.nat.get().bound.map(({ interface: on }) => on.name)).toEqual([
      'LAN2',
      'PP[ANONYMOUS01]',
    ]);
    ring.type('ann', 'vpn disconnect office');
    ring.run(5);
    expect(ring.router.system.optional.nat.get().bound.map(({ interface: on }) => on.name)).toEqual(['LAN2']);
  });
});
