import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { type Instant, START, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, LIMITED_BROADCAST, UNSPECIFIED } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import * as Option from '@rtemu/wire/dhcp-options';
import { type ClientNotice, type ClientSend, type ClientSettings, DhcpClient, ethernetIdentifier } from './client.js';
import { CLIENT_MACHINE } from './client-machine.js';
import { at, clientMac, SERVER } from './server.suite.js';

const { OPTION } = Option;

const SETTINGS: ClientSettings = {
  hardwareAddress: clientMac(1),
  hostName: 'pc1',
  clientIdentifier: undefined,
  leaseSeconds: undefined,
  options: [],
  retry: { kind: 'fixed', count: 3, interval: seconds(5) },
};

interface Told {
  readonly address?: string;
  readonly lease?: number;
  readonly without?: number;
  readonly xid?: number;
}

/** A client and somebody who plays the server. */
class Scene {
  readonly client: DhcpClient;
  now: Instant = START;

  constructor(settings: Partial<ClientSettings> = {}) {
    this.client = new DhcpClient({ ...SETTINGS, ...settings }, new Random(1));
    this.client.start(this.now);
  }

  sent(): readonly ClientSend[] {
    const all: ClientSend[] = [];
    for (let send = this.client.pollSend(); send; send = this.client.pollSend()) all.push(send);
    return all;
  }

  types(): readonly unknown[] {
    return this.sent().map(({ message }) => Dhcp.messageTypeOf(message));
  }

  notices(): readonly ClientNotice[] {
    const all: ClientNotice[] = [];
    for (let notice = this.client.pollEvent(); notice; notice = this.client.pollEvent()) all.push(notice);
    return all;
  }

  until(now: Instant): this {
    this.now = now;
    this.client.handleTimeout(now);
    return this;
  }

  hear(type: Dhcp.MessageType, { address = '192.168.100.2', lease = 3600, without, xid }: Told = {}): this {
    const options = [
      Dhcp.messageType(type),
      Option.addresses(OPTION.serverIdentifier, [SERVER]),
      Option.number(OPTION.leaseTime, lease),
      Option.addresses(OPTION.subnetMask, [ipv4('255.255.255.0')]),
      Option.addresses(OPTION.router, [SERVER]),
    ].filter(({ code }) => code !== without);
    const { transactionId } = this.last;
    this.client.handleMessage(this.now, {
      op: 'reply',
      hops: 0,
      transactionId: xid ?? transactionId,
      secs: 0,
      broadcast: true,
      clientAddress: UNSPECIFIED,
      yourAddress: ipv4(address),
      nextServer: UNSPECIFIED,
      relayAgent: UNSPECIFIED,
      hardwareAddress: SETTINGS.hardwareAddress,
      serverName: '',
      bootFile: '',
      options,
    });
    return this;
  }

  last: Dhcp.DhcpMessage = { transactionId: 0 } as Dhcp.DhcpMessage;

  /** What was sent last, after which answers go. */
  listen(): Dhcp.DhcpMessage {
    const sent = this.sent();
    if (sent.length > 0) this.last = sent.at(-1)!.message;
    return this.last;
  }

  bound(lease = 3600): this {
    this.listen();
    this.hear('DHCPOFFER', { lease });
    this.listen();
    this.hear('DHCPACK', { lease }).until((this.now + seconds(0.5)) as Instant);
    expect(this.client.state).toBe('Bound');
    return this;
  }
}

test('every state and event of the machine has been thought of', () => {
  expect(CLIENT_MACHINE.states).toHaveLength(9);
  for (const state of CLIENT_MACHINE.states)
    if (state !== 'Stopped') expect([state, CLIENT_MACHINE.step(state, 'Stop')?.next]).toEqual([state, 'Stopped']);
});

describe('a client', () => {
  test('discovers, chooses, tries out and is bound', () => {
    const scene = new Scene();
    const [discover] = scene.sent();
    expect(discover).toMatchObject({ source: UNSPECIFIED, destination: LIMITED_BROADCAST });
    expect(discover!.message).toMatchObject({ broadcast: true, secs: 0, clientAddress: UNSPECIFIED });
    expect(Option.textOf(discover!.message.options, OPTION.hostName)).toBe('pc1');
    expect(Option.dataOf(discover!.message.options, OPTION.clientIdentifier)).toEqual(ethernetIdentifier(clientMac(1)));
    scene.last = discover!.message;
    scene.hear('DHCPOFFER');
    const request = scene.listen();
    expect(Option.addressOf(request.options, OPTION.requestedAddress)).toBe(ipv4('192.168.100.2'));
    expect(Option.addressOf(request.options, OPTION.serverIdentifier)).toBe(SERVER);
    expect(request.transactionId).toBe(discover!.message.transactionId);
    scene.hear('DHCPACK');
    expect(scene.client.pollProbe()).toBe(ipv4('192.168.100.2'));
    expect(scene.notices()).toEqual([]);
    scene.until(at(0.5));
    expect(scene.notices()).toMatchObject([
      { kind: 'bound', grant: { address: ipv4('192.168.100.2'), length: 24, routers: [SERVER], leaseSeconds: 3600 } },
    ]);
  });

  test('asks for the term, the identifier and the options that it was told to', () => {
    const extra = Option.octets(60, Uint8Array.of(1, 2));
    const identifier = Uint8Array.of(0, 65);
    const { message } = new Scene({ leaseSeconds: 600, clientIdentifier: identifier, options: [extra] }).sent()[0]!;
    expect(Option.numberOf(message.options, OPTION.leaseTime)).toBe(600);
    expect(Option.dataOf(message.options, OPTION.clientIdentifier)).toEqual(identifier);
    expect(message.options.at(-1)).toEqual(extra);
  });

  test('renews by unicast at T1, rebinds by broadcast at T2, and loses the address at the end', () => {
    const scene = new Scene().bound();
    scene.sent();
    scene.notices();
    const [renewal] = scene.until(at(1800)).sent();
    expect(renewal).toMatchObject({ source: ipv4('192.168.100.2'), destination: SERVER });
    expect(renewal!.message).toMatchObject({ clientAddress: ipv4('192.168.100.2'), broadcast: false });
    expect(Option.dataOf(renewal!.message.options, OPTION.requestedAddress)).toBeUndefined();
    expect(scene.until(at(2474)).sent()).toEqual([]);
    expect(scene.until(at(2475)).types()).toEqual(['DHCPREQUEST']); // half of the rest
    const rebind = scene.until(at(3150)).sent().at(-1);
    expect(rebind).toMatchObject({ source: ipv4('192.168.100.2'), destination: LIMITED_BROADCAST });
    scene.until(at(3600));
    expect(scene.notices()).toMatchObject([{ kind: 'lost', why: 'expired' }]);
    const again = scene.listen();
    expect(Dhcp.messageTypeOf(again)).toBe('DHCPDISCOVER');
    expect(Option.addressOf(again.options, OPTION.requestedAddress)).toBe(ipv4('192.168.100.2'));
  });

  test('an extended lease counts from its request', () => {
    const scene = new Scene().bound();
    scene.until(at(1800)).listen();
    scene.hear('DHCPACK');
    expect(scene.client.state).toBe('Bound');
    expect(scene.client.remainingSeconds(at(1800))).toBe(3600);
    expect(scene.notices().at(-1)).toMatchObject({ kind: 'extended' });
  });

  test('on behalf of somebody else it says nothing in his name: it renews by broadcast, and gives back from its own address', () => {
    const scene = new Scene({ onBehalf: true }).bound();
    scene.sent();
    for (const term of [1800, 3150]) {
      const [renewal] = scene.until(at(term)).sent();
      expect(renewal).toMatchObject({ source: UNSPECIFIED, destination: LIMITED_BROADCAST });
      expect(renewal!.message).toMatchObject({ clientAddress: UNSPECIFIED, broadcast: true });
      expect(Option.addressOf(renewal!.message.options, OPTION.requestedAddress)).toBe(ipv4('192.168.100.2'));
      expect(Option.dataOf(renewal!.message.options, OPTION.serverIdentifier)).toBeUndefined();
      scene.last = renewal!.message;
    }
    scene.hear('DHCPACK');
    expect(scene.client.state).toBe('Bound');
    scene.client.release(scene.now);
    const [farewell] = scene.sent();
    expect(farewell).toMatchObject({ source: undefined, destination: SERVER });
    expect(farewell!.message.clientAddress).toBe(ipv4('192.168.100.2'));
  });

  test('refused while renewing, it stops using the address at once and begins anew', () => {
    const scene = new Scene().bound();
    scene.until(at(1800)).listen();
    scene.hear('DHCPNAK');
    expect(scene.notices().at(-1)).toMatchObject({ kind: 'lost', why: 'refused' });
    expect(Option.dataOf(scene.listen().options, OPTION.requestedAddress)).toBeUndefined();
  });

  test('declines an address that somebody uses, and asks again after ten seconds', () => {
    const scene = new Scene();
    scene.listen();
    scene.hear('DHCPOFFER').listen();
    scene.hear('DHCPACK');
    scene.client.handleProbeAnswer(at(0.1));
    expect(scene.types()).toEqual(['DHCPDECLINE']);
    expect(scene.notices()).toEqual([{ kind: 'declined', address: ipv4('192.168.100.2') }]);
    expect(scene.until(at(10)).types()).toEqual([]);
    expect(scene.until(at(10.1)).types()).toEqual(['DHCPDISCOVER']);
  });

  test('gives up after its retries, or never', () => {
    const scene = new Scene();
    for (let second = 5; second <= 60; second += 5) scene.until(at(second));
    expect(scene.types()).toHaveLength(4);
    expect(scene.notices()).toEqual([{ kind: 'gave-up' }]);
    const patient = new Scene({ retry: { kind: 'fixed', count: Number.POSITIVE_INFINITY, interval: seconds(5) } });
    for (let second = 5; second <= 60; second += 5) patient.until(at(second));
    expect(patient.types()).toHaveLength(13);
  });

  test('waits for 4, 8, 16, 32, 64 seconds and no longer, give or take one', () => {
    const scene = new Scene({ retry: { kind: 'backoff' } });
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      const next = scene.client.nextTimeout();
      waits.push((next - scene.now) / 1e6);
      scene.until(next);
    }
    for (const [i, wait] of waits.entries()) {
      const mean = Math.min(64, 2 ** (i + 2));
      expect(wait).toBeGreaterThanOrEqual(mean - 1);
      expect(wait).toBeLessThanOrEqual(mean + 1);
    }
  });

  test('that is not answered to its request discovers again', () => {
    const scene = new Scene();
    scene.listen();
    scene.hear('DHCPOFFER');
    for (let second = 5; second <= 20; second += 5) scene.until(at(second));
    expect(scene.types()).toEqual(['DHCPREQUEST', 'DHCPREQUEST', 'DHCPREQUEST', 'DHCPREQUEST', 'DHCPDISCOVER']);
  });

  test('gives its address back, and does not miss it', () => {
    const scene = new Scene().bound();
    scene.sent();
    scene.client.release(at(10));
    expect(scene.sent()).toMatchObject([
      { source: ipv4('192.168.100.2'), destination: SERVER, message: { clientAddress: ipv4('192.168.100.2') } },
    ]);
    expect(scene.notices().at(-1)).toMatchObject({ kind: 'lost', why: 'released' });
    expect(scene.client.nextTimeout()).toBe(Number.POSITIVE_INFINITY);
  });

  test('whose link was gone asks whether it may go on with its address', () => {
    const scene = new Scene().bound();
    scene.sent();
    scene.client.stop(at(10));
    expect(scene.notices().at(-1)).toMatchObject({ kind: 'lost', why: 'stopped' });
    scene.now = at(20);
    scene.client.start(at(20));
    const request = scene.listen();
    expect(Option.addressOf(request.options, OPTION.requestedAddress)).toBe(ipv4('192.168.100.2'));
    expect(Option.dataOf(request.options, OPTION.serverIdentifier)).toBeUndefined();
    scene.hear('DHCPACK').until(at(20.5));
    expect(scene.client.isBound).toBe(true);
  });
});

describe('what a client does not take', () => {
  const offered = (told: Told): string => {
    const scene = new Scene();
    scene.listen();
    return scene.hear('DHCPOFFER', told).client.state;
  };

  test.each<[string, Told]>([
    ['of another exchange', { xid: 7 }],
    ['without a server', { without: OPTION.serverIdentifier }],
    ['without a term', { without: OPTION.leaseTime }],
    ['of the blink of an eye', { lease: 1 }],
    ['of no address', { address: '0.0.0.0' }],
    ['of a group', { address: '224.0.0.1' }],
    ['of loopback', { address: '127.0.0.1' }],
    ['of the broadcast address', { address: '255.255.255.255' }],
  ])('an offer %s', (_, told) => {
    expect(offered(told)).toBe('Selecting');
  });

  test('an offer without a mask has that of its class', () => {
    const scene = new Scene();
    scene.listen();
    scene.hear('DHCPOFFER', { without: OPTION.subnetMask }).listen();
    scene.hear('DHCPACK', { without: OPTION.subnetMask }).until(at(0.5));
    expect(scene.client.grant?.length).toBe(24);
  });

  test('another address while it renews its own', () => {
    const scene = new Scene().bound();
    scene.until(at(1800)).listen();
    scene.hear('DHCPACK', { address: '192.168.100.99' });
    expect(scene.client.state).toBe('Renewing');
  });

  test('answers that come twice', () => {
    const scene = new Scene().bound();
    scene.notices();
    scene.hear('DHCPACK').hear('DHCPOFFER').hear('DHCPNAK');
    expect(scene.client.state).toBe('Bound');
    expect(scene.notices()).toEqual([]);
    expect(scene.client.counters.ignored).toBe(3);
  });
});

test('a lease without an end is never renewed', () => {
  const scene = new Scene().bound(Option.INFINITE_SECONDS);
  expect(scene.client.nextTimeout()).toBe(Number.POSITIVE_INFINITY);
  expect(scene.client.remainingSeconds(at(1e9))).toBe(Number.POSITIVE_INFINITY);
  const address: Ipv4Address | undefined = scene.client.grant?.address;
  expect(address).toBe(ipv4('192.168.100.2'));
});
