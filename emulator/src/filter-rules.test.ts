import { describe, expect, test } from '@jest/globals';
import type { IpFilter } from '@rtemu/config/settings/filter';
import { START } from '@rtemu/engine/time';
import { HostAddresses } from '@rtemu/ip/filter/host-addresses';
import { RuleProgram } from '@rtemu/ip/filter/rule-program';
import { ipv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { filterRuleOf } from './filter-rules.js';

/** `pass 10.0.0.0/8 * tcp * www`, as a filter of the configuration. */
function filterOf(text: string): IpFilter {
  const [action, source = '*', destination, protocol, from, to] = text.split(' ');
  return { action: action as IpFilter['action'], source, destination, protocol, from, to };
}

/** `tcp 10.0.0.1:1024 192.168.0.2:80 0x12`, `icmp 10.0.0.1 10.0.0.2 8 0`, `47 10.0.0.1 10.0.0.2`. */
function packetOf(text: string): Uint8Array {
  const [protocol = '', from = '', to = '', third = '0', fourth = '0'] = text.split(' ');
  const [source = '', sourcePort = '0'] = from.split(':');
  const [destination = '', destinationPort = '0'] = to.split(':');
  const payload = new Uint8Array(20);
  const view = new DataView(payload.buffer);
  if (protocol === 'icmp') payload.set([Number(third), Number(fourth)]);
  else {
    view.setUint16(0, Number(sourcePort));
    view.setUint16(2, Number(destinationPort));
    payload[13] = Number(third);
  }
  return Ipv4.emit({
    typeOfService: 0,
    identification: 1,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol: { icmp: 1, tcp: 6, udp: 17 }[protocol] ?? Number(protocol),
    source: ipv4(source),
    destination: ipv4(destination),
    options: new Uint8Array(0),
    payload,
  });
}

function meets(filter: string, packet: string): boolean {
  const octets = packetOf(packet);
  const program = new RuleProgram([filterRuleOf(1, filterOf(filter))], new HostAddresses());
  return program.find(START, new DataView(octets.buffer), 0, octets.length) === 0;
}

/** Each selector of manual 8.1.10, with packets that meet it and packets that do not. */
const SELECTORS: readonly (readonly [filter: string, meeting: readonly string[], others: readonly string[]])[] = [
  ['pass *', ['tcp 10.0.0.1:1 10.0.0.2:2', '47 0.0.0.1 255.0.0.1'], []],
  ['pass 10.0.0.1', ['udp 10.0.0.1:1 10.0.0.2:2'], ['udp 10.0.0.2:1 10.0.0.1:2']],
  ['pass 192.168.0.0/24 *', ['47 192.168.0.255 1.1.1.1'], ['47 192.168.1.0 1.1.1.1']],
  ['pass * 192.168.0.128/25', ['47 1.1.1.1 192.168.0.200'], ['47 1.1.1.1 192.168.0.100']],
  ['pass 192.168.*.1', ['47 192.168.7.1 1.1.1.1'], ['47 192.168.7.2 1.1.1.1', '47 192.169.7.1 1.1.1.1']],
  ['pass 0.0.0.0/0', ['47 200.0.0.1 1.1.1.1'], []],
  ['pass 10.0.0.9-200.0.0.1', ['47 10.0.0.9 1.1.1.1', '47 200.0.0.1 1.1.1.1'], ['47 200.0.0.2 1.1.1.1']],
  ['pass 200.0.0.1-', ['47 255.1.1.1 1.1.1.1'], ['47 10.0.0.1 1.1.1.1']],
  ['pass -10.0.0.*', ['47 10.0.0.255 1.1.1.1'], ['47 10.0.1.0 1.1.1.1', '47 200.0.0.1 1.1.1.1']],
  ['pass 10.0.0.1,10.0.1.*,10.0.2.0/31', ['47 10.0.1.8 1.1.1.1', '47 10.0.2.1 1.1.1.1'], ['47 10.0.2.2 1.1.1.1']],
  ['pass * * tcp', ['tcp 1.1.1.1:1 2.2.2.2:2'], ['udp 1.1.1.1:1 2.2.2.2:2']],
  ['pass * * 47', ['47 1.1.1.1 2.2.2.2'], ['50 1.1.1.1 2.2.2.2']],
  ['pass * * gre,esp', ['47 1.1.1.1 2.2.2.2', '50 1.1.1.1 2.2.2.2'], ['51 1.1.1.1 2.2.2.2']],
  ['pass * * *', ['99 1.1.1.1 2.2.2.2'], []],
  ['pass * * tcp * www', ['tcp 1.1.1.1:9 2.2.2.2:80'], ['tcp 1.1.1.1:80 2.2.2.2:9', 'udp 1.1.1.1:9 2.2.2.2:80']],
  [
    'pass * * tcp,udp 53,1024- *',
    ['udp 1.1.1.1:53 2.2.2.2:1', 'tcp 1.1.1.1:65535 2.2.2.2:1'],
    ['udp 1.1.1.1:54 2.2.2.2:1'],
  ],
  [
    'pass * * udp -1023 137-139',
    ['udp 1.1.1.1:5 2.2.2.2:138'],
    ['udp 1.1.1.1:1024 2.2.2.2:138', 'udp 1.1.1.1:5 2.2.2.2:140'],
  ],
  ['pass * * tcp ftp', ['tcp 1.1.1.1:20 2.2.2.2:1', 'tcp 1.1.1.1:21 2.2.2.2:1'], ['tcp 1.1.1.1:22 2.2.2.2:1']],
  ['pass * * tcp nobodyknows', [], ['tcp 1.1.1.1:0 2.2.2.2:1', 'tcp 1.1.1.1:65535 2.2.2.2:1']],
  [
    'pass * * * * 80',
    ['tcp 1.1.1.1:1 2.2.2.2:80', 'icmp 1.1.1.1 2.2.2.2 8', '47 1.1.1.1 2.2.2.2'],
    ['udp 1.1.1.1:1 2.2.2.2:81'],
  ],
  ['pass * * icmp 8', ['icmp 1.1.1.1 2.2.2.2 8'], ['icmp 1.1.1.1 2.2.2.2 0']],
  ['reject * * icmp 5 1', ['icmp 1.1.1.1 2.2.2.2 5 1'], ['icmp 1.1.1.1 2.2.2.2 5 0']],
  ['pass * * icmp,tcp * 80', ['icmp 1.1.1.1 2.2.2.2 8 3', 'tcp 1.1.1.1:1 2.2.2.2:80'], ['tcp 1.1.1.1:1 2.2.2.2:81']],
  ['pass * * icmp-error', ['icmp 1.1.1.1 2.2.2.2 3', 'icmp 1.1.1.1 2.2.2.2 32'], ['icmp 1.1.1.1 2.2.2.2 8']],
  [
    'pass * * icmp-info 7 7',
    ['icmp 1.1.1.1 2.2.2.2 8', 'icmp 1.1.1.1 2.2.2.2 36'],
    ['icmp 1.1.1.1 2.2.2.2 3', '47 1.1.1.1 2.2.2.2'],
  ],
  [
    'pass * * established',
    ['tcp 1.1.1.1:1 2.2.2.2:2 0x12', 'tcp 1.1.1.1:1 2.2.2.2:2 0x10'],
    ['tcp 1.1.1.1:1 2.2.2.2:2 0x02'],
  ],
  [
    'pass * * tcpsyn,tcprst',
    ['tcp 1.1.1.1:1 2.2.2.2:2 0x12', 'tcp 1.1.1.1:1 2.2.2.2:2 0x04'],
    ['tcp 1.1.1.1:1 2.2.2.2:2 0x10'],
  ],
  [
    'pass * * tcpfin * 80',
    ['tcp 1.1.1.1:1 2.2.2.2:80 0x11'],
    ['tcp 1.1.1.1:1 2.2.2.2:81 0x11', 'tcp 1.1.1.1:1 2.2.2.2:80 0x10'],
  ],
  ['reject * * tcpflag=0x0002/0x0017', ['tcp 1.1.1.1:1 2.2.2.2:2 0x2a'], ['tcp 1.1.1.1:1 2.2.2.2:2 0x12']],
  [
    'reject * * tcpflag!=0x0000/0x0007',
    ['tcp 1.1.1.1:1 2.2.2.2:2 0x01'],
    ['tcp 1.1.1.1:1 2.2.2.2:2 0x10', 'udp 1.1.1.1:1 2.2.2.2:2'],
  ],
];

describe('ip filter', () => {
  test.each(SELECTORS)('%s', (filter, meeting, others) => {
    expect(meeting.filter((packet) => !meets(filter, packet))).toEqual([]);
    expect(others.filter((packet) => meets(filter, packet))).toEqual([]);
  });

  test.each([
    ['pass', 'pass', false, true],
    ['pass-log', 'pass', true, true],
    ['pass-nolog', 'pass', false, false],
    ['reject', 'reject', false, true],
    ['reject-log', 'reject', true, true],
    ['reject-nolog', 'reject', false, false],
    ['restrict', 'restrict', false, true],
    ['restrict-log', 'restrict', true, true],
    ['restrict-nolog', 'restrict', false, false],
  ] as const)('%s: %s, logs what passes %s, what is dropped %s', (said, action, passed, dropped) => {
    const own = filterRuleOf(1, filterOf(`${said} *`));
    expect([own.action, own.logs.dropped]).toEqual([action, dropped]);
    if (action !== 'reject') expect(own.logs.passed).toBe(passed);
  });
});
