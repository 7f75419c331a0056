/**
 * This machine itself as a peer, by `console/tap/rtemu-tap`: a TAP card in a network namespace, so that its own routes are left
 * as they are.
 */
import { equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../../fixtures/peers/program.mjs';
import { LabProcess } from './lab-process.mjs';

const TAP = fileURLToPath(new URL('../../console/tap/rtemu-tap', import.meta.url));
const NAMESPACE = `rtemu-tap-${process.pid}`;
const LAB = `
name: tap
topology:
  nodes:
    rt-a: {kind: router, model: RTX1210}
    host: {kind: udp, local: 5001, remote: 5002}
  links:
    - endpoints: ["rt-a:lan1", "host:eth0"]
`;

const ip = (...args) => spawnSync('ip', args, { encoding: 'utf8' });

class Scene {
  static async start(context) {
    const scene = new Scene();
    scene.lab = await LabProcess.start(LAB, context);
    equal(ip('netns', 'add', NAMESPACE).status, 0);
    const { local, remote } = scene.lab.ports.host;
    scene.tap = startProgram(TAP, [`${local}`, `${remote}`, 'rtap0', '192.168.100.2/24', NAMESPACE]);
    await scene.tap.until('rtap0 has 192.168.100.2/24');
    return scene;
  }

  /** What ping prints, run in the namespace. */
  ping(...args) {
    return spawnSync('ip', ['netns', 'exec', NAMESPACE, 'ping', ...args], { encoding: 'utf8' }).stdout;
  }

  async stop() {
    this.tap?.signal('SIGINT');
    ip('netns', 'delete', NAMESPACE);
    await this.lab?.stop();
  }
}

const cases = [
  {
    name: 'ping the router',
    proves: 'a card of a Linux machine stands on the LAN of our router, and datagrams of 20000 octets come and go',
    run: async (scene) => {
      match(scene.ping('-c', '3', '-i', '0.2', '192.168.100.1'), /3 received/);
      match(scene.ping('-c', '3', '-i', '0.2', '-s', '20000', '192.168.100.1'), /3 received/);
    },
  },
];

/** Making cards and namespaces is for root alone, and some machines allow neither. */
function cannotRun() {
  if (process.getuid?.() !== 0) return 'needs root';
  if (!existsSync('/dev/net/tun')) return 'needs /dev/net/tun';
  const made = ip('netns', 'add', NAMESPACE).status === 0;
  ip('netns', 'delete', NAMESPACE);
  return made ? undefined : 'needs network namespaces';
}

export const tap = {
  name: 'tap',
  peer: 'Linux, by a TAP card',
  programs: { socat: 'socat', ip: 'iproute2', ping: 'iputils-ping' },
  seconds: 5,
  cannotRun,
  start: Scene.start,
  cases,
};
