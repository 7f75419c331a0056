import { describe, expect, test } from '@jest/globals';
import { after, type Instant, seconds } from '@rtemu/engine/time';
import { World } from '@rtemu/lab/world';
import type { MemoryName } from '@rtemu/models/machine';
import { TextDecoding } from '@rtemu/service/encoding/text-codec';
import { type EpochSeconds, epochOf } from '../calendar.js';
import { commandLanguageOf } from '../command-language-of.js';
import { createDataPlane } from '../data-plane.js';
import { Router } from '../router.js';
import { ExternalMemory } from './external-memory.js';
import { fileOf } from './memory-files.js';
import { insertMemory, removeMemory } from './plugging.js';

const CLOCK: EpochSeconds = epochOf({ year: 2026, month: 7, day: 5, hour: 12, minute: 0, second: 0 });
const ENGLISH = 'console character en.ascii\nconsole lines infinity\n';

const stick = (files: Readonly<Record<string, string>> = {}, capacity?: number): ExternalMemory =>
  new ExternalMemory(
    Object.entries(files).map(([path, text]) => ({ path, octets: fileOf(text) })),
    capacity,
  );

/** A router with memories in it, and an administrator at its console. */
class Desk {
  readonly router: Router;
  readonly #world: World;

  constructor(memories: Partial<Record<MemoryName, ExternalMemory>> = {}, config = ENGLISH, model = 'RTX1210') {
    const plane = createDataPlane();
    this.#world = new World(plane.arena, 1);
    this.router = new Router(plane, this.#world.random.fork('rt'), {
      ...{ name: 'rt', language: commandLanguageOf(model), startupConfig: config, clock: CLOCK, memories },
    });
    this.#world.add(this.router);
  }

  /** What the router answers to lines that are typed at a new console. */
  type(...lines: string[]): string {
    const console = this.router.openConsole(this.now);
    const answers = ['administrator', '', ...lines].map((line) => {
      console.pollText();
      console.handleLine(this.now, line);
      return console.pollText() ?? '';
    });
    return answers.slice(2).join('');
  }

  get now(): Instant {
    return this.#world.now;
  }

  /** The world hears of what was done to the router from outside. */
  settle(): void {
    this.#world.settle(this.router);
  }

  run(seconds_: number): void {
    this.#world.run(after(this.now, seconds(seconds_)));
  }

  /** What is in a file of the USB memory. */
  file(path: string): string | undefined {
    const octets = this.router.memories.inside('usb1')?.read(path);
    return octets === undefined || typeof octets === 'string' ? octets : new TextDecoding('shift_jis').read(octets);
  }
}

describe('show ... > usb1:file', () => {
  test('writes what would be shown, with CR LF; >> behind what is there', () => {
    const desk = new Desk({ usb1: stick() });
    expect(desk.type('show config | grep character > usb1:a.txt', 'show config | grep lines >> usb1:/A.TXT')).toBe('');
    expect(desk.file('/a.txt')).toBe('console character en.ascii\r\nconsole lines infinity\r\n');
  });

  test('asks before another file is lost; one may take the memory away meanwhile', () => {
    const desk = new Desk({ usb1: stick({ '/a': 'old' }) });
    const console = desk.router.openConsole(desk.now);
    for (const line of ['administrator', '', 'show status usbhost > usb1:a']) console.handleLine(desk.now, line);
    expect(console.prompt).toBe('The file already exists. Overwrite it ? (Y/N)');
    console.handleLine(desk.now, 'n');
    expect(desk.file('/a')).toBe('old');
    console.handleLine(desk.now, 'show status usbhost > usb1:a');
    console.handleLine(desk.now, 'y');
    expect(desk.file('/a')).toMatch(/^usb1: /);
    console.handleLine(desk.now, 'show status usbhost > usb1:a');
    const memory = removeMemory(desk.now, desk.router, 'usb1')!;
    console.pollText();
    console.handleLine(desk.now, 'y');
    expect(console.pollText()).toContain('Error: External memory is not attached');
    insertMemory(desk.now, desk.router, 'usb1', memory);
    expect(desk.file('/a')).toContain('An external memory is attached');
  });

  test.each([
    ['show arp > usb1:..', 'Error: Invalid file name'],
    ['show arp > usb1:/', 'Error: The specified file is a directory'],
    ['show arp > usb1:/nowhere/a', 'Error: The specified file does not exist'],
    ['show arp > sd1:a', 'Error: External memory is not attached'],
    ['show arp > /a', 'Error: Illegal keyword'],
    ['show arp > *:a', 'Error: Illegal keyword'],
    ['show arp > usb1:a | grep x', 'Error: Insufficient or too many parameters'],
    ['show arp > usb1:a > usb1:b', 'Error: Insufficient or too many parameters'],
    ['show arp | less > usb1:a', 'Error: Insufficient or too many parameters'],
    ['show config 4 > usb1:a', 'Error: The specified file does not exist'],
  ])('%s: %s', (line, answer) => {
    const desk = new Desk({ usb1: stick() });
    expect(desk.type(line)).toBe(`${answer}\n`);
    expect(desk.router.memories.get('usb1')!.files).toBe(0);
  });

  test('on a full memory writes as much as there is room for (manual 2.5.3)', () => {
    const desk = new Desk({ usb1: stick({}, 20) });
    expect(desk.type('show config > usb1:a')).toBe('Error: Not enough space on the external memory\n');
    expect(desk.file('/a')).toHaveLength(20);
  });

  test('is nothing for a model without a place for one', () => {
    const desk = new Desk({ usb1: stick() }, 'console lines infinity\nconsole character ascii\n', 'RTX1100');
    expect(desk.type('show arp > usb1:a', 'save usb1:a')).toBe('Error: Illegal keyword\n'.repeat(2));
    expect(new Desk({}, ENGLISH, 'RTX1100').router.memories.names).toEqual([]);
  });
});

describe('configurations on a memory', () => {
  test('are saved, shown, compared, loaded, copied and run', () => {
    const desk = new Desk({ usb1: stick() });
    expect(desk.type('console prompt kept', 'save usb1:/rt.txt "a comment"')).toBe('Saving ... usb1:/rt.txt Done .\n');
    expect(desk.file('/rt.txt')).toBe(`# a comment\r\n${`${ENGLISH}console prompt kept\n`.replace(/\n/g, '\r\n')}`);
    expect(desk.router.isSaved).toBe(false); // the file that it started with is another
    desk.type('console prompt changed');
    expect(desk.type('show config usb1:rt.txt')).toContain('console prompt kept');
    expect(desk.type('show config difference usb1:rt.txt')).toBe('console prompt kept\n');
    expect(desk.type('load usb1:rt.txt silent')).toBe('');
    expect(desk.router.openConsole(desk.now).prompt).toBe('kept> ');
    expect(desk.type('copy config usb1:rt.txt 3', 'copy config 3 usb1:three.txt')).toBe('');
    expect(desk.router.files.get(3)?.text).toContain('console prompt kept');
    expect(desk.file('/three.txt')).toBe(desk.file('/rt.txt'));
    desk.router.memories.get('usb1')!.write('/m', fileOf('console prompt $1\necho done\n'), CLOCK);
    expect(desk.type('call usb1:m macro')).toBe('done\n');
    expect(desk.router.openConsole(desk.now).prompt).toBe('macro> ');
  });

  test.each([
    ['load usb1:binary', 'The specified file is no text, or too large'],
    ['copy config usb1:binary 0', 'The specified file is no text, or too large'],
    ['call usb1:binary', 'The specified file is no text, or too large'],
    ['load usb1:nothing', 'The specified file does not exist'],
    ['load usb1:/', 'The specified file is a directory'],
    ['copy config usb1:binary sd1:x', 'Illegal keyword'],
    ['copy config 0 usb1:/no/where', 'The specified file does not exist'],
    ['copy config 4 usb1:x', 'The specified file does not exist'],
    ['save *:x', 'Illegal keyword'],
    ['save sd1:x', 'External memory is not attached'],
    ['save usb1:../x', 'Invalid file name'],
    ['load sd1:x', 'External memory is not attached'],
  ])('%s: %s', (line, fault) => {
    const desk = new Desk({ usb1: stick({ '/binary': '\0\u0001' }) });
    expect(desk.type(line)).toBe(`Error: ${fault}\n`);
    expect(desk.router.configurationText()).toBe(ENGLISH);
  });

  test('are saved whole or not at all', () => {
    const desk = new Desk({ usb1: stick({ '/a': 'old\n' }, 30) });
    expect(desk.type('save usb1:a')).toBe('Error: Not enough space on the external memory\n');
    expect(desk.file('/a')).toBe('old\r\n');
  });
});

describe('a start', () => {
  const booted = (files: Record<string, string>, config = ENGLISH) => new Desk({ usb1: stick(files) }, config);
  const promptOf = (desk: Desk): string => desk.router.openConsole(desk.now).prompt;

  test('is from config.txt of a memory, where save then saves', () => {
    const desk = booted({ '/config.txt': `${ENGLISH}console prompt stick` });
    expect(promptOf(desk)).toBe('stick> ');
    expect(desk.type('show log')).toContain('Configuration loaded from "usb1:/config.txt"');
    expect(desk.type('show environment')).toContain('usb1:/config.txt');
    expect(desk.type('console prompt other', 'save')).toBe('Saving ... usb1:/config.txt Done .\n');
    expect([desk.router.isSaved, desk.file('/config.txt')?.includes('console prompt other')]).toEqual([true, true]);
    desk.type('restart');
    expect(promptOf(desk)).toBe('other> ');
    removeMemory(desk.now, desk.router, 'usb1');
    expect(desk.type('save')).toBe('Error: External memory is not attached\n');
    desk.type('restart');
    expect(promptOf(desk)).toBe('> ');
  });

  test('is from the card before the USB memory, from the name that is set, or not at all', () => {
    const [usb1, sd1] = [stick({ '/config.txt': 'console prompt usb' }), stick({ '/config.txt': 'console prompt sd' })];
    expect(promptOf(new Desk({ usb1, sd1 }))).toBe('sd> ');
    expect(promptOf(new Desk({ usb1, sd1 }, 'sd use off'))).toBe('usb> ');
    expect(promptOf(new Desk({ usb1, sd1 }, 'external-memory boot permit off'))).toBe('> ');
    expect(promptOf(new Desk({ usb1, sd1 }, 'external-memory config filename off'))).toBe('> ');
    expect(promptOf(new Desk({ usb1, sd1 }, 'external-memory config filename usb1:CONFIG.txt'))).toBe('usb> ');
    expect(promptOf(new Desk({ usb1, sd1 }, 'external-memory config filename *:a.txt,usb1:/config.txt'))).toBe('usb> ');
  });

  test('passes over what it cannot read, and says so', () => {
    const desk = booted({ '/config.rtfg': 'x', '/config.txt': '\0' });
    expect(promptOf(desk)).toBe('> ');
    expect(desk.type('show log')).toMatch(
      /"usb1:\/config\.rtfg" passed over: enciphered[\s\S]*"usb1:\/config\.txt" passed/,
    );
  });
});

describe('memories', () => {
  test('come and go, and are used or not', () => {
    const desk = new Desk();
    expect(desk.type('show status external-memory')).toBe(
      [
        'usb1: USB port 1',
        '  No external memory is attached',
        'sd1: microSD slot',
        '  No external memory is attached',
        '',
      ].join('\n'),
    );
    expect(insertMemory(desk.now, desk.router, 'usb1', stick({ '/a': '12' }, 100))).toBe(true);
    expect(insertMemory(desk.now, desk.router, 'usb1', stick())).toBe(false);
    expect(desk.type('show status usbhost')).toContain('Free: 98 bytes');
    expect(desk.type('usbhost use off', 'show status usbhost', 'show file list usb1:/')).toBe(
      'usb1: USB port 1\n  Not in use\nError: External memory is not attached\n',
    );
    expect(desk.type('no usbhost use', 'show file list usb1:/ file-only')).toBe('a\n');
    removeMemory(desk.now, desk.router, 'usb1');
    const told = ['attached', 'detached', 'attached', 'detached'].map((how) => `USB1: external memory ${how}`);
    expect(desk.type('show log | grep USB1').match(/USB1: .*/g)).toEqual(told);
  });

  test('have files that are made, copied, renamed and deleted', () => {
    const [usb1, sd1] = [stick({ '/a.txt': 'one' }), stick()];
    const desk = new Desk({ usb1, sd1 });
    expect(
      desk.type('make directory usb1:/d', 'copy usb1:/a.txt usb1:/d', 'copy usb1:/d sd1:/e', 'copy usb1:/d usb1:/d/f'),
    ).toBe('');
    expect(desk.type('show file list sd1:/ all file-only')).toBe('e/\ne/a.txt\n');
    expect(desk.type('show file list usb1:/ all')).toBe(
      [
        ...[
          '-                            3 a.txt',
          '2026/07/05 12:00:00      <DIR> d/',
          '2026/07/05 12:00:00          3 d/a.txt',
        ],
        ...['2026/07/05 12:00:00      <DIR> d/f/', '2026/07/05 12:00:00          3 d/f/a.txt', ''],
      ].join('\n'),
    );
    expect(desk.type('rename sd1:/e/a.txt b.txt', 'delete usb1:/d', 'show file list sd1:/e file-only')).toBe('b.txt\n');
    expect(desk.type('set PWD=sd1:/e', 'delete b.txt', 'show file list sd1:/e')).toBe('');
    expect([usb1.files, usb1.directories]).toEqual([1, 0]);
  });

  test.each([
    ['delete usb1:/', 'Error: The specified file is a directory'],
    ['delete usb1:/x', 'Error: The specified file does not exist'],
    ['copy usb1:/d usb1:/a', 'Error: The specified file already exists'],
    ['copy usb1:/a usb1:/a', 'Error: The specified file already exists'],
    ['copy usb1:/a usb1:/x/y', 'Error: The specified file does not exist'],
    ['rename usb1:/a d', 'Error: The specified file already exists'],
    ['rename usb1:/a ../b', 'Error: Invalid file name'],
    ['make directory usb1:/a', 'Error: The specified file already exists'],
    ['make directory /lua', 'rtemu: "make directory /lua" is known here, but not emulated'],
    ['copy usb1:/a /a', 'rtemu: "copy usb1:/a /a" is known here, but not emulated'],
    ['copy config 0 1', ''],
  ])('%s: %s', (line, answer) => {
    const desk = new Desk({ usb1: stick({ '/a': '1' }) });
    desk.type('make directory usb1:/d', 'save');
    expect(desk.type(line)).toBe(answer === '' ? '' : `${answer}\n`);
  });
});

describe('schedule at', () => {
  test('types a line when a memory comes, and when one is there at the start', () => {
    const schedule = (slot: string) => `${ENGLISH}schedule at 1 ${slot}-attached * load usb1:new.txt silent\n`;
    const usb1 = stick({ '/new.txt': `${ENGLISH}console prompt NEW` });
    const promptAfter = (desk: Desk): string => {
      desk.settle();
      desk.run(2);
      return desk.router.openConsole(desk.now).prompt;
    };
    const desk = new Desk({}, schedule('usb'));
    desk.run(10);
    insertMemory(desk.now, desk.router, 'usb1', usb1);
    expect(promptAfter(desk)).toBe('NEW> ');
    expect(promptAfter(new Desk({ usb1 }, schedule('usb')))).toBe('NEW> ');
    expect(promptAfter(new Desk({ usb1 }, schedule('sd')))).toBe('> ');
  });
});

describe('external-memory syslog filename', () => {
  const SYSLOG = `${ENGLISH}external-memory syslog filename usb1:rt.log limit=1 backup=2\n`;

  test('writes what is logged, from the start on, each two seconds', () => {
    const desk = new Desk({ usb1: stick() }, SYSLOG);
    expect(desk.file('/rt.log')).toBe('no-such-file');
    desk.run(3);
    expect(desk.file('/rt.log')).toMatch(
      /^2026\/07\/05 12:00:00: Power-on boot\r\n[\s\S]*USB1: external memory attached\r\n$/,
    );
    desk.type('echo');
    desk.run(3);
    expect(desk.type('show log external-memory')).toContain('Login succeeded for Serial');
    expect(desk.type('show log external-memory backup')).toBe('');
  });

  test('begins a new file on demand or at its limit, and keeps so many', () => {
    const usb1 = stick();
    const desk = new Desk({ usb1 }, SYSLOG);
    for (let i = 0; i < 4; i++) {
      desk.run(10);
      expect(desk.type('rotate external-memory syslog')).toBe('');
    }
    expect(desk.type('show log external-memory backup')).toBe('rt_20260705_120030.bak\nrt_20260705_120040.bak\n');
    expect(desk.type('show log external-memory backup 20260705_120040')).toContain('succeeded for Serial');
    usb1.write('/rt.log', new Uint8Array(1 << 20), CLOCK);
    desk.run(10);
    expect(desk.type('show log external-memory backup')).toBe('rt_20260705_120040.bak\nrt_20260705_120050.bak\n');
    expect(
      desk.type('clear external-memory syslog', 'show log external-memory backup', 'show log external-memory'),
    ).toBe('');
  });

  test('says once that nothing more fits, and goes on where something does', () => {
    const usb1 = stick({ '/a': 'x'.repeat(50) }, 60);
    const desk = new Desk({ usb1 }, SYSLOG);
    for (let i = 0; i < 3; i++) {
      desk.type('echo');
      desk.run(10);
    }
    expect(desk.type('show log').match(/USB1: the log cannot be written/g)).toHaveLength(1);
    usb1.remove('/a');
    removeMemory(desk.now, desk.router, 'usb1');
    desk.run(10);
    expect(desk.router.nextTimeout()).toBeGreaterThan(desk.now);
  });

  test('shows no password', () => {
    const desk = new Desk();
    const lines = [
      'external-memory syslog filename usb1:a aes128 naisho12',
      'external-memory config filename *:a.txt 1 himitsu1',
    ];
    expect(desk.type(...lines, 'show config | grep external')).toBe(
      'Searching ...\nexternal-memory config filename *:a.txt 1 *\nexternal-memory syslog filename usb1:a aes128 *\n',
    );
    expect(desk.router.configurationText()).toMatch(/himitsu1[\s\S]*naisho12/);
  });

  test('takes no name of a backup; without a name there is nothing to show', () => {
    const desk = new Desk();
    expect(desk.type('external-memory syslog filename usb1:a.bak')).toBe('Error: Invalid file name\n');
    expect(desk.type('external-memory syslog filename usb1:a.rtfg')).toBe('Error: Invalid file name\n');
    expect(desk.type('show log external-memory')).toBe('Error: No log file is set on an external memory\n');
    expect(desk.type('external-memory syslog filename usb1:a', 'rotate external-memory syslog')).toBe(
      'Error: External memory is not attached\n',
    );
  });
});
