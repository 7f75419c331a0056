/** What commands of chapters 6, 8 and 17 make of PPTP between two routers. */
import { describe, expect, test } from '@jest/globals';
import { TwoOffices } from './two-offices.suite.js';

const ALWAYS = ' pptp tunnel disconnect time off';
const isConnected = (offices: TwoOffices, name: 'server' | 'client' = 'client'): boolean =>
  offices.type(name, 'show status pp 1').includes('status is Connected');

describe('pptp hostname and pptp vendorname (manual 17.1.4, 17.1.5)', () => {
  const told = (model: string, firmware: string, pp = ''): readonly (string | undefined)[] => {
    const offices = new TwoOffices({ client: { model, firmware, pp } }).connect();
    const screen = offices.type('server', 'show status pptp');
    const host = /^Remote Host: (.*)$/m.exec(offices.type('server', 'show status pp 1'))?.[1];
    const [, name, vendor] = /Remote host name: (.*)\n {2}Remote vendor name: (.*)\n/.exec(screen) ?? [];
    expect(host).toBe(name);
    return [name, vendor];
  };

  test.each([
    ['RTX1210', 'Rev.14.01.20', 'RTX1210', 'YAMAHA Corporation'],
    ['RTX1210', 'Rev.14.01.26', '', ''],
    ['RTX830', 'Rev.15.02.01', 'RTX830', 'YAMAHA Corporation'],
    ['RTX830', 'Rev.15.02.03', '', ''],
    ['RTX1220', 'Rev.15.04.07', '', ''],
    ['RTX1300', 'Rev.23.00.17', '', ''],
    ['RTX1200', 'Rev.10.01.76', 'RTX1200', 'YAMAHA Corporation'],
    ['RTX1100', 'Rev.8.03.94', 'RTX1100', 'YAMAHA Corporation'],
    ['RT58i', 'Rev.9.01.51', 'RT58i', 'YAMAHA Corporation'],
    ['RT57i', 'Rev.8.00.95', 'RT57i', 'YAMAHA Corporation'],
    ['RTA55i', 'Rev.4.06.67', 'RTA55i', 'YAMAHA Corporation'],
  ])('%s %s calls itself "%s" of "%s"', (model, firmware, name, vendor) => {
    expect(told(model, firmware)).toEqual([name, vendor]);
  });

  test('as they are set', () => {
    expect(told('RTX1210', 'Rev.14.01.42', ' pptp hostname osaka\n pptp vendorname "Example Inc"')).toEqual([
      'osaka',
      'Example Inc',
    ]);
  });

  test('the server tells its own likewise', () => {
    const offices = new TwoOffices({ server: { pp: ' pptp hostname tokyo' } }).connect();
    expect(offices.type('client', 'show status pp 1')).toContain('Remote Host: tokyo\n');
  });
});

describe('pptp service (manual 17.1.1)', () => {
  const call = (offices: TwoOffices): boolean => {
    offices.type('client', 'disconnect 1');
    offices.run(2);
    return isConnected(offices.connect().run(2));
  };

  test('opens and closes port 1723 at once', () => {
    const offices = new TwoOffices();
    expect([call(offices), offices.type('server', 'no pptp service') && '', call(offices)]).toEqual([true, '', false]);
    offices.type('server', 'pptp service on');
    expect(call(offices)).toBe(true);
  });

  test('of an RTA55i is on at first, and another word of it counts from the next start on', () => {
    const offices = new TwoOffices({ server: { model: 'RTA55i', service: false } });
    expect(call(offices)).toBe(true);
    offices.type('server', 'pptp service off');
    expect(call(offices)).toBe(true);
    offices.type('server', 'save', 'restart');
    expect(call(offices)).toBe(false);
  });
});

describe('dialling', () => {
  test('on demand: by the first packet, and not before', () => {
    const offices = new TwoOffices().run(60);
    expect(isConnected(offices)).toBe(false);
    expect(offices.type('client', 'ping -c 2 192.168.0.1')).toContain('2 packets received');
    expect(offices.type('client', 'show log')).toContain('PP[01] IP Commencing: ICMP ');
    expect(isConnected(offices)).toBe(true);
  });

  test('always: at the start, at once after an end, after a minute when it fails, and no longer when that is taken back', () => {
    const offices = new TwoOffices({ client: { pp: ' pp always-on on', tunnel: ALWAYS } }).run(2);
    expect(isConnected(offices)).toBe(true);
    offices.type('server', 'disconnect 1');
    expect(isConnected(offices.run(3))).toBe(true);
    offices.type('server', 'pp disable 1', 'no pptp service', 'disconnect 1');
    offices.run(5);
    offices.type('server', 'pp enable 1', 'pptp service on');
    expect(isConnected(offices.run(50))).toBe(false);
    expect(isConnected(offices.run(15))).toBe(true);
    offices.type('client', 'pp select 1', 'no pp always-on', 'pp select none');
    offices.type('server', 'disconnect 1');
    expect(isConnected(offices.run(120))).toBe(false);
  });

  test('always, with a time of its own between attempts', () => {
    const offices = new TwoOffices({
      server: { pp: ' pp auth username branch other' },
      client: { pp: ' pp always-on on 300' },
    }).run(1000);
    const attempts = offices.type('client', 'show log').match(/connecting to/g) ?? [];
    expect(attempts).toHaveLength(4);
  });

  test('by hand, and a PP that is disabled does not', () => {
    const offices = new TwoOffices();
    offices.type('client', 'pp disable 1');
    expect(isConnected(offices.connect())).toBe(false);
    expect(offices.type('client', 'ping -c 1 192.168.0.1')).toContain('0 packets received');
    offices.type('client', 'pp enable 1');
    expect(isConnected(offices.connect())).toBe(true);
    offices.type('client', 'pp disable 1');
    offices.run(2);
    expect(offices.type('client', 'show status pp 1')).toContain('Current line status is disabled.');
    expect(isConnected(offices, 'server')).toBe(false);
  });

  test('pp disable all and pp enable all', () => {
    const offices = new TwoOffices().connect();
    offices.type('client', 'pp disable all');
    expect(isConnected(offices.run(2), 'server')).toBe(false);
    expect(offices.type('client', 'show config')).toContain('\npp disable all\npp select 1\n');
    offices.type('client', 'pp enable all');
    expect(isConnected(offices.connect())).toBe(true);
    expect(offices.type('client', 'show config')).not.toContain('pp disable all');
  });

  test('a tunnel that is disabled ends it, too', () => {
    const offices = new TwoOffices().connect();
    offices.type('client', 'tunnel disable all');
    expect(isConnected(offices.run(2), 'server')).toBe(false);
    expect(offices.type('client', 'show config')).toContain('\nno tunnel enable all\ntunnel select 1\n');
  });
});

describe('ip pp mtu (manual 8.1.19)', () => {
  const mtuOf = (offices: TwoOffices): number => {
    const { stack, pps } = offices.router('client').system;
    return stack.interface(pps.numbered(1)!.interface!).mtu;
  };

  test('bounds what goes into the tunnel; so does what the peer takes, without MPPE', () => {
    expect(mtuOf(new TwoOffices().connect())).toBe(1280);
    expect(mtuOf(new TwoOffices({ client: { pp: ' ip pp mtu 1400' } }).connect())).toBe(1400);
    const short = { client: { pp: ' ip pp mtu 1500' }, server: { pp: ' ppp lcp mru on 1400' } };
    expect(mtuOf(new TwoOffices(short).connect())).toBe(1396);
  });

  /** What the first word of a TCP connection from the client's office says of segments when it arrives. */
  function segmentsThrough(pp: string): number | undefined {
    const offices = new TwoOffices({ client: { pp }, server: { pp: ' ip pp tcp mss limit off' } });
    const [pc, server] = [offices.plug('client'), offices.plug('server', [{ transport: 'tcp', port: 80 }])];
    let told: number | undefined;
    offices.world.tap(
      { node: server, port: 'eth0' },
      {
        handleFrame: (_now, direction, arena, slot) => {
          const octets = arena.copy(slot);
          const isSyn = direction === 'in' && octets[23] === 6 && octets[47] === 2;
          if (isSyn && octets[54] === 2) told = octets[56]! * 256 + octets[57]!;
        },
      },
    );
    expect(offices.type(pc, 'connect 192.168.0.2 80')).toContain('connected to');
    return told;
  }

  test.each([
    ['auto', 1240],
    ['1000', 1000],
    ['off', 1460],
  ])('with ip pp tcp mss limit %s segments are told to be of %p octets', (limit, octets) => {
    expect(segmentsThrough(` ip pp tcp mss limit ${limit}`)).toBe(octets);
  });

  test('what must be cut is cut, and comes together again', () => {
    const offices = new TwoOffices().connect();
    expect(offices.type('client', 'ping -c 3 -s 4000 192.168.0.1')).toContain('3 packets received');
  });
});

test('tunnel endpoint clear name and pptp clear hostname, as Rev.4 says it', () => {
  const offices = new TwoOffices({ client: { model: 'RTA55i' } });
  offices.type('client', 'pp select 1', 'pptp hostname osaka', 'pp select none');
  offices.type('client', 'tunnel select 1', 'tunnel endpoint name head.example.net', 'tunnel select none');
  expect(offices.type('client', 'show config')).toMatch(/pptp hostname osaka\n(?:.*\n)*? tunnel endpoint name head/);
  offices.type('client', 'pp select 1', 'pptp clear hostname', 'pp select none');
  offices.type('client', 'tunnel select 1', 'tunnel endpoint clear name', 'tunnel select none');
  expect(offices.type('client', 'show config')).not.toMatch(/pptp hostname|tunnel endpoint name/);
});

test('pp keepalive log tells of LCP echoes that are not answered, and of the first that is again (manual 8.2.5)', () => {
  const pp = ' pp keepalive use lcp-echo\n pp keepalive interval 10 retry-interval=1 count=6';
  const offices = new TwoOffices({ client: { pp, tunnel: ALWAYS }, server: { tunnel: ALWAYS } }).connect();
  offices.type('client', 'pp keepalive log on');
  const [cable] = offices.world.cables;
  const told = () => offices.type('client', 'show log').match(/LCP keepalive: .*/g) ?? [];
  offices.run(5);
  offices.world.setCable(cable!, false);
  offices.run(7);
  offices.world.setCable(cable!, true);
  offices.run(5);
  expect(told()).toEqual([
    'LCP keepalive: no answer (1)',
    'LCP keepalive: no answer (2)',
    'LCP keepalive: no answer (3)',
    'LCP keepalive: the peer answers again',
  ]);
  offices.type('client', 'clear log', 'no pp keepalive log');
  offices.world.setCable(cable!, false);
  offices.run(60);
  expect(told()).toEqual([]);
  expect(offices.type('client', 'show status pp 1')).toContain('Cause: LCP keepalive failure (1305)');
});
