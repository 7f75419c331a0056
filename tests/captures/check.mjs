/**
 * Holds captures against tshark: `node tests/captures/check.mjs FOLDER`, with all that is below it. No packet may be malformed,
 * and taken together the captures must show every protocol of a PPTP session, down to the enciphered datagrams, and those of
 * the lines and services around it.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const PPTP = ['arp', 'icmp', 'tcp', 'pptp', 'gre', 'ppp', 'lcp', 'chap', 'ccp', 'ipcp', 'comp_data'];
const LINES = ['pppoed', 'pppoes', 'pap', 'vlan'];
const SERVICES = ['udp', 'dhcp', 'dns', 'syslog', 'ntp'];
const PROTOCOLS = [...PPTP, ...LINES, ...SERVICES];

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.pcapng'));
const tshark = (file, ...args) =>
  execFileSync('tshark', ['-n', '-r', join(folder, file), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .split('\n')
    .filter(Boolean);

const seen = new Set();
let packets = 0;
const complaints = [];
for (const file of files) {
  for (const stack of tshark(file, '-T', 'fields', '-e', 'frame.protocols')) {
    packets++;
    for (const protocol of stack.split(':')) seen.add(protocol);
  }
  for (const line of tshark(file, '-Y', '_ws.malformed || _ws.short')) complaints.push(`${file}: ${line}`);
}

const missing = PROTOCOLS.filter((protocol) => !seen.has(protocol));
console.log(`${files.length} captures, ${packets} packets, ${[...seen].sort().join(' ')}`);
for (const complaint of complaints) console.log(`malformed: ${complaint}`);
for (const protocol of missing) console.log(`missing: ${protocol}`);
process.exit(files.length === 0 || complaints.length > 0 || missing.length > 0 ? 1 : 0);
