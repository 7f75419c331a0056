import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { createDataPlane } from '@rtemu/emulator/data-plane';
import { Router } from '@rtemu/emulator/router';
import { Pc } from '@rtemu/hosts/pc';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';

const PCS = 25;
const tunnels = Array.from({ length: PCS }, (_, i) => i + 1);
const CONFIG = `
ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
pp select anonymous
pp bind tunnel1-tunnel${PCS}
pp auth request mschap-v2
pp auth username bench himitsu
ppp ipcp ipaddress on
ppp ccp type mppe-any
ppp ccp no-encryption reject
ip pp remote address pool 192.168.0.100-192.168.0.150
pptp service type server
pp enable anonymous
${tunnels.map((n) => `tunnel select ${n}\ntunnel encapsulation pptp\ntunnel enable ${n}`).join('\n')}
tunnel select none
pptp service on
`;

/** An RTX1210 and twenty-five PCs that dial in all at once, and hang up all at once. */
class Rush {
  constructor() {
    const plane = createDataPlane();
    this.world = new World(plane.arena, 1);
    const language = commandLanguageOf('RTX1210');
    this.router = new Router(plane, this.world.random.fork('rt'), { name: 'rt', language, startupConfig: CONFIG });
    this.world.add(this.router);
    this.world.add(new LearningSwitch('wan', plane.arena, PCS + 1));
    this.world.connect({ node: 'rt', port: 'lan2' }, { node: 'wan', port: '1' });
    this.pcs = tunnels.map((number) => {
      const pc = new Pc(plane.arena, plane.mppe, this.world.random.fork(`pc${number}`), {
        name: `pc${number}`,
        address: { address: ipv4('172.16.0.10') + number, length: 24 },
        vpn: [
          {
            name: 'office',
            server: ipv4('172.16.0.1'),
            username: 'bench',
            password: 'himitsu',
            authentication: ['mschap-v2'],
            encryption: 'require',
          },
        ],
      });
      this.world.add(pc);
      this.world.connect({ node: pc.name, port: 'eth0' }, { node: 'wan', port: String(number + 1) });
      return { pc, session: pc.openConsole(this.world.now) };
    });
  }

  /** Sets sessions up, `PCS` at a time. @returns nanoseconds of hanging them up again, when that is not asked for */
  run(what, count) {
    let clearing = 0;
    for (let left = count; left > 0; left -= PCS) {
      const pcs = this.pcs.slice(0, Math.min(left, PCS));
      this.#type(pcs, 'vpn connect office', 'Connected');
      const before = process.cpuUsage();
      this.#type(pcs, 'vpn disconnect office', 'Idle');
      this.world.run(this.world.now + 250_000_000); // until TCP has forgotten the last ones, too
      const { user, system } = process.cpuUsage(before);
      if (what === 'set-up') clearing += (user + system) * 1000;
    }
    return clearing;
  }

  #type(pcs, line, state) {
    const { world } = this;
    for (const { pc, session } of pcs) {
      session.handleLine(world.now, line);
      world.settle(pc);
    }
    world.run(world.now + 2_000_000);
    for (const { pc, session } of pcs) {
      session.pollText();
      if (pc.vpns[0].state !== state) throw new Error(`${pc.name} is ${pc.vpns[0].state}, not ${state}`);
    }
  }
}

export default {
  name: 'session-setup',
  about:
    'a PPTP session from the first SYN to the last FIN: control connection, call, LCP, MS-CHAPv2, CCP, IPCP, and back; both ends.',
  cases: ['set-up', 'whole'],
  contestants: {
    routers: {
      create() {
        const rush = new Rush();
        return { check() {}, run: (what, count) => rush.run(what, count) };
      },
    },
  },
  goals: [{ contestant: 'routers', case: 'set-up', nanoseconds: 500_000 }],
  effort: { rounds: 5, warmUpMilliseconds: 4000, burstMilliseconds: 100 }, // a great deal of code, each line of it run seldom
};
