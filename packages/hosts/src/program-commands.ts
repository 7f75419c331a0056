/**
 * Commands of a host that speak TCP and UDP to others: `connect`, `telnet`, `send`, `listen`, `resolve`.
 * @module
 */
import type { Encoding } from '@rtemu/engine/console-session';
import { type Instant, seconds } from '@rtemu/engine/time';
import type { GreeterStatus, Transport } from './greeters.js';
import type { Answer, HostCommand } from './host-console.js';
import type { Programs } from './programs.js';
import { resolveCommand } from './resolve-command.js';

const CONNECT_USAGE = 'connect HOST PORT [-p PORT] [-t SECONDS] [-W SECONDS] [-m TEXT]';
const TELNET_USAGE = 'telnet HOST [PORT] [-e sjis|euc|utf8]';
const SEND_USAGE = 'send udp HOST PORT [-p PORT] [-W SECONDS] TEXT';
const LISTEN_USAGE = 'listen [tcp|udp PORT [off]]';

const PORT_MAX = 65_535;
const SECONDS_MAX = 86_400;
const OPTION_MAX: Readonly<Record<string, number>> = { '-p': PORT_MAX, '-t': SECONDS_MAX, '-W': SECONDS_MAX };

export function programCommands(programs: Programs): HostCommand[] {
  return [
    {
      usage: CONNECT_USAGE,
      help: 'open a TCP connection, from a port, for a time; say a line and show what comes back',
      run: (now, operands) => connect(now, programs, operands),
    },
    {
      usage: TELNET_USAGE,
      help: "go to another machine's console, whose text is Shift_JIS unless told otherwise; Ctrl-] leaves it",
      run: (now, operands) => telnet(now, programs, operands),
    },
    {
      usage: SEND_USAGE,
      help: 'send a datagram and wait for an answer',
      run: (now, operands) => send(now, programs, operands),
    },
    {
      usage: LISTEN_USAGE,
      help: 'answer everyone at a port with the address and port they are seen by',
      run: (_, operands) => listen(programs, operands),
    },
    resolveCommand(programs.dns),
  ];
}

/** Where to, with which options, and what is left of the words; or what is wrong. */
interface Directions {
  readonly host: string;
  readonly port: number;
  readonly options: Readonly<Record<string, number>>;
  readonly text: string | undefined;
}

const isNumber = (word: string | undefined, max: number): boolean =>
  word !== undefined && /^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= max;

function readDirections(command: string, usage: string, words: readonly string[]): Directions | string {
  const [host, port, ...rest] = words;
  if (host === undefined || port === undefined) return `usage: ${usage}`;
  if (!isNumber(port, PORT_MAX)) return `${command}: ${port} is no port, 1 to ${PORT_MAX}`;
  const options: Record<string, number> = {};
  while (rest[0] !== undefined && rest[0] in OPTION_MAX && usage.includes(`[${rest[0]} `)) {
    const [option, value] = rest.splice(0, 2);
    const max = OPTION_MAX[option!]!;
    if (!isNumber(value, max)) return `${command}: ${option} wants a number, 1 to ${max}`;
    options[option!] = Number(value);
  }
  return { host, port: Number(port), options, text: rest.length === 0 ? undefined : rest.join(' ') };
}

function connect(now: Instant, programs: Programs, operands: readonly string[]): Answer {
  const directions = readDirections('connect', CONNECT_USAGE, operands);
  if (typeof directions === 'string') return [directions];
  const { host, port, options, text } = directions;
  if (text !== undefined && !text.startsWith('-m ')) return [`usage: ${CONNECT_USAGE}`];
  const stay = options['-t'];
  const call = {
    port,
    localPort: options['-p'],
    wait: seconds(options['-W'] ?? 10),
    stay: stay === undefined ? undefined : seconds(stay),
    text: text?.slice('-m '.length),
  };
  return programs.withHost(
    now,
    'connect',
    host,
    (at, destination) => programs.call(at, { ...call, destination }) ?? ['connect: there is no way there from here'],
  );
}

const TELNET_PORT = 23;
const TELNET_WAIT = seconds(10);
/** The first is what a router speaks that nobody has told otherwise. */
const ENCODINGS: Readonly<Record<string, Encoding>> = { sjis: 'shift_jis', euc: 'euc-jp', utf8: 'utf-8' };

function telnet(now: Instant, programs: Programs, [host, ...words]: readonly string[]): Answer {
  if (host === undefined) return [`usage: ${TELNET_USAGE}`];
  const port = words[0] === undefined || words[0] === '-e' ? String(TELNET_PORT) : words.shift();
  if (!isNumber(port, PORT_MAX)) return [`telnet: ${port} is no port, 1 to ${PORT_MAX}`];
  const [option, name = option === undefined ? 'sjis' : '', ...rest] = words;
  if ((option !== undefined && option !== '-e') || rest.length > 0) return [`usage: ${TELNET_USAGE}`];
  const encoding = ENCODINGS[name];
  if (encoding === undefined) return [`telnet: -e wants ${Object.keys(ENCODINGS).join(', ')}`];
  const options = { port: Number(port), wait: TELNET_WAIT, encoding };
  return programs.withHost(
    now,
    'telnet',
    host,
    (at, destination) => programs.dial(at, { ...options, destination }) ?? ['telnet: there is no way there from here'],
  );
}

function send(now: Instant, programs: Programs, [transport, ...operands]: readonly string[]): Answer {
  if (transport !== 'udp') return [`usage: ${SEND_USAGE}`];
  const directions = readDirections('send', SEND_USAGE, operands);
  if (typeof directions === 'string') return [directions];
  const { host, port, options, text } = directions;
  if (text === undefined) return [`usage: ${SEND_USAGE}`];
  const wait = seconds(options['-W'] ?? 2);
  const letter = { port, localPort: options['-p'], wait, text };
  return programs.withHost(
    now,
    'send',
    host,
    (at, destination) => programs.post(at, { ...letter, destination }) ?? ['send: that port is taken here'],
  );
}

const isTransport = (word: string | undefined): word is Transport => word === 'tcp' || word === 'udp';

function listen({ greeters }: Programs, [transport, port, off, ...rest]: readonly string[]): readonly string[] {
  if (transport === undefined) return greeters.all().length === 0 ? ['nobody listens'] : greeters.all().map(statusLine);
  if (!isTransport(transport) || rest.length > 0 || (off !== undefined && off !== 'off'))
    return [`usage: ${LISTEN_USAGE}`];
  if (!isNumber(port, PORT_MAX)) return [`listen: ${port ?? 'nothing'} is no port, 1 to ${PORT_MAX}`];
  const at = { transport, port: Number(port) };
  if (off !== undefined)
    return [greeters.close(at) ? `${transport} port ${port} is closed` : `nobody listens at ${transport} port ${port}`];
  return [greeters.open(at) ? `listening at ${transport} port ${port}` : `listen: ${transport} port ${port} is taken`];
}

const statusLine = ({ transport, port, visits, lastFrom }: GreeterStatus): string =>
  `${transport} ${String(port).padEnd(5)} ${visits} ${transport === 'tcp' ? 'connections' : 'datagrams'}${lastFrom === undefined ? '' : `, the last from ${lastFrom}`}`;
