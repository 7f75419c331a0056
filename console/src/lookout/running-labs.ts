import { connect, type Socket } from 'node:net';
import { Unusable } from '../host.js';
import { removeIfStale, type SocketFile, socketFiles } from './directory.js';
import { printRequest, type Request, readAnswer, readSights, type Sight } from './protocol.js';

export const LIMIT = {
  /** How long a lab may take to answer. One that does not is stopped, or not well. */
  answerMilliseconds: 2000,
  /** Of an answer, or of a list. */
  textOctets: 1024 * 1024,
} as const;

/** A lab that runs in another terminal. */
export interface RunningLab {
  readonly name: string;
  /** The number of its process. */
  readonly process: number;
  readonly path: string;
  readonly sights: readonly Sight[];
}

/** What a lab answered, and the stream that goes on behind it. */
interface Reply {
  readonly line: string;
  readonly stream: Socket;
}

/** Asks a lab something. Rejected when nobody answers, or not in time. */
function ask(path: string, request: Request): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const stream = connect({ path, allowHalfOpen: true });
    let said: Buffer<ArrayBufferLike> = Buffer.alloc(0);
    const listen = (octets: Buffer): void => {
      said = Buffer.concat([said, octets]);
      const end = said.indexOf('\n');
      if (end < 0) {
        if (said.length > LIMIT.textOctets) stream.destroy(new Error('it answers without an end'));
        return;
      }
      stream.pause().off('data', listen).off('error', reject).setTimeout(0);
      stream.unshift(said.subarray(end + 1));
      resolve({ line: said.toString('utf8', 0, end), stream });
    };
    stream
      .setTimeout(LIMIT.answerMilliseconds, () => stream.destroy(new Error('it does not answer')))
      .on('data', listen)
      .on('error', reject)
      .once('end', () => reject(new Error('it does not answer')))
      .write(printRequest(request));
  });
}

async function restOf(stream: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  let octets = 0;
  stream.setTimeout(LIMIT.answerMilliseconds, () => stream.destroy(new Error('it does not go on')));
  for await (const chunk of stream) {
    octets += (chunk as Buffer).length;
    if (octets > LIMIT.textOctets) break;
    chunks.push(chunk as Buffer);
  }
  stream.destroy();
  return Buffer.concat(chunks).toString('utf8');
}

async function labAt(file: SocketFile): Promise<RunningLab | undefined> {
  const { path, process } = file;
  try {
    const { line, stream } = await ask(path, { kind: 'list' });
    const answer = readAnswer(line);
    const sights = readSights(await restOf(stream));
    return answer && 'lab' in answer ? { name: answer.lab, process, path, sights } : undefined;
  } catch {
    removeIfStale(file);
    return undefined;
  }
}

/** The labs of this user that run now, the oldest first. What dead ones left is removed. */
export async function runningLabs(directories: readonly string[]): Promise<RunningLab[]> {
  const labs = await Promise.all(socketFiles(directories).map(labAt));
  return labs.filter((lab) => lab !== undefined);
}

/**
 * A pcapng stream of these interfaces. Ending it asks for the rest.
 * @throws Unusable when the lab does not want to, or is gone
 */
export async function lookOn({ name, path }: RunningLab, interfaces: string): Promise<Socket> {
  const reply = await ask(path, { kind: 'capture', interfaces }).catch((error: Error) => {
    throw new Unusable(`lab ${name} cannot be looked on at: ${error.message}`);
  });
  const answer = readAnswer(reply.line);
  if (answer && 'lab' in answer) return reply.stream;
  reply.stream.destroy();
  throw new Unusable(answer ? answer.refused : `lab ${name} answers in words that nobody here knows`);
}
