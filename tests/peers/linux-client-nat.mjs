/**
 * Two Linux machines behind our masquerade dial into our server: to it, both come from one address.
 */
import { equal, match, ok } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Guest } from '../../fixtures/peers/guest.mjs';
import { LabProcess } from './lab-process.mjs';
import { dialUp, hangUp } from './linux-dialler.mjs';
import { receivedOf } from './ping-text.mjs';

const LAB = fileURLToPath(new URL('../../fixtures/labs/linux-client/masquerade.yaml', import.meta.url));
const GATE = '192.168.100.1';
const OUTSIDE = '172.16.0.2';
const NO_TUNNELS = 'Number of PPTP tunnels: 0';

class Scene {
  static async start(context) {
    const scene = new Scene();
    scene.lab = await LabProcess.start(LAB, context);
    for (const router of ['rt-a', 'gate']) await scene.lab.type(router, 'administrator\n\n');
    scene.machines = await Promise.all([scene.#boot('linux1', 11), scene.#boot('linux2', 12)]);
    return scene;
  }

  async #boot(name, host) {
    const { local, remote } = this.lab.ports[name];
    const cards = [{ localPort: remote, remotePort: local, address: `192.168.100.${host}/24` }];
    const guest = await Guest.boot({ name, cards });
    await guest.run(`ip route add default via ${GATE}`);
    return guest;
  }

  allGone() {
    return this.lab.until('rt-a', 'show status pptp', NO_TUNNELS, { timeoutSeconds: 15 });
  }

  async stop() {
    for (const guest of this.machines ?? []) guest.kill();
    await this.lab.stop();
  }
}

const cases = [
  {
    name: 'two clients behind our masquerade',
    proves: 'two machines with one address outside reach one server at once: their call IDs keep their GRE apart',
    run: async (scene) => {
      const jobs = await Promise.all(scene.machines.map((guest, i) => dialUp(guest, { user: i + 1 })));
      const status = await scene.lab.type('rt-a', 'show status pptp');
      match(status, /Number of PPTP tunnels: 2/);
      ok(status.includes(OUTSIDE), status);
      ok(!status.includes('192.168.100.'), status);
      const pings = scene.machines.map((guest, i) => guest.run(`ping -c 20 -i 0.1 -I vpn${i + 1} 192.168.0.1`));
      for (const answer of await Promise.all(pings)) equal(receivedOf(answer), 20);
      await hangUp(jobs[0]);
      await scene.lab.until('rt-a', 'show status pptp', 'Number of PPTP tunnels: 1');
      equal(receivedOf(await scene.machines[1].run('ping -c 3 -i 0.2 -I vpn2 192.168.0.1')), 3);
      await hangUp(jobs[1]);
      await scene.allGone();
    },
  },
  {
    name: 'one client behind our masquerade calls again and again',
    proves: 'calls that end leave nothing in the translator that the next one stumbles over',
    run: async (scene) => {
      for (let round = 0; round < 5; round++) {
        const job = await dialUp(scene.machines[0], { user: 1 });
        equal(receivedOf(await scene.machines[0].run('ping -c 2 -i 0.2 -I vpn1 192.168.0.1')), 2);
        await hangUp(job);
        await scene.allGone();
      }
    },
  },
];

export const linuxClientNat = {
  name: 'linux-client-nat',
  peer: 'Linux pptp, pppd, two behind our NAT',
  programs: { pptp: 'pptp-linux', pppd: 'ppp', ping: 'iputils-ping' },
  needsGuest: true,
  seconds: 25,
  start: Scene.start,
  cases,
};
