/** A PC of ours and the servers of others, played by hand; and calls that are cut at every step of their way up. */
import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import { after, type Duration, milliseconds, seconds } from '@rtemu/engine/time';
import type { Cable } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';
import { Pc } from './pc.js';
import { PPTP_PORT } from './pptp-endpoint.js';
import { message, RawPeer, SCCRP } from './raw-peer.suite.js';
import { VpnServer } from './vpn-server.suite.js';

const mppe = createMppeEngine(ARENA_OCTETS);
const arena = new Arena(mppe.memory, mppe.slotsFrom);
const SERVER = ipv4('192.0.2.1');
const PC = ipv4('192.0.2.9');
const LCP_REQUEST = Uint8Array.of(0xff, 0x03, 0xc0, 0x21, 1, 1, 0, 4);
const DELAY = milliseconds(5);

/** A PC and a server, 5 ms apart. */
class Scene<Server extends Node> {
  readonly world = new World(arena, 1);
  readonly server: Server;
  readonly pc: Pc;
  readonly cable: Cable;

  constructor(makeServer: (world: World) => Server) {
    this.server = makeServer(this.world);
    this.pc = new Pc(arena, mppe, this.world.random.fork('pc'), {
      name: 'pc',
      address: { address: PC, length: 24 },
      vpn: [
        {
          name: 'office',
          server: SERVER,
          username: 'alice',
          password: 'himitsu',
          authentication: ['mschap-v2'],
          encryption: 'require',
        },
      ],
    });
    this.world.add(this.server);
    this.world.add(this.pc);
    const ends = [this.server, this.pc].map(({ name }) => ({ node: name, port: 'eth0' })) as [never, never];
    this.cable = this.world.connect(...ends, { delay: DELAY });
  }

  get state(): string {
    return this.pc.vpns[0]!.state;
  }

  run(time: Duration): void {
    this.world.run(after(this.world.now, time));
  }

  connect(): void {
    this.pc.vpns[0]!.connect(this.world.now);
    this.world.settle(this.pc);
    this.pc.handleTimeout(this.world.now); // pumps what a console would have pumped
    this.world.settle(this.pc);
  }

  disconnect(): void {
    this.pc.vpns[0]!.disconnect(this.world.now);
    this.pc.handleTimeout(this.world.now);
    this.world.settle(this.pc);
  }

  /** What the PC's user was told last. */
  ending(): object | undefined {
    let last: object | undefined;
    for (let report = this.pc.vpns[0]!.pollReport(); report; report = this.pc.vpns[0]!.pollReport())
      if ('ending' in report) last = report.ending;
    return last;
  }

  /** Nothing is left, neither at the PC nor in the world. */
  over(): void {
    this.run(seconds(300));
    this.world.clear();
    expect([this.state, this.pc.stack.tcp.connections(), arena.inUse, mppe.inUse]).toEqual(['Idle', [], 0, 0]);
  }
}

/** A PAC that does what the PC asks for, under this call id. */
const pac =
  (callId: number, others: (heard: ControlMessage) => readonly ControlMessage[] = () => []) =>
  (heard: ControlMessage): readonly ControlMessage[] => {
    switch (heard.kind) {
      case 'StartControlConnectionRequest':
        return [SCCRP];
      case 'OutgoingCallRequest':
        return [message('OutgoingCallReply', { callId, peersCallId: heard.callId, resultCode: 1 })];
      case 'StopControlConnectionRequest':
        return [message('StopControlConnectionReply', { resultCode: 1 })];
      default:
        return others(heard);
    }
  };

const scripted = (answers: RawPeer['answers']): Scene<RawPeer> => {
  const scene = new Scene((world) => new RawPeer(arena, world.random.fork('server'), 'server', SERVER, world));
  scene.server.answers = answers;
  return scene;
};

const callIdOf = ({ server }: Scene<RawPeer>): number =>
  server.heard.flatMap((each) => (each.kind === 'OutgoingCallRequest' ? [each.callId] : []))[0]!;

describe('a server of others', () => {
  test('pptpd hands out call id 0, and closes TCP instead of answering a Call-Clear-Request', () => {
    const scene = scripted(pac(0));
    scene.connect();
    scene.run(milliseconds(100));
    expect(scene.server.gre.every(({ callId }) => callId === 0)).toBe(true);
    expect([scene.state, scene.server.gre.length > 0]).toEqual(['Negotiating', true]);
    scene.server.answers = (heard) => {
      if (heard.kind === 'CallClearRequest') scene.server.closeHalf();
      return [];
    };
    scene.disconnect();
    scene.run(seconds(7)); // PPP takes its leave first, of a peer that does not answer
    expect(scene.state).toBe('Idle');
    scene.over();
  });

  test('the Linux kernel may begin GRE before its daemon has replied, and with number 1', () => {
    const scene = scripted((heard) => (heard.kind === 'OutgoingCallRequest' ? [] : pac(9)(heard)));
    scene.connect();
    scene.run(milliseconds(100));
    expect(scene.state).toBe('Calling');
    const peersCallId = callIdOf(scene);
    scene.server.sayGre(PC, { callId: peersCallId, sequence: 1, payload: LCP_REQUEST });
    scene.run(milliseconds(100));
    expect(scene.server.gre).toEqual([]);
    scene.server.say(message('OutgoingCallReply', { callId: 9, peersCallId, resultCode: 1 }));
    scene.run(milliseconds(100));
    const answers = scene.server.gre.map(({ payload }) => payload[4]);
    expect(answers).toContain(2); // the Configure-Ack of what came too early
    scene.server.reset();
    scene.over();
  });

  test.each([
    ['accel-ppp names the id of the PNS', (scene: Scene<RawPeer>) => callIdOf(scene), 1],
    ['Windows says result 0', () => 9, 0],
    ['somebody names an id of nobody', () => 4711, 4],
  ])('a Call-Disconnect-Notify in which %s ends the call', (_, idOf, resultCode) => {
    const scene = scripted(pac(9));
    scene.connect();
    scene.run(milliseconds(100));
    scene.server.sayGre(PC, { callId: callIdOf(scene), sequence: 0, payload: LCP_REQUEST });
    scene.run(milliseconds(100));
    scene.server.say(message('CallDisconnectNotify', { callId: idOf(scene), resultCode }));
    scene.run(milliseconds(100));
    expect([scene.state, scene.ending()]).toEqual(['Idle', { by: 'call', reason: 'peer-cleared' }]);
    scene.over();
  });

  test('whose GRE is filtered is told from one that does not answer LCP', () => {
    const scene = scripted(pac(9));
    scene.connect();
    scene.run(seconds(60));
    expect(scene.ending()).toEqual({ by: 'link', reason: 'lcp-timeout', withoutGre: true });
    scene.over();
  });
});

describe('a control connection that does not come about', () => {
  test('since nobody is at the port', () => {
    const scene = scripted(pac(9));
    scene.server.stack.tcp.unlisten(PPTP_PORT);
    scene.connect();
    scene.run(milliseconds(100));
    expect([scene.state, scene.ending()]).toEqual([
      'Idle',
      { by: 'call', reason: 'no-control-connection', hindrance: { kind: 'tcp-refused' } },
    ]);
    scene.over();
  });

  test('since nothing answers at all', () => {
    const scene = scripted(pac(9));
    scene.server.stack.setUp(scene.world.now, 0, false);
    scene.connect();
    scene.run(seconds(40));
    expect([scene.state, scene.ending()]).toEqual([
      'Idle',
      { by: 'call', reason: 'tcp-response-timeout', hindrance: { kind: 'tcp-timeout' } },
    ]);
    scene.over();
  });

  test('since one does not wait for TCP any longer', () => {
    const scene = scripted(pac(9));
    scene.server.stack.setUp(scene.world.now, 0, false);
    scene.connect();
    scene.run(milliseconds(500));
    scene.disconnect();
    expect([scene.state, scene.ending()]).toEqual(['Idle', { by: 'call', reason: 'tcp-pending' }]);
    scene.over();
  });
});

describe('what a call met with before PPP is told', () => {
  const start = (heard: ControlMessage, reply: readonly ControlMessage[]) =>
    heard.kind === 'StartControlConnectionRequest' ? reply : pac(9)(heard);

  test.each<[string, (heard: ControlMessage) => readonly ControlMessage[], object]>([
    ['nobody replies', () => [], { reason: 'no-control-connection', hindrance: { kind: 'no-start-reply' } }],
    [
      'the start is refused',
      (heard) => start(heard, [{ ...SCCRP, resultCode: 4 }]),
      { reason: 'pac-error', hindrance: { kind: 'start-refused', resultCode: 4, errorCode: 0 } },
    ],
    [
      'the version is another',
      (heard) => start(heard, [{ ...SCCRP, protocolVersion: 0x0200 }]),
      { reason: 'content-error', hindrance: { kind: 'version', version: 0x0200 } },
    ],
    [
      'the call is refused',
      (heard) =>
        heard.kind === 'OutgoingCallRequest'
          ? [message('OutgoingCallReply', { callId: 9, peersCallId: heard.callId, resultCode: 4 })]
          : pac(9)(heard),
      { reason: 'pac-error', hindrance: { kind: 'call-refused', resultCode: 4, errorCode: 0 } },
    ],
    [
      'the call is not answered',
      (heard) => (heard.kind === 'OutgoingCallRequest' ? [] : pac(9)(heard)),
      { reason: 'no-control-connection', hindrance: { kind: 'no-call-reply' } },
    ],
  ])('%s', (_, answers, ending) => {
    const scene = scripted(answers);
    scene.connect();
    scene.run(seconds(130));
    expect(scene.ending()).toEqual({ by: 'call', ...ending });
    scene.over();
  });

  test('there is no route', () => {
    const scene = scripted(() => []);
    scene.world.setCable(scene.cable, false);
    scene.connect();
    expect(scene.ending()).toMatchObject({ reason: 'tcp-response-timeout', hindrance: { kind: 'no-route' } });
    scene.over();
  });
});

describe('a call that is cut on its way up', () => {
  const office = () =>
    new Scene(
      (world) =>
        new VpnServer(arena, mppe, world.random.fork('server'), {
          methods: ['mschap-v2'],
          ccp: { type: 'mppe-any', noEncryption: 'reject' },
          users: { alice: 'himitsu' },
        }),
    );
  const cutTcp = ({ world }: Scene<VpnServer>, { stack }: Pc | VpnServer, how: 'abort' | 'close'): void => {
    for (const tcp of stack.tcp.connections()) tcp[how](world.now);
  };
  /** From how many times 5 ms on there is something to cut. */
  const CUTS: readonly (readonly [string, number, (scene: Scene<VpnServer>) => void])[] = [
    ['by a reset of the PC', 0, (scene) => cutTcp(scene, scene.pc, 'abort')],
    ['by a reset of the server', 4, (scene) => cutTcp(scene, scene.server, 'abort')],
    ['by a FIN of the server', 4, (scene) => cutTcp(scene, scene.server, 'close')],
    ['by the user', 0, (scene) => scene.disconnect()],
    ['by the cable', 0, ({ cable, world }) => world.setCable(cable, false)],
  ];

  test.each(CUTS)('%s, whenever that is, leaves nothing behind, and the next one comes up', (_, from, cut) => {
    const scene = office();
    const { world, server, pc } = scene;
    let steps = from;
    for (let isUp = false; !isUp; steps++) {
      scene.connect();
      for (let i = 0; i < steps; i++) scene.run(DELAY);
      isUp = scene.state === 'Connected';
      cut(scene);
      for (const node of [pc, server]) {
        node.handleTimeout(world.now);
        world.settle(node);
      }
      scene.run(seconds(200));
      expect({ steps, pc: scene.state, tunnels: server.endpoint.tunnelCount, keys: mppe.inUse }).toEqual({
        steps,
        pc: 'Idle',
        tunnels: 0,
        keys: 0,
      });
      world.setCable(scene.cable, true);
      scene.run(seconds(1));
    }
    expect(steps).toBeGreaterThan(15);
    scene.over();
    expect([[...server.endpoint.channels], server.lives.size]).toEqual([[], 0]);
  });
});
