/** What the cipher suites begin with, the same as in native/contestant.c. */
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { changeKey, initialSessionKey } from '@rtemu/crypto/mppe-keys';
import { Rc4 } from '@rtemu/crypto/rc4';

const PACKET_OCTETS = 65_536;
const START_KEY = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
const BITS = 128;
const CHECKED = 100;

/** FNV-1a. */
function fingerprint(octets) {
  let hash = 0x811c9dc5;
  for (const octet of octets) hash = Math.imul(hash ^ octet, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** A contestant that does `workOf(scenario)` over and over. Behind what is checked comes one packet of 64 octets. */
const contestant = (begin, workOf) => {
  let session = begin();
  const run = (scenario, count) => {
    const work = workOf(scenario);
    for (let n = 0; n < count; n++) work(session);
  };
  return {
    run,
    check(scenario) {
      session.close();
      session = begin();
      run(scenario, CHECKED);
      session.applyStateless(64);
      return fingerprint(session.packet());
    },
  };
};

class EngineSession {
  #context;

  constructor(engine) {
    this.engine = engine;
    this.at = engine.slotsFrom;
    this.#context = engine.createContext(START_KEY, BITS);
    this.packet().fill(0);
  }
  packet() {
    return new Uint8Array(this.engine.memory, this.at, PACKET_OCTETS);
  }
  applyStateless(length) {
    this.engine.applyStateless(this.#context, this.at, length);
  }
  applyStateful(length) {
    this.engine.applyStateful(this.#context, this.at, length);
  }
  changeKey() {
    this.engine.changeKey(this.#context);
  }
  close() {
    this.engine.releaseContext(this.#context);
  }
}

/** The readable functions that the control plane uses: what the engine is the faster for. */
class PlainSession {
  #packet = new Uint8Array(PACKET_OCTETS);
  #key = initialSessionKey(START_KEY, BITS);
  #stream = new Rc4(this.#key);

  packet() {
    return this.#packet;
  }
  applyStateless(length) {
    this.changeKey();
    this.#packet.set(new Rc4(this.#key).apply(this.#packet.subarray(0, length)));
  }
  applyStateful(length) {
    this.#packet.set(this.#stream.apply(this.#packet.subarray(0, length)));
  }
  changeKey() {
    this.#key = changeKey(START_KEY, this.#key, BITS);
  }
  close() {}
}

/** The contestants of a cipher suite. `native` names the C contestant's case; `workOf(case)` does one repetition on a session. */
export function cipherContestants(native, workOf) {
  const engine = (kind) => ({
    create: () => {
      const made = createMppeEngine(PACKET_OCTETS, kind);
      return contestant(() => new EngineSession(made), workOf);
    },
  });
  return {
    c: { native },
    wasm: engine('wasm'),
    typescript: engine('typescript'),
    plain: { create: () => contestant(() => new PlainSession(), workOf) },
  };
}
