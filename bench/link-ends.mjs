/**
 * The two ends of a link between processes, as the lab has them and as bare sockets. Each end sends frames, and calls
 * `onFrames(count)` for those that came.
 */
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { Arena } from '@rtemu/engine/arena';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { NEVER } from '@rtemu/engine/time';
import { OUTLET_PORT, Outlet } from '@rtemu/lab/outlet';
import { World } from '@rtemu/lab/world';
import { WaysOut } from '../console/dist/outside/ways-out.js';

const LOOPBACK = '127.0.0.1';
const LOOPBACK_ADDRESS = 0x7f000001;

/** A node that sends one frame over and over, and counts what comes. */
class Station {
  name = 'station';
  ports = ['eth0'];
  received = 0;

  constructor(arena) {
    this.arena = arena;
    this.outbox = new SlotQueue(arena);
  }

  send(frame) {
    const slot = this.arena.take(frame.length);
    this.arena.octets.set(frame, this.arena.start[slot]);
    this.outbox.push(0, slot);
  }

  handleFrame(_now, _port, slot) {
    this.received++;
    this.arena.release(slot);
  }

  handleTimeout() {}
  nextTimeout() {
    return NEVER;
  }
}

/** A station, a cable and a way out of the lab. */
async function labEnd(spec, onFrames) {
  const arena = new Arena();
  const world = new World(arena, 1);
  const [outlet, station] = [new Outlet('out', arena), new Station(arena)];
  world.add(outlet);
  world.add(station);
  world.connect({ node: 'out', port: OUTLET_PORT }, { node: 'station', port: 'eth0' });
  const run = () => world.run(world.now + 2);
  const ways = await WaysOut.open([{ spec: { name: 'out', ...spec }, outlet }], world, {
    catchUp: run,
    wake() {
      run();
      const count = station.received;
      station.received = 0;
      if (count > 0) onFrames(count);
      ways.flush();
    },
  });
  return {
    send(frame, count) {
      for (let i = 0; i < count; i++) station.send(frame);
      world.settle(station);
      run();
      ways.flush();
    },
  };
}

async function udpSockets({ local, remote }, onFrames) {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  await new Promise((resolve) =>
    socket.bind(local.port, LOOPBACK, () => socket.connect(remote.port, LOOPBACK, resolve)),
  );
  socket.on('message', () => onFrames(1));
  socket.on('error', () => {});
  return {
    send(frame, count) {
      for (let i = 0; i < count; i++) socket.send(Buffer.from(frame));
    },
  };
}

async function streamSockets({ how, at }, onFrames) {
  let part = Buffer.alloc(0);
  let socket;
  const adopt = (opened) => {
    socket = opened.setNoDelay();
    socket.on('data', (chunk) => {
      const data = part.length > 0 ? Buffer.concat([part, chunk]) : chunk;
      let place = 0;
      let count = 0;
      while (data.length - place >= 4 && data.length - place >= 4 + data.readUInt32BE(place)) {
        place += 4 + data.readUInt32BE(place);
        count++;
      }
      part = data.subarray(place);
      if (count > 0) onFrames(count);
    });
  };
  if (how === 'listen') await new Promise((resolve) => createServer(adopt).listen(at.port, LOOPBACK, resolve));
  else await new Promise((resolve) => adopt(connect(at.port, LOOPBACK, resolve)));
  return {
    send(frame, count) {
      const batch = Buffer.allocUnsafe(count * (4 + frame.length));
      for (let i = 0, place = 0; i < count; i++, place += 4 + frame.length) {
        batch.writeUInt32BE(frame.length, place);
        batch.set(frame, place + 4);
      }
      socket.write(batch);
    },
  };
}

/** @param side 0 waits, 1 calls @param ports two that are free */
export function openEnd(how, kind, side, ports, onFrames) {
  const at = (port) => ({ address: LOOPBACK_ADDRESS, port });
  const spec =
    kind === 'udp'
      ? { kind, local: at(ports[side]), remote: at(ports[1 - side]) }
      : { kind, how: side === 0 ? 'listen' : 'connect', at: at(ports[0]) };
  if (how === 'lab') return labEnd(spec, onFrames);
  return kind === 'udp' ? udpSockets(spec, onFrames) : streamSockets(spec, onFrames);
}
