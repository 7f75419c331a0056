/**
 * QEMU: the network boot of a machine without anything else, by datagrams and by a stream.
 */
import { join } from 'node:path';
import { startProgram } from '../../fixtures/peers/program.mjs';
import { LabProcess } from './lab-process.mjs';
import { fieldsOf } from './tshark.mjs';

const CONFIG = [
  'console character en.ascii',
  'ip lan2 address 192.168.2.1/24',
  'ip lan3 address 192.168.3.1/24',
  'dhcp service server',
  'dhcp scope 2 192.168.2.100-192.168.2.109/24',
  'dhcp scope 3 192.168.3.100-192.168.3.109/24',
].join('\\n');

const LAB = `
name: qemu
topology:
  nodes:
    rt-a: {kind: router, model: RTX1210, startup-config: "${CONFIG}"}
    by-datagram: {kind: udp, local: 5001, remote: 5002}
    by-stream: {kind: stream, listen: 5003}
  links:
    - {endpoints: ["rt-a:lan2", "by-datagram:eth0"]}
    - {endpoints: ["rt-a:lan3", "by-stream:eth0"]}
`;

const BOOT_SECONDS_MAX = 40;

const address = (what, port) => `${what}.type=inet,${what}.host=127.0.0.1,${what}.port=${port}`;

class Scene {
  static async start(context) {
    const scene = new Scene();
    scene.capture = context.capture;
    scene.lab = await LabProcess.start(LAB, context);
    return scene;
  }

  /** Boots a machine from the network, until a DHCP DISCOVER of its firmware is in a capture and our router has leased to it. */
  async boot(netdev, mac, outlet) {
    const machine = startProgram('qemu-system-x86_64', [
      ...['-nodefaults', '-display', 'none', '-accel', 'tcg', '-m', '32', '-boot', 'n'],
      ...['-device', `virtio-net-pci,netdev=n,mac=${mac}`, '-netdev', `${netdev},id=n`],
    ]);
    const deadline = performance.now() + BOOT_SECONDS_MAX * 1000;
    while (!(await this.#discoverers(outlet)).includes(mac)) {
      if (machine.code !== undefined || performance.now() > deadline)
        throw new Error(`no DHCP DISCOVER of ${mac} came; QEMU printed:\n${machine.output}`);
      await this.lab.type('rt-a', ':wait 200ms');
    }
    await this.lab.until('rt-a', 'show status dhcp summary', mac);
    machine.signal('SIGKILL');
    await machine.end();
  }

  /** The machines whose DHCP DISCOVER stands in the capture of an outlet. */
  async #discoverers(outlet) {
    const rows = await fieldsOf(join(this.capture, `${outlet}.pcapng`), 'dhcp.option.dhcp == 1', ['eth.src']);
    return rows.map(([mac]) => mac);
  }

  async stop() {
    await this.lab?.stop();
  }
}

const cases = [
  {
    name: 'datagrams',
    proves: 'what QEMU’s -netdev dgram sends are our frames: iPXE gets a lease by them',
    run: async (scene) => {
      const { local, remote } = scene.lab.ports['by-datagram'];
      await scene.boot(
        `dgram,${address('local', remote)},${address('remote', local)}`,
        '52:54:00:00:00:01',
        'by-datagram',
      );
    },
  },
  {
    name: 'stream',
    proves: 'what QEMU’s -netdev stream sends are our frames behind their lengths; iPXE gets a lease by them',
    run: async (scene) => {
      const { listen } = scene.lab.ports['by-stream'];
      await scene.boot(`stream,server=off,${address('addr', listen)}`, '52:54:00:00:00:02', 'by-stream');
    },
  },
];

export const qemu = {
  name: 'qemu',
  peer: 'QEMU',
  programs: { 'qemu-system-x86_64': 'qemu-system-x86', tshark: 'tshark' },
  seconds: 20,
  start: Scene.start,
  cases,
};
