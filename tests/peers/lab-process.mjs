/**
 * A lab of ours as its user runs it: `rtemu lab up`, with lines typed into its console.
 */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processorSecondsOf } from '../../fixtures/peers/processor-time.mjs';

const PROGRAM = fileURLToPath(new URL('../../console/bin/rtemu.cjs', import.meta.url));
const COMMAND_SECONDS_MAX = 30;

/** How a lab file says where its outlets are; the numbers in the file are for readers, the suite takes free ones. */
const OUTLET = /^(\s*)([\w-]+): \{kind: (?:udp, local: (\d+), remote: (\d+)|stream, listen: (\d+))\}/gm;

/** Ports of loopback that nothing uses, for UDP and, as far as one can tell, for TCP. */
export async function freePorts(count) {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'));
  const ports = await Promise.all(
    sockets.map(
      (socket) => new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port))),
    ),
  );
  for (const socket of sockets) socket.close();
  return ports;
}

/** The lab's text with free ports in the place of its own, and these by node. */
async function withFreePorts(text) {
  const ports = {};
  const free = await freePorts(2 * [...text.matchAll(OUTLET)].length);
  const changed = text.replace(OUTLET, (_, indent, name, local) => {
    const [first, second] = free.splice(0, 2);
    ports[name] = local === undefined ? { listen: first } : { local: first, remote: second };
    return local === undefined
      ? `${indent}${name}: {kind: stream, listen: ${first}}`
      : `${indent}${name}: {kind: udp, local: ${first}, remote: ${second}}`;
  });
  return { changed, ports };
}

export class LabProcess {
  /** By node, the UDP ports `local` and `remote` of our end, or the TCP port `listen`. */
  ports;
  #process;
  #directory;
  #output = '';
  #errors = '';
  #ended;
  #last = Promise.resolve();
  #wake = () => {};

  /**
   * @param {string} lab a lab file, and what lies beside it is there for it; or the text of one
   * @param {object} [options]
   * @param {string} [options.capture] directory of captures
   * @param {number} [options.seed]
   * @param {(text: string) => string} [options.edit] changes the lab's text before it is used
   */
  static async start(lab, options = {}) {
    const started = new LabProcess();
    await started.#start(lab, options);
    return started;
  }

  /**
   * Types lines at the console of a node, each when the command before has ended. Resolves with what the console showed,
   * the lines themselves included.
   */
  type(node, text, { timeoutSeconds = COMMAND_SECONDS_MAX } = {}) {
    const typed = this.#last.then(() => this.#type(node, text.replace(/\n$/, ''), timeoutSeconds));
    this.#last = typed.catch(() => {});
    return typed;
  }

  /** Types the same again and again until it shows what is expected. */
  async until(node, text, expected, { timeoutSeconds = COMMAND_SECONDS_MAX } = {}) {
    const deadline = performance.now() + timeoutSeconds * 1000;
    for (;;) {
      const output = await this.type(node, text);
      if (typeof expected === 'string' ? output.includes(expected) : expected.test(output)) return output;
      if (performance.now() > deadline)
        throw new Error(`after ${timeoutSeconds} s, "${text}" at ${node} has not shown ${expected}:\n${output}`);
      await this.type(node, ':wait 200ms');
    }
  }

  /** Seconds of processor time that it has used. */
  get processorSeconds() {
    return processorSecondsOf(this.#process.pid);
  }

  /** Leaves the console, by which the lab ends. */
  async stop() {
    if (this.#process.exitCode === null) this.#process.stdin.end(':quit\n');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5000);
    await this.#ended;
    clearTimeout(timer);
  }

  async #start(lab, { capture, seed, edit = (text) => text }) {
    this.#directory = mkdtempSync(join(tmpdir(), 'lab-'));
    const isText = lab.includes('\n');
    if (!isText) cpSync(dirname(lab), this.#directory, { recursive: true });
    const { changed, ports } = await withFreePorts(edit(isText ? lab : readFileSync(lab, 'utf8')));
    this.ports = ports;
    const copy = join(this.#directory, isText ? 'lab.yaml' : basename(lab));
    writeFileSync(copy, changed);
    const options = [
      ...(capture === undefined ? [] : ['--capture', capture]),
      ...(seed === undefined ? [] : ['--seed', `${seed}`]),
    ];
    this.#process = spawn(process.execPath, [PROGRAM, 'lab', 'up', copy, ...options], {
      stdio: 'pipe',
      detached: true, // a process group of its own
    });
    const { stdin, stdout, stderr } = this.#process;
    stdin.on('error', () => {}); // told by its exit
    stdout.setEncoding('utf8').on('data', (text) => {
      this.#output += text;
      this.#wake();
    });
    stderr.setEncoding('utf8').on('data', (text) => {
      this.#errors += text;
    });
    this.#ended = new Promise((resolve) => {
      this.#process.once('close', (code) => {
        rmSync(this.#directory, { recursive: true, force: true });
        resolve(code);
        this.#wake();
      });
    });
    const kill = () => this.#process.kill('SIGKILL');
    process.once('exit', kill);
    this.#ended.then(() => process.off('exit', kill));
    const [, router] = /^ {4}([\w-]+): \{kind: router\b/m.exec(changed);
    await this.type(router, '');
  }

  /** What a line showed is over when the prompt for the next one is there, which is shown with that line. */
  async #type(node, text, timeoutSeconds) {
    const mark = `:node ${node}\n`;
    const begin = this.#output.length;
    this.#process.stdin.write(`${mark}${text}\n${mark}`);
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(this.#mistake(`"${text}" at ${node} has not ended`, begin)),
        timeoutSeconds * 1000,
      );
    });
    try {
      for (;;) {
        const parts = this.#output.slice(begin).split(mark);
        if (parts.length > 2) return parts[1].slice(0, parts[1].lastIndexOf('\n') + 1);
        if (this.#process.exitCode !== null) throw this.#mistake(`the lab ended with ${this.#process.exitCode}`, begin);
        const news = new Promise((resolve) => {
          this.#wake = resolve;
        });
        await Promise.race([news, late]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #mistake(what, begin) {
    return new Error(`${what}; it printed:\n${this.#output.slice(begin)}${this.#errors}`);
  }
}
