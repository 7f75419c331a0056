/**
 * Our TCP against Linux's, over a good cable and over bad ones. A real kernel in real time: not part of `npm test`.
 *
 *     npm run build && node tests/peers/tcp-kernel.mjs [seed ...]
 *
 * Each seed is one bad cable. Exit code 77 when a package is missing here.
 */
import { deepStrictEqual as equal } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { bootLinux, skipUnlessInstalled } from '../../fixtures/peers/linux-guest.mjs';
import { digestOf, streamFrom } from '../../fixtures/peers/stream.mjs';
import { CLEAN } from './cable.mjs';
import { Host } from './host.mjs';

const OURS = '172.16.0.1';
const LINUX = '172.16.0.2';
/** Keep in step with `tcp-peer.mjs`. */
const PORT = { control: 7000, sink: 7001, source: 7002, sleeper: 7003, resetter: 7004, farewell: 7005, closed: 7999 };
const OUR_PORT = { sink: 7100, closed: 7199 };
const BULK = 5 * 1024 * 1024;
const CASE_SECONDS_MAX = 240;

skipUnlessInstalled();

/** Windows wide enough for the delay, and a timeout as hosts of today have it. */
const WIDE = { receiveBufferOctets: 262_144, sendBufferOctets: 262_144, retransmissionMin: 200_000 };

const seconds = (since) => (performance.now() - since) / 1000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

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

const CASES = {
  'bulk to Linux, answered over the half-closed connection': (host) => sendTo(host, PORT.sink, BULK, WIDE),
  'bulk to Linux through a window of 64 KiB, timeout of a second': (host) => sendTo(host, PORT.sink, BULK / 4, {}),
  'bulk from Linux': async (host) => {
    const talk = await host.connect(LINUX, PORT.source, WIDE);
    const began = performance.now();
    await talk.send(Buffer.from(`${BULK} 2\n`));
    const got = await digestOfAll(talk);
    const goodput = BULK / seconds(began);
    equal(got, { octets: BULK, digest: digestOf(streamFrom(2, BULK)) });
    talk.close();
    await talk.until(() => talk.closed);
    return goodput;
  },
  'bulk both ways at once': async (host) => {
    const began = performance.now();
    const data = streamFrom(3, BULK / 2);
    host.listen(OUR_PORT.sink, WIDE);
    const answer = order(host, `connect ${OURS} ${OUR_PORT.sink} ${BULK / 2} 4`);
    const talk = await host.accept();
    const [got] = await Promise.all([digestOfAll(talk), talk.send(data).then(() => talk.close())]);
    equal(got, { octets: BULK / 2, digest: digestOf(streamFrom(4, BULK / 2)) });
    const goodput = BULK / seconds(began);
    equal(await answer, `${BULK / 2} ${digestOf(data)}`);
    return goodput;
  },
  'Linux reads nothing: its window closes, we probe, and go on when it opens': async (host) => {
    const data = streamFrom(11, 1_000_000);
    const talk = await host.connect(LINUX, PORT.sleeper, WIDE);
    const all = talk.send(data).then(() => talk.close());
    while (talk.connection.figures().sendWindow > 0) await pause(20);
    const { segmentsReceived } = host.stack.tcp.counters;
    await pause(3000);
    const answers = host.stack.tcp.counters.segmentsReceived - segmentsReceived;
    equal([talk.connection.state, talk.connection.figures().sendWindow, answers > 0], ['ESTABLISHED', 0, true]);
    equal(await order(host, 'wake'), 'awake');
    await all;
    equal(await talk.readText(), `1000000 ${digestOf(data)}`);
  },
  'we read nothing for three seconds: Linux probes our closed window': async (host) => {
    const talk = await host.connect(LINUX, PORT.source, {});
    await talk.send(Buffer.from('400000 5\n'));
    await pause(3000);
    equal([talk.connection.readable, talk.connection.figures().receiveWindow], [65_535, 0]);
    equal(await digestOfAll(talk), { octets: 400_000, digest: digestOf(streamFrom(5, 400_000)) });
    talk.close();
    await talk.until(() => talk.closed);
  },
  'Linux closes its half first, and we go on': async (host) => {
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
  'a closed port of Linux refuses us': async (host) => {
    const talk = await host.connect(LINUX, PORT.closed);
    equal(talk.closed, 'refused');
  },
  'a closed port of ours refuses Linux': async (host) => {
    equal(await order(host, `connect ${OURS} ${OUR_PORT.closed} 10 7`), 'ECONNREFUSED');
  },
  'Linux resets, and we notice': async (host) => {
    const talk = await host.connect(LINUX, PORT.resetter);
    await talk.send(streamFrom(8, 10_000));
    await talk.until(() => talk.closed);
    equal(talk.closed, 'reset');
  },
  'we reset, and Linux notices': async (host) => {
    const talk = await host.connect(LINUX, PORT.source, WIDE);
    await talk.send(Buffer.from(`${BULK} 9\n`));
    await talk.until(() => talk.connection.readable > 0);
    talk.abort();
    equal(talk.closed, 'aborted');
    let noticed = 'none';
    for (let tries = 0; noticed === 'none' && tries < 50; tries++) {
      await pause(100);
      noticed = await order(host, 'last-error');
    }
    equal(noticed === 'ECONNRESET' || noticed === 'EPIPE', true, noticed);
  },
  'fifty pushed messages, each a segment of its own, arrive in order': async (host) => {
    const talk = await host.connect(LINUX, PORT.sink, { nagle: false });
    const message = streamFrom(10, 156);
    const before = host.stack.tcp.counters.segmentsSent;
    for (let i = 0; i < 50; i++) equal(talk.connection.send(host.now, message, { push: true }), 156);
    host.drain();
    talk.close();
    equal(await talk.readText(), `7800 ${digestOf(...Array(50).fill(message))}`);
    equal(host.stack.tcp.counters.segmentsSent - before >= 50, true);
  },
  'a hundred connections one after the other': async (host) => {
    for (let i = 0; i < 100; i++) {
      const talk = await host.connect(LINUX, PORT.sink);
      await talk.send(streamFrom(i, 100));
      talk.close();
      equal(await talk.readText(), `100 ${digestOf(streamFrom(i, 100))}`);
    }
  },
};

/** Rejects when a case takes too long: a stall is a failure, not a reason to wait. */
const withinReason = (promise) =>
  Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`not over after ${CASE_SECONDS_MAX} s`)), CASE_SECONDS_MAX * 1000).unref();
    }),
  ]);

/** Resolves with what the guest says it is, once its services listen. */
const readiness = (guest) =>
  new Promise((resolve, reject) => {
    guest.process.stdout.on('data', (text) => {
      const [, kernel] = /^ready (.*)$/m.exec(text) ?? [];
      if (kernel) resolve(kernel);
    });
    guest.process.once('exit', (code) => reject(new Error(`the guest ended with ${code} before it was ready`)));
  });

async function run(title, impairment, seed, localPort) {
  const host = new Host({ address: OURS, localPort, remotePort: localPort + 1, impairment: CLEAN, seed });
  await host.cable.ready;
  const guest = bootLinux({
    name: `tcp-peer-${localPort}`,
    localPort: localPort + 1,
    remotePort: localPort,
    address: `${LINUX}/24`,
    script: fileURLToPath(new URL('../../fixtures/peers/tcp-peer.sh', import.meta.url)),
    environment: { NODE: process.execPath },
  });
  const kernel = await readiness(guest);
  host.cable.impairment = impairment;
  process.stdout.write(`${kernel}, ${title}\n`);
  let failures = 0;
  for (const [name, perform] of Object.entries(CASES)) {
    const began = performance.now();
    const { segmentsRetransmitted } = host.stack.tcp.counters;
    const verdict = await withinReason(perform(host)).then(
      (goodput) => (goodput ? `ok, ${((goodput * 8) / 1e6).toFixed(1)} Mbit/s` : 'ok'),
      (error) => {
        failures++;
        return `FAILED: ${error.message}`;
      },
    );
    const again = host.stack.tcp.counters.segmentsRetransmitted - segmentsRetransmitted;
    process.stdout.write(`  ${name}: ${verdict} (${seconds(began).toFixed(1)} s, ${again} sent again)\n`);
  }
  const { lost, jittered, inward, outward } = host.cable.counters;
  process.stdout.write(`  frames: ${inward} in, ${outward} out, ${lost} lost, ${jittered} overtaken\n`);
  guest.kill();
  host.close();
  return failures;
}

const seeds = process.argv.slice(2).map(Number);
let failures = await run('a good cable', CLEAN, 1, 5910);
for (const seed of seeds.length > 0 ? seeds : [1, 2]) {
  const loss = 20 + ((seed * 7) % 31); // 2 to 5 per cent, each way
  const bad = { loss, duplication: 10, delay: 20, jitter: 30, jittered: 100 };
  failures += await run(
    `a bad cable, seed ${seed}: ${loss / 10} % loss each way, 40 ms there and back, reordering`,
    bad,
    seed,
    5920 + 2 * (seed % 1000),
  );
}
process.stdout.write(failures === 0 ? 'all passed\n' : `${failures} failed\n`);
process.exit(failures === 0 ? 0 : 1);
