/** Every screen in `fixtures/consoles/samples`, and the state of a running router that leads to it. */
import { describe, expect, test } from '@jest/globals';
import type { CivilTime } from '@rtemu/commands/status';
import { after, type Duration, seconds as secondsOf } from '@rtemu/engine/time';
import { MILLION } from '@rtemu/lab/impairments';
import { ipv4 } from '@rtemu/wire/address';
import { differsFrom, SAMPLES, type Sample } from './sample-file.suite.js';
import { SCREENS, TABLES } from './samples-tables.suite.js';
import { Site } from './site.suite.js';

/** A time as it stands on the screens: `2020/01/06 16:59:16`. */
function time(text: string): CivilTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
}

const secondsBetween = (from: string, to: string): number => {
  const [a, b] = [from, to].map((text) => Date.parse(`${text.replaceAll('/', '-').replace(' ', 'T')}Z`) / 1000);
  return b! - a!;
};

/** A router `rt` that is the machine of the sample. */
type Build = (sample: Sample, site: Site) => void;

const powerOn = (sample: Sample, site: Site, config: string, clock?: string): void => {
  const { model, firmware } = sample;
  site.router('rt', config, { model, firmware, bare: true, ...(clock && { clock: time(clock) }) });
};

const NEVER_OUT = 'login timer clear\n';

/** A provider whose concentrator is called so, and the line to it. */
function provide(site: Site, concentrator: string, own: string, given: string | undefined, port: string): void {
  site.provider('PASS', {
    pppoe: {
      cards: ['dsl'],
      name: concentrator,
      address: ipv4(own),
      services: [],
      authentication: ['chap'],
      subscribers: [{ name: 'USER', password: 'PASS', address: ipv4(given ?? '203.0.113.9'), networks: [] }],
      pool: undefined,
      dns: [ipv4('192.0.2.53'), ipv4('192.0.2.54')],
      sessionsMax: 4,
    },
  });
  site.cable(`rt:${port}`, 'isp:dsl');
}

/** One echo whose IP packet has so many octets: 20 of IP and 8 of ICMP among them. */
const pingOfOctets = (site: Site, from: string, octets: number, to: string): string =>
  site.type(from, `ping -c 1 -s ${octets - 28} ${to}`);

function untilConnectedFor(site: Site, seconds: number): void {
  const pp = site.routers.get('rt')!.system.pps.numbered(1)!;
  site.world.run(after(pp.onlineSince!, secondsOf(seconds)));
}

/** The lines of a configuration in an order in which nobody prints them: settings before blocks, the last before the first. */
function typedFrom(sample: Sample): readonly string[] {
  const lines = sample.linesFor(undefined).filter((line) => !/^(?:# |ess=|\.\.\.)/.test(line));
  const blocks = lines.filter((line, i) => line.startsWith(' ') || lines[i + 1]?.startsWith(' '));
  return [...lines.filter((line) => !blocks.includes(line)).reverse(), ...blocks];
}

/** A router whose PP 1 is a subscriber on `lan2`, in what language its model has at first or in English. */
function subscribe(sample: Sample, site: Site, lan = 'lan2', enabled = ' pp enable 1\n'): void {
  const english = sample.name.endsWith('-en') ? 'console character en.ascii\n' : '';
  const pp = `pp select 1\n pppoe use ${lan}\n pp auth accept chap\n pp auth myname USER PASS\n${enabled}`;
  powerOn(sample, site, `${english}${pp}`);
}

/** The state of a subscriber whom nobody has called up yet, or so many milliseconds after somebody did. */
const dialling =
  (milliseconds: number): Build =>
  (sample, site) => {
    subscribe(sample, site);
    provide(site, 'BAS', '203.0.113.1', undefined, 'lan2');
    site.type('rt', 'connect 1');
    site.run(milliseconds / 1000);
  };

const hungUp: Build = (sample, site) => {
  dialling(1000)(sample, site);
  site.type('rt', 'disconnect 1');
  site.run(1);
};

/** A DHCP server with three leases, so many seconds before the end of the first. */
const leased =
  (secondsLeft: number, language = '', reserved = ''): Build =>
  (sample, site) => {
    powerOn(
      sample,
      site,
      `${language}ip lan1 address 192.168.100.1/23
dhcp service server
dhcp server rfc2131 compliant except remain-silent
dhcp scope 1 192.168.100.2-192.168.101.254/23
${reserved}`,
    );
    site.router(
      'nas',
      'ip lan2 address dhcp\ndhcp client hostname lan2 primary nas\n' +
        'dhcp client client-identifier lan2 primary type 1 00 00 5e 00 53 01\n',
    );
    site.cable('rt:lan1', 'nas:lan2');
    site.run(20);
    site.type('rt', 'dhcp manual lease 192.168.100.3 00:00:5e:00:53:02');
    site.type('rt', 'dhcp manual lease 192.168.100.4 00:00:5e:00:53:03');
    const { server } = site.routers.get('rt')!.system.optional.dhcp.get().desk;
    site.world.run(after(server.leasesIn(site.world.now, 1)[0]!.until, -secondsOf(secondsLeft) as Duration));
  };

/** Ten frames out of `lan1`, of 5678 octets together. */
const echoing =
  (config: string): Build =>
  (sample, site) => {
    powerOn(sample, site, `${config}ip lan1 address 192.168.0.1/24\n`);
    site.pc('192.168.0.2', '192.168.0.1');
    site.cable('rt:lan1', 'pc:eth0');
    site.run(3);
    pingOfOctets(site, 'rt', 100, '192.168.0.2');
    site.type('rt', 'clear status lan1');
    for (let i = 0; i < 9; i++) pingOfOctets(site, 'rt', 567 - 14, '192.168.0.2');
    pingOfOctets(site, 'rt', 575 - 14, '192.168.0.2');
  };

const tunnelEnd = (
  own: string,
  peer: string,
  lan: number,
  role: string,
): string => `${NEVER_OUT}ip lan1 address 192.168.${lan}.1/24
ip lan2 address ${own}/24
ip route 192.168.${3 - lan}.0/24 gateway pp 1
pp select 1
 pp bind tunnel1
${role}
 ppp ipcp ipaddress on
 ppp ccp type mppe-any
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address ${peer}
 pptp tunnel disconnect time off
 tunnel enable 1
pptp service on
`;

const SERVER = ' pp auth request mschap-v2\n pp auth username b PASS\n pptp service type server';
const CLIENT = ' pp auth accept mschap-v2\n pp auth myname b PASS\n pptp service type client';

/** A PPTP server that another router dials so many seconds after power-on. */
function dialFrom(sample: Sample, site: Site, language: string, clock: string, after: number): void {
  powerOn(sample, site, `${language}${tunnelEnd('192.0.2.1', '192.0.2.2', 1, SERVER)}`, clock);
  site.router('far', tunnelEnd('192.0.2.2', '192.0.2.1', 2, CLIENT), 'RTX1100');
  site.cable('rt:lan2', 'far:lan2');
  site.run(after);
  site.type('far', 'connect 1');
  site.run(1);
}

const WITHOUT_TAG: Build = (sample, site) => subscribe(sample, site, 'lan2/1');
const WITHOUT_LINE: Build = (sample, site) => subscribe(sample, site, 'lan2', '');

const BUILDS: Readonly<Record<string, Build>> = {
  ...TABLES,
  'environment-rtx1210-en': (sample, site) => {
    const boot = '2020/01/06 16:59:16';
    powerOn(sample, site, `console character en.ascii\nconsole columns 200\n${NEVER_OUT}`, boot);
    site.type('rt', 'save 2');
    site.type('rt', 'set-default-config 2');
    site.run(secondsBetween(boot, '2020/03/17 16:21:59'));
  },
  'environment-rtx1200-en': (sample, site) => {
    const restarted = '2021/01/24 12:32:36';
    powerOn(sample, site, `console character ascii\n${NEVER_OUT}`, '2021/01/24 12:31:36');
    site.run(60);
    site.type('rt', 'save 1');
    site.type('rt', 'set-default-config 1');
    site.type('rt', 'restart');
    site.type('rt', 'administrator');
    site.type('rt', '');
    site.type('rt', 'save 0');
    site.type('rt', 'set-default-config 0');
    site.run(secondsBetween(restarted, '2021/01/30 09:44:53'));
  },
  'environment-rtx1210-ja': (sample, site) => powerOn(sample, site, '', '2026/09/18 22:30:36'),
  'config-rtx1100': (sample, site) => {
    powerOn(sample, site, '', undefined);
    for (const line of typedFrom(sample)) expect(site.type('rt', line)).toBe('');
    site.run(secondsBetween('1980/01/01 09:00:00', '1980/01/01 09:21:26'));
  },
  'config-order-rtx1210': (sample, site) => {
    powerOn(sample, site, '');
    for (const line of typedFrom(sample)) expect([line, site.type('rt', line)]).toEqual([line, '']);
  },
  'config-head-rtx1300': (sample, site) => powerOn(sample, site, ''),
  'config-head-nvr510': (sample, site) => powerOn(sample, site, ''),
  'pp-pppoe-rtx1200-en': (sample, site) => {
    powerOn(
      sample,
      site,
      `console character ascii
${NEVER_OUT}ip route default gateway pp 1
pp select 1
 pp always-on on
 pppoe use lan2
 pp auth accept chap
 pp auth myname USER PASS
 ppp lcp mru on 1454
 ppp ipcp ipaddress on
 ppp ipcp msext on
 ppp ccp type none
 ip pp secure filter in 1 2
 pp enable 1
ip filter 1 reject 198.51.100.7 * * * *
ip filter 2 pass * * * * *
`,
    );
    provide(site, 'BAS', '203.0.113.1', '203.0.113.10', 'lan2');
    site.pc('198.51.100.7', '198.51.100.1', 'far');
    site.cable('far:eth0', 'isp:core');
    site.run(1);
    for (const octets of Array<number>(12).fill(39)) pingOfOctets(site, 'rt', octets, '203.0.113.1');
    pingOfOctets(site, 'rt', 43, '203.0.113.1');
    pingOfOctets(site, 'far', 329, '203.0.113.10');
    untilConnectedFor(site, 109);
  },
  'pp-pppoe-rtx1100-ja': (sample, site) => {
    powerOn(
      sample,
      site,
      `${NEVER_OUT}ip route default gateway pp 1
pp select 1
 pp always-on on
 pppoe use lan3
 pp auth accept chap
 pp auth myname USER PASS
 ppp lcp mru on 1454
 ppp ipcp ipaddress on
 ppp ccp type none
 ip pp secure filter in 1 2
 pp enable 1
ip filter 1 reject 198.51.100.7 * * * *
ip filter 2 pass * * * * *
`,
    );
    provide(site, 'PPPoE_Server', '192.0.2.1', '203.0.113.1', 'lan3');
    site.pc('198.51.100.7', '198.51.100.1', 'far');
    site.cable('far:eth0', 'isp:core');
    site.run(1);
    // Five packets come that are let in no further, and seven go that nobody answers; the others are echoes.
    for (let i = 0; i < 5; i++) pingOfOctets(site, 'far', 732, '203.0.113.1');
    site.world.cableAt({ node: 'far', port: 'eth0' })!.impair({ backward: { loss: MILLION } });
    for (let i = 0; i < 7; i++) pingOfOctets(site, 'rt', 40, '198.51.100.7');
    for (let i = 0; i < 389; i++) pingOfOctets(site, 'rt', 112, '192.0.2.1');
    pingOfOctets(site, 'rt', 286, '192.0.2.1');
    untilConnectedFor(site, 1239);
  },
  'pp-never-en': (sample, site) => subscribe(sample, site),
  'pp-never-ja': (sample, site) => subscribe(sample, site),
  'pp-searching-ja': dialling(1),
  'pp-connecting-en': dialling(9),
  'pp-connecting-ja': dialling(9),
  'pp-offline-en': hungUp,
  'pp-offline-ja': hungUp,
  'pp-disabled-en': WITHOUT_TAG,
  'pp-disabled-ja': WITHOUT_TAG,
  'pp-none-en': WITHOUT_LINE,
  'pp-none-ja': WITHOUT_LINE,
  'dhcp-rtx810-en': leased(((2 * 24 + 16) * 60 + 3) * 60 + 50, 'console character ascii\n'),
  'dhcp-rtx810-ja': leased(
    ((2 * 24 + 13) * 60 + 37) * 60 + 41,
    '',
    'dhcp scope bind 1 192.168.100.9 00:00:5e:00:53:09\n',
  ),
  'dhcp-summary-rtx810-ja': leased(3600),
  'lan-rtx1210-en': echoing('console character en.ascii\n'),
  'lan-rtx1210-ja': echoing(''),
  'pp-pptp-rtx1100-ja': (sample, site) => {
    dialFrom(sample, site, '', '1980/01/01 09:00:00', 10);
    untilConnectedFor(site, 60);
  },
  'tunnel-rtx1100-ja': (sample, site) => {
    dialFrom(sample, site, '', '1980/01/01 09:00:00', 169);
    for (let i = 0; i < 7; i++) pingOfOctets(site, 'rt', 92, '192.168.2.1');
    untilConnectedFor(site, 1243);
  },
  'tunnel-rtx1300-en': (sample, site) => {
    dialFrom(sample, site, 'console character en.ascii\n', '2022/12/12 20:12:09', 20);
    const cable = site.world.cableAt({ node: 'rt', port: 'lan2' })!;
    cable.impair({ backward: { loss: MILLION } });
    site.type('rt', `ping -c 10 -w 1 -s ${52 - 28} 192.168.2.1`);
    cable.impair({ backward: { loss: 0 } });
    untilConnectedFor(site, 69);
  },
  'ipip-rtx1300-en': (sample, site) =>
    powerOn(
      sample,
      site,
      'console character en.ascii\ntunnel select 1\n tunnel encapsulation ipip\n tunnel endpoint address 192.0.2.1\n tunnel enable 1\n',
    ),
  'l2tp-rtx1300-en': (sample, site) => powerOn(sample, site, 'console character en.ascii\n'),
  'techinfo-rtx1300': (sample, site) => powerOn(sample, site, 'console lines 10\nip lan1 address 192.168.0.1/24\n'),
  'rtfs-rtx1210-ja': (sample, site) => powerOn(sample, site, ''),
  'packet-buffer-rtx1210': (sample, site) => {
    powerOn(sample, site, 'ip lan1 address 192.168.0.1/24\n');
    site.pc('192.168.0.2', '192.168.0.1');
    site.cable('rt:lan1', 'pc:eth0');
    const { stack } = site.routers.get('rt')!.system;
    while (stack.counters.received < 9) pingOfOctets(site, 'rt', 64, '192.168.0.2');
  },
};

describe('screens of devices', () => {
  test('each has a state that leads to it', () => {
    expect([...Object.keys(BUILDS), ...Object.keys(SCREENS)].sort()).toEqual([...SAMPLES.keys()].sort());
  });

  const shownBy = { ...SCREENS };
  for (const [name, build] of Object.entries(BUILDS))
    shownBy[name] = (sample, site) => {
      build(sample, site);
      return site.screen('rt', sample.command);
    };
  for (const [name, show] of Object.entries(shownBy))
    test(name, () => {
      const site = new Site();
      const sample = SAMPLES.get(name)!;
      const shown = show(sample, site);
      expect([differsFrom(shown, sample.linesFor(site.routers.get('rt')!)), shown]).toEqual([undefined, shown]);
    });
});

/** The console's own words for a mistake, and what leads to each (the README beside the samples says where they are from). */
const FAULTS: readonly (readonly [typed: string, en: string, ja: string, beforehand?: readonly string[]])[] = [
  ['konnect', 'Invalid command name', 'コマンド名を確認してください'],
  ['login', 'Invalid command name', 'コマンド名を確認してください'],
  ['ip lan1 address 10.0.0.1/8', 'Administrator use only', 'このコマンドは管理レベルでのみ使用できます', ['exit']],
  ['login password himitsu', 'Insufficient or too many parameters', 'パラメータの数が不適当です'],
  ['pptp service maybe', 'Illegal keyword', 'パラメータのキーワードが認識できません'],
  ['console lines 0', 'Parameter out of range', 'パラメータが範囲を越えています'],
  ['tunnel select 101', 'Parameter out of range', 'パラメータが範囲を越えています'],
  ['ip lan1 address 192.168.0.300/24', 'Unrecognized IP address parameter', 'IPアドレスが認識できません'],
  ['ip lan1 mtu many', 'Parameter must be an integer', 'パラメータは整数で指定してください'],
  ['pp auth accept chap', 'Execute pp select command beforehand', 'このコマンドは相手を選択してから実行してください'],
  ['wrong', 'Incorrect password', 'パスワードが間違っています', ['exit', 'administrator']],
];

describe.each(['RTX1100', 'RTX1200', 'RTX1210', 'RTX830', 'RT58i'])('mistakes at an %s', (model) => {
  test.each(['en', 'ja'] as const)('in %s', (language) => {
    const site = new Site();
    const english = site.router('names', '', model).language.machine.characterNames.split(' ')[0];
    site.router('rt', `${language === 'en' ? `console character ${english}\n` : ''}administrator password naisho\n`, {
      model,
      bare: true,
    });
    site.type('rt', 'naisho');
    for (const [typed, en, ja, beforehand = []] of FAULTS) {
      site.type('rt', 'administrator');
      site.type('rt', 'naisho');
      for (const line of beforehand) site.type('rt', line);
      const said = language === 'en' ? `Error: ${en}` : `エラー: ${ja}`;
      expect([typed, site.type('rt', typed)]).toEqual([typed, `${said}\n`]);
    }
  });
});

test('machines without types of NAT list every session, in the form that others read', () => {
  const site = new Site();
  const rt = `ip lan1 address 192.168.100.1/24
ip lan2 address 203.0.113.24/24
ip lan2 nat descriptor 1
nat descriptor type 1 masquerade
nat descriptor address outer 1 primary
`;
  site.router('rt', rt, 'RTX1200');
  site.pc('192.168.100.2', '192.168.100.1');
  site.cable('rt:lan1', 'pc:eth0');
  site.pc('203.0.113.1', '203.0.113.24', 'outside');
  site.cable('rt:lan2', 'outside:eth0');
  site.type('pc', 'ping -c 1 203.0.113.1');
  const [head, ...rest] = site.screen('rt', 'show nat descriptor address');
  expect(head).toBe('Reference Descriptor : 1, Assigned Interface : LAN2(1)');
  expect(rest.at(-1)).toMatch(/^\s*ICMP\s+192\.168\.100\.2\.\d+\s+203\.0\.113\.1\.\d+\s+\S+\s+\d+$/);
});
