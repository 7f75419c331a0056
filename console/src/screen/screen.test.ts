import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { after, milliseconds } from '@rtemu/engine/time';
import { readLab } from '@rtemu/lab/lab-file';
import { Scenario } from '@rtemu/lab/scenario';
import type { Language } from '../both-languages.js';
import type { Host } from '../host.js';
import { makeStage } from '../stage-maker.js';
import { Emulation } from './emulation.js';
import { face } from './face.js';
import { LEAVE } from './painter.js';
import { ScreenSitter } from './screen-sitter.js';
import { widthOf } from './text.js';

const LAB = `
name: office
title: 本社の RTX1210 と PC
message: Good first words are show status pptp.
topology:
  nodes:
    rt-a:
      kind: router
      model: RTX1210
      startup-config: |
        ip lan1 address 192.168.0.1/24
        ip lan2 address 172.16.0.1/24
        pp select anonymous
         pp bind tunnel1
         pp auth request mschap-v2
         pp auth username yamada pass
         ppp ipcp ipaddress on
         ip pp remote address pool 192.168.0.201
         ppp ccp type mppe-any
         pp enable anonymous
        tunnel select 1
         tunnel encapsulation pptp
         tunnel enable 1
        pptp service on
    pc1:
      kind: pc
      address: 172.16.0.2/24
      vpn:
        office: { server: 172.16.0.1, username: yamada, password: pass }
  links:
    - endpoints: ["rt-a:lan2", "pc1:eth0"]
      delay: 10ms
setup:
  - { node: pc1, type: vpn connect office, expect: connected }
`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals obey these
const LOOKS = /\x1b\[[0-9;]*m/g;

/** Somebody at a screen of a lab: what it writes stands on a terminal of its own, and its clock is the lab's. */
class Person {
  readonly written: string[] = [];
  readonly #terminal: Emulation;
  readonly #output = new PassThrough();
  readonly sitter: ScreenSitter;
  readonly stage;
  #milliseconds = 0;

  constructor(columns: number, rows: number, { withColours = false, language = 'en' as Language } = {}) {
    const read = readLab(LAB, { routerPorts: () => ['lan1', 'lan2', 'lan3', 'bri1'], compilePattern: () => undefined });
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    this.stage = makeStage(read.lab, new Map(), 1, makeNodes);
    new Scenario(this.stage, ['setup']).run();
    this.#terminal = new Emulation(columns, rows, () => {});
    Object.assign(this.#output, { columns, rows });
    this.#output.on('data', (chunk: Buffer) => this.#show(chunk.toString()));
    const host: Host = {
      input: new EventEmitter() as Host['input'],
      output: this.#output,
      error: this.#output,
      clock: {
        milliseconds: () => this.#milliseconds,
        epoch: () => 0 as never,
        sleep: async () => {},
        wake: () => {},
      },
    };
    this.sitter = new ScreenSitter(this.stage, host, face, {
      node: 'rt-a',
      message: read.lab.message ?? '',
      withColours,
      isUnicode: true,
      language,
      doors: () => [{ node: 'rt-a', way: 'telnet', place: '127.0.0.1:2300', closed: undefined }],
      waysOut: () => [],
    });
    this.sitter.begin();
  }

  #show(text: string): void {
    this.written.push(text);
    this.#terminal.write(text);
  }

  /** Lets time pass, in the lab and at the terminal, and says what stands there. */
  async look(passed = 300): Promise<string[]> {
    for (let left = passed; left > 0; left -= 100) {
      this.#milliseconds += 100;
      const { world } = this.stage;
      world.run(after(world.now, milliseconds(100)));
      this.sitter.turn();
      this.sitter.show();
      await new Promise((resolve) => setTimeout(resolve, 1)); // the terminals take their time
    }
    return this.#terminal.rows(this.#rows).map((row) => row.replace(LOOKS, ''));
  }

  get #rows(): number {
    return (this.#output as unknown as { rows: number }).rows;
  }

  async types(text: string): Promise<string[]> {
    this.sitter.handleInput(text);
    return this.look();
  }

  async resizes(columns: number, rows: number): Promise<string[]> {
    Object.assign(this.#output, { columns, rows });
    this.#terminal.resize(columns, rows);
    this.sitter.handleResize();
    return this.look();
  }
}

let person: Person | undefined;
afterEach(() => person?.sitter.finish());

const trimmed = (rows: readonly string[]): string => rows.map((row) => row.trimEnd()).join('\n');

describe('a screen of a lab', () => {
  test('shows nodes, links, the session and the console, aligned behind Japanese', async () => {
    person = new Person(80, 24);
    const rows = await person.look();
    expect(rows[0]).toMatch(/^ office {2}本社の RTX1210 と PC +0:00:0\d $/);
    const text = trimmed(rows);
    expect(text).toMatch(/^> rt-a RTX1210 192\.168\.0\.1\S* +1 up +rt-a:lan2 - pc1:eth0 +[\d.k]+ delay 10ms/m);
    expect(text).toMatch(/rt-a {2}PP\[ANONYMOUS01\] {2}PPTP yamada 192\.168\.0\.201 +0:00:0\d +>\d+ +<\d+ MPPE-128/);
    expect(text).toContain('Good first words are show status pptp.');
    expect(text).toMatch(/^RT-A>|^>/m);
    expect(rows[23]).toContain('? help  q quit');
  });

  test.each(['en', 'ja'] as const)(
    'what stands beside each other is aligned, whatever is before it (%s)',
    async (language) => {
      for (const withColours of [false, true]) {
        person = new Person(80, 24, { language, withColours });
        let rows = await person.look();
        const cellOf = (word: string): number => {
          const row = rows.find((each) => each.includes(word))!;
          return widthOf(row.slice(0, row.indexOf(word)));
        };
        expect(cellOf(language === 'en' ? 'LINKS' : 'リンク')).toBe(40);
        expect(cellOf('rt-a:lan2 - pc1:eth0')).toBe(41);
        await person.types('cadministrator\r\rdisconnect pp anonymous\r\x1d');
        rows = await person.look(500);
        expect(rows.join()).not.toMatch(/1 up|接続1/);
        expect(cellOf('rt-a:lan2 - pc1:eth0')).toBe(41); // nothing stands at the end of what is before it
        const selected = await person.types('\t');
        expect(selected.find((row) => row.includes('> rt-a:lan2'))).toMatch(/^> rt-a/);
        const wide = (await person.resizes(160, 50)).find(
          (row) => row.includes('CONSOLE') || row.includes('コンソール rt-a'),
        )!;
        expect(widthOf(wide.slice(0, wide.search(/CONSOLE|コンソール/)))).toBe(81);
        person.sitter.finish();
      }
    },
  );

  test('a line is where its pane is, however short the one before it', () => {
    const pane = (x: number, texts: readonly string[]) => ({
      rect: { x, y: 0, width: 10, height: 4 },
      lines: texts.map((text) => [
        { text, tone: 'strong' as const },
        { text: '', tone: 'plain' as const },
      ]),
    });
    const panes = [
      pane(12, ['right', '右', 'x', '']),
      pane(0, ['left', '左の枠', 'spaces    ', 'longer than ten cells']),
    ];
    const arrangement = { kind: 'wide', panes: {}, console: undefined, terminal: { columns: 80, rows: 24 } } as const;
    const drawn = (reversed = false) =>
      face
        .draw(
          { columns: 24, rows: 5, panes: reversed ? [...panes].reverse() : panes, arrangement, cursor: undefined },
          false,
        )
        .map((row) => row.replace(LOOKS, '').trimEnd());
    const rows = ['left        right', '左の枠      右', 'spaces      x', 'longer th…', ''];
    expect(drawn()).toEqual(rows);
    expect(drawn(true)).toEqual(rows);
  });

  test('its console is the router’s: keys, passwords, completion; Ctrl-] comes back', async () => {
    person = new Person(80, 24);
    await person.look();
    await person.types('\radministrator\r\r');
    const typed = trimmed(await person.types('show environ\t\rconsole lines infin\t\r'));
    expect(typed).toContain('RTX1210');
    expect(typed).toMatch(/console lines infinity/);
    expect(typed).toContain('Ctrl-] back to the screen');
    expect(typed).not.toContain('NODES');
    const back = trimmed(await person.types('\x1d'));
    expect(back).toMatch(/^> rt-a RTX1210 .*unsaved/m);
    expect(trimmed(await person.types('q'))).toContain('rt-a would lose what is not saved. Leave?');
    await person.types('n');
    expect(person.sitter.over).toBe(false);
    await person.types('qy');
    expect(person.sitter.over).toBe(true);
  });

  test('cuts the link, tells that the session ended and why, and impairs it', async () => {
    person = new Person(100, 30);
    await person.look();
    await person.types('cadministrator\r\rdisconnect pp anonymous\r\x1d');
    expect(trimmed(await person.look(500))).toMatch(/PP\[ANONYMOUS01\] +PPTP +yamada 192\.168\.0\.201 +\ds ago Normal/);
    const cut = trimmed(await person.types('\tx'));
    expect(cut).toMatch(/^> rt-a +RTX1210 192\.168\.0\.1\S* +cut +> rt-a:lan2 - pc1:eth0 +- cut/m);
    const healed = trimmed(await person.types('i \x1b[B\x1b[B\x15300ms\r'));
    expect(healed).toContain('300ms');
    expect(person.stage.world.cables[0]).toMatchObject({ up: true });
    expect(person.stage.world.cables[0]!.forward.impairments.delay).toBe(300_000);
    await person.types('m');
    expect(person.stage.world.cables[0]!.backward.impairments.delay).toBe(10_000); // as the lab has it
  });

  test('looking at a node is not sitting down at it', async () => {
    person = new Person(80, 24);
    await person.look();
    expect(trimmed(await person.types('\x1b[B'))).toContain('Enter sits you down at pc1');
    expect(trimmed(await person.types('\r'))).toContain('pc1$');
  });

  test('commands with a colon, from the screen and from a console', async () => {
    person = new Person(80, 24);
    await person.look();
    expect(trimmed(await person.types(':explain\r'))).toContain('1 of 1 VPNs up');
    await person.types('\x1b');
    expect(trimmed(await person.types(':impair pc1:eth0 los=1%\r'))).toContain('did you mean "loss"?');
    expect(trimmed(await person.types(':node pc1\r'))).toContain('pc1$');
    expect(trimmed(await person.types(':nodes\r'))).toContain('* pc1');
    expect(trimmed(await person.types(':node rt-a\r'))).toContain('RTX1210 Rev.');
  });

  test('in Japanese, to begin with or by a key, and what its commands say too', async () => {
    person = new Person(80, 24, { language: 'ja' });
    const rows = await person.look();
    expect(rows[1]).toMatch(/^ ノード ─+ {3}リンク ─+ bit\/s$/);
    await person.types('cadministrator\r\rdisconnect pp anonymous\r\x1d');
    expect(trimmed(await person.look(500))).toMatch(
      /PP\[ANONYMOUS01\] +PPTP +yamada 192\.168\.0\.201 +\d秒前 正常切断/,
    );
    expect(trimmed(await person.types(':explain\r'))).toContain('VPN 1 本のうち 0 本が接続中');
    expect(trimmed(await person.types('L'))).toContain('0 of 1 VPNs up');
    expect(trimmed(await person.types('\x1b'))).toContain('SESSIONS ─');
    await person.types('L');
    expect(trimmed(await person.types(':impair pc1:eth0 los=1%\r'))).toContain('「loss」のことですか?');
    expect(trimmed(await person.types('\ti'))).toContain('リンク rt-a:lan2 - pc1:eth0 ─');
    expect(trimmed(await person.types('\x1b[B\x1b[B\x155\r'))).toContain('delay は1us 以上の時間');
  });

  test('the details of a session are those of the router’s own views, until it is over and after', async () => {
    person = new Person(100, 40);
    await person.look();
    const shown = trimmed(await person.types('cadministrator\r\rconsole character en.ascii\rshow status pptp\r'));
    const [, local, remote] = /Call ID: Local (\d+), Remote (\d+)/.exec(shown)!;
    const text = trimmed(await person.types('\x1d\t\t\r'));
    expect(text).toMatch(new RegExp(`call ID +${local} +${remote}$`, 'm'));
    expect(text).toMatch(/^ {2}user +yamada\n {2}authentication +MSCHAP-V2 \(of the other end\)$/m);
    expect(text).toMatch(
      /^ {2}outside +172\.16\.0\.1 +172\.16\.0\.2 pc1 \(rtemu\)\n {2}inside +192\.168\.0\.1 +192\.168\.0\.201$/m,
    );
    const [, sent] = /GRE packets +(\d+)/.exec(text)!;
    person.sitter.handleInput('\x1bcdisconnect pp anonymous\r\x1d');
    await person.look(2000);
    const over = trimmed(await person.types('\r'));
    expect(over).toMatch(
      /^ {2}state +ended at \d\d:\d\d:\d\d, \d+s ago, after 0:00:\d\d\n {2}cause +Normal disconnection$/m,
    );
    expect(over).toMatch(new RegExp(`GRE packets +${sent} `));
  });

  test('details of a node and of a link', async () => {
    person = new Person(80, 24);
    await person.look();
    const node = trimmed(await person.types('v'));
    expect(node).toMatch(/^ {2}model +RTX1210\n {2}firmware +Rev\.14\.01\.42\n {2}serial +RT\d{7}$/m);
    expect(node).toMatch(/^ {2}LAN2 +up {2}172\.16\.0\.1\/24 {2}- pc1:eth0$/m);
    const link = trimmed(await person.types('\x1b\tv'));
    expect(link).toMatch(/^ LINK rt-a:lan2 - pc1:eth0 ─+$/m);
    const { forward } = person.stage.world.cables[0]!;
    expect(link).toMatch(new RegExp(`^ {2}frames sent +${forward.counters.sent} `, 'm'));
    expect(link).toMatch(/^ {2}delay +10ms +10ms$/m);
  });

  test('every size, while it runs', async () => {
    person = new Person(80, 24);
    expect(trimmed(await person.resizes(160, 50))).toMatch(/LOG rt-a ─+\n/);
    expect(trimmed(await person.resizes(60, 15))).not.toContain('LINKS');
    expect(trimmed(await person.resizes(20, 5))).toBe('too small: 20x5\nneeds 40x10\nq leaves\n\n');
    expect(trimmed(await person.resizes(80, 24))).toContain('SESSIONS ─');
  });

  test('writes nothing while nothing changes but the clock, and no more than rows that do', async () => {
    person = new Person(80, 24);
    await person.look(2000);
    person.written.length = 0;
    await person.look(1000);
    const octets = person.written.join('');
    expect(octets.length).toBeLessThan(2000);
    expect(octets).not.toContain('NODES');
  });

  test('colours where there are any, none otherwise, and the terminal as it was', async () => {
    person = new Person(80, 24, { withColours: true });
    await person.look();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are such
    expect(person.written.join('')).toMatch(/\x1b\[3[0-7]m/);
    person.sitter.finish();
    expect(person.written.at(-1)).toBe(LEAVE);
    const plain = new Person(80, 24);
    await plain.look();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are such
    expect(plain.written.join('')).not.toMatch(/\x1b\[3[0-7]m/);
    plain.sitter.finish();
  });

  test('what a console is sent stays in its pane', async () => {
    const pane = new Emulation(20, 4, () => {});
    pane.write('\x1b]0;x\x07\x1b[?1049h\x1b[999;999Hend\x1b[1;1H\x1b[41mred\x1b[7m本\x07\u202e');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const rows = pane.rows(4).map((row) => row.replace(LOOKS, ''));
    expect(rows[0]).toMatch(/^red本 +$/);
    expect(rows[3]).toMatch(/^nd +$/); // it went on in the next row, which scrolled the others up
    pane.write('x'.repeat(3_000_000));
    expect(pane.rows(4).length).toBe(4);
    pane.dispose();
  });
});
