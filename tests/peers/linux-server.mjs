/**
 * Our clients dial Linux: a PC and an RTX830, and pptpd with pppd of a real kernel at the other end.
 */
import { equal, match, ok } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Guest } from '../../fixtures/peers/guest.mjs';
import { serve, transfer } from './iperf.mjs';
import { LabProcess } from './lab-process.mjs';
import { allHungUp, answerCalls, callsOf, demand, INSIDE, logOf, SERVER } from './linux-answerer.mjs';
import { receivedOf } from './ping-text.mjs';

const LAB = fileURLToPath(new URL('../../fixtures/labs/linux-server/lab.yaml', import.meta.url));
const FAR_LAB = fileURLToPath(new URL('../../fixtures/labs/linux-server/far.yaml', import.meta.url));
const BRANCH = '192.168.10.1';
const RECONNECTS = 200;
const RECONNECTS_AT_ONCE = 20;

/** Our clients, the server, and a machine on the LAN of our router. */
class Scene {
  static async start(lab, context) {
    const scene = new Scene();
    scene.lab = await LabProcess.start(lab, context);
    await scene.lab.type('rt-b', 'administrator\n\n');
    [scene.linux, scene.branch] = await Promise.all([scene.bootServer(), scene.#boot('branch', `${BRANCH}/24`)]);
    await scene.branch.run('ip route add default via 192.168.10.254');
    return scene;
  }

  #boot(name, address) {
    const { local, remote } = this.lab.ports[name];
    return Guest.boot({ name, cards: [{ localPort: remote, remotePort: local, address }] });
  }

  async bootServer() {
    this.linux = await this.#boot('linux', `${SERVER}/24`);
    await answerCalls(this.linux);
    await serve(this.linux);
    return this.linux;
  }

  /** Every case begins with nobody connected, whatever became of the one before, and with pppd demanding MPPE 128. */
  async prepare() {
    if ((await callsOf(this.linux)) > 0) {
      await this.linux.run('pkill -x pppd');
      await allHungUp(this.linux);
    }
    await this.lab.until('rt-b', 'show status pptp', 'Number of PPTP tunnels: 0');
    await demand(this.linux, 'require-mschap-v2', 'require-mppe-128');
    await this.lab.type('rt-b', 'clear log');
  }

  async connectRouter() {
    await this.lab.type('rt-b', 'connect 1');
    return this.lab.until('rt-b', 'show status pp 1', /Current PPTP session status is Connected/);
  }

  async disconnectRouter() {
    await this.lab.type('rt-b', 'disconnect 1');
    await this.gone();
  }

  async gone() {
    await this.lab.until('rt-b', 'show status pptp', 'Number of PPTP tunnels: 0', { timeoutSeconds: 15 });
    await allHungUp(this.linux);
  }

  async stop() {
    this.linux?.kill();
    this.branch?.kill();
    await this.lab?.stop();
  }
}

/** The PC dials by a connection's name; both sides say what is expected, pings cross, and the PC hangs up. */
async function callOfPc({ lab, linux }, { vpn = 'office', demands, says, linuxSays }) {
  if (demands) await demand(linux, ...demands);
  match(await lab.type('pc1', `vpn connect ${vpn}`), says);
  const log = await logOf(linux);
  for (const expected of linuxSays) match(log, expected);
  match(await lab.type('pc1', `ping ${INSIDE} -c 3`), /3 received/);
  match(await lab.type('pc1', `vpn disconnect ${vpn}`), /disconnected/);
  await allHungUp(linux);
}

/** The PC dials, and is expected not to get anywhere. @returns what it says */
async function refusedPc({ lab, linux }, vpn) {
  const answer = await lab.type('pc1', `vpn connect ${vpn}`);
  ok(!answer.includes(': connected'), answer);
  await allHungUp(linux);
  return answer;
}

const cases = [
  {
    name: 'PC, MS-CHAPv2, MPPE 128',
    proves: 'our client is taken by a server as Debian has it, and both sides say the same',
    run: (scene) =>
      callOfPc(scene, {
        says: /office: connected: address 192\.168\.0\.\d+, peer 192\.168\.0\.1, MPPE 128 bits stateless/,
        linuxSays: [/MPPE 128-bit stateless compression enabled/, /rcvd \[CHAP Response/, /remote IP address/],
      }),
  },
  {
    name: 'PC, MS-CHAP, MPPE 128',
    proves: 'our client answers the first MS-CHAP, and its keys are pppd’s',
    run: (scene) =>
      callOfPc(scene, {
        vpn: 'mschap',
        demands: ['require-mschap', 'require-mppe-128'],
        says: /mschap: connected: .*MPPE 128 bits stateless/,
        linuxSays: [/MPPE 128-bit stateless compression enabled/],
      }),
  },
  {
    name: 'PC, MPPE 40',
    proves: 'our client takes 40 bits where both ends have no more',
    run: (scene) =>
      callOfPc(scene, {
        vpn: 'weak',
        demands: ['require-mschap-v2', 'require-mppe'],
        says: /weak: connected: .*MPPE 40 bits stateless/,
        linuxSays: [/MPPE 40-bit stateless compression enabled/],
      }),
  },
  {
    name: 'PC, MPPE any',
    proves: 'a client that takes what it gets is given the most',
    run: (scene) =>
      callOfPc(scene, {
        vpn: 'optional',
        demands: ['require-mschap-v2', 'require-mppe'],
        says: /optional: connected: .*MPPE 128 bits/,
        linuxSays: [/MPPE 128-bit stateless compression enabled/],
      }),
  },
  {
    name: 'PC, no encryption',
    proves: 'without MPPE datagrams cross in the clear where both ends allow it',
    run: (scene) =>
      callOfPc(scene, {
        vpn: 'clear',
        demands: ['require-mschap-v2', 'nomppe'],
        says: /clear: connected: .*no encryption/,
        linuxSays: [/remote IP address/],
      }),
  },
  {
    name: 'PC, encryption refused',
    proves: 'our client hangs up when it needs MPPE and Linux has none, and Linux when it is the other way round',
    run: async (scene) => {
      await demand(scene.linux, 'require-mschap-v2', 'nomppe');
      match(await refusedPc(scene, 'office'), /office: failed: .*encrypt/);
      await demand(scene.linux, 'require-mschap-v2', 'require-mppe-128');
      match(await refusedPc(scene, 'clear'), /clear: (?:failed|disconnected)/);
      match(await logOf(scene.linux), /MPPE required/);
    },
  },
  {
    name: 'PC, wrong password',
    proves: 'pppd’s E=691 is understood, and said in words',
    run: async (scene) => {
      match(await refusedPc(scene, 'mistyped'), /mistyped: failed: user name or password was not accepted/);
      match(await logOf(scene.linux), /failed CHAP authentication/);
    },
  },
  {
    name: 'two PCs and a router at once',
    proves: 'three calls to one pptpd are kept apart',
    run: async (scene) => {
      const { lab, linux } = scene;
      match(await lab.type('pc1', 'vpn connect office'), /connected: address/);
      match(await lab.type('pc2', 'vpn connect office'), /connected: address/);
      await scene.connectRouter();
      equal(await callsOf(linux), 3);
      for (const pc of ['pc1', 'pc2']) match(await lab.type(pc, `ping ${INSIDE} -c 3`), /3 received/);
      match(await lab.type('rt-b', 'ping -c 3 192.168.0.1'), /3 packets received/);
      for (const pc of ['pc1', 'pc2']) match(await lab.type(pc, 'vpn disconnect office'), /disconnected/);
      await scene.disconnectRouter();
    },
  },
  {
    name: 'LAN to LAN, large pings',
    proves: 'a router’s LAN and the server’s network reach each other by routes, datagrams of 60000 octets included',
    run: async (scene) => {
      const { linux, branch } = scene;
      match(await scene.connectRouter(), /CCP Local: MPPE-128, Remote: MPPE-128/);
      for (const octets of [56, 1252, 1253, 1400, 4000, 60_000]) {
        const ping = `ping -M dont -c 2 -i 0.2 -W 3 -s ${octets}`;
        equal(receivedOf(await branch.run(`${ping} ${INSIDE}`)), 2, `${octets} octets from the branch`);
        equal(receivedOf(await linux.run(`${ping} -I ${INSIDE} ${BRANCH}`)), 2, `${octets} octets to the branch`);
      }
      match((await branch.run(`ping -c 2 -i 0.2 -W 1 -M do -s 1400 ${INSIDE}`)).output, /[Ff]rag.*mtu ?= ?1280/);
      await scene.disconnectRouter();
    },
  },
  {
    name: 'the first packet dials',
    proves: 'a router that dials on demand is connected by a ping from its LAN',
    run: async (scene) => {
      const { output } = await scene.branch.run(`ping -c 10 -i 0.5 -W 1 ${INSIDE}`);
      ok(receivedOf({ output }) >= 5, output);
      match(await scene.lab.type('rt-b', 'show log'), /IP Commencing: ICMP/);
      await scene.disconnectRouter();
    },
  },
  {
    name: 'TCP both ways',
    proves: 'iperf3 moves megabytes between the LANs',
    run: async (scene, { tell }) => {
      await scene.connectRouter();
      const up = await transfer(scene.branch, INSIDE, { amount: '--bytes 8M' });
      const down = await transfer(scene.branch, INSIDE, { amount: '--bytes 8M', fromServer: true });
      ok(up.octets >= 7e6 && down.octets >= 7e6, `${up.octets} octets up, ${down.octets} down`);
      tell(`TCP ${up.megabits.toFixed(0)} Mbit/s up, ${down.megabits.toFixed(0)} Mbit/s down`);
      await scene.disconnectRouter();
    },
  },
  {
    name: 'hang-up by Linux',
    proves: 'a Terminate-Request of pppd ends our session at once',
    run: async (scene) => {
      await scene.connectRouter();
      await scene.linux.run('pkill -TERM -x pppd');
      await scene.gone();
      match(await scene.lab.type('rt-b', 'show log'), /Disconnected, cause \[PPT?P: Disconnected by the peer\]/);
    },
  },
  {
    name: '200 reconnects',
    proves: 'calls that come and go at once all come up, and leave nothing behind, there or here',
    run: async ({ lab, linux }) => {
      for (let done = 0; done < RECONNECTS; done += RECONNECTS_AT_ONCE) {
        const lines = Array(RECONNECTS_AT_ONCE).fill('vpn connect office\nvpn disconnect office').join('\n');
        const output = await lab.type('pc1', lines, { timeoutSeconds: 60 });
        equal(output.match(/office: connected: address/g)?.length, RECONNECTS_AT_ONCE, output);
      }
      await allHungUp(linux);
      match(await lab.type('pc1', 'vpn connect office'), /connected: address/);
      await lab.until('pc1', 'ping 192.168.0.1 -c 1', '1 received'); // pppd takes a moment to bring its side up
      match(await lab.type('pc1', 'vpn disconnect office'), /disconnected/);
    },
  },
  {
    name: 'the peer is killed',
    proves: 'the keep-alive notices a server that is gone, and the next call works',
    run: async (scene) => {
      await scene.connectRouter();
      scene.linux.kill();
      await scene.lab.until('rt-b', 'show status pptp', 'Number of PPTP tunnels: 0');
      match(await scene.lab.type('rt-b', 'show log'), /Keepalive failure/);
      await scene.bootServer();
      await scene.connectRouter();
      match(await scene.lab.type('rt-b', 'ping -c 3 192.168.0.1'), /3 packets received/);
      await scene.disconnectRouter();
    },
  },
];

const farCases = [
  {
    name: 'TCP over a far and bad line',
    proves: 'with 2 % lost, 5 % overtaken and 40 ms each way the tunnel stays up and TCP flows both ways',
    run: async (scene, { tell }) => {
      const { lab, branch } = scene;
      await scene.connectRouter();
      const up = await transfer(branch, INSIDE, { amount: '--bytes 256K' });
      const down = await transfer(branch, INSIDE, { amount: '--bytes 256K', fromServer: true });
      tell(`TCP ${up.megabits.toFixed(1)} Mbit/s up, ${down.megabits.toFixed(1)} Mbit/s down`);
      const received = receivedOf(await branch.run(`ping -c 50 -i 0.1 -W 1 ${INSIDE}`));
      ok(received >= 40, `${received} of 50 pings came back`);
      ok(!/Disconnected/.test(await lab.type('rt-b', 'show log')));
      await scene.disconnectRouter();
    },
  },
];

const group = (name, peer, lab, seconds, list) => ({
  name,
  peer,
  programs: { pptpd: 'pptpd', pppd: 'ppp', iperf3: 'iperf3', ping: 'iputils-ping' },
  needsGuest: true,
  seconds,
  start: (context) => Scene.start(lab, context),
  cases: list,
});

export const linuxServer = group('linux-server', 'Linux pptpd, pppd', LAB, 110, cases);
export const linuxServerFar = group('linux-server-far', 'Linux pptpd, pppd, far away', FAR_LAB, 30, farCases);
