import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import * as Option from '@rtemu/wire/dhcp-options';
import { LIMIT, OFFER_SECONDS } from './limits.js';
import {
  addressIn,
  at,
  CHECKED,
  clientMac,
  message,
  Office,
  SCOPE,
  SERVER,
  SETTINGS,
  typesOf,
} from './server.suite.js';
import { compliantWith } from './server-settings.js';

const { OPTION } = Option;

describe('a lease', () => {
  test('is offered, asked for and acknowledged', () => {
    const office = new Office();
    const [offer] = office.say('DHCPDISCOVER', { host: 'pc1' });
    expect(offer).toMatchObject({
      way: { kind: 'hardware', interface: 0, hardwareAddress: clientMac(1), address: ipv4('192.168.100.2') },
      source: SERVER,
    });
    const [ack] = office.say('DHCPREQUEST', { requested: '192.168.100.2', server: '192.168.100.1', host: 'pc1' });
    const { options } = ack!.message;
    expect(addressIn(ack!)).toBe('192.168.100.2');
    expect(Option.numberOf(options, OPTION.leaseTime)).toBe(3600);
    expect(Option.numberOf(options, OPTION.renewalTime)).toBe(1800);
    expect(Option.numberOf(options, OPTION.rebindingTime)).toBe(3150);
    expect(Option.addressOf(options, OPTION.subnetMask)).toBe(ipv4('255.255.255.0'));
    expect(Option.addressesOf(options, OPTION.router)).toEqual([SERVER]);
    expect(Option.addressesOf(options, OPTION.domainNameServer)).toEqual([SERVER]);
    expect(office.events()).toMatchObject([{ kind: 'allocates', address: ipv4('192.168.100.2') }]);
    expect(office.server.leasesIn(at(1), 1)).toMatchObject([{ hostName: 'pc1', state: 'leased', until: at(3600) }]);
  });

  test('lasts as long as the client wants, and no longer than the scope allows', () => {
    const office = new Office();
    const wants = (lease: number) =>
      Option.numberOf(office.say('DHCPDISCOVER', { lease })[0]!.message.options, OPTION.leaseTime);
    expect([600, 7200, 7201, 0xffff_ffff].map(wants)).toEqual([600, 7200, 7200, 7200]);
  });

  test('without an end has none', () => {
    const forever = { ...SCOPE, expireSeconds: Number.POSITIVE_INFINITY, maxExpireSeconds: Number.POSITIVE_INFINITY };
    const office = new Office({ ...SETTINGS, scopes: [forever] });
    expect(office.lease()).toBe('192.168.100.2');
    expect(office.server.leasesIn(at(1e9), 1)).toHaveLength(1);
    const [offer] = office.say('DHCPDISCOVER');
    expect(Option.numberOf(offer!.message.options, OPTION.leaseTime)).toBe(Option.INFINITE_SECONDS);
    expect(Option.dataOf(offer!.message.options, OPTION.renewalTime)).toBeUndefined();
  });

  test('is renewed by unicast and rebound by broadcast', () => {
    const office = new Office();
    office.lease();
    office.now = at(1800);
    const [ack] = office.say('DHCPREQUEST', { has: '192.168.100.2' });
    expect(ack).toMatchObject({ way: { kind: 'address', address: ipv4('192.168.100.2') } });
    expect(office.server.leasesIn(at(1800), 1)[0]!.until).toBe(at(5400));
    expect(office.events().map(({ kind }) => kind)).toEqual(['allocates', 'extends']);
  });

  test('is the same for who comes back, even after it ran out', () => {
    const office = new Office();
    expect([office.lease({ from: 1 }), office.lease({ from: 2 })]).toEqual(['192.168.100.2', '192.168.100.3']);
    office.now = at(10_000);
    expect(office.server.leasesIn(office.now, 1)).toEqual([]);
    expect([office.lease({ from: 3 }), office.lease({ from: 2 })]).toEqual(['192.168.100.4', '192.168.100.3']);
  });

  test('is given to others when it was released, the longest free first', () => {
    const office = new Office();
    for (const from of [1, 2, 3, 4]) office.lease({ from });
    expect(office.lease({ from: 5 })).toBeUndefined();
    office.now = at(1);
    office.say('DHCPRELEASE', { from: 3, has: '192.168.100.4' });
    office.now = at(2);
    office.say('DHCPRELEASE', { from: 1, has: '192.168.100.2' });
    expect([office.lease({ from: 5 }), office.lease({ from: 6 })]).toEqual(['192.168.100.4', '192.168.100.2']);
  });

  test('is released by its client alone', () => {
    const office = new Office();
    office.lease({ from: 1 });
    office.say('DHCPRELEASE', { from: 2, has: '192.168.100.2' });
    expect(office.server.leasesIn(at(0), 1)).toHaveLength(1);
    expect(office.server.counters.ignored).toBe(1);
  });

  test('that is not taken up is free again', () => {
    const office = new Office();
    for (const from of [1, 2, 3, 4]) office.say('DHCPDISCOVER', { from });
    expect(office.say('DHCPDISCOVER', { from: 5 })).toEqual([]);
    office.now = at(OFFER_SECONDS);
    expect(office.lease({ from: 5 })).toBeDefined();
  });

  test('offered by us is free at once when the client takes that of another server', () => {
    const office = new Office({ ...SETTINGS, scopes: [{ ...SCOPE, last: SCOPE.first }] });
    office.say('DHCPDISCOVER', { from: 1 });
    expect(office.say('DHCPREQUEST', { from: 1, requested: '192.168.100.9', server: '192.168.100.254' })).toEqual([]);
    expect(office.lease({ from: 2 })).toBe('192.168.100.2');
  });

  test('that a client found in use is left alone for an hour', () => {
    const office = new Office({ ...SETTINGS, scopes: [{ ...SCOPE, last: SCOPE.first }] });
    office.lease();
    expect(office.say('DHCPDECLINE', { requested: '192.168.100.2', server: '192.168.100.1' })).toEqual([]);
    expect(office.lease({ from: 2 })).toBeUndefined();
    office.now = at(3600);
    expect(office.lease({ from: 2 })).toBe('192.168.100.2');
  });
});

describe('who is answered how', () => {
  test('a client that cannot take unicasts hears a broadcast, one behind a relay its relay', () => {
    const office = new Office();
    expect(office.say('DHCPDISCOVER', { broadcast: true })[0]!.way).toEqual({ kind: 'broadcast', interface: 0 });
    const [offer] = office.say('DHCPDISCOVER', { giaddr: '192.168.100.254' });
    expect(offer!.way).toEqual({ kind: 'relay', address: ipv4('192.168.100.254') });
    expect(Option.dataOf(offer!.message.options, OPTION.router)).toBeUndefined();
  });

  test('one that chooses an offer has no address to be reached by, whatever it says', () => {
    const office = new Office();
    office.say('DHCPDISCOVER');
    const [ack] = office.say('DHCPREQUEST', {
      requested: '192.168.100.2',
      has: '192.168.100.2',
      server: '192.168.100.1',
    });
    expect(ack!.way).toMatchObject({ kind: 'hardware', hardwareAddress: clientMac(1) });
  });

  test('the scope is that of the network of the client, or of its relay', () => {
    const far = { ...SCOPE, number: 2, first: ipv4('10.0.0.10'), last: ipv4('10.0.0.20'), gateway: ipv4('10.0.0.1') };
    const office = new Office({ ...SETTINGS, scopes: [SCOPE, far] });
    expect(office.lease({ from: 1 })).toBe('192.168.100.2');
    const [offer] = office.say('DHCPDISCOVER', { from: 2, giaddr: '10.0.0.1' });
    expect(addressIn(offer!)).toBe('10.0.0.10');
    expect(Option.addressesOf(offer!.message.options, OPTION.router)).toEqual([ipv4('10.0.0.1')]);
    expect(office.say('DHCPDISCOVER', { from: 3, giaddr: '172.16.0.1' })).toEqual([]);
    expect(office.server.counters.unscoped).toBe(1);
  });

  test('an inquiry leases nothing', () => {
    const office = new Office();
    const [ack] = office.say('DHCPINFORM', { has: '192.168.100.77' });
    expect(ack).toMatchObject({ way: { kind: 'address' }, message: { yourAddress: 0 } });
    expect(Option.dataOf(ack!.message.options, OPTION.leaseTime)).toBeUndefined();
    expect(Option.addressesOf(ack!.message.options, OPTION.router)).toEqual([SERVER]);
    expect(office.server.leasesIn(at(0), 1)).toEqual([]);
  });

  test('options of the scope stand in the place of what would be told', () => {
    const options = [
      Option.addresses(OPTION.domainNameServer, [ipv4('192.0.2.53')]),
      Option.text(OPTION.domainName, 'x.jp'),
    ];
    const office = new Office({ ...SETTINGS, domain: 'y.jp', scopes: [{ ...SCOPE, options }] });
    const told = office.say('DHCPDISCOVER')[0]!.message.options;
    expect(Option.addressesOf(told, OPTION.domainNameServer)).toEqual([ipv4('192.0.2.53')]);
    expect(Option.textOf(told, OPTION.domainName)).toBe('x.jp');
    expect(new Set(told.map(({ code }) => code)).size).toBe(told.length);
  });
});

describe('a request that is wrong', () => {
  const remembered = (): Office => {
    const office = new Office();
    office.lease({ from: 1 });
    office.events();
    return office;
  };
  const wrong = { from: 1, requested: '10.9.9.9' };

  test('is refused when the client has moved', () => {
    expect(typesOf(remembered().say('DHCPREQUEST', wrong))).toEqual(['DHCPNAK']);
  });

  test('is refused by broadcast, or through the relay with the broadcast bit', () => {
    const office = remembered();
    expect(office.say('DHCPREQUEST', wrong)[0]!.way).toEqual({ kind: 'broadcast', interface: 0 });
    const [nak] = office.say('DHCPREQUEST', { ...wrong, giaddr: '192.168.100.254' });
    expect(nak).toMatchObject({ way: { kind: 'relay' }, message: { broadcast: true } });
  });

  test('of a client that is not known is passed over, or refused by RFC 1541', () => {
    const stranger = { from: 9, requested: '192.168.100.4' };
    expect(remembered().say('DHCPREQUEST', stranger)).toEqual([]);
    const compliance = { ...compliantWith(2131), remainSilent: false };
    const office = new Office({ ...SETTINGS, compliance });
    expect(typesOf(office.say('DHCPREQUEST', stranger))).toEqual(['DHCPNAK']);
  });

  test('for an address of somebody else is refused to those who are known', () => {
    const office = remembered();
    office.lease({ from: 2 });
    expect(typesOf(office.say('DHCPREQUEST', { from: 2, requested: '192.168.100.2' }))).toEqual(['DHCPNAK']);
    expect(typesOf(office.say('DHCPREQUEST', { from: 2, has: '192.168.100.2' }))).toEqual(['DHCPNAK']);
    expect(typesOf(office.say('DHCPREQUEST', { from: 2, has: '192.168.100.3' }))).toEqual(['DHCPACK']);
  });

  test('for too long a lease is met half way, or refused without reply-ack', () => {
    const greedy = { from: 1, has: '192.168.100.2', lease: 7201 };
    expect(typesOf(remembered().say('DHCPREQUEST', greedy))).toEqual(['DHCPACK']);
    const office = new Office({ ...SETTINGS, compliance: { ...compliantWith(2131), replyAck: false } });
    office.lease({ from: 1 });
    expect(typesOf(office.say('DHCPREQUEST', greedy))).toEqual(['DHCPNAK']);
  });

  test('of RFC 1541 gets a NUL behind the domain, and a refusal to its card', () => {
    const office = new Office({ ...SETTINGS, compliance: compliantWith(1541), domain: 'x.jp' });
    const told = office.say('DHCPDISCOVER')[0]!.message.options;
    expect([...Option.dataOf(told, OPTION.domainName)!].at(-1)).toBe(0);
    const [nak] = office.say('DHCPREQUEST', { requested: '192.168.100.5', has: '192.168.100.5', from: 4 });
    expect(nak!.way).toEqual({ kind: 'address', address: ipv4('192.168.100.5') });
  });
});

describe('binds', () => {
  const identifier = Uint8Array.of(1, 2, 3);
  const range = { first: ipv4('192.168.100.4'), last: ipv4('192.168.100.4') };
  const bound = (bind: Office['settings']['scopes'][number]['binds'][number], more = {}) =>
    new Office({ ...SETTINGS, scopes: [{ ...SCOPE, binds: [bind], ...more }] });
  const macOctets = [0x00, 0x00, 0x5e, 0x00, 0x53, 0x07];

  test('keep an address for a client by its identifier', () => {
    const office = bound({ range, bound: { kind: 'identifier', identifier } });
    expect(office.lease({ from: 1, requested: '192.168.100.4' })).toBe('192.168.100.2');
    expect(office.lease({ from: 2, id: [1, 2, 3] })).toBe('192.168.100.4');
  });

  test('by its card, unless it has an identifier', () => {
    const office = bound({ range, bound: { kind: 'hardware', octets: macOctets } });
    expect(office.lease({ from: 7, id: [9] })).toBe('192.168.100.2');
    expect(office.lease({ from: 7 })).toBe('192.168.100.4');
  });

  test('without use-clientid identifiers mean nothing', () => {
    const compliance = { ...compliantWith(2131), useClientId: false };
    const bind = { range, bound: { kind: 'hardware', octets: macOctets } } as const;
    const office = new Office({ ...SETTINGS, compliance, scopes: [{ ...SCOPE, binds: [bind] }] });
    expect(office.lease({ from: 7, id: [9] })).toBe('192.168.100.4');
  });

  test('by the vendor of the card', () => {
    const wide = { first: ipv4('192.168.100.4'), last: ipv4('192.168.100.5') };
    const office = bound({ range: wide, bound: { kind: 'hardware', octets: [0x00, 0x00, 0x5e] } });
    expect([1, 2, 3].map((from) => office.lease({ from, id: [from] }))).toEqual([
      '192.168.100.4',
      '192.168.100.5',
      '192.168.100.2',
    ]);
  });

  test('alone are served by bind-only, and those without an address have any', () => {
    const only = bound({ range, bound: { kind: 'identifier', identifier } }, { bindOnly: true });
    expect([only.lease({ from: 1 }), only.lease({ from: 2, id: [1, 2, 3] })]).toEqual([undefined, '192.168.100.4']);
    const any = bound({ range: undefined, bound: { kind: 'identifier', identifier } }, { bindOnly: true });
    expect([any.lease({ from: 1 }), any.lease({ from: 2, id: [1, 2, 3] })]).toEqual([undefined, '192.168.100.2']);
  });

  test('others of a bind-only scope go to its fallback', () => {
    const second = { ...SCOPE, number: 2, first: ipv4('192.168.100.100'), last: ipv4('192.168.100.110') };
    const first = {
      ...SCOPE,
      bindOnly: true,
      fallback: 2,
      binds: [{ range, bound: { kind: 'identifier', identifier } }],
    } as const;
    const office = new Office({ ...SETTINGS, scopes: [first, second] });
    expect([office.lease({ from: 1 }), office.lease({ from: 2, id: [1, 2, 3] })]).toEqual([
      '192.168.100.100',
      '192.168.100.4',
    ]);
  });

  test('give an address that somebody has when that one is gone', () => {
    const office = new Office();
    office.lease({ from: 1 });
    const kept = {
      range: { first: ipv4('192.168.100.2'), last: ipv4('192.168.100.2') },
      bound: { kind: 'identifier', identifier },
    } as const;
    office.server.configure({ ...SETTINGS, scopes: [{ ...SCOPE, binds: [kept] }] });
    expect(office.lease({ from: 2, id: [1, 2, 3] })).toBe('192.168.100.3');
    office.say('DHCPRELEASE', { from: 1, has: '192.168.100.2' });
    expect(office.lease({ from: 2, id: [1, 2, 3] })).toBe('192.168.100.2');
  });

  test('for the far end of a PP are for nobody else', () => {
    const office = bound({ range, bound: { kind: 'ipcp' } });
    expect(office.lease({ from: 1, requested: '192.168.100.4' })).toBe('192.168.100.2');
    expect(office.server.leaseToPeer(at(0), 'PP[01]')).toBe(ipv4('192.168.100.4'));
  });
});

describe('an address is tried out', () => {
  const careful = (): Office => new Office({ ...SETTINGS, duplicateCheck: CHECKED });

  test('before it is offered', () => {
    const office = careful();
    expect(office.say('DHCPDISCOVER')).toEqual([]);
    expect(office.server.pollProbe()).toEqual({ address: ipv4('192.168.100.2'), interface: 0 });
    expect(office.wait(at(0.099))).toEqual([]);
    expect(typesOf(office.wait(at(0.1)))).toEqual(['DHCPOFFER']);
    office.say('DHCPREQUEST', { requested: '192.168.100.2', server: '192.168.100.1' });
    expect(typesOf(office.say('DHCPDISCOVER'))).toEqual(['DHCPOFFER']); // who has it need not be asked
  });

  test('by an echo where a relay is in between', () => {
    const office = careful();
    office.say('DHCPDISCOVER', { giaddr: '192.168.100.254' });
    expect(office.server.pollProbe()).toEqual({ address: ipv4('192.168.100.2'), interface: undefined });
    expect(office.wait(at(0.1))).toEqual([]);
    expect(typesOf(office.wait(at(0.5)))).toEqual(['DHCPOFFER']);
  });

  test('and passed over when somebody has it, who counts as its client', () => {
    const office = careful();
    office.say('DHCPDISCOVER');
    office.server.handleProbeAnswer(at(0.05), ipv4('192.168.100.2'), clientMac(200));
    expect(office.events()).toMatchObject([{ kind: 'in use' }]);
    expect(addressIn(office.wait(at(0.2))[0]!)).toBe('192.168.100.3');
    expect(office.server.leasesIn(at(0.2), 1)).toMatchObject([{ client: { hardwareAddress: clientMac(200) } }]);
  });

  test('once, however often a client asks', () => {
    const office = careful();
    for (let i = 0; i < 5; i++) office.say('DHCPDISCOVER');
    expect([office.server.pollProbe(), office.server.pollProbe()]).toEqual([expect.anything(), undefined]);
    expect(office.wait(at(1))).toHaveLength(1);
  });

  test('and chosen anew when it was leased by hand meanwhile', () => {
    const office = careful();
    office.say('DHCPDISCOVER');
    const other = { kind: 'ethernet', hardwareAddress: clientMac(9), identifier: undefined } as const;
    expect(office.server.leaseTo(at(0.05), ipv4('192.168.100.2'), other)).toBe(true);
    expect(office.wait(at(0.1))).toEqual([]);
    expect(addressIn(office.wait(at(0.3))[0]!)).toBe('192.168.100.3');
  });

  test(`of no more than ${LIMIT.checks} at a time`, () => {
    const scope = { ...SCOPE, last: ipv4('192.168.100.250') };
    const office = new Office({ ...SETTINGS, scopes: [scope], duplicateCheck: CHECKED });
    for (let from = 0; from < LIMIT.checks + 6; from++) office.say('DHCPDISCOVER', { from });
    expect(office.server.counters.busy).toBe(6);
    expect(office.wait(at(1))).toHaveLength(LIMIT.checks);
  });
});

describe('limits', () => {
  test('a full pool answers nobody new, and those that it knows', () => {
    const office = new Office();
    for (const from of [1, 2, 3, 4]) expect(office.lease({ from })).toBeDefined();
    expect(office.say('DHCPDISCOVER', { from: 5 })).toEqual([]);
    expect(office.server.counters.full).toBe(1);
    expect(office.events().at(-1)).toMatchObject({ kind: 'full', address: undefined });
    expect(office.lease({ from: 3 })).toBe('192.168.100.4');
  });

  test('excepted, network, broadcast and own addresses are not leased', () => {
    const except = [{ first: ipv4('192.168.100.2'), last: ipv4('192.168.100.250') }];
    const scope = { ...SCOPE, first: ipv4('192.168.100.0'), last: ipv4('192.168.100.255'), except };
    const office = new Office({ ...SETTINGS, scopes: [scope] });
    const leased = Array.from({ length: 10 }, (_, from) => office.lease({ from }));
    expect(leased.filter(Boolean)).toEqual([251, 252, 253, 254].map((host) => `192.168.100.${host}`));
  });

  test('what is remembered does not grow without a bound', () => {
    const scope = { ...SCOPE, first: ipv4('10.0.0.1'), last: ipv4('10.255.255.254'), length: 8 };
    const office = new Office({ ...SETTINGS, scopes: [scope] });
    const flood = (count: number, start: number) => {
      let leased = 0;
      for (let i = 0; i < count; i++) {
        const client = { kind: 'ethernet', hardwareAddress: clientMac(start + i), identifier: undefined } as const;
        if (office.server.leaseTo(office.now, (ipv4('10.0.0.1') + start + i) as never, client)) leased++;
      }
      return leased;
    };
    expect(flood(LIMIT.leases + 10, 0)).toBe(LIMIT.leases);
    office.now = at(8000);
    expect(flood(5, 100_000)).toBe(5);
  });

  test('what a server would say, BOOTP and group addresses are counted and dropped', () => {
    const office = new Office();
    const arrival = { interface: 0, addresses: [{ address: SERVER, length: 24 }], destination: SERVER };
    const discover = message('DHCPDISCOVER');
    const strange = [
      { ...discover, op: 'reply' as const },
      { ...discover, options: [] },
      message('DHCPOFFER'),
      message('DHCPREQUEST'),
      { ...discover, hardwareAddress: 0x0100_5e00_0001 as never },
    ];
    for (const each of strange) office.server.handleMessage(at(0), arrival, each);
    expect(office.replies()).toEqual([]);
    expect(office.server.counters.strange).toBe(strange.length);
  });

  test('leases outside of new scopes are forgotten', () => {
    const office = new Office();
    for (const from of [1, 2]) office.lease({ from });
    office.server.configure({ ...SETTINGS, scopes: [{ ...SCOPE, first: ipv4('192.168.100.3') }] });
    expect(office.server.leasesIn(at(1), 1).map(({ address }) => address)).toEqual([ipv4('192.168.100.3')]);
  });
});
