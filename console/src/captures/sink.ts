import { createWriteStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { reasonOf } from '../files.js';
import { Unusable } from '../host.js';

/** What takes octets without ever making the program wait, whatever stands behind the descriptor. */
function sinkAt(descriptor: number): Writable {
  const stat = fstatSync(descriptor);
  // A pipe that is full would hold up one of the threads by which files are written, and with it the program's end.
  if (stat.isFIFO() || stat.isSocket()) return new Socket({ fd: descriptor, readable: false, writable: true });
  return createWriteStream('', { fd: descriptor });
}

/** The standard output, for a capture. @throws Unusable when it is a terminal. */
export function standardOutputSink(): Writable {
  if (isatty(1)) throw new Unusable('a capture is no reading for a terminal; give it a file, or a pipe to a program');
  return sinkAt(1);
}

/** A file, or a named pipe, which is waited for until somebody reads it. @throws Unusable when it cannot be opened. */
export function fileSink(path: string): Writable {
  try {
    return sinkAt(openSync(path, 'w'));
  } catch (error) {
    throw new Unusable(`cannot write a capture to ${path}: ${reasonOf(error)}`);
  }
}
