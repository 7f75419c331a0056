import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { fileURLToPath } from 'node:url';
import { openEnd } from '../link-ends.mjs';

const PEER = fileURLToPath(new URL('../link-peer.mjs', import.meta.url));
const FRAME = Uint8Array.from({ length: 1414 }, (_, i) => i * 7);

/**
 * Frames under way, and how many of them are answered by one. More datagrams than this may overflow the receiving
 * system's buffer, which nothing tells the sender.
 */
const FLOW = { udp: { window: 64, every: 16 }, stream: { window: 768, every: 128 } };

async function freePorts() {
  const sockets = [createSocket('udp4'), createSocket('udp4')];
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve))));
  const ports = sockets.map((socket) => socket.address().port);
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.close(resolve))));
  return ports;
}

/** A sender that has no more frames under way than the window. */
async function openLink(how, kind) {
  const { window, every } = FLOW[kind];
  const ports = await freePorts();
  const peer = fork(PEER, [how, kind, ...ports, every].map(String), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await new Promise((resolve) => peer.once('message', resolve));
  peer.unref();
  peer.channel.unref();
  let answers = () => {};
  const end = await openEnd(how, kind, 1, ports, (count) => answers(count));
  await new Promise((resolve) => setTimeout(resolve, 100)); // until the stream is connected
  return (count) =>
    new Promise((resolve) => {
      const whole = Math.max(every, count - (count % every));
      let [sent, answered] = [0, 0];
      const send = () => {
        const room = Math.min(whole - sent, window - (sent - answered));
        if (room >= every || sent + room === whole) {
          end.send(FRAME, room);
          sent += room;
        }
      };
      answers = (frames) => {
        answered += frames * every;
        if (answered >= whole) resolve();
        else send();
      };
      send();
    });
}

const contestantOf = (how) => ({
  create() {
    const links = new Map();
    const linkOf = async (kind) => {
      if (!links.has(kind)) links.set(kind, openLink(how, kind));
      return links.get(kind);
    };
    return {
      wallTime: true,
      run: async (kind, count) => (await linkOf(kind))(count),
      check: async (kind) => {
        await (await linkOf(kind))(256);
      },
    };
  },
});

export default {
  name: 'outside-links',
  about: 'a frame of 1,400 octets from a lab in one process to a lab in another, by wall time; beside bare sockets.',
  cases: ['udp', 'stream'],
  baseline: 'sockets',
  contestants: { sockets: contestantOf('sockets'), lab: contestantOf('lab') },
  effort: { warmUpMilliseconds: 400 },
  goals: [
    { contestant: 'lab', case: 'udp', nanoseconds: 8333 },
    { contestant: 'lab', case: 'stream', nanoseconds: 1000 },
  ],
};
