import type { Socket } from 'node:net';
import { pipeline, type Writable } from 'node:stream';
import { listed } from '@rtemu/lab/nearest';
import { STANDARD_OUTPUT } from '../captures/capture-wish.js';
import { fileSink, standardOutputSink } from '../captures/sink.js';
import { reasonOf } from '../files.js';
import { EXIT, type Host, Unusable } from '../host.js';
import { lookOn, type RunningLab, runningLabs } from '../lookout/running-labs.js';

export interface CaptureOptions {
  readonly lab?: string | undefined;
}

const NONE = 'no lab is running that could be looked on at; rtemu lab up starts one';

/** `rtemu capture`: looks on at a lab that runs in another terminal, or lists what there is to see. */
export async function captureRunning(
  host: Host,
  interfaces: string | undefined,
  file: string | undefined,
  { lab: asked }: CaptureOptions,
): Promise<number> {
  const labs = (await runningLabs(host.lookouts ?? [])).filter((lab) => asked === undefined || isCalled(lab, asked));
  if (interfaces === undefined) return list(host, labs);
  const stream = await lookOn(theOnly(labs, asked), interfaces);
  const toOutput = file === undefined || file === STANDARD_OUTPUT;
  return follow(stream, () => (toOutput ? (host.openOctets ?? standardOutputSink)() : fileSink(file)));
}

/**
 * Leads a capture away until it ends, somebody ends it, or nobody reads it any more.
 * @throws Unusable when that cannot be done
 */
export async function follow(stream: Socket, openSink: () => Writable): Promise<number> {
  const enough = (): unknown => stream.end();
  process.once('SIGINT', enough).once('SIGTERM', enough);
  try {
    const sink = openSink();
    const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) =>
      pipeline(stream, sink, resolve),
    );
    if (error && error.code !== 'EPIPE') throw new Unusable(`the capture ended early: ${reasonOf(error)}`);
    return EXIT.fine;
  } finally {
    process.off('SIGINT', enough).off('SIGTERM', enough);
    stream.destroy();
  }
}

const isCalled = ({ name, process }: RunningLab, asked: string): boolean => asked === name || asked === String(process);

function theOnly(labs: readonly RunningLab[], asked: string | undefined): RunningLab {
  const [lab, ...others] = labs;
  if (!lab)
    throw new Unusable(asked === undefined ? NONE : `no lab ${asked} is running; rtemu capture lists those that are`);
  if (others.length === 0) return lab;
  const names = labs.map(({ name, process }) => (asked === undefined ? name : String(process)));
  throw new Unusable(`several labs are running: ${listed(names)}; --lab says which`);
}

function list(host: Host, labs: readonly RunningLab[]): number {
  if (labs.length === 0) {
    host.error.write(`rtemu: ${NONE}\n`);
    return EXIT.failed;
  }
  const rows = labs.flatMap(({ name, process, sights }) =>
    sights.map(({ kind, place }) => [name, String(process), place, kind] as const),
  );
  const table = [['lab', 'process', 'interface', 'frames'] as const, ...rows];
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((row) => row[i]!.length)));
  for (const row of table) host.output.write(`${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}\n`);
  return EXIT.fine;
}
