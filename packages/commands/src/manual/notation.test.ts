import { describe, expect, test } from '@jest/globals';
import { machineOf } from '@rtemu/models/machine';
import { profileOf } from '@rtemu/models/models';
import { Reader } from '../reader.js';
import { Syntax } from '../syntax.js';
import { elementsOf, firstWordOf, isKeyed } from './notation.js';

const machine = machineOf(profileOf('RTX1210'));

/** What a line of words is kept as, by a syntax line: `KEY -> VALUE`; `undefined` when it does not fit. */
function keptBy(notation: string, line: string): string | undefined {
  const syntax = new Syntax<unknown, unknown>(firstWordOf(notation), isKeyed(notation), () => elementsOf(notation));
  const words = line.split(' ');
  const reader = new Reader(machine);
  reader.start(words, syntax.path.length);
  if (!syntax.readTail(reader, []) || reader.at < words.length) return undefined;
  const key = reader.key === undefined ? '' : `${Object.values(reader.key as object).join(' ')} -> `;
  return `${key}${reader.value === true ? '' : String(reader.value)}`;
}

describe('the notation', () => {
  test.each([
    ['a b <x:1..10>', 'a b 7', '7'],
    ['a b <x:1..10>', 'a b 11', undefined],
    ['a b <x:on|off>', 'a b of', 'off'],
    ['a b <x:on|off|1..10>', 'a b 3', '3'],
    ['a b {n:1..10} <x:Ip>', 'a b 3 10.0.0.1', '3 -> 10.0.0.1'],
    ['a b {n:1..10} {m:Word} <x:Ip>', 'a b 3 z 10.0.0.1', '3 z -> 10.0.0.1'],
    ['a b {n:n=<n:1..9>} <x:Ip>', 'a b n=3 10.0.0.1', 'n=3 -> 10.0.0.1'],
    ['a b {n:[n=<n:1..9>] (in|out)} [<x:Ip>]', 'a b n=3 out 10.0.0.1', 'n=3 out -> 10.0.0.1'],
    ['a b {n:[n=<n:1..9>] (in|out)} [<x:Ip>]', 'a b in', 'in -> '],
    ['a b [<x:1..10>]', 'a b', ''],
    ['a b <x:off|Decibel>', 'a b -3db', '-3dB'],
    ['a b <x:InSet>...', 'a b 1100 [1110 [1124] 1122]', '1100 [1110 [1124] 1122]'],
    ['a b <x:SipUri>', 'a b sip:a@example.jp', 'sip:a@example.jp'],
    ['a b <x:IpxNetwork> <y:IpxNode>', 'a b 0:0:0:1F 0:a0:de:0:0:1', '0:0:0:1F 0:a0:de:0:0:1'],
    ['a b <x:Pbx>', 'a b PBX1', 'pbx1'],
    ['a b <x:Tel>', 'a b 3', undefined],
    ['a b [<x:1..10>] <y:Word>', 'a b 5', '5'],
    ['a b <x:Ip>...', 'a b 10.0.0.1 10.0.0.2', '10.0.0.1 10.0.0.2'],
    ['a b <x:1..10>...2', 'a b 1 2 3', undefined],
    ['a b [<x:1..10>...] c', 'a b 1 2 c', '1 2 c'],
    ['a b (in <x:1..10> | out <y:1..20>)', 'a b out 15', 'out 15'],
    ['a b (in <x:1..10> | out <y:1..20>)', 'a b in 15', undefined],
    ['a b name=<x:Text8>', 'a b NAME=abc', 'name=abc'],
    ['a b <x:Ip>=<y:Ip>', 'a b 10.0.0.1=10.0.0.2', '10.0.0.1=10.0.0.2'],
    ['a b [one=<x:1..9>] [two=<y:1..9>]', 'a b two=2 one=1', 'two=2 one=1'],
    ['a b [one=<x:1..9>] [two=<y:1..9>]', 'a b one=2 one=1', undefined],
    ['a b [-s <x:1..9>] [-c <y:1..9>] <z:Ip>', 'a b -c 2 -s 1 10.0.0.1', '-c 2 -s 1 10.0.0.1'],
    ['a b <x:Agent>', 'a b LAN1:2-5', 'lan1:2-5'],
    ['a b <x:Agent>', 'a b 00:A0:DE:01:02:03', '00:a0:de:01:02:03'],
    ['a b <x:Agent>', 'a b 2-5', undefined],
    ['a b <x:ConfigFile>', 'a b 4.2', '4.2'],
    ['a b <x:ConfigFile>', 'a b 5', undefined],
    ['a b <p:Port*>', 'a b 80,www,1000', '80,www,1000'],
    ['a b <x:Ipv6Prefix>', 'a b 2001:DB8::/32', '2001:db8::/32'],
    ['a b <x:Ipv6>', 'a b fe80::1%1', 'fe80::1%1'],
    ['a b <x:Ipv6Source>', 'a b RA-prefix@lan2::1/64', 'ra-prefix@lan2::1/64'],
    ['a b <x:Ipv6Pattern>', 'a b 2001:DB8::/32,*.example.jp', '2001:db8::/32,*.example.jp'],
    ['a b <x:Ipv6Pattern>', 'a b 2001:db8::1-2001:db8::9', '2001:db8::1-2001:db8::9'],
    ['a b <x:Ipv6Pattern>', 'a b @m365,map-e', '@m365,map-e'],
    ['a b <x:Ipv6Pattern>', 'a b 2001:db8::1::2', undefined],
    ['a b <x:Moment>', 'a b 2030-01-31,12:00', '2030-01-31,12:00'],
    ['a b <x:Days>', 'a b */mon-FRI', '*/mon-fri'],
    ['a b <x:Days>', 'a b 12', undefined],
    ['a b <x:TimeOfDay>', 'a b 12:*:20', '12:*:20'],
    ['a b <x:TimeOfDay>', 'a b 24:00', undefined],
    ['a b <x:Amount>,<y:Amount>', 'a b 80%,50M', '80%,50M'],
    ['a b <x:AnyInterface>', 'a b NULL', 'null'],
    ['a b <x:AddressMask>', 'a b 192.168.0.0/255.255.255.0', '192.168.0.0/255.255.255.0'],
    ['a b <x:AddressMask>', 'a b 2001:DB8::/64', '2001:db8::/64'],
    ['a b <x:AddressMask>', 'a b 192.168.0.0/33', undefined],
    ['a b <x:AddressPool>', 'a b 172.16.0.1-172.16.0.20/32', '172.16.0.1-172.16.0.20/32'],
    ['a b <x:Ip>=<y:Ip>/<z:NetMask>', 'a b 203.0.113.0=10.0.0.0/24', '203.0.113.0=10.0.0.0/24'],
    ['a b <x:Descriptor>', 'a b 2147483647', '2147483647'],
    ['a b <x:Gateway>', 'a b 101', undefined],
    ['a b <x:HexKey>', 'a b 0xCDEE', '0xCDEE'],
    ['a b <x:HexKey>', 'a b CDEE', undefined],
    ['a b <x:Percent*>', 'a b 75%,50%', '75%,50%'],
    ['a b <x:SubClass>', 'a b 10/3', '10/3'],
    ['a b mapping=<x:Mapping*>', 'a b mapping=1:8,4:5', 'mapping=1:8,4:5'],
    ['a b <x:Threshold>', 'a b 70%,30', '70%,30'],
    ['a b <x:Oid>', 'a b 1.3.6.1', '1.3.6.1'],
    ['a b <x:1..16@RTX1210|1..8@RTX830>', 'a b 16', '16'],
    ['a b <x:1..8@RTX830>', 'a b 5', undefined],
    ['a b <x:1..8@RTX1210>=14.01.20|1..4>', 'a b 5', '5'],
    ['a b <x:0..15.0>', 'a b 2.5', '2.5'],
    ['a b <x:0..15.0>', 'a b 15.1', undefined],
    ['a b <x:IpPattern>', 'a b 10.0.0.0/255.0.0.0,10.1.*.1-', '10.0.0.0/8,10.1.*.1-'],
    ['a b <x:IpPattern>', 'a b 10.0.0.256', undefined],
    ['a b <x:FilterAddress>', 'a b *.example.jp,10.0.0.1', '*.example.jp,10.0.0.1'],
    ['a b <x:FilterProtocol>', 'a b udp,47,tcpflag!=0x0002/0x0017', 'udp,47,tcpflag!=0x0002/0x0017'],
    ['a b <x:FilterProtocol>', 'a b upd', undefined],
    ['a b <x:MacPattern>', 'a b 00:A0:DE:*', '00:a0:de:*'],
    ['a b <x:Octet>...', 'a b 01 FF', '01 ff'],
    ['a b <x:Days>', 'a b 1,3-5,11-/-7', '1,3-5,11-/-7'],
    ['a b <x:Days>', 'a b */MON-Fri,sun', '*/mon-fri,sun'],
    ['a b <x:Days>', 'a b 13/1', undefined],
    ['a b <x:Days>', 'a b 1/32', undefined],
    ['a b <x:Days>', 'a b */mo', undefined],
    ['a b <x:Days>', 'a b 1-2-3/-', undefined],
    ['a b {n:[<n:1..10>]} <x:on|off>', 'a b 7 on', '7 -> on'],
    ['a b {n:[<n:1..10>]} <x:on|off>', 'a b on', ' -> on'],
    ['a b {n:[<n:1..10>]} <x:1..100>', 'a b 7 50', '7 -> 50'],
    ['a b {n:[<n:1..10>]} <x:1..100>', 'a b 7', ' -> 7'],
    ['a b {n:[<n:Name>]} name=<x:Text>', 'a b name=c', ' -> name=c'],
    ['a b [Name:<x:Text>] [Subject:<y:Text>]', 'a b subject:x Name:y', 'Subject:x Name:y'],
    ['a {n:Name}=<x:Text>', 'a b=c=d', 'b -> c=d'],
    ['a {n:Name}=<x:Text>', 'a b', undefined],
    ['a {n:(on <y:1..5> | off)} <x:Ip>', 'a on 3 10.0.0.1', 'on 3 -> 10.0.0.1'],
  ])('%s reads "%s"', (notation, line, kept) => {
    expect(keptBy(notation, line)).toBe(kept);
  });

  test('a name and its value in one word are printed as one, and the name is enough for a no', () => {
    const notation = 'set {name:Name}=<value:Text>';
    const syntax = new Syntax<unknown, unknown>('set', isKeyed(notation), () => elementsOf(notation));
    expect(syntax.print({ name: 'A' }, '1')).toBe('set A=1');
    const reader = new Reader(machine);
    reader.start(['set', 'A'], 1);
    expect([syntax.readKey(reader, []), reader.key]).toEqual([true, { name: 'A' }]);
  });

  test.each(['a <x', 'a [b', 'a (b | c', 'a b )', 'a <x:Nothing>', 'a <x:Ip9>'])('"%s" is none', (notation) => {
    expect(() => elementsOf(notation)).toThrow(RangeError);
  });
});
