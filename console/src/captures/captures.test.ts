import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from '@jest/globals';
import { read } from '../../../packages/lab/src/pcapng-reader.suite.js';
import { rtemu, TWO_PCS } from '../program.suite.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-captures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const lab = join(folder, 'lab.yaml');
writeFileSync(lab, `${TWO_PCS}setup:\n  - {node: pc2, type: ping 10.0.0.1 -c 1}\n`);

/** A standard output for octets. */
function octetsOutput() {
  const chunks: Buffer[] = [];
  const openOctets = () =>
    new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(chunk);
        done();
      },
    });
  return { openOctets, read: () => read(new Uint8Array(Buffer.concat(chunks))) };
}

const readFile = (path: string) => read(new Uint8Array(readFileSync(path)));

describe('captures at interfaces', () => {
  test('to the standard output, at the time of the day; the console then writes to the standard error', async () => {
    const octets = octetsOutput();
    const args = ['lab', 'up', lab, '--node', 'pc1', '--capture', 'pc1:eth0,pc2:eth0', '-'];
    const { code, output, error } = await rtemu(args, 'ping 10.0.0.2 -c 2\n', octets);
    expect([code, output]).toEqual([0, '']);
    expect(error).toContain('2 received');
    const { interfaces, packets, statistics } = octets.read();
    expect(interfaces.map(({ name, linkType }) => [name, linkType])).toEqual([
      ['pc1:eth0', 1],
      ['pc2:eth0', 1],
    ]);
    const echoes = packets.filter(({ octets }) => octets[12] === 8 && octets[13] === 0);
    const [out, inward] = [2, 1];
    expect(echoes.slice(-4).map(({ on, flags }) => [on, flags])).toEqual([
      [0, out],
      [1, inward],
      [1, out],
      [0, inward],
    ]);
    expect(echoes.at(-1)!.nanoseconds - echoes.at(-2)!.nanoseconds).toBe(2_000_000n);
    expect(echoes[0]!.nanoseconds / 1_000_000_000n).toBe(1_700_000_000n);
    expect(statistics.map(({ on, received, dropped }) => [on, Number(received), dropped])).toEqual(
      [0, 1].map((on) => [on, packets.filter((packet) => packet.on === on).length, 0n]),
    );
  });

  test('to a file, wherever it stands among the arguments; in virtual time from 0 on', async () => {
    const [one, other] = [join(folder, 'one.pcapng'), join(folder, 'other.pcapng')];
    await rtemu(['lab', 'run', lab, '--capture', 'pc1:eth0', one]);
    await rtemu(['lab', 'run', '--capture', 'pc1:eth0', lab, other, '--format', 'json']);
    const { packets } = readFile(one);
    expect([packets.length > 5, packets[0]!.nanoseconds < 1_000_000_000n]).toEqual([true, true]);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
    await rtemu(['lab', 'up', lab, one, '--capture', 'pc2:eth0'], '');
    expect(readFile(one).interfaces.map(({ name }) => name)).toEqual(['pc2:eth0']);
  });

  test('a directory has the time of the day as well', async () => {
    const directory = join(folder, 'directory');
    await rtemu(['lab', 'up', lab, '--capture', directory], '');
    expect(readFile(join(directory, 'pc1.pcapng')).packets[0]!.nanoseconds / 1_000_000_000n).toBe(1_700_000_000n);
  });

  test('when nobody reads the standard output any more, the program is over', async () => {
    const openOctets = () =>
      new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(), { code: 'EPIPE' })) });
    const { code } = await rtemu(['lab', 'up', lab, '--capture', 'pc1:eth0', '-'], undefined, { openOctets });
    expect(code).toBe(0);
    const run = await rtemu(['lab', 'run', lab, '--capture', 'pc1:eth0', '-'], undefined, { openOctets });
    expect([run.code, run.error]).toEqual([0, expect.stringContaining('2 passed')]); // the verdict is told all the same
  });

  test('a file that takes no more ends the capture, not the lab', async () => {
    if (!existsSync('/dev/full')) return; // Linux has it
    const { code, output, error } = await rtemu(
      ['lab', 'up', lab, '--node', 'pc1', '--capture', 'pc1:eth0', '/dev/full'],
      'ping 10.0.0.2 -c 2\n',
    );
    expect([code, output]).toEqual([0, expect.stringContaining('2 received')]);
    expect(error).toBe('rtemu: the capture to /dev/full ended early: the disk is full\n');
  });

  test.each([
    [['x.pcapng'], 'x.pcapng is a file for a capture, but of what? Say --capture NODE:INTERFACE as well'],
    [
      ['--capture', 'pc1:eth0'],
      'a capture at pc1:eth0 needs a file, or - for the standard output, behind the lab file',
    ],
    [['--capture', 'pc1', '-'], '--capture pc1 is a directory and takes no file; an interface is NODE:INTERFACE'],
    [['--capture', 'pc9:eth0', '-'], 'there is no node "pc9"; did you mean "pc1"?'],
    [['--capture', 'rt:lan1,rt:lan9', '-'], 'rt has no interface "lan9"; did you mean "lan1"?'],
    [['--capture', 'rt:pp9', '/nowhere/x'], 'cannot write a capture to /nowhere/x: there is no such file'],
  ])('%j is unusable', async (args, complaint) => {
    for (const command of ['up', 'run'])
      expect(await rtemu(['lab', command, lab, ...args], '', octetsOutput())).toEqual({
        code: 2,
        output: '',
        error: `rtemu: ${complaint}\n`,
      });
  });
});
