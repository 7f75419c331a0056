/**
 * Our TCP against Linux's, over a good cable and over a bad one.
 */
import { deepStrictEqual as equal } from 'node:assert';
import { Guest } from '../../fixtures/peers/guest.mjs';
import { digestOf, streamFrom } from '../../fixtures/peers/stream.mjs';
import { CLEAN } from './cable.mjs';
import { Host } from './host.mjs';
import { freePorts } from './lab-process.mjs';

const OURS = '172.16.0.1';
const LINUX = '172.16.0.2';
/** Keep in step with `tcp-peer.mjs`. */
const PORT = { control: 7000, sink: 7001, source: 7002, sleeper: 7003, resetter: 7004, farewell: 7005, closed: 7999 };
const OUR_PORT = { sink: 7100, closed: 7199 };
/** How much `bulk` is, and how many connections follow each other, in a short suite and in a long one. */
const SIZES = { short: { bulk: 512 * 1024, connections: 25 }, long: { bulk: 5 * 1024 * 1024, connections: 100 } };

/** Windows wide enough for the delay, and a timeout as hosts of today have it. */
const WIDE = { receiveBufferOctets: 262_144, sendBufferOctets: 262_144, retransmissionMin: 200_000 };

const seconds = (since) => (performance.now() - since) / 1000;

/** What a stack counts has no events: looks again and again. */
async function until(holds) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function digestOfAll(talk) {
  let octets = 0;
  const chunks = [];
  await talk.readAll((chunk) => {
    octets += chunk.length;
    chunks.push(chunk);
  });
  return { octets, digest: digestOf(...chunks) };
}

async function order(host, line) {
  const control = await host.connect(LINUX, PORT.control, { nagle: false });
  await control.send(Buffer.from(`${line}\n`));
  const answer = await control.readLine();
  control.close();
  return answer;
}

/** Sends a stream to a service that tells what it got, over the half that stays open. Answers octets per second. */
async function sendTo(host, port, octets, settings) {
  const data = streamFrom(1, octets);
  const talk = await host.connect(LINUX, port, settings);
  const began = performance.now();
  await talk.send(data);
  talk.close();
  const reply = await talk.readText();
  const goodput = octets / seconds(began);
  equal(reply, `${octets} ${digestOf(data)}`);
  await talk.until(() => talk.closed);
  equal(talk.closed, 'closed');
  return goodput;
}

const CASES = [
  {
    name: 'bulk to Linux',
    proves: 'a stream arrives whole, and its answer comes over the half that is still open',
    run: ({ host, sizes }) => sendTo(host, PORT.sink, sizes.bulk, WIDE),
  },
  {
    name: 'bulk to Linux, small window',
    proves: 'the windows and the timeout of a router do it as well',
    run: ({ host, sizes }) => sendTo(host, PORT.sink, sizes.bulk / 4, {}),
  },
  {
    name: 'bulk from Linux',
    proves: 'what a kernel sends arrives whole',
    run: async ({ host, sizes }) => {
      const talk = await host.connect(LINUX, PORT.source, WIDE);
      const began = performance.now();
      await talk.send(Buffer.from(`${sizes.bulk} 2\n`));
      const got = await digestOfAll(talk);
      const goodput = sizes.bulk / seconds(began);
      equal(got, { octets: sizes.bulk, digest: digestOf(streamFrom(2, sizes.bulk)) });
      talk.close();
      await talk.until(() => talk.closed);
      return goodput;
    },
  },
  {
    name: 'bulk both ways',
    proves: 'two streams do not get into each other’s way',
    run: async ({ host, sizes }) => {
      const began = performance.now();
      const data = streamFrom(3, sizes.bulk / 2);
      host.listen(OUR_PORT.sink, WIDE);
      const answer = order(host, `connect ${OURS} ${OUR_PORT.sink} ${sizes.bulk / 2} 4`);
      const talk = await host.accept();
      const [got] = await Promise.all([digestOfAll(talk), talk.send(data).then(() => talk.close())]);
      equal(got, { octets: sizes.bulk / 2, digest: digestOf(streamFrom(4, sizes.bulk / 2)) });
      const goodput = sizes.bulk / seconds(began);
      equal(await answer, `${sizes.bulk / 2} ${digestOf(data)}`);
      return goodput;
    },
  },
  {
    name: 'zero window of Linux',
    proves: 'we probe a window that has closed, and go on when it opens',
    run: async ({ host }) => {
      const data = streamFrom(11, 1_000_000);
      const talk = await host.connect(LINUX, PORT.sleeper, WIDE);
      const all = talk.send(data).then(() => talk.close());
      await until(() => talk.connection.figures().sendWindow === 0);
      const { segmentsReceived } = host.stack.tcp.counters;
      await until(() => host.stack.tcp.counters.segmentsReceived > segmentsReceived + 1);
      equal([talk.connection.state, talk.connection.figures().sendWindow], ['ESTABLISHED', 0]);
      equal(await order(host, 'wake'), 'awake');
      await all;
      equal(await talk.readText(), `1000000 ${digestOf(data)}`);
    },
  },
  {
    name: 'zero window of ours',
    proves: 'Linux’s probes of our closed window are answered, and nothing is lost',
    run: async ({ host }) => {
      const talk = await host.connect(LINUX, PORT.source, {});
      await talk.send(Buffer.from('400000 5\n'));
      await until(() => talk.connection.readable === 65_535 && talk.connection.figures().receiveWindow === 0);
      const { segmentsReceived } = host.stack.tcp.counters;
      await until(() => host.stack.tcp.counters.segmentsReceived > segmentsReceived + 1);
      equal(await digestOfAll(talk), { octets: 400_000, digest: digestOf(streamFrom(5, 400_000)) });
      talk.close();
      await talk.until(() => talk.closed);
    },
  },
  {
    name: 'half-close by Linux',
    proves: 'we send on when Linux has closed its half',
    run: async ({ host }) => {
      const talk = await host.connect(LINUX, PORT.farewell, WIDE);
      await talk.until(() => talk.peerClosed);
      equal(talk.connection.state, 'CLOSE-WAIT');
      const data = streamFrom(6, 500_000);
      await talk.send(data);
      talk.close();
      await talk.until(() => talk.closed);
      equal(talk.closed, 'closed');
      equal(await order(host, 'farewell'), `500000 ${digestOf(data)}`);
    },
  },
  {
    name: 'refused by Linux',
    proves: 'a reset in answer to our SYN is a refusal',
    run: async ({ host }) => {
      const talk = await host.connect(LINUX, PORT.closed);
      equal(talk.closed, 'refused');
    },
  },
  {
    name: 'refused by us',
    proves: 'Linux takes our answer to its SYN for a refusal',
    run: async ({ host }) => {
      equal(await order(host, `connect ${OURS} ${OUR_PORT.closed} 10 7`), 'ECONNREFUSED');
    },
  },
  {
    name: 'reset by Linux',
    proves: 'we notice a reset in the middle of a stream',
    run: async ({ host }) => {
      const talk = await host.connect(LINUX, PORT.resetter);
      await talk.send(streamFrom(8, 10_000));
      await talk.until(() => talk.closed);
      equal(talk.closed, 'reset');
    },
  },
  {
    name: 'reset by us',
    proves: 'Linux notices our reset in the middle of its stream',
    run: async ({ host, sizes }) => {
      const talk = await host.connect(LINUX, PORT.source, WIDE);
      await talk.send(Buffer.from(`${sizes.bulk} 9\n`));
      await talk.until(() => talk.connection.readable > 0);
      talk.abort();
      equal(talk.closed, 'aborted');
      const noticed = await order(host, 'next-error');
      equal(noticed === 'ECONNRESET' || noticed === 'EPIPE', true, noticed);
    },
  },
  {
    name: 'pushed messages',
    proves: 'messages that must stand in segments of their own arrive in order',
    run: async ({ host }) => {
      const talk = await host.connect(LINUX, PORT.sink, { nagle: false });
      const message = streamFrom(10, 156);
      const before = host.stack.tcp.counters.segmentsSent;
      for (let i = 0; i < 50; i++) equal(talk.connection.send(host.now, message, { push: true }), 156);
      host.drain();
      talk.close();
      equal(await talk.readText(), `7800 ${digestOf(...Array(50).fill(message))}`);
      equal(host.stack.tcp.counters.segmentsSent - before >= 50, true);
    },
  },
  {
    name: 'one connection after the other',
    proves: 'ports and TIME-WAIT do not get into the way of the next',
    run: async ({ host, sizes }) => {
      for (let i = 0; i < sizes.connections; i++) {
        const talk = await host.connect(LINUX, PORT.sink);
        await talk.send(streamFrom(i, 100));
        talk.close();
        equal(await talk.readText(), `100 ${digestOf(streamFrom(i, 100))}`);
      }
    },
  },
];

/** One of our machines, and a Linux that has TCP services, at the ends of a cable. */
class Scene {
  static async start(impairment, { seed, long }) {
    const scene = new Scene();
    scene.sizes = long ? SIZES.long : SIZES.short;
    const [ours, linux] = await freePorts(2);
    scene.host = new Host({ address: OURS, localPort: ours, remotePort: linux, impairment: CLEAN, seed });
    await scene.host.cable.ready;
    const cards = [{ localPort: linux, remotePort: ours, address: `${LINUX}/24` }];
    scene.guest = await Guest.boot({ name: 'tcp-peer', cards });
    await scene.guest.start('exec /run/bin/node /run/peers/tcp-peer.mjs').until('ready');
    scene.host.cable.impairment = impairment;
    return scene;
  }

  async stop() {
    this.guest.kill();
    this.host.close();
  }
}

/** Loses 2 to 5 per cent each way, lets a tenth of the frames fall behind, and takes 40 ms there and back. */
const badCable = (seed) => ({
  loss: 20 + ((seed * 7) % 31),
  duplication: 10,
  delay: 20,
  jitter: 30,
  jittered: 100,
});

const group = (name, peer, seconds, impairmentOf) => ({
  name,
  peer,
  programs: {},
  needsGuest: true,
  seconds,
  start: (context) => Scene.start(impairmentOf(context.seed), context),
  cases: CASES.map(({ name: title, proves, run }) => ({
    name: title,
    proves,
    run: async (scene, { tell }) => {
      const { counters } = scene.host.stack.tcp;
      const { segmentsRetransmitted } = counters;
      const goodput = await run(scene);
      if (goodput) tell(`${((goodput * 8) / 1e6).toFixed(1)} Mbit/s`);
      const again = counters.segmentsRetransmitted - segmentsRetransmitted;
      if (again > 0) tell(`${again} segments sent again`);
    },
  })),
});

export const tcpKernel = group('tcp', 'Linux TCP', 8, () => CLEAN);
export const tcpKernelFar = group('tcp-far', 'Linux TCP, far away', 40, badCable);
