import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { World } from '@rtemu/lab/world';
import { read } from '../../../packages/lab/src/pcapng-reader.suite.js';
import { frame, Station } from '../../../packages/lab/src/station.suite.js';
import { rtemu } from '../program.suite.js';
import { newSocketPath } from './directory.js';
import { LIMIT, Lookout } from './lookout.js';

/** The number of a process that there is not, and hardly ever will be. */
const NOBODY = 2 ** 30;

let folder: string;
let directory: string;
let closing: (() => Promise<void>)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtemu-'));
  directory = join(folder, 'rtemu');
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
});

/** A running lab of one router with two cards, that is looked on at. */
async function openLab(lab = 'office') {
  const arena = new Arena();
  const world = new World(arena, 1);
  const station = new Station('rt-a', arena, ['lan1', 'lan2']);
  world.add(station);
  const lookout = (await Lookout.open([directory], { lab, world, epoch: 0 }))!;
  closing.push(() => lookout.close());
  const send = (): void => {
    station.send(frame(1, 2, 7));
    world.settle(station);
    lookout.write();
  };
  return { lookout, send };
}

const capture = (...args: string[]) => rtemu(['capture', ...args], undefined, { lookouts: [directory] });
const extcap = (...args: string[]) => rtemu(['extcap', ...args], undefined, { lookouts: [directory] });

/** Sends frames now and then until a file has something in it, and then ends the lab. */
async function sendInto(path: string, { send, lookout }: Awaited<ReturnType<typeof openLab>>): Promise<void> {
  while (!existsSync(path) || statSync(path).size < 300) {
    send();
    await new Promise(setImmediate);
  }
  await lookout.close();
}

describe('rtemu capture', () => {
  test('lists what there is to see in running labs', async () => {
    await openLab();
    expect(await capture()).toEqual({
      code: 0,
      output:
        'lab     process  interface  frames\n' +
        ['lan1', 'lan2'].map((port) => `office  ${String(process.pid).padEnd(7)}  rt-a:${port}  ethernet\n`).join(''),
      error: '',
    });
  });

  test('captures at a running lab until that is over', async () => {
    const lab = await openLab();
    const file = join(folder, 'x.pcapng');
    const [{ code }] = await Promise.all([capture('rt-a:lan2,rt-a:lan1', file), sendInto(file, lab)]);
    const { interfaces, packets, statistics } = read(new Uint8Array(readFileSync(file)));
    expect([code, interfaces.map(({ name }) => name)]).toEqual([0, ['rt-a:lan2', 'rt-a:lan1']]);
    expect(packets.every(({ on, flags }) => on === 1 && flags === 2)).toBe(true);
    expect(statistics).toMatchObject([{ received: 0n }, { received: BigInt(packets.length), dropped: 0n }]);
  });

  test('says what it cannot do', async () => {
    const none = 'rtemu: no lab is running that could be looked on at; rtemu lab up starts one\n';
    expect(await capture()).toEqual({ code: 1, output: '', error: none });
    expect(await capture('rt-a:lan1', '-')).toEqual({ code: 2, output: '', error: none });
    const { lookout } = await openLab();
    expect((await capture('rt-a:lan7', '-')).error).toBe('rtemu: rt-a has no interface "lan7"; did you mean "lan1"?\n');
    expect((await capture('rt-a:lan1', '-', '--lab', 'ofice')).error).toBe(
      'rtemu: no lab ofice is running; rtemu capture lists those that are\n',
    );
    await openLab('branch');
    expect((await capture('rt-a:lan1', '-')).error).toBe(
      'rtemu: several labs are running: office and branch; --lab says which\n',
    );
    await lookout.close();
  });
});

describe('rtemu extcap', () => {
  test('tells Wireshark of every interface of every lab', async () => {
    await openLab();
    await openLab('of{f}ice');
    await openLab();
    const { code, output } = await extcap('--extcap-interfaces', '--extcap-version=4.0');
    expect(code).toBe(0);
    expect(output).toBe(
      'extcap {version=0.1.0}{display=rtemu}\n' +
        'interface {value=rtemu-office-rt-a-lan1}{display=rt-a lan1 (lab office)}\n' +
        'interface {value=rtemu-office-rt-a-lan2}{display=rt-a lan2 (lab office)}\n' +
        'interface {value=rtemu-of-f-ice-rt-a-lan1}{display=rt-a lan1 (lab of f ice)}\n' +
        'interface {value=rtemu-of-f-ice-rt-a-lan2}{display=rt-a lan2 (lab of f ice)}\n' +
        `interface {value=rtemu-office-${process.pid}-rt-a-lan1}{display=rt-a lan1 (lab office)}\n` +
        `interface {value=rtemu-office-${process.pid}-rt-a-lan2}{display=rt-a lan2 (lab office)}\n`,
    );
    const chosen = ['--extcap-interface', 'rtemu-office-rt-a-lan1'];
    expect((await extcap('--extcap-dlts', ...chosen)).output).toBe('dlt {number=1}{name=EN10MB}{display=Ethernet}\n');
    expect(await extcap('--extcap-config', ...chosen)).toEqual({ code: 0, output: '', error: '' });
  });

  test('captures into the pipe of Wireshark', async () => {
    const lab = await openLab();
    const fifo = join(folder, 'fifo'); // any file will do
    const args = ['--capture', '--extcap-interface', 'rtemu-office-rt-a-lan1', '--fifo', fifo];
    const [{ code }] = await Promise.all([extcap(...args), sendInto(fifo, lab)]);
    expect([code, read(new Uint8Array(readFileSync(fifo))).packets.length > 0]).toEqual([0, true]);
  });

  test.each([
    [[], 'this is for Wireshark; docs/LAB-FILES.md tells how it finds rtemu'],
    [['--extcap-dlts', '--extcap-interface', 'eth0'], 'eth0 is in no lab that is running'],
    [['--capture', '--extcap-interface', 'rtemu-office-rt-a-lan1'], '--capture needs --fifo'],
    [['--extcap-capture-filter', 'arp'], 'this is for Wireshark; docs/LAB-FILES.md tells how it finds rtemu'],
    [['--capture', '--extcap-capture-filter', 'arp'], 'a capture filter is not understood here; use a display filter'],
  ])('%j is unusable', async (args, complaint) => {
    await openLab();
    expect(await extcap(...args)).toEqual({ code: 2, output: '', error: `rtemu: ${complaint}\n` });
  });
});

describe('the place of a lookout', () => {
  test('is nobody else’s', async () => {
    await openLab();
    const [name] = readdirSync(directory);
    expect([statSync(directory).mode & 0o777, statSync(join(directory, name!)).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  test('is not one that others may look into, nor no directory at all', async () => {
    await openLab();
    chmodSync(directory, 0o750);
    expect(newSocketPath([directory])).toBeUndefined();
    expect((await capture()).code).toBe(1);
    const file = join(folder, 'file');
    writeFileSync(file, '', { mode: 0o600 });
    expect(newSocketPath([file, directory, join(folder, 'none', 'deep')])).toBeUndefined();
    expect(newSocketPath([file, join(folder, 'other')])).toContain(join(folder, 'other'));
  });

  test('is left as it was found; what a dead process left there is removed, what another one has there is not', async () => {
    const { lookout } = await openLab();
    for (const name of [`${NOBODY}-a.sock`, `${process.pid}-a.sock`, 'notes.txt'])
      writeFileSync(join(directory, name), '');
    expect((await capture()).output.split('\n').length).toBe(4);
    expect(readdirSync(directory).filter((name) => /-a|notes/.test(name))).toEqual([
      `${process.pid}-a.sock`,
      'notes.txt',
    ]);
    await lookout.close();
    expect(readdirSync(directory)).toEqual([`${process.pid}-a.sock`, 'notes.txt']);
  });

  test('is not open to any number of visitors', async () => {
    await openLab();
    const [name] = readdirSync(directory);
    const streams = Array.from({ length: LIMIT.visitors }, () => connect(join(directory, name!)));
    for (const stream of streams) {
      stream.write('rtemu/1 capture rt-a:lan1\n');
      await new Promise((resolve) => stream.once('data', resolve));
    }
    expect((await capture()).code).toBe(1);
    streams[0]!.destroy();
    while ((await capture()).code === 1);
    for (const stream of streams) stream.destroy();
  });
});
