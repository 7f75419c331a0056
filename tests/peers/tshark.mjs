/** What tshark reads in a capture. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MEGABYTES_MAX = 256;

/** Linux gives its clients ports from here on (`ip_local_port_range`). */
const EPHEMERAL_PORT_MIN = 32768;

const runTshark = async (...args) => {
  const { stdout } = await run('tshark', args, { maxBuffer: MEGABYTES_MAX << 20 });
  return stdout.split('\n').filter(Boolean);
};

const tableOf = async (report) => (await runTshark('-G', report)).map((line) => line.split('\t'));

/**
 * Arguments that keep tshark from guessing what a connection carries, by its octets or by a chance port. Transfers are
 * random octets: sooner or later some dissector takes them for its own and finds them malformed.
 */
async function withoutGuesses() {
  const byOctets = (await tableOf('heuristic-decodes')).filter(([carrier]) => carrier === 'tcp' || carrier === 'udp');
  const byPort = (await tableOf('decodes')).filter(
    ([table, port]) => /^(tcp|udp)\.port$/.test(table) && Number(port) >= EPHEMERAL_PORT_MIN,
  );
  const guessed = new Set([...byOctets.map(([, protocol]) => protocol), ...byPort.map(([, , protocol]) => protocol)]);
  return [...guessed].flatMap((protocol) => ['--disable-protocol', protocol]);
}

let noGuesses;

async function tshark(file, ...args) {
  noGuesses ??= withoutGuesses();
  return runTshark('-n', '-r', file, ...(await noGuesses), ...args);
}

/** One line for each packet that a display filter takes. */
export const linesOf = (file, filter) => tshark(file, '-Y', filter);

/** The values of some fields, for each packet that a display filter takes; several values of one field by commas. */
export async function fieldsOf(file, filter, fields) {
  const rows = await tshark(file, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field]));
  return rows.map((row) => row.split('\t'));
}
