/**
 * Those who mean no good at the doors of a whole router, while somebody works at its console: bad-input.mjs ATTACK.
 *
 * Told as figures: how long an Enter of the one who works takes until the prompt is there again, and what memory the router's
 * process has before and after. What is exceeded fails.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import ssh2 from 'ssh2';

const LIMIT = {
  /** Of the one who works, on a machine that may be busy. */
  answerMilliseconds: 3000,
  /** What the process may have more than before, at any time. */
  moreMegabytes: 120,
};
/** For how long a storm goes on. */
const STORM_MILLISECONDS = 1200;
const LOGIN_SECONDS_MAX = 10;

const { env } = process;
const PORT = { telnet: Number(env.ROUTER_TELNET), ssh: Number(env.ROUTER_SSH) };
const IAC = { se: 240, sb: 250, will: 251, wont: 252, do: 253, dont: 254, iac: 255 };

const step = (what) => console.log(`@step ${what}`);
const note = (what) => console.log(`@note ${what}`);
function claim(what, holds, got = '') {
  if (!holds) throw new Error(`in vain: ${what} ${got}`);
  step(what);
}

/** Megabytes that the router's process has (`VmRSS`), or had at most (`VmHWM`); undefined where there is no /proc. */
function memory(name = 'VmRSS') {
  try {
    const status = readFileSync(`/proc/${env.ROUTER_PID}/status`, 'utf8');
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
  } catch {
    return undefined;
  }
}

class Socket {
  text = '';
  closed = false;
  constructor(way = 'telnet') {
    this.socket = connect({ host: '127.0.0.1', port: PORT[way] });
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk) => {
      this.text = (this.text + chunk.toString('latin1')).slice(-4096);
    });
    this.socket.once('close', () => {
      this.closed = true;
    });
  }

  async hear(awaited) {
    const deadline = performance.now() + LOGIN_SECONDS_MAX * 1000;
    while (!this.text.endsWith(awaited)) {
      if (this.closed || performance.now() > deadline)
        throw new Error(`in vain: ${awaited} in ${this.text.slice(-500)}`);
      await sleep(1);
    }
  }

  async say(line, awaited) {
    this.text = '';
    this.socket.write(line);
    await this.hear(awaited);
  }

  static async atPrompt() {
    const one = new Socket();
    await one.hear('Password: ');
    // By name: the user without one has no two sessions by telnet.
    await one.say('\r\n', 'Username: ');
    await one.say('hanako\r\n', 'Password: ');
    await one.say(`${env.ROUTER_HANAKO}\r\n`, '> ');
    return one;
  }

  static async asAdministrator() {
    const one = await Socket.atPrompt();
    await one.say('administrator\r\n', 'Password: ');
    await one.say(`${env.ROUTER_ADMINISTRATOR}\r\n`, '# ');
    return one;
  }

  /** Writes for as long as a storm lasts, as fast as it is taken, or until it is cut. */
  async pour(octets) {
    const until = performance.now() + STORM_MILLISECONDS;
    let poured = 0;
    while (performance.now() < until && !this.closed) {
      if (this.socket.writableLength > 1 << 20) {
        await sleep(1);
        continue;
      }
      this.socket.write(octets);
      poured += octets.length;
      await new Promise(setImmediate);
    }
    return poured / 1024 / 1024;
  }
}

/** Four at once, and how much they got rid of. */
async function storm(octets, make = () => new Socket()) {
  const ones = await Promise.all(Array.from({ length: 4 }, make));
  const poured = await Promise.all(ones.map((one) => one.pour(octets)));
  note(`${poured.reduce((sum, each) => sum + each, 0).toFixed(0)} MB poured`);
  for (const { socket } of ones) socket.destroy();
}

const repeat = (octets, times) => Buffer.concat(Array.from({ length: times }, () => Buffer.from(octets)));
const deaf = async () => {
  const one = new Socket();
  await one.hear('Password: ');
  one.socket.pause();
  return one;
};

/** Octets that look as if they came by chance, the same ones each time. */
function noise(length) {
  const octets = Buffer.alloc(length);
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    octets[i] = state >>> 16;
  }
  return octets;
}

function logIn(config = {}) {
  const client = new ssh2.Client();
  const began = performance.now();
  return new Promise((resolve) => {
    const over = (outcome) => resolve({ outcome, client, milliseconds: performance.now() - began });
    client.once('ready', () => over('ready')).on('error', () => over('refused'));
    client.once('close', () => over('closed'));
    client.connect({
      host: '127.0.0.1',
      port: PORT.ssh,
      username: 'hanako',
      password: env.ROUTER_HANAKO,
      readyTimeout: 30_000,
      ...config,
    });
  });
}

async function many(way, count, greet) {
  const ones = Array.from({ length: count }, () => new Socket(way));
  ones.forEach(greet);
  await sleep(STORM_MILLISECONDS / 2);
  note(`${ones.filter(({ closed }) => !closed).length} of ${count} were let in`);
  return ones;
}

const ATTACKS = {
  'option-storm': () => storm(repeat([IAC.iac, IAC.do, 0, IAC.iac, IAC.dont, 0, IAC.iac, IAC.will, 99], 4000)),
  'option-storm-unread': () => storm(repeat([IAC.iac, IAC.do, 0, IAC.iac, IAC.dont, 0], 6000), deaf),
  'endless-suboption': async () => {
    await storm(Buffer.concat([Buffer.from([IAC.iac, IAC.sb, 31]), Buffer.alloc(32_000, 7)]));
    // Half of everything, octet by octet, and gone.
    for (const octets of [[IAC.iac], [IAC.iac, IAC.do], [IAC.iac, IAC.sb], [IAC.iac, IAC.sb, 31, 0, IAC.iac]]) {
      const one = new Socket();
      await one.hear('Password: ');
      for (const octet of octets) one.socket.write(Buffer.of(octet));
      await sleep(20);
      one.socket.resetAndDestroy();
    }
  },
  'endless-line': () => storm(Buffer.alloc(32_768, 'a'), Socket.atPrompt),
  binary: () => storm(noise(32_768), Socket.atPrompt),
  'escape-sequences': () =>
    storm(repeat(Buffer.from('\x1b[D\x1b[C\x1b[A\x1bOP\x1b[1;5D\x1b[999999999'), 800), Socket.atPrompt),
  tab: () => storm(repeat(Buffer.from('s?\t\t'), 4000), Socket.atPrompt),
  'never-reads': async () => {
    const make = async () => {
      const one = await Socket.atPrompt();
      await one.say('console lines infinity\r\n', '> ');
      one.socket.pause();
      return one;
    };
    await storm(Buffer.from('show command\r\n'.repeat(50)), make);
  },
  'thousand-connections': async () => {
    const ones = await many('telnet', 1000, () => {});
    for (const { socket } of ones) socket.destroy();
    const next = await retry(Socket.atPrompt);
    next.socket.destroy();
    step('when they are gone the next one is let in');
  },
  vanishes: async () => {
    const after =
      (login, ...exchanges) =>
      async () => {
        const one = await login();
        for (const [line, awaited] of exchanges) await one.say(line, awaited);
        return one;
      };
    const places = [
      async () => new Socket(),
      Socket.atPrompt,
      after(Socket.atPrompt, ['administrator\r\n', 'Password: ']),
      after(Socket.asAdministrator, ['ip lan1 proxyarp on\r\n', '# '], ['exit\r\n', '(Y/N)']),
      after(Socket.atPrompt, ['console lines 24\r\n', '> '], ['show command\r\n', '---more---']),
      after(Socket.atPrompt, ['ping 192.168.100.99\r\n', '\r\n']),
    ];
    let times = 0;
    for (const until = performance.now() + STORM_MILLISECONDS; performance.now() < until; times++) {
      const one = await retry(places[times % places.length]);
      one.socket.resetAndDestroy();
    }
    note(`${times} vanished`);
  },
  'ssh-half-open': async () => {
    const greetings = ['', 'SSH-2.0-x', 'SSH-2.0-x\r\n', 'SSH-2.0-x\r\n\0\0\0\x0c'];
    const ones = await many('ssh', 1000, (one, i) => one.socket.write(greetings[i % greetings.length]));
    for (const until = performance.now() + 10_000; performance.now() < until; await sleep(20))
      if (ones.filter(({ closed }) => !closed).length <= 16) break;
    const { outcome, client, milliseconds } = await logIn();
    claim('a user logs in between them', outcome === 'ready', outcome);
    note(`in ${milliseconds.toFixed(0)} ms`);
    client.end();
    for (const { socket } of ones) socket.destroy();
  },
  'ssh-noise': () => storm(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), noise(32_000)]), () => new Socket('ssh')),
  'ssh-never-reads': async () => {
    const { client } = await logIn();
    const shell = await new Promise((resolve, reject) =>
      client.shell((error, channel) => (error ? reject(error) : resolve(channel))),
    );
    shell.pause();
    for (const until = performance.now() + STORM_MILLISECONDS; performance.now() < until; await sleep(1))
      if (shell.writableLength < 1 << 20) shell.write('show command\rconsole lines infinity\r'.repeat(50));
    client.destroy();
  },
  'ssh-passwords': async () => {
    const times = { hanako: [], nobody: [], long: [] };
    for (let i = 0; i < 3; i++)
      for (const [name, list] of Object.entries(times)) {
        const password = name === 'long' ? 'x'.repeat(30_000) : 'osaka';
        const username = name === 'long' ? 'hanako' : name;
        const began = { outcome: '', milliseconds: 0, ...(await logIn({ username, password })) };
        claim(`${name} is refused`, began.outcome !== 'ready', began.outcome);
        list.push(began.milliseconds);
      }
    const medians = Object.values(times).map((list) => list.sort((one, other) => one - other)[1]);
    note(`refused after ${medians.map((each) => `${each.toFixed(0)} ms`).join(', ')}: known, unknown, long`);
    claim('a name cannot be told by the time', Math.max(...medians) - Math.min(...medians) < 150, medians);
    let tries = 0;
    const authHandler = (_left, _partial, next) =>
      next({ type: 'password', username: 'hanako', password: `${tries++}` });
    await logIn({ authHandler });
    claim('three tries, and the connection is closed', tries <= 4, tries);
    const { outcome, client } = await logIn();
    claim('the right one is let in', outcome === 'ready', outcome);
    client.end();
  },
};

async function retry(make) {
  for (let i = 0; ; i++)
    try {
      return await make();
    } catch (error) {
      if (i === 50) throw error;
      await sleep(20);
    }
}

/** Enters until it is told to stop, and how long the slowest and the middle one took. */
function workAt(one) {
  const times = [];
  let going = true;
  const working = (async () => {
    while (going) {
      const began = performance.now();
      await one.say('\r\n', '> ');
      times.push(performance.now() - began);
      await sleep(5);
    }
  })();
  return async () => {
    going = false;
    await working;
    times.sort((x, y) => x - y);
    return { middle: times[times.length >> 1], slowest: times.at(-1) };
  };
}

const attack = process.argv[2];
const worker = await Socket.atPrompt();
const quiet = workAt(worker);
await sleep(300);
const before = { memory: memory(), ...(await quiet()) };
const stop = workAt(worker);
await ATTACKS[attack]();
step(attack);
const during = await stop();
await worker.say('show environment\r\n', '> ');
claim('the one who works is answered', true);
note(
  `an Enter takes ${before.middle.toFixed(1)} ms, meanwhile ${during.middle.toFixed(1)}, at most ${during.slowest.toFixed(0)} ms`,
);
claim('soon', during.slowest < LIMIT.answerMilliseconds, `${during.slowest} ms`);
await sleep(300);
const after = memory();
if (after !== undefined) {
  const most = memory('VmHWM');
  note(`memory ${before.memory.toFixed(0)} MB before, ${most.toFixed(0)} at most, ${after.toFixed(0)} after`);
  claim('memory is bounded', most - before.memory < LIMIT.moreMegabytes, `${before.memory} ${most}`);
}
process.exit(0);
