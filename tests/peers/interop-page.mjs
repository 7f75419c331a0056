/** The table of docs/INTEROP.md: which peer was tried with what, in which versions, and what came of it. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { versionOf } from '../../fixtures/peers/packages.mjs';

const PAGE = new URL('../../docs/INTEROP.md', import.meta.url);
const BEGIN = '<!-- table: begin -->';
const END = '<!-- table: end -->';
const SIGN = { passed: 'yes', failed: '**no**', skipped: 'not here' };

const kernelOf = () => /\d+\.\d+\.\d+/.exec(spawnSync('linux.uml', ['--version'], { encoding: 'utf8' }).stdout)?.[0];

function versions() {
  const packages = [
    'pptp-linux',
    'pptpd',
    'ppp',
    'isc-dhcp-client',
    'iperf3',
    'vpcs',
    'qemu-system-x86',
    'ipxe-qemu',
    'tshark',
    'python3-scapy',
  ];
  const known = packages.map((name) => `${name} ${versionOf(name)}`);
  return [`Linux ${kernelOf() ?? 'unknown'} (user-mode-linux)`, ...known, `Node.js ${process.version}`].join(', ');
}

function tableOf(results) {
  const rows = results
    .toSorted((one, other) => one.group.name.localeCompare(other.group.name))
    .map(
      ({ group, case: { name, proves }, verdict, notes }) =>
        `| ${group.peer} | ${name} | ${proves} | ${[SIGN[verdict], ...notes].join(', ')} |`,
    );
  const date = new Date().toISOString().slice(0, 10);
  return `Run on ${date} with ${versions()}.\n\n| peer | case | what it proves | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** Puts the results between the marks of the page, and leaves the rest as it is. */
export function writeInteropPage(results) {
  const page = readFileSync(PAGE, 'utf8');
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`docs/INTEROP.md lacks ${BEGIN} or ${END}`);
  writeFileSync(PAGE, `${page.slice(0, before + BEGIN.length)}\n${tableOf(results)}${page.slice(after)}`);
}
