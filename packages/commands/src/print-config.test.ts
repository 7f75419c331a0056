import { describe, expect, test } from '@jest/globals';
import { difference } from '@rtemu/config/difference';
import { Document } from '@rtemu/config/document';
import { GLOBAL, ppSelection, type Selection, tunnelSelection } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import { MODEL_NAMES, type ModelName } from '@rtemu/models/profile';
import fc from 'fast-check';
import { CommandLanguage } from './language.js';
import { replay } from './replay.js';
import { ROWS } from './rows.js';
import { drawsFrom, inFile, printLine, selectionFor, typeCommand, typeDocument } from './typist.suite.js';

const languages = new Map<ModelName, CommandLanguage>();
const languageOf = (name: ModelName): CommandLanguage => {
  let language = languages.get(name);
  if (language === undefined) languages.set(name, (language = new CommandLanguage(profileOf(name))));
  return language;
};

const read = (lines: readonly string[], name: ModelName) => {
  const { lines: replayed, document } = replay(lines.join('\n'), profileOf(name));
  return { faults: replayed.filter(({ verdict }) => verdict.kind === 'fault').map(({ text }) => text), document };
};

const differences = (a: Document, b: Document): readonly string[] => [...difference(a, b).sections];

describe('printing and reading are inverse', () => {
  for (const name of ['RTX1210', 'RTX1100', 'RT58i', 'RTA55i', 'RT300i', 'RTX1300'] as const)
    test(`random configurations of ${name}`, () => {
      const language = languageOf(name);
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { document, lines } = typeDocument(language, 40, drawsFrom(seed));
          const printed = language.printConfig(document, { secrets: true });
          const again = read(printed, name);
          const differing = differences(document, again.document);
          expect({ faults: again.faults, differing, lines }).toEqual({ faults: [], differing: [], lines });
          expect(language.printConfig(again.document, { secrets: true })).toEqual(printed);
        }),
        { numRuns: 40 },
      );
    });

  test('the typist gets every setting right at some time, on one model or another', () => {
    const never: string[] = [];
    const rows = ROWS.all;
    for (const row of rows) {
      if (row.kind !== 'setting') continue;
      const name = MODEL_NAMES.find((model) => languageOf(model).machine.allows(row.on).open)!;
      const language = languageOf(name);
      const draw = drawsFrom(7);
      const document = new Document(language.machine);
      const isAccepted = Array.from({ length: 60 }).some(() => {
        const line = printLine(typeCommand(row, language, draw));
        return language.load(inFile(selectionFor(row, draw)), document.edit(), document, line).kind === 'configured';
      });
      if (!isAccepted) never.push(`${name}: ${row.syntax.usage('en', language.machine)}`);
    }
    expect(never).toEqual([]);
  });

  test('a line is the same command whether all commands are looked at or not', () => {
    for (const name of ['RTX1210', 'RT58i', 'RTA55i'] as const) {
      const language = languageOf(name);
      const draw = drawsFrom(11);
      for (const row of language.rows)
        for (let i = 0; i < 6; i++) {
          const line = printLine(typeCommand(row, language, draw));
          const session = inFile(selectionFor(row, draw));
          const [quick, thorough] = [language.parse(session, line), language.parse(session, line, true)];
          expect({ line, read: quick }).toEqual({ line, read: thorough });
        }
    }
  });

  test('no undoes every line, down to the empty configuration', () => {
    const language = languageOf('RTX1210');
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { document } = typeDocument(language, 25, drawsFrom(seed));
        const draft = document.edit();
        let selection: Selection = GLOBAL;
        for (const line of language.printConfig(document, { secrets: true })) {
          const outcome = language.load(inFile(selection), draft, document, line);
          if (outcome.kind === 'selected') selection = outcome.selection;
          else language.load(inFile(selection), draft, document, `no ${line.trim()}`);
        }
        // Passwords have no `no`: they are taken away by an empty answer. That all were disabled is unsaid by enabling all.
        const left = language.printConfig(draft.finish(), { secrets: true });
        const kept = /^(?:(?:login|administrator) password .*|(?:pp disable|no tunnel enable) all)$/;
        expect(left.filter((line) => !kept.test(line))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('show config', () => {
  const shown = (name: ModelName, ...lines: string[]): readonly string[] => {
    const { document, faults } = read(lines, name);
    expect(faults).toEqual([]);
    return languageOf(name).printConfig(document);
  };

  test('puts what belongs to a provider under its name', () => {
    const lines = [
      'provider type isdn-terminal',
      'provider set 1 isp',
      ' provider dns server pp 1 1',
      ' provider select 1',
    ];
    expect(shown('RT58i', 'ip filter 1 pass * * * * *', ...[...lines].reverse())).toEqual([
      ...lines,
      'ip filter 1 pass * * * * *',
    ]);
  });

  test('ends a block with the line that enables it', () => {
    expect(
      shown(
        'RTX1210',
        'pp select 1',
        'pp enable 1',
        'pppoe use lan2',
        'netvolante-dns hostname host pp server=1 branch.aa0.netvolante.jp',
      ),
    ).toEqual([
      'pp select 1',
      ' pppoe use lan2',
      ' netvolante-dns hostname host pp server=1 branch.aa0.netvolante.jp',
      ' pp enable 1',
    ]);
  });

  test('is in the order of the device, whatever the order of entry', () => {
    expect(
      shown(
        'RTX1100',
        'pptp service on',
        'syslog notice on',
        'tunnel select 1',
        'tunnel enable 1',
        'tunnel encapsulation pptp',
        'pp select anonymous',
        'pp enable anonymous',
        'ip pp mtu 1280',
        'ppp ccp type mppe-any',
        'pp auth request mschap-v2',
        'pp bind tunnel1',
        'pp select 2',
        'pp enable 2',
        'pp always-on on',
        'ip lan3 address 10.0.0.1/8',
        'ip lan1 proxyarp on',
        'ip lan2 address 172.16.0.1/16',
        'ip lan1 address 192.168.100.1/24',
        'ip route 192.168.2.0/24 gateway tunnel 1',
        'ip route default gateway pp 1',
        'console prompt YAMAHA-SUDOU',
        'security class 1 on on',
      ),
    ).toEqual([
      'security class 1 on on',
      'console prompt YAMAHA-SUDOU',
      'ip route default gateway pp 1',
      'ip route 192.168.2.0/24 gateway tunnel 1',
      'ip lan1 address 192.168.100.1/24',
      'ip lan1 proxyarp on',
      'ip lan2 address 172.16.0.1/16',
      'ip lan3 address 10.0.0.1/8',
      'pp select 2',
      ' pp always-on on',
      ' pp enable 2',
      'pp select anonymous',
      ' pp bind tunnel1',
      ' pp auth request mschap-v2',
      ' ppp ccp type mppe-any',
      ' ip pp mtu 1280',
      ' pp enable anonymous',
      'tunnel select 1',
      ' tunnel encapsulation pptp',
      ' tunnel enable 1',
      'syslog notice on',
      'pptp service on',
    ]);
  });

  // RTX1100 Rev.8.03.92 and RTX1000 Rev.8.01.27 print so.
  test('puts key exchange inside the tunnel that it is for, and the lines of a NAT descriptor together', () => {
    expect(
      shown(
        'RTX1100',
        'nat descriptor type 1 masquerade',
        'nat descriptor type 2 masquerade',
        'nat descriptor masquerade static 1 2 192.168.1.1 esp',
        'nat descriptor masquerade static 1 1 192.168.1.1 udp 500',
        'nat descriptor address outer 1 ipcp',
        'nat descriptor log on',
        'ipsec ike remote address 1 200.1.1.1',
        'ipsec ike remote address 2 any',
        'ipsec ike pre-shared-key 1 text presharedkey',
        'ipsec sa policy 101 1 esp aes-cbc sha-hmac',
        'ipsec auto refresh on',
        'tunnel select 1',
        'tunnel enable 1',
        'ip tunnel tcp mss limit auto',
        'ipsec tunnel 101',
        'ipsec ike keepalive log 1 off',
      ),
    ).toEqual([
      'tunnel select 1',
      ' ipsec tunnel 101',
      '  ipsec sa policy 101 1 esp aes-cbc sha-hmac',
      '  ipsec ike keepalive log 1 off',
      '  ipsec ike pre-shared-key 1 text presharedkey',
      '  ipsec ike remote address 1 200.1.1.1',
      ' ip tunnel tcp mss limit auto',
      ' tunnel enable 1',
      'nat descriptor log on',
      'nat descriptor type 1 masquerade',
      'nat descriptor address outer 1 ipcp',
      'nat descriptor masquerade static 1 1 192.168.1.1 udp 500',
      'nat descriptor masquerade static 1 2 192.168.1.1 esp',
      'nat descriptor type 2 masquerade',
      'ipsec auto refresh on',
      'ipsec ike remote address 2 any',
    ]);
  });

  test('hides passwords that open the router, and no others', () => {
    const lines = [
      'login password letmein',
      'administrator password encrypted 1a2b3c',
      'login user bob hunter2',
      'pp select 1',
      'pp auth myname me mine',
      'pp auth username you yours',
    ];
    expect(shown('RTX1210', ...lines)).toEqual([
      'login password *',
      'administrator password encrypted *',
      'login user bob *',
      'pp select 1',
      ' pp auth myname me mine',
      ' pp auth username you yours',
    ]);
    const { document } = read(lines, 'RTX1210');
    expect(languageOf('RTX1210').printConfig(document, { secrets: true }).slice(0, 3)).toEqual([
      'login password letmein',
      'administrator password encrypted 1a2b3c',
      'login user bob hunter2',
    ]);
  });

  test('shows a value that was set to its initial value, and none that was not set', () => {
    expect(shown('RTX1210', 'pp select 1', 'pptp service type server', 'no pp select', 'console lines 24')).toEqual([
      'console lines 24',
      'pp select 1',
      ' pptp service type server',
    ]);
    expect(shown('RTX1210')).toEqual([]);
  });

  test('of a part is that block', () => {
    const { document } = read(['pp select 1', 'pp enable 1', 'tunnel select 2', 'tunnel enable 2'], 'RTX1210');
    const print = (part: Selection) => languageOf('RTX1210').printConfig(document, { secrets: false }, part);
    expect(print(ppSelection(1))).toEqual(['pp select 1', ' pp enable 1']);
    expect(print(tunnelSelection(2))).toEqual(['tunnel select 2', ' tunnel enable 2']);
    expect(print(ppSelection(7))).toEqual([]);
  });
});
