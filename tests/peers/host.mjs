/**
 * One of our machines in real time: an `Ipv4Stack` with one card on a {@link Cable}, and its TCP as promises.
 */
import { Arena, NO_SLOT } from '@rtemu/engine/arena';
import { Random } from '@rtemu/engine/random';
import { Ipv4Stack } from '@rtemu/ip/stack';
import { ipv4, mac } from '@rtemu/wire/address';
import { Cable } from './cable.mjs';

export class Host {
  #arena = new Arena();
  #began = performance.now();
  #timer;
  #talks = new Map();
  #accepted = [];

  constructor({ address, localPort, remotePort, impairment, seed }) {
    const random = new Random(seed);
    this.address = ipv4(address);
    this.stack = new Ipv4Stack(this.#arena, random.fork('host'), { forwarding: false });
    this.cable = new Cable(localPort, remotePort, impairment, random.fork('cable'), (frame) => {
      const slot = this.#arena.takeCopy(frame);
      if (slot !== NO_SLOT) this.stack.handleFrame(this.now, 0, slot);
      this.#drain();
    });
    this.stack.addEthernet('lan1', mac('00:a0:de:00:00:01'));
    this.stack.setAddresses(this.now, 0, [{ address: this.address, length: 24 }]);
    this.stack.setUp(this.now, 0, true);
  }

  /** Whole microseconds, as engines have it. */
  get now() {
    return Math.round((performance.now() - this.#began) * 1000);
  }

  /** Opens a connection. Resolves when it is up; a refusal and the like resolve too, and show in `talk.closed`. */
  async connect(remote, remotePort, settings = {}) {
    const connection = this.stack.tcp.connect(this.now, {
      local: this.address,
      remote: ipv4(remote),
      remotePort,
      settings,
    });
    const talk = this.#talkOf(connection);
    this.#drain();
    await talk.until(() => talk.up || talk.closed);
    return talk;
  }

  listen(port, settings = {}) {
    this.stack.tcp.listen(port, { settings });
  }

  /** The next connection that a peer opens. */
  async accept() {
    while (this.#accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return this.#accepted.shift();
  }

  close() {
    clearTimeout(this.#timer);
    this.cable.close();
  }

  /** After every call into the stack: what it sends and what it tells, and when it wants to be called. */
  drain() {
    this.#drain();
  }

  #talkOf(connection) {
    const known = this.#talks.get(connection.id);
    if (known) return known;
    const talk = new Talk(this, connection);
    this.#talks.set(connection.id, talk);
    return talk;
  }

  #drain() {
    const { stack } = this;
    stack.flush(this.now);
    for (let event = stack.tcp.pollEvent(); event !== undefined; event = stack.tcp.pollEvent()) {
      const talk = this.#talkOf(event.connection);
      if (event.kind === 'accepted') this.#accepted.push(talk);
      if (event.kind === 'closed') this.#talks.delete(event.connection.id);
      talk.tell(event);
    }
    for (let slot = stack.outbox.shift(); slot !== NO_SLOT; slot = stack.outbox.shift()) {
      this.cable.send(this.#arena.copy(slot));
      this.#arena.release(slot);
    }
    while (stack.pollEvent() !== undefined);
    clearTimeout(this.#timer);
    const next = stack.nextTimeout();
    if (next === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(
      () => {
        stack.handleTimeout(this.now);
        this.#drain();
      },
      Math.max(0, Math.ceil((next - this.now) / 1000)),
    );
  }
}

/** One connection, with its events remembered. */
class Talk {
  up = false;
  peerClosed = false;
  /** The reason, once it is over. */
  closed = '';
  #waiting = [];

  constructor(host, connection) {
    this.host = host;
    this.connection = connection;
  }

  tell(event) {
    if (event.kind === 'connected' || event.kind === 'accepted') this.up = true;
    if (event.kind === 'peer-closed') this.peerClosed = true;
    if (event.kind === 'closed') this.closed = event.reason;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  nextEvent() {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async until(holds) {
    while (!holds()) await this.nextEvent();
  }

  async send(octets) {
    for (let sent = 0; sent < octets.length; ) {
      if (this.closed) throw new Error(`closed (${this.closed}) after ${sent} of ${octets.length} octets`);
      const accepted = this.connection.send(this.host.now, octets.subarray(sent, sent + 65_536));
      sent += accepted;
      this.host.drain();
      if (accepted === 0) await this.nextEvent();
    }
  }

  /** Everything up to the peer's FIN, or to the connection's end. @param take is given each piece. */
  async readAll(take) {
    for (;;) {
      const octets = this.connection.read();
      this.host.drain();
      if (octets.length > 0) take(octets);
      else if (this.peerClosed || this.closed) return;
      else await this.until(() => this.connection.readable > 0 || this.peerClosed || this.closed);
    }
  }

  async readText() {
    let text = '';
    await this.readAll((octets) => {
      text += Buffer.from(octets).toString('latin1');
    });
    return text.trim();
  }

  /** The next line. */
  async readLine() {
    let text = '';
    while (!text.endsWith('\n')) {
      if (this.closed) throw new Error(`closed (${this.closed}) in the middle of a line`);
      const octets = this.connection.read(1);
      if (octets.length === 0) await this.until(() => this.connection.readable > 0 || this.closed);
      else text += String.fromCharCode(octets[0]);
    }
    this.host.drain();
    return text.trim();
  }

  close() {
    this.connection.close(this.host.now);
    this.host.drain();
  }

  abort() {
    this.connection.abort(this.host.now);
    this.host.drain();
  }
}
