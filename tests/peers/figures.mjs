/**
 * How quick our server is beside Linux’s, on this machine and in the same run: figures, and nothing that passes or fails.
 * A Linux guest dials; another stands on the LAN behind the server, which is ours once, and a third guest with pptpd once.
 */
import { fileURLToPath } from 'node:url';
import { Guest } from '../../fixtures/peers/guest.mjs';
import { serve, transfer } from './iperf.mjs';
import { freePorts, LabProcess } from './lab-process.mjs';
import { answerCalls, demand } from './linux-answerer.mjs';
import { dialUp, hangUp } from './linux-dialler.mjs';
import { timesOf } from './ping-text.mjs';

const LAB = fileURLToPath(new URL('../../fixtures/labs/linux-client/lab.yaml', import.meta.url));
const CLIENT = '172.16.0.2/24';
const OFFICE = '192.168.0.2';
const SECONDS = 5;
const ROUNDS = 3;

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** Behind our server. */
async function startOurs() {
  const lab = await LabProcess.start(LAB);
  const boot = (name, address) => {
    const { local, remote } = lab.ports[name];
    return Guest.boot({ name, cards: [{ localPort: remote, remotePort: local, address }] });
  };
  const [client, office] = await Promise.all([boot('linux', CLIENT), boot('office', `${OFFICE}/24`)]);
  return { client, office, server: lab, stop: () => lab.stop() };
}

/** Behind pptpd. */
async function startLinux() {
  const [a, b, c, d] = await freePorts(4);
  const [client, server, office] = await Promise.all([
    Guest.boot({ name: 'client', cards: [{ localPort: a, remotePort: b, address: CLIENT }] }),
    Guest.boot({
      name: 'server',
      cards: [
        { localPort: b, remotePort: a, address: '172.16.0.1/24' },
        { localPort: c, remotePort: d, address: '192.168.0.1/24' },
      ],
    }),
    Guest.boot({ name: 'office', cards: [{ localPort: d, remotePort: c, address: `${OFFICE}/24` }] }),
  ]);
  await server.run('echo 1 > /proc/sys/net/ipv4/ip_forward');
  await answerCalls(server);
  await demand(server, 'require-mschap-v2', 'require-mppe-128', 'proxyarp');
  return { client, office, server, stop: async () => server.kill() };
}

/** Dials once, and measures through the tunnel. */
async function measure(start) {
  const { client, office, server, stop } = await start();
  try {
    await serve(office);
    const job = await dialUp(client);
    await client.run(`ip link set vpn1 txqueuelen 100; ip route add ${OFFICE} dev vpn1`);
    const ping = await client.run(`ping -c 200 -i 0.02 ${OFFICE}`);
    const before = server.processorSeconds;
    const up = await transfer(client, OFFICE, { amount: `--time ${SECONDS}` });
    const down = await transfer(client, OFFICE, { amount: `--time ${SECONDS}`, fromServer: true });
    const effort = (server.processorSeconds - before) / ((up.octets + down.octets) / 1e6);
    await hangUp(job);
    return { up: up.megabits, down: down.megabits, ping: median(timesOf(ping)), effort: effort * 1000 };
  } finally {
    client.kill();
    office.kill();
    await stop();
  }
}

const run = async (_, { tell }) => {
  const ours = [];
  const linux = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await measure(startOurs));
    linux.push(await measure(startLinux));
  }
  const compare = (what, unit, name) => {
    const [one, other] = [ours, linux].map((runs) => median(runs.map((figures) => figures[name])));
    tell(
      `${what}: ${one.toFixed(2)} ${unit} ours, ${other.toFixed(2)} ${unit} Linux, ratio ${(one / other).toFixed(2)};`,
    );
  };
  compare('TCP to the office', 'Mbit/s', 'up');
  compare('TCP from the office', 'Mbit/s', 'down');
  compare('idle ping, median', 'ms', 'ping');
  compare('processor time of the server', 'ms for a megabyte', 'effort');
};

export const figures = {
  name: 'figures',
  peer: 'Linux pptp, pptpd',
  programs: { pptp: 'pptp-linux', pptpd: 'pptpd', pppd: 'ppp', iperf3: 'iperf3', ping: 'iputils-ping' },
  needsGuest: true,
  seconds: 100,
  start: async () => ({ stop: async () => {} }),
  cases: [{ name: 'beside pptpd', proves: 'how quick our server is beside Linux’s', run }],
};
