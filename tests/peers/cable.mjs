/**
 * Our end of a cable to a guest: Ethernet frames in UDP datagrams, and on the way whatever a bad cable does to them, both
 * ways, from a seed.
 */
import { createSocket } from 'node:dgram';

/** Milliseconds of one way; `jitter` is added at random to `jittered` per thousand of the frames, which so fall behind. */
export const CLEAN = { loss: 0, duplication: 0, delay: 0, jitter: 0, jittered: 0 };

export class Cable {
  /** Frames that the cable swallowed, and those that were overtaken on purpose. */
  counters = { inward: 0, outward: 0, lost: 0, duplicated: 0, jittered: 0 };
  #socket = createSocket('udp4');
  #waiting = [];
  #timer;

  /**
   * @param {(frame: Uint8Array) => void} receive is given frames from the guest
   * @param {import('@rtemu/engine/random').Random} random
   */
  constructor(localPort, remotePort, impairment, random, receive) {
    this.remotePort = remotePort;
    this.impairment = impairment;
    this.random = random;
    this.ready = new Promise((resolve) => this.#socket.bind(localPort, '127.0.0.1', resolve));
    this.#socket.on('message', (frame) => {
      this.counters.inward++;
      this.#pass(frame, receive);
    });
    // A guest that is not up yet, or no more, refuses datagrams.
    this.#socket.on('error', () => {});
  }

  send(frame) {
    this.counters.outward++;
    this.#pass(frame, (octets) => this.#socket.send(octets, this.remotePort, '127.0.0.1'));
  }

  close() {
    clearTimeout(this.#timer);
    this.#socket.close();
  }

  #pass(frame, arrive) {
    const { loss, duplication, delay, jitter, jittered } = this.impairment;
    if (this.random.chance(loss, 1000)) {
      this.counters.lost++;
      return;
    }
    const copies = this.random.chance(duplication, 1000) ? 2 : 1;
    this.counters.duplicated += copies - 1;
    for (let copy = 0; copy < copies; copy++) {
      const late = this.random.chance(jittered, 1000) ? this.random.below(jitter * 1000) / 1000 : 0;
      if (late > 0) this.counters.jittered++;
      if (delay + late === 0) arrive(frame);
      else this.#wait(performance.now() + delay + late, () => arrive(frame));
    }
  }

  #wait(at, deliver) {
    let place = this.#waiting.length;
    while (place > 0 && this.#waiting[place - 1].at > at) place--;
    this.#waiting.splice(place, 0, { at, deliver });
    if (place === 0) this.#arm();
  }

  #arm() {
    clearTimeout(this.#timer);
    if (this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => this.#deliver(), Math.max(0, this.#waiting[0].at - performance.now()));
  }

  #deliver() {
    // A timer fires up to a millisecond early or late; what is due within half of one goes along.
    const now = performance.now() + 0.5;
    while (this.#waiting.length > 0 && this.#waiting[0].at <= now) this.#waiting.shift().deliver();
    this.#arm();
  }
}
