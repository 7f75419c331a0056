/** States that lead to the screens of routes, neighbours, NAT, the log and `ping` in `fixtures/consoles/samples`. */
import { expect } from '@jest/globals';
import { after, seconds } from '@rtemu/engine/time';
import { MILLION } from '@rtemu/lab/impairments';
import { ipv4 } from '@rtemu/wire/address';
import type { Sample } from './sample-file.suite.js';
import type { Site } from './site.suite.js';

type Build = (sample: Sample, site: Site) => void;

const NEVER_OUT = 'login timer clear\n';
const ENGLISH = 'console character ascii\n';

const powerOn = ({ model, firmware }: Sample, site: Site, config: string): void => {
  site.router('rt', config, { model, firmware, bare: true });
};

/** A provider's concentrator, and the line to it. */
function provide(site: Site, own: string, given: string, port: string): void {
  site.provider('PASS', {
    pppoe: {
      cards: ['dsl'],
      name: 'BAS',
      address: ipv4(own),
      services: [],
      authentication: ['chap'],
      subscribers: [{ name: 'USER', password: 'PASS', address: ipv4(given), networks: [] }],
      pool: undefined,
      dns: [],
      sessionsMax: 4,
    },
  });
  site.cable(`rt:${port}`, 'isp:dsl');
}

const subscriber = (lan: string): string => `pp select 1
 pppoe use ${lan}
 pp auth accept chap
 pp auth myname USER PASS
 ppp ipcp ipaddress on
 pp enable 1
`;

/** So many sessions of a host behind masquerade: echoes, each of its own identifier. */
function openSessions(site: Site, host: string, count: number): void {
  for (let i = 0; i < count; i++) site.type(host, 'ping -c 1 203.0.113.1');
}

export const TABLES: Readonly<Record<string, Build>> = {
  'route-rtx1200-en': (sample, site) => {
    powerOn(
      sample,
      site,
      `${ENGLISH}ip route default gateway pp 1
ip route 10.0.0.0/8 gateway 192.168.1.254 keepalive 1 gateway 192.168.1.253 weight 0
ip keepalive 1 icmp-echo 1 3 192.168.1.254
ip lan1 address 192.168.100.1/24
ip lan2 address 192.168.1.8/24
${subscriber('lan3')}`,
    );
    provide(site, '203.0.113.1', '203.0.113.2', 'lan3');
    site.pc('192.168.1.254', '192.168.1.8', 'far');
    site.cable('rt:lan2', 'far:eth0');
    site.pc('192.168.100.2', '192.168.100.1');
    site.cable('rt:lan1', 'pc:eth0');
    site.type('rt', 'connect 1');
    site.run(10);
  },
  'route-filter-ja': (sample, site) => {
    powerOn(
      sample,
      site,
      'ip route default gateway 192.0.2.1 filter 500000\nip lan1 address 192.168.0.1/24\nip lan2 address 192.0.2.2/24\nip filter 500000 pass * *\n',
    );
    site.pc('192.0.2.1', '192.0.2.2');
    site.cable('rt:lan2', 'pc:eth0');
    site.pc('192.168.0.2', '192.168.0.1', 'inner');
    site.cable('rt:lan1', 'inner:eth0');
  },
  'route-summary-rtx1300-en': (sample, site) => {
    powerOn(sample, site, `${ENGLISH}ip route default gateway 192.168.0.254\nip lan1 address 192.168.0.1/24\n`);
    site.pc('192.168.0.254', '192.168.0.1');
    site.cable('rt:lan1', 'pc:eth0');
    site.run(3);
  },
  'nat-rtx1300-en': (sample, site) => {
    powerOn(
      sample,
      site,
      `${ENGLISH}${NEVER_OUT}ip lan1 address 192.168.182.1/25
ip lan3 address 192.168.182.129/25
ip lan2 address 203.0.113.24/24
ip lan2 nat descriptor 1
nat descriptor type 1 masquerade
nat descriptor address outer 1 primary
`,
    );
    site.pc('203.0.113.1', '203.0.113.24', 'outside');
    site.cable('rt:lan2', 'outside:eth0');
    site.pc('192.168.182.100', '192.168.182.1', 'a');
    site.cable('rt:lan1', 'a:eth0');
    site.pc('192.168.182.200', '192.168.182.129', 'b');
    site.cable('rt:lan3', 'b:eth0');
    site.run(1);
    openSessions(site, 'a', 71);
    openSessions(site, 'b', 26);
  },
  'nat-head-rtx1300-ja': (sample, site) =>
    powerOn(
      sample,
      site,
      'ip lan2 address 203.0.113.24/24\nip lan2 nat descriptor 1\nnat descriptor type 1 masquerade\nnat descriptor address outer 1 primary\n',
    ),
  'log-rtx1100': (sample, site) => {
    powerOn(
      sample,
      site,
      `${NEVER_OUT}console lines infinity\nconsole columns 200\nip lan1 address 192.168.1.1/24\n${subscriber('lan3')}`,
    );
    site.pc('192.168.1.6', '192.168.1.1');
    site.cable('rt:lan1.1', 'pc:eth0');
    provide(site, '192.0.2.1', '203.0.113.1', 'lan3');
    site.type('rt', 'exit');
    site.type('rt', 'exit');
    site.run(142);
    const router = site.routers.get('rt')!;
    router.system.pps.connect(site.world.now, 1);
    router.system.settle(site.world.now);
    site.world.settle(router);
    site.world.run(seconds(1393) as never);
    site.console('rt');
    site.type('rt', '');
    site.run(1);
    site.type('rt', 'administrator');
    site.type('rt', '');
    site.run(2);
    site.world.run(seconds(8654) as never);
    site.type('rt', 'exit');
    site.type('rt', 'exit');
    site.type('rt', '');
  },
  'log-restart-rtx1210': (sample, site) => {
    powerOn(
      sample,
      site,
      `${ENGLISH}console lines infinity\nip lan1 address 192.168.182.1/24
dhcp service server
dhcp server rfc2131 compliant except remain-silent
dhcp scope 1 192.168.182.4-192.168.182.99/24 expire 1 maxexpire 1
`,
    );
    site.router('pc', 'ip lan2 address dhcp\n', 'RTX1100');
    site.type('rt', 'restart');
    site.cable('rt:lan1.4', 'pc:lan2');
    site.run(50);
  },
  'log-startup-rtx1300': (sample, site) => {
    powerOn(sample, site, `${ENGLISH}console lines infinity\nschedule at 1 startup * pptp service on\n`);
    site.run(5);
  },
  'connection-summary': (sample, site) => powerOn(sample, site, ''),
  'ping-rtx1100-ja': (sample, site) => {
    powerOn(sample, site, 'ip lan1 address 192.168.1.1/24\nip route default gateway 192.168.1.254\n');
    site.router(
      'mid',
      'ip lan1 address 192.168.1.254/24\nip lan2 address 192.168.3.1/24\nip route 192.168.2.0/24 gateway 192.168.3.2\n',
    );
    site.router(
      'far',
      'ip lan2 address 192.168.3.2/24\nip lan1 address 192.168.2.1/24\nip route default gateway 192.168.3.1\n',
    );
    site.cable('rt:lan1', 'mid:lan1');
    site.cable('mid:lan2', 'far:lan2');
    site.run(3);
    site.type('rt', 'ping -c 1 192.168.2.1');
  },
  'ping-name-en': (sample, site) => {
    powerOn(sample, site, `${ENGLISH}ip lan1 address 203.0.113.1/24\nip host www.example.com 203.0.113.80\n`);
    site.pc('203.0.113.80', '203.0.113.1');
    site.cable('rt:lan1', 'pc:eth0');
    site.run(3);
    site.type('rt', 'ping -c 1 203.0.113.80');
  },
};

/** Those that take more than a command typed at a state: the screen itself. */
export const SCREENS: Readonly<Record<string, (sample: Sample, site: Site) => readonly string[]>> = {
  'arp-rtx1210-ja': (sample, site) => {
    powerOn(sample, site, `${NEVER_OUT}ip lan1 address 192.168.1.1/24\n`);
    site.pc('192.168.1.6', '192.168.1.1');
    site.cable('rt:lan1.4', 'pc:eth0');
    site.run(1);
    const { stack } = site.routers.get('rt')!.system;
    site.type('rt', 'ping -c 1 192.168.1.6');
    const [{ expires, mac: seen } = { expires: site.world.now, mac: 0 }] = stack.arp.entries();
    site.world.run(after(expires, -seconds(1085) as never));
    const shown = site.screen('rt', sample.command);
    expect(seen).not.toBe(0);
    // The card's address is a PC's of ours.
    return shown.map((line) => line.replace(/(?<=192\.168\.1\.6 +)[0-9a-f:]{17}/, '00:00:5e:00:53:01'));
  },
  'ping-rtx1200-en': (sample, site) => {
    powerOn(sample, site, `${ENGLISH}ip lan1 address 8.8.8.1/24\n`);
    site.pc('8.8.8.8', '8.8.8.1');
    site.cable('rt:lan1', 'pc:eth0');
    site.run(3);
    site.type('rt', 'ping -c 1 8.8.8.8');
    const console = site.console('rt');
    console.pollText();
    console.handleLine(site.world.now, sample.command);
    const cable = site.world.cableAt({ node: 'rt', port: 'lan1' })!;
    cable.impair({ backward: { loss: MILLION } });
    site.world.settle(site.routers.get('rt')!);
    site.run(0.5);
    cable.impair({ backward: { loss: 0 } });
    site.run(3);
    console.handleInterrupt(site.world.now);
    return (console.pollText() ?? '').split('\n').slice(0, -1);
  },
};
