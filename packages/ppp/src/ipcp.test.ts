import { describe, expect, test } from '@jest/globals';
import { START } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, UNSPECIFIED } from '@rtemu/wire/address';
import { CODE, type ControlPacket } from '@rtemu/wire/control-protocol';
import * as Options from '@rtemu/wire/ipcp-options';
import { Ipcp, type IpcpOptions } from './ipcp.js';
import { NEGOTIATION_INITIAL } from './negotiation.js';

const SERVER = ipv4('192.168.100.1');
const CLIENT = ipv4('192.168.100.10');
const [DNS_1, DNS_2, WINS_1, WINS_2] = ['192.0.2.53', '198.51.100.53', '192.0.2.42', '198.51.100.42'].map(ipv4) as [
  Ipv4Address,
  Ipv4Address,
  Ipv4Address,
  Ipv4Address,
];

const opening = (options: IpcpOptions): Ipcp => {
  const ipcp = new Ipcp(options, NEGOTIATION_INITIAL);
  ipcp.negotiation.open(START);
  ipcp.negotiation.handleUp(START);
  return ipcp;
};
const drain = ({ negotiation }: Ipcp): ControlPacket[] => {
  const packets: ControlPacket[] = [];
  for (let packet = negotiation.pollPacket(); packet; packet = negotiation.pollPacket()) packets.push(packet);
  return packets;
};
const converse = (a: Ipcp, b: Ipcp): void => {
  for (let round = 0; round < 80; round++) {
    const [forB, forA] = [drain(a), drain(b)];
    for (const packet of forB) b.negotiation.handlePacket(START, packet);
    for (const packet of forA) a.negotiation.handlePacket(START, packet);
  }
};

const address = (kind: Options.AddressKind, value: Ipv4Address) => ({ kind, address: value }) as Options.IpcpOption;

const answerTo = (options: IpcpOptions, ...asked: Options.IpcpOption[]): string => {
  const ipcp = opening(options);
  drain(ipcp);
  ipcp.negotiation.handlePacket(START, {
    code: CODE.configureRequest,
    identifier: 1,
    data: Options.emit(asked),
  });
  const [answer] = drain(ipcp);
  return `${['Ack', 'Nak', 'Reject'][answer!.code - CODE.configureAck]} ${Options.describe(answer!.data)}`.trim();
};

describe('what a peer asks for', () => {
  const GIVE: IpcpOptions = { localAddress: SERVER, remoteAddress: CLIENT };
  const OTHER = ipv4('10.9.8.7');

  test.each<[string, IpcpOptions, Options.IpcpOption[], string]>([
    ['an address', GIVE, [address('IpAddress', UNSPECIFIED)], 'Nak IpAddress=192.168.100.10'],
    ['the address it was given', GIVE, [address('IpAddress', CLIENT)], 'Ack IpAddress=192.168.100.10'],
    ['another address', GIVE, [address('IpAddress', OTHER)], 'Nak IpAddress=192.168.100.10'],
    [
      'an address, and there is none',
      { localAddress: SERVER },
      [address('IpAddress', UNSPECIFIED)],
      'Reject IpAddress=0.0.0.0',
    ],
    ['an address of its choice', { localAddress: SERVER }, [address('IpAddress', OTHER)], 'Ack IpAddress=10.9.8.7'],
    ['our own address', { localAddress: SERVER }, [address('IpAddress', SERVER)], 'Reject IpAddress=192.168.100.1'],
    [
      'an address that is taken',
      { mayChoose: (chosen) => chosen !== OTHER },
      [address('IpAddress', OTHER)],
      'Reject IpAddress=10.9.8.7',
    ],
    [
      'an address, and addresses are off',
      { negotiateAddress: false, remoteAddress: CLIENT },
      [address('IpAddress', UNSPECIFIED)],
      'Reject IpAddress=0.0.0.0',
    ],
    ['nothing', GIVE, [], 'Ack'],
    [
      'Van Jacobson',
      GIVE,
      [{ kind: 'IpCompressionProtocol', data: Uint8Array.of(0, 0x2d, 15, 1) }, address('IpAddress', UNSPECIFIED)],
      'Reject IpCompressionProtocol=002d0f01',
    ],
    [
      'the obsolete option',
      GIVE,
      [{ kind: 'IpAddresses', data: new Uint8Array(8) }],
      'Reject IpAddresses=0000000000000000',
    ],
    ['a name server, and there is none', GIVE, [address('PrimaryDns', UNSPECIFIED)], 'Reject PrimaryDns=0.0.0.0'],
    ['the right name server', { ...GIVE, dns: [DNS_1] }, [address('PrimaryDns', DNS_1)], 'Ack PrimaryDns=192.0.2.53'],
    ['a wrong name server', { ...GIVE, dns: [DNS_1] }, [address('PrimaryDns', OTHER)], 'Nak PrimaryDns=192.0.2.53'],
    [
      'two name servers, and there is one',
      { ...GIVE, dns: [DNS_1] },
      [address('PrimaryDns', UNSPECIFIED), address('SecondaryDns', UNSPECIFIED)],
      'Reject SecondaryDns=0.0.0.0',
    ],
  ])('%s', (_, options, asked, answer) => {
    expect(answerTo(options, ...asked)).toBe(answer);
  });

  test('all that Windows asks for at first, in its order', () => {
    const kinds = ['IpAddress', 'PrimaryDns', 'PrimaryNbns', 'SecondaryDns', 'SecondaryNbns'] as const;
    const asked = kinds.map((kind) => address(kind, UNSPECIFIED));
    expect(answerTo({ ...GIVE, dns: [DNS_1, DNS_2], wins: [WINS_1, WINS_2] }, ...asked)).toBe(
      'Nak IpAddress=192.168.100.10 PrimaryDns=192.0.2.53 PrimaryNbns=192.0.2.42 SecondaryDns=198.51.100.53 SecondaryNbns=198.51.100.42',
    );
    expect(answerTo(GIVE, ...asked)).toBe(
      'Reject PrimaryDns=0.0.0.0 PrimaryNbns=0.0.0.0 SecondaryDns=0.0.0.0 SecondaryNbns=0.0.0.0',
    );
  });
});

describe('two of us', () => {
  test('the server gives, the client takes', () => {
    const server = opening({ localAddress: SERVER, remoteAddress: CLIENT, dns: [DNS_1, DNS_2], wins: [WINS_1] });
    const client = opening({ askAddress: true, askDns: true, askWins: true });
    converse(server, client);
    expect(client.agreement()).toEqual({
      localAddress: CLIENT,
      remoteAddress: SERVER,
      dns: [DNS_1, DNS_2],
      wins: [WINS_1],
    });
    expect(server.agreement()).toEqual({ localAddress: SERVER, remoteAddress: CLIENT, dns: [], wins: [] });
  });

  test('the client asks for name servers that the server has not', () => {
    const server = opening({ localAddress: SERVER, remoteAddress: CLIENT });
    const client = opening({ askAddress: true, askDns: true });
    converse(server, client);
    expect(client.agreement()).toEqual({ localAddress: CLIENT, remoteAddress: SERVER, dns: [], wins: [] });
  });

  test('both have addresses of their own', () => {
    const [a, b] = [opening({ localAddress: SERVER }), opening({ localAddress: CLIENT })];
    converse(a, b);
    expect(a.agreement()).toMatchObject({ localAddress: SERVER, remoteAddress: CLIENT });
    expect(b.agreement()).toMatchObject({ localAddress: CLIENT, remoteAddress: SERVER });
  });

  test('neither negotiates an address: an unnumbered link, with what is configured', () => {
    const [a, b] = [opening({ negotiateAddress: false, localAddress: SERVER }), opening({ negotiateAddress: false })];
    converse(a, b);
    expect([a.negotiation.isOpened, b.negotiation.isOpened]).toEqual([true, true]);
    expect(a.agreement()).toMatchObject({ localAddress: SERVER, remoteAddress: undefined });
    expect(a.negotiation.local).toEqual([]);
  });

  test('a client that needs an address and gets none gives up', () => {
    const server = opening({ localAddress: SERVER });
    const client = opening({ askAddress: true });
    converse(server, client);
    expect([client.negotiation.isOpened, client.negotiation.failure]).toEqual([false, 'no-address']);
  });

  test('a fixed address that the peer does not like is kept, and at last goes unsaid', () => {
    const server = opening({ localAddress: SERVER, remoteAddress: CLIENT });
    const client = opening({ localAddress: ipv4('10.0.0.1') });
    converse(server, client);
    expect([client.negotiation.isOpened, client.negotiation.local]).toEqual([true, []]);
    expect(client.agreement()).toMatchObject({ localAddress: ipv4('10.0.0.1'), remoteAddress: SERVER });
  });
});
