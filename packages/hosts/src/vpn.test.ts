import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import type { ConsoleSession } from '@rtemu/engine/console-session';
import { after, milliseconds, NEVER, seconds } from '@rtemu/engine/time';
import type { CableImpairments } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { Pc } from './pc.js';
import type { VpnSettings } from './vpn.js';
import { type ServerOptions, VpnServer } from './vpn-server.suite.js';

const OFFICE: VpnSettings = {
  name: 'office',
  server: ipv4('192.0.2.1'),
  username: 'alice',
  password: 'himitsu',
  authentication: ['mschap-v2'],
  encryption: 'require',
};
const SERVER: ServerOptions = {
  methods: ['mschap-v2'],
  ccp: { type: 'mppe-any', noEncryption: 'reject' },
  users: { alice: 'himitsu' },
};

class Scene {
  readonly mppe = createMppeEngine(ARENA_OCTETS);
  readonly arena = new Arena(this.mppe.memory, this.mppe.slotsFrom);
  readonly world: World;
  readonly pc: Pc;
  readonly server: VpnServer;
  readonly console: ConsoleSession;

  constructor(
    vpn: Partial<VpnSettings> = {},
    server: Partial<ServerOptions> = {},
    cable: CableImpairments = { delay: milliseconds(5) },
    seed = 1,
  ) {
    this.world = new World(this.arena, seed);
    const { random } = this.world;
    this.server = new VpnServer(this.arena, this.mppe, random.fork('server'), { ...SERVER, ...server });
    this.pc = new Pc(this.arena, this.mppe, random.fork('pc'), {
      name: 'pc1',
      address: { address: ipv4('192.0.2.9'), length: 24 },
      vpn: [{ ...OFFICE, ...vpn }],
    });
    this.world.add(this.server);
    this.world.add(this.pc);
    this.world.connect({ node: 'server', port: 'eth0' }, { node: 'pc1', port: 'eth0' }, cable);
    this.console = this.pc.openConsole(this.world.now);
  }

  /** Types a line and gives what came of it, within two minutes. */
  type(line: string): string {
    this.console.handleLine(this.world.now, line);
    this.world.settle(this.pc);
    const end = after(this.world.now, seconds(120));
    let text = this.console.pollText() ?? '';
    while (this.console.busy && this.world.now < end) {
      this.world.run(after(this.world.now, milliseconds(10)));
      text += this.console.pollText() ?? '';
    }
    return text;
  }
}

describe('a PC dials', () => {
  test('with MS-CHAPv2 and MPPE-128, pings through the tunnel, and hangs up without a trace', () => {
    const scene = new Scene();
    expect(scene.type('vpn connect office')).toBe(
      'office: connected: address 10.0.0.2, peer 10.0.0.1, MPPE 128 bits stateless\n',
    );
    expect(scene.world.now).toBeLessThan(milliseconds(300));
    expect(scene.type('ping 10.0.0.1 -c 3')).toContain('3 packets transmitted, 3 received, 0% packet loss');
    expect(scene.type('ping 10.0.0.1 -c 1 -s 4000')).toContain('1 received');
    const before = scene.world.now;
    expect(scene.type('vpn disconnect office')).toBe('office: disconnected: hung up\n');
    expect(scene.world.now - before).toBeLessThan(milliseconds(100)); // no step waits for a timer
    expect(scene.server.log).toEqual(['online 128', 'offline peer-terminated']);
    scene.world.run(after(scene.world.now, seconds(300)));
    const { endpoint } = scene.server;
    expect([endpoint.nextTimeout(), endpoint.tunnelCount, [...endpoint.channels].length]).toEqual([NEVER, 0, 0]);
    expect([scene.arena.inUse, scene.mppe.inUse]).toEqual([0, 0]);
  });

  test.each([
    ['a wrong password', { password: 'wrong' }, {}, 'failed: user name or password was not accepted'],
    ['no encryption at the server', {}, { ccp: { type: 'none', noEncryption: 'accept' } }, 'failed: no encryption'],
    ['another authentication', { authentication: ['pap'] }, {}, 'failed: '],
    ['nobody there', { server: ipv4('192.0.2.200') }, {}, 'failed: no answer from the server'],
  ] as const)('%s', (_, vpn, server, said) => {
    const scene = new Scene(vpn, server as Partial<ServerOptions>);
    expect(scene.type('vpn connect office')).toContain(said);
    scene.world.run(after(scene.world.now, seconds(300)));
    expect([scene.arena.inUse, scene.mppe.inUse, scene.pc.vpns[0]!.state]).toEqual([0, 0, 'Idle']);
  });

  test.each(['pap', 'chap', 'mschap'] as const)('authenticates by %s', (method) => {
    const encryption = method === 'mschap' ? 'require' : 'optional';
    const scene = new Scene(
      { authentication: [method], encryption },
      {
        methods: [method],
        ccp: { type: 'mppe-any', noEncryption: 'accept' },
      },
    );
    expect(scene.type('vpn connect office')).toContain(method === 'mschap' ? 'MPPE 128' : 'no encryption');
    expect(scene.type('ping 10.0.0.1 -c 1')).toContain('1 received');
  });

  test('over a line that loses, repeats, reorders and damages frames', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const bad: CableImpairments = {
        delay: milliseconds(20),
        jitter: milliseconds(5),
        loss: 100_000,
        duplication: 50_000,
        reordering: 50_000,
        corruption: 10_000,
      } as never;
      const scene = new Scene({}, {}, bad, seed);
      expect({ seed, said: scene.type('vpn connect office') }).toEqual({
        seed,
        said: expect.stringContaining('connected'),
      });
      expect({ seed, said: scene.type('ping 10.0.0.1 -c 20') }).toEqual({
        seed,
        said: expect.not.stringContaining(' 0 received'),
      });
    }
  });

  test('two hundred times in a row, at once when the prompt is there again', () => {
    const scene = new Scene();
    for (let i = 0; i < 200; i++) {
      expect(scene.type('vpn connect office')).toContain('connected');
      expect(scene.type('vpn disconnect office')).toContain('hung up');
    }
    scene.world.run(after(scene.world.now, seconds(300)));
    expect([scene.arena.inUse, scene.mppe.inUse, scene.server.lives.size]).toEqual([0, 0, 0]);
  });
});
