/**
 * VPCS, the small PC of GNS3, on the LAN of one of two routers with a tunnel between them.
 */
import { equal, match } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../../fixtures/peers/program.mjs';
import { LabProcess } from './lab-process.mjs';

const LAB = fileURLToPath(new URL('../../fixtures/labs/lan-to-lan/lab.yaml', import.meta.url));

/** The lab of two offices, with VPCS in the place of its first PC, and nothing played. */
const plugged = (text) =>
  text.slice(0, text.indexOf('\nsteps:')).replace(/pc1: \{kind.*\}/, 'pc1: {kind: udp, local: 5001, remote: 5002}');

class Scene {
  static async start(context) {
    const scene = new Scene();
    scene.lab = await LabProcess.start(LAB, { ...context, edit: plugged });
    const { local, remote } = scene.lab.ports.pc1;
    // It wants a terminal, which script gives it.
    const command = `vpcs -i 1 -s ${remote} -c ${local} -t 127.0.0.1`;
    scene.vpcs = startProgram('script', ['--quiet', '--flush', '--command', command, '/dev/null']);
    await scene.vpcs.until('VPCS> ');
    return scene;
  }

  /** Types a command. Resolves with what it printed, up to the next prompt. */
  async type(line) {
    const begin = this.vpcs.output.length;
    this.vpcs.type(line);
    await this.vpcs.until((output) => /\n\r?VPCS> /.test(output.slice(begin)), { timeoutSeconds: 20 });
    return this.vpcs.output.slice(begin);
  }

  async stop() {
    this.vpcs?.signal('SIGKILL');
    await this.lab?.stop();
  }
}

const answersIn = (output) => output.match(/icmp_seq=\d+ ttl=\d+ time=/g)?.length ?? 0;

const cases = [
  {
    name: 'ping the router',
    proves: 'ARP and ICMP of VPCS and of our router suit each other, by UDP datagrams',
    run: async (scene) => {
      match(await scene.type('ip 192.168.0.1/24 192.168.0.254'), /PC1 : 192\.168\.0\.1/);
      equal(answersIn(await scene.type('ping 192.168.0.254 -c 3')), 3);
    },
  },
  {
    name: 'a lease',
    proves: 'VPCS gets its address and its gateway from the DHCP server of our router',
    run: async (scene) => {
      const lines = [
        'administrator',
        '',
        'dhcp service server',
        'dhcp scope 1 192.168.0.100-192.168.0.109/24',
        'exit',
        'n',
      ];
      await scene.lab.type('rt-a', lines.join('\n'));
      match(await scene.type('ip dhcp'), /IP 192\.168\.0\.100\/24 GW 192\.168\.0\.254/);
      equal(answersIn(await scene.type('ping 192.168.0.254 -c 3')), 3);
      match(await scene.lab.type('rt-a', 'show status dhcp'), /192\.168\.0\.100/);
      match(await scene.type('ip 192.168.0.1/24 192.168.0.254'), /PC1 : 192\.168\.0\.1/);
    },
  },
  {
    name: 'ping through the tunnel',
    proves: 'VPCS reaches a PC of the other office through our tunnel',
    run: async (scene) => {
      await scene.lab.until('pc2', 'ping 192.168.0.1 -c 1', '1 received');
      equal(answersIn(await scene.type('ping 192.168.10.1 -c 3')), 3);
    },
  },
];

export const vpcs = {
  name: 'vpcs',
  peer: 'VPCS',
  programs: { vpcs: 'vpcs', script: 'bsdutils' },
  seconds: 15,
  start: Scene.start,
  cases,
};
