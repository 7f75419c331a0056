/**
 * The captures of the other groups, read by programs that are not ours: tshark and scapy.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { disagreement } from './scapy-agreement.mjs';
import { fieldsOf, linesOf } from './tshark.mjs';

const READER = fileURLToPath(new URL('read-with-scapy.py', import.meta.url));
/** Debian's own, which is the one that its scapy is for. */
const PYTHON = '/usr/bin/python3';
/** Messages and packets of one capture that scapy reads, which takes its time. */
const SCAPY_PACKETS_MAX = 1500;
const ROUTER = '172.16.0.1';
const PPP_ACK = '2';
const CHAP = { response: '2', success: '3' };

const run = promisify(execFile);

const capturesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.pcapng'))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).size > 0)
    .sort();

class Scene {
  static async start({ captures }) {
    const scene = new Scene();
    scene.folder = captures;
    scene.files = capturesIn(captures);
    return scene;
  }

  async stop() {}
}

const sorted = (values) => [...values].sort();

/** What a log says, line by line: the first group of a pattern. */
const said = (log, pattern) => sorted([...log.matchAll(pattern)].map(([, what]) => what));

/** The names in those CHAP Responses that our router answered with a Success. Either side names a call by its own number. */
async function authenticatedIn(capture) {
  const fields = ['chap.code', 'gre.key.call_id', 'chap.name', 'pptp.call_id', 'pptp.peer_call_id'];
  const rows = await fieldsOf(capture, 'chap || pptp.control_message_type == 8', fields);
  const names = [];
  const nameOf = new Map();
  const ourNumberOf = new Map();
  for (const [code, call, name, ours, theirs] of rows) {
    if (theirs) ourNumberOf.set(theirs, ours);
    else if (code === CHAP.response) nameOf.set(call, name);
    else if (code === CHAP.success) names.push(nameOf.get(ourNumberOf.get(call)));
  }
  return sorted(names);
}

/** Whether every value of one list is in the other, as often. */
function isWithin(some, all) {
  const left = [...all];
  return some.every((value) => {
    const at = left.indexOf(value);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const cases = [
  {
    name: 'tshark finds nothing wrong',
    proves: 'no packet of ours or of the peers is malformed, cut off, or an error in tshark’s eyes',
    run: async ({ files }, { tell }) => {
      for (const file of files) {
        const wrong = await linesOf(file, '_ws.malformed || _ws.short || _ws.expert.severity == "Error"');
        deepEqual(wrong.slice(0, 10), [], file);
      }
      tell(`${files.length} captures`);
    },
  },
  {
    name: 'tshark and our log agree',
    proves: 'users, MPPE and addresses in the log of our router are those that stand in CHAP, CCP and IPCP',
    run: async ({ folder }, { tell }) => {
      const capture = join(folder, 'linux-client', 'rt-a.pcapng');
      const logFile = join(folder, 'linux-client', 'rt-a.log');
      if (!existsSync(capture) || !existsSync(logFile)) return tell('nothing to look at');
      const log = readFileSync(logFile, 'utf8');
      const users = said(log, /Call detected from user '(.*)'/g);
      deepEqual(users, await authenticatedIn(capture));

      const acknowledged = async (protocol, field) => {
        const filter = `${protocol} && ppp.code == ${PPP_ACK} && ip.src == ${ROUTER} && ${field}`;
        return (await fieldsOf(capture, filter, [field])).flat();
      };
      const addresses = said(log, /IPCP up {2}\(Local: 192\.168\.0\.1, Remote: ([\d.]+)\)/g);
      ok(isWithin(addresses, await acknowledged('ipcp', 'ipcp.opt.ip_address')), 'addresses');
      const strengths = said(log, /CCP up {2}\(MPPE-(\d+) /g);
      const bits = await acknowledged('ccp', 'ccp.opt.supported_bits');
      ok(
        isWithin(
          strengths,
          bits.map((value) => (Number(value) & 0x40 ? '128' : '40')),
        ),
        'strengths',
      );
      return tell(`${users.length} calls`);
    },
  },
  {
    name: 'scapy and our parser agree',
    proves: 'every field of PPTP’s messages and of its GRE headers, of ours and of the peers, is what scapy reads',
    run: async ({ files }, { tell }) => {
      const routers = files.filter((file) => /\/rt-[ab]\.pcapng$/.test(file));
      const { stdout } = await run(PYTHON, [READER, `${SCAPY_PACKETS_MAX}`, ...routers], { maxBuffer: 256 << 20 });
      const records = stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      for (const record of records) equal(disagreement(record), undefined, JSON.stringify(record));
      tell(`${records.length} messages and headers`);
    },
  },
];

export const captures = {
  name: 'captures',
  peer: 'tshark, scapy',
  programs: { tshark: 'tshark' },
  modules: { scapy: 'python3-scapy' },
  seconds: 30,
  cannotRun: (folder) => (capturesIn(folder).length === 0 ? 'no other group has left captures' : undefined),
  start: Scene.start,
  cases,
};
