/**
 * Linux dials into our server: pptp-linux and pppd of a real kernel, RTX1210 at the other end.
 */
import { equal, match, ok } from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Guest } from '../../fixtures/peers/guest.mjs';
import { serve, transfer } from './iperf.mjs';
import { LabProcess } from './lab-process.mjs';
import { dial, dialAllAgainAndAgain, dialUp, hangUp } from './linux-dialler.mjs';
import { receivedOf } from './ping-text.mjs';

const LAB = fileURLToPath(new URL('../../fixtures/labs/linux-client/lab.yaml', import.meta.url));
const FAR_LAB = fileURLToPath(new URL('../../fixtures/labs/linux-client/far.yaml', import.meta.url));
const OFFICE = '192.168.0.2';
const RECONNECTS = { workers: 8, rounds: 25, timeoutSeconds: 60 };
const NO_TUNNELS = 'Number of PPTP tunnels: 0';

/** The router, the machine that dials and one in the office. */
class Scene {
  static async start(lab, context) {
    const scene = new Scene();
    scene.capture = context.capture;
    scene.lab = await LabProcess.start(lab, context);
    await scene.lab.type('rt-a', 'administrator\n\n');
    [scene.linux, scene.office] = await Promise.all([
      scene.#boot('linux', '172.16.0.2/24'),
      scene.#boot('office', `${OFFICE}/24`),
    ]);
    await serve(scene.office);
    return scene;
  }

  #boot(name, address) {
    const { local, remote } = this.lab.ports[name];
    return Guest.boot({ name, cards: [{ localPort: remote, remotePort: local, address }] });
  }

  /** The machine that dials is killed, and another boots in its place. */
  async replaceLinux() {
    this.linux = await this.#boot('linux', '172.16.0.2/24');
  }

  /** Types commands for the anonymous PP. */
  configure(...lines) {
    return this.lab.type('rt-a', ['pp select anonymous', ...lines, 'pp enable anonymous', 'pp select none'].join('\n'));
  }

  /** Every case begins with an empty log and with nobody connected, whatever became of the one before. */
  async prepare() {
    if (!(await this.lab.type('rt-a', 'show status pptp')).includes(NO_TUNNELS)) {
      await this.linux.run('pkill pppd');
      await this.lab.type('rt-a', 'disconnect anonymous');
      await this.allGone();
    }
    await this.#keepLog();
  }

  /** Puts the log away beside the captures, and begins a new one. */
  async #keepLog() {
    appendFileSync(join(this.capture, 'rt-a.log'), await this.log());
    await this.lab.type('rt-a', 'clear log');
  }

  log() {
    return this.lab.type('rt-a', 'show log');
  }

  allGone() {
    return this.lab.until('rt-a', 'show status pptp', NO_TUNNELS, { timeoutSeconds: 15 });
  }

  async stop() {
    this.linux?.kill();
    this.office?.kill();
    await this.#keepLog();
    await this.lab.stop();
  }
}

/** Brings a call up, holds what both sides say of it against what is expected, and hangs up. */
async function callWith(scene, { router = [], options, linuxSays, routerSays, rejects = [], restore = [] }) {
  if (router.length > 0) await scene.configure(...router);
  const job = await dialUp(scene.linux, { options });
  for (const expected of linuxSays) match(job.output, expected);
  const status = await scene.lab.type('rt-a', 'show status pp anonymous');
  for (const expected of routerSays) match(status, expected);
  for (const unexpected of rejects) ok(!unexpected.test(status), status);
  equal(receivedOf(await scene.linux.run('ping -c 3 -i 0.2 192.168.0.1')), 3);
  await hangUp(job);
  await scene.allGone();
  if (restore.length > 0) await scene.configure(...restore);
}

/** Dials, and expects to be hung up on. @returns what Linux said, with its exit code, and our log */
async function refusedCall(scene, call) {
  const job = dial(scene.linux, call);
  const { code, output } = await job.end();
  await scene.allGone();
  return { code, output, log: await scene.log() };
}

/** A route through the tunnel, and room for all pieces of a large datagram before it (Linux has it for three). */
const leadToOffice = (linux) => linux.run(`ip link set vpn1 txqueuelen 100; ip route add ${OFFICE} dev vpn1`);

const cases = [
  {
    name: 'MS-CHAPv2, MPPE 128',
    proves: 'what a Linux client does by itself works, and both sides say the same of it',
    run: (scene) =>
      callWith(scene, {
        options: 'require-mppe-128',
        linuxSays: [
          /CHAP authentication succeeded/,
          /MPPE 128-bit stateless compression enabled/,
          /remote IP address 192\.168\.0\.1\b/,
        ],
        routerSays: [/LCP Local: MSCHAP-V2/, /CCP Local: MPPE-128, Remote: MPPE-128/, /Remote: 192\.168\.0\.1\d/],
      }),
  },
  {
    name: 'MS-CHAP, MPPE 128',
    proves: 'the keys of the first MS-CHAP are those of pppd',
    run: (scene) =>
      callWith(scene, {
        router: ['pp auth request mschap'],
        options: 'require-mppe-128',
        linuxSays: [/MPPE 128-bit stateless compression enabled/],
        routerSays: [/LCP Local: MSCHAP\b/, /CCP Local: MPPE-128, Remote: MPPE-128/],
        restore: ['pp auth request mschap-v2'],
      }),
  },
  {
    name: 'MPPE 40',
    proves: 'a router that offers 40 bits only gets them, and the keys are reduced as pppd reduces them',
    run: (scene) =>
      callWith(scene, {
        router: ['ppp ccp type mppe-40'],
        options: 'require-mppe',
        linuxSays: [/MPPE 40-bit stateless compression enabled/],
        routerSays: [/CCP Local: MPPE-40, Remote: MPPE-40/],
        restore: ['ppp ccp type mppe-any'],
      }),
  },
  {
    name: 'MPPE any, 40 asked for',
    proves: 'a router that takes any strength takes the one that Linux insists on',
    run: (scene) =>
      callWith(scene, {
        options: 'require-mppe-40 nomppe-128',
        linuxSays: [/MPPE 40-bit stateless compression enabled/],
        routerSays: [/CCP Local: MPPE-40, Remote: MPPE-40/],
      }),
  },
  {
    name: 'MPPE, stateful allowed',
    proves: 'a pppd that would keep its keys for 256 packets agrees to change them with every one, as we ask for',
    run: (scene) =>
      callWith(scene, {
        options: 'require-mppe-128 mppe-stateful',
        linuxSays: [/MPPE 128-bit stateless compression enabled/],
        routerSays: [/CCP Local: MPPE-128, Remote: MPPE-128/],
      }),
  },
  {
    name: 'no encryption, accepted',
    proves: 'without MPPE datagrams cross in the clear, where the configuration allows it',
    run: (scene) =>
      callWith(scene, {
        router: ['ppp ccp no-encryption accept'],
        options: 'nomppe',
        linuxSays: [/local {2}IP address 192\.168\.0\.1\d/],
        routerSays: [/PP IP Address Local: 192\.168\.0\.1/],
        rejects: [/MPPE-128/],
        restore: ['ppp ccp no-encryption reject'],
      }),
  },
  {
    name: 'no encryption, refused by us',
    proves: 'a router that rejects calls without encryption hangs up and says why',
    run: async (scene) => {
      const { log } = await refusedCall(scene, { options: 'nomppe' });
      match(log, /Disconnected, cause \[PPP: Reject No-Encryption\]/);
    },
  },
  {
    name: 'no encryption, refused by Linux',
    proves: 'a pppd that needs MPPE hangs up on a router that has none, and our side is free again',
    run: async (scene) => {
      await scene.configure('ppp ccp type none', 'ppp ccp no-encryption accept');
      const { output, log } = await refusedCall(scene, { options: 'require-mppe-128' });
      match(output, /MPPE required/);
      match(log, /Disconnected, cause/);
      await scene.configure('ppp ccp type mppe-any', 'ppp ccp no-encryption reject');
    },
  },
  {
    name: 'wrong password',
    proves: 'our failure message ends pppd with its code for it (19), and our log names the cause',
    run: async (scene) => {
      const { code, output, log } = await refusedCall(scene, { password: 'mistyped', options: 'require-mppe-128' });
      equal(code, 19, output);
      match(output, /E=691/);
      match(log, /Authentication failed/);
    },
  },
  {
    name: 'two calls at once',
    proves: 'the second call of one host comes over the first one’s control connection, and both carry data',
    run: async (scene) => {
      const { linux, lab } = scene;
      const jobs = [await dialUp(linux, { user: 1 }), await dialUp(linux, { user: 2 })];
      const connections = await linux.run('ss -Htn state established dport = 1723 | wc -l');
      equal(connections.output.trim(), '1');
      match(await lab.type('rt-a', 'show status pptp'), /Number of PPTP tunnels: 2/);
      for (const user of [1, 2]) equal(receivedOf(await linux.run(`ping -c 3 -i 0.2 -I vpn${user} 192.168.0.1`)), 3);
      await hangUp(jobs[0]);
      await lab.until('rt-a', 'show status pptp', 'Number of PPTP tunnels: 1');
      equal(receivedOf(await linux.run('ping -c 3 -i 0.2 -I vpn2 192.168.0.1')), 3);
      await hangUp(jobs[1]);
      await scene.allGone();
    },
  },
  {
    name: 'large pings, MTU and MSS',
    proves:
      'datagrams of up to 60000 octets are cut and put together both ways; path MTU discovery and TCP see the tunnel’s MTU',
    run: async (scene) => {
      const { linux, office } = scene;
      const job = await dialUp(linux, { options: 'require-mppe-128' });
      const [, address] = /local {2}IP address ([\d.]+)/.exec(job.output);
      await leadToOffice(linux);
      for (const octets of [1200, 1252, 1253, 1400, 4000, 20_000, 60_000])
        equal(
          receivedOf(await linux.run(`ping -c 2 -i 0.2 -W 3 -s ${octets} ${OFFICE}`)),
          2,
          `${octets} octets to the office`,
        );
      equal(
        receivedOf(await office.run(`ping -c 2 -i 0.2 -W 3 -s 60000 ${address}`)),
        2,
        '60000 octets from the office',
      );
      match((await office.run(`ping -c 2 -i 0.2 -W 1 -M do -s 1400 ${address}`)).output, /[Ff]rag.*mtu ?= ?1280/);
      match((await linux.run('ip link show vpn1')).output, /mtu 1396/);
      const { mss } = await transfer(linux, OFFICE, { amount: '--bytes 200K' });
      ok(mss >= 1280 - 52 && mss <= 1396 - 40, `MSS ${mss}`);
      await hangUp(job);
    },
  },
  {
    name: 'TCP both ways',
    proves: 'iperf3 moves megabytes through the tunnel, to the office and from it',
    run: async (scene, { tell }) => {
      const { linux } = scene;
      const job = await dialUp(linux, { options: 'require-mppe-128' });
      await leadToOffice(linux);
      const up = await transfer(linux, OFFICE, { amount: '--bytes 8M' });
      const down = await transfer(linux, OFFICE, { amount: '--bytes 8M', fromServer: true });
      ok(up.octets >= 7e6 && down.octets >= 7e6, `${up.octets} octets up, ${down.octets} down`);
      tell(`TCP ${up.megabits.toFixed(0)} Mbit/s up, ${down.megabits.toFixed(0)} Mbit/s down`);
      match(await scene.lab.type('rt-a', 'show status pptp'), /lost: 0/);
      await hangUp(job);
    },
  },
  {
    name: 'hang-up by Linux',
    proves: 'pppd’s Terminate-Request and pptp’s Call-Clear-Request end the session at once',
    run: async (scene) => {
      const job = await dialUp(scene.linux);
      equal(await hangUp(job), 5);
      await scene.allGone();
      match(await scene.log(), /Disconnected, cause \[PPP: Disconnected by the peer\]/);
    },
  },
  {
    name: 'hang-up by the router',
    proves: 'our Terminate-Request and Call-Disconnect-Notify end pppd and pptp at once',
    run: async (scene) => {
      const job = await dialUp(scene.linux);
      await scene.lab.type('rt-a', 'disconnect anonymous');
      const { output } = await job.end();
      match(output, /LCP terminated by peer/);
      await scene.allGone();
      equal((await scene.linux.run('pgrep -c pptp')).output.trim(), '0');
    },
  },
  {
    name: '200 reconnects',
    proves: 'calls that come and go at once, over connections of their own, all come up, and leave nothing behind',
    run: async (scene) => {
      await dialAllAgainAndAgain(scene.linux, RECONNECTS);
      await scene.allGone();
      ok(!/192\.168\.0\.1\d/.test(await scene.lab.type('rt-a', 'show ip route')));
    },
  },
  {
    name: 'the peer is killed',
    proves: 'the keep-alive notices a machine that is gone and frees its session, and the next call is taken',
    run: async (scene) => {
      await dialUp(scene.linux);
      scene.linux.kill();
      await scene.allGone();
      match(await scene.log(), /Keepalive failure/);
      await scene.replaceLinux();
      await callWith(scene, { options: 'require-mppe-128', linuxSays: [], routerSays: [/MPPE-128/] });
    },
  },
];

const farCases = [
  {
    name: 'TCP over a far and bad line',
    proves: 'with 2 % lost, 5 % overtaken and 40 ms each way the tunnel stays up and TCP flows both ways',
    run: async (scene, { tell }) => {
      const { linux, lab } = scene;
      const job = await dialUp(linux, { options: 'require-mppe-128' });
      await leadToOffice(linux);
      const up = await transfer(linux, OFFICE, { amount: '--bytes 512K' });
      const down = await transfer(linux, OFFICE, { amount: '--bytes 512K', fromServer: true });
      tell(`TCP ${up.megabits.toFixed(1)} Mbit/s up, ${down.megabits.toFixed(1)} Mbit/s down`);
      const received = receivedOf(await linux.run('ping -c 50 -i 0.1 -W 1 192.168.0.1'));
      ok(received >= 40, `${received} of 50 pings came back`);
      match(await lab.type('rt-a', 'show status pptp'), /Number of PPTP tunnels: 1/);
      equal(job.code, undefined);
      await hangUp(job);
      await scene.allGone();
    },
  },
];

const group = (name, peer, lab, seconds, list) => ({
  name,
  peer,
  programs: { pptp: 'pptp-linux', pppd: 'ppp', iperf3: 'iperf3', ping: 'iputils-ping' },
  needsGuest: true,
  seconds,
  start: (context) => Scene.start(lab, context),
  cases: list,
});

export const linuxClient = group('linux-client', 'Linux pptp, pppd', LAB, 100, cases);
export const linuxClientFar = group('linux-client-far', 'Linux pptp, pppd, far away', FAR_LAB, 30, farCases);
