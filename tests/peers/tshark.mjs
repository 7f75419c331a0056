/** What tshark reads in a capture. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MEGABYTES_MAX = 256;

async function tshark(file, ...args) {
  const { stdout } = await run('tshark', ['-n', '-r', file, ...args], { maxBuffer: MEGABYTES_MAX << 20 });
  return stdout.split('\n').filter(Boolean);
}

/** One line for each packet that a display filter takes. */
export const linesOf = (file, filter) => tshark(file, '-Y', filter);

/** The values of some fields, for each packet that a display filter takes; several values of one field by commas. */
export async function fieldsOf(file, filter, fields) {
  const rows = await tshark(file, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field]));
  return rows.map((row) => row.split('\t'));
}
