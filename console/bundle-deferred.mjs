/**
 * Imports that a prompt need not wait for. In the bundle a module is evaluated when the first that imports it is; here is said
 * which imports are to wait until a function uses what they bring: nothing but evaluating a module later comes of it. (It is
 * done here and not in the source, where it would take an `await`, and the middle of the program has none.)
 */
import { readFileSync } from 'node:fs';

/**
 * By the end of the importing file's name, the modules that it need not have at once; what ends in a slash means all of a folder. What is fetched so is used now and then,
 * never by packet: each use costs a call.
 */
const DEFERRED = {
  'emulator/dist/make-nodes.js': ['hosts/internet', 'hosts/isp', 'hosts/pc', 'hosts/telephone-exchange'],
  'emulator/dist/optional-engines.js': [
    './dhcp/dhcp.js',
    './filters.js',
    './icmp-rules.js',
    './keepalives.js',
    './log-sender.js',
    './memories/memory-log.js',
    './nat-descriptors.js',
    './netvolante/router-netvolante.js',
    './route-log.js',
    './scheduler.js',
    'hosts/pinger',
    'hosts/tracer',
    './tftp-server.js',
    './time-service.js',
  ],
  'emulator/dist/dns/router-names.js': [
    'service/dns/resolver',
    './static-records.js',
    './told-names.js',
    './way-chooser.js',
  ],
  'emulator/dist/perform.js': [
    './dhcp/by-hand.js',
    './dns/name-jobs.js',
    './netvolante/netvolante-job.js',
    './ping-job.js',
    './telnet-command.js',
    './trace-job.js',
  ],
  'emulator/dist/router-console.js': ['./perform.js', './router-status.js', './file-passwords.js', './viewer.js'],
  'emulator/dist/telnet-calls.js': ['hosts/telnet-call'],
  'emulator/dist/router.js': ['./run-scheduled.js', './ssh-terms.js'],
  'emulator/dist/telnet-server.js': ['service/telnet/telnet-door'],
  'console/dist/desk-commands.js': ['./explain-report.js', 'lab/overlay'],
  'commands/dist/rows.js': ['./rows/'],
  'crypto/dist/mppe-engine.js': ['./generated/mppe-wasm.js', './generated/mppe-typescript.js', './mppe-keys.js'],
  'hosts/dist/bri-ports.js': ['line/isdn-signalling'],
  'hosts/dist/line-endpoint.js': ['ppp/link'],
  'hosts/dist/pppoe-ports.js': ['line/access-concentrator', 'line/pppoe-client'],
  'hosts/dist/pptp-endpoint.js': [
    'ppp/link',
    'pptp/collision',
    'pptp/control-connection',
    './control-channel.js',
    './tunnel.js',
  ],
  'ip/dist/tcp/tcp-stack.js': ['./connection.js', './segment-writer.js', 'wire/tcp'],
  'emulator/dist/password.js': ['crypto/password-digest'],
  'emulator/dist/system-files.js': ['./router-status.js', 'service/encoding/text-codec'],
  'emulator/dist/memories/memory-files.js': ['service/encoding/text-codec'],
  'emulator/dist/file-visit.js': ['./file-tree.js'],
  'emulator/dist/key-files.js': ['crypto/public-key'],
  'emulator/dist/pp-connections.js': ['hosts/tunnel'],
  'console/dist/state-directory.js': ['./state-lock.js'],
  'console/dist/commands/console.js': ['../memory-folder.js'],
  'console/dist/sitting.js': ['./report.js'],
  'console/dist/main.js': ['./lookout/directory.js'],
  'console/dist/doors/door-wish.js': ['node:net'],
  'commands/dist/language.js': ['./assist.js'],
  // A machine is defined when it is first stepped.
  'engine/dist/machine.js': ['xstate'],
  '-machine.js': ['xstate'],
  'ppp/dist/automaton.js': ['xstate'],
  'ppp/dist/link-phases.js': ['xstate'],
};

const IMPORT = /^import \{([^}]*)\} from '([^']+)';$/gm;

/** The names of an import clause: `a, b as c`. */
const namesIn = (clause) =>
  clause
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => each.split(' as ').map((name) => name.trim()))
    .map(([name, local = name]) => ({ name, local }));

/** The text of a module with those imports fetched when their names are used. @throws when it has none of the kind */
function deferring(file, text, modules) {
  const fetchers = [];
  const uses = [];
  const found = new Set();
  const rest = text.replace(IMPORT, (line, clause, from) => {
    const module = modules.find(
      (each) => from === each || from === `@rtemu/${each}` || (each.endsWith('/') && from.startsWith(each)),
    );
    if (module === undefined) return line;
    found.add(module);
    const fetched = `fetched${fetchers.length}`;
    fetchers.push(`let ${fetched}_; const ${fetched} = () => (${fetched}_ ??= require('${from}'));`);
    uses.push(...namesIn(clause).map((each) => ({ ...each, fetched })));
    return '';
  });
  for (const module of modules)
    if (!found.has(module))
      throw new Error(`${file} imports ${module} no more: take that off the list in bundle-deferred.mjs`);
  const body = uses.reduce(
    (code, { name, local, fetched }) =>
      code.replace(new RegExp(`(?<![.#\\w$])${local}(?![\\w$])`, 'g'), `(${fetched}().${name})`),
    rest,
  );
  return `${fetchers.join('\n')}\n${body}`;
}

export const deferredImports = {
  name: 'deferred imports',
  setup(builder) {
    const pattern = Object.keys(DEFERRED)
      .map((end) => end.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]'))
      .join('|');
    builder.onLoad({ filter: new RegExp(`[\\\\/]dist[\\\\/].*(?:${pattern})$|(?:${pattern})$`) }, ({ path: file }) => {
      const [, modules] = Object.entries(DEFERRED).find(([end]) => file.replaceAll('\\', '/').endsWith(end));
      return { contents: deferring(file, readFileSync(file, 'utf8'), modules), loader: 'js' };
    });
  },
};
