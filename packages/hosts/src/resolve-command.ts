import type { Instant } from '@rtemu/engine/time';
import type { Findings } from '@rtemu/service/dns/findings';
import { reverseName } from '@rtemu/service/dns/question';
import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import { readName } from '@rtemu/wire/dns-name';
import { printData, printType, readType, TYPE } from '@rtemu/wire/dns-record';
import type { DnsClient, Lookup } from './dns-client.js';
import type { HostCommand, Job } from './host-console.js';
import { faultText } from './named.js';

const USAGE = 'resolve NAME|ADDRESS [-t TYPE] [SERVER]';

export const resolveCommand = (dns: DnsClient): HostCommand => ({
  usage: USAGE,
  help: "ask the DNS, this machine's servers or another",
  run: (now, operands) => {
    const request = readRequest(operands);
    if (typeof request === 'string') return [request];
    const { name, type, server } = request;
    const servers = server === undefined ? dns.servers : [server];
    return new ResolveJob(operands[0]!, dns.lookUp(now, name, type, servers));
  },
});

interface ResolveRequest {
  readonly name: string;
  readonly type: number;
  readonly server: Ipv4Address | undefined;
}

function readRequest([written, ...options]: readonly string[]): ResolveRequest | string {
  if (written === undefined) return `usage: ${USAGE}`;
  const address = readIpv4(written);
  let type: number = address === undefined ? TYPE.A : TYPE.PTR;
  if (options[0] === '-t') {
    const [, word = ''] = options.splice(0, 2);
    const wanted = readType(word);
    if (wanted === undefined) return `resolve: -t wants a type such as A, PTR, MX or TXT`;
    type = wanted;
  }
  const [word, ...rest] = options;
  const server = word === undefined ? undefined : readIpv4(word);
  if (rest.length > 0) return `usage: ${USAGE}`;
  if (word !== undefined && server === undefined) return `resolve: ${word} is no IPv4 address of a server`;
  const name = address === undefined ? readName(written) : reverseName(address);
  return name === undefined ? `resolve: ${written} is no name` : { name, type, server };
}

class ResolveJob implements Job {
  #isOver = false;
  #isTold = false;

  constructor(
    private readonly written: string,
    private readonly lookup: Lookup,
  ) {}

  get done(): boolean {
    return this.#isTold;
  }

  pollText(_now: Instant): string {
    const findings = this.lookup.findings();
    if (this.#isTold || (findings === undefined && !this.#isOver)) return '';
    this.#isTold = true;
    return findings === undefined
      ? ''
      : this.#linesOf(findings)
          .map((line) => `${line}\n`)
          .join('');
  }

  interrupt(): void {
    this.#isOver = true;
  }

  #linesOf(findings: Findings): string[] {
    if (findings.kind === 'failed') return [faultText(this.written, findings.why)];
    return findings.records.map(({ name, type, data }) => {
      const alias = type === TYPE.PTR || name === this.written ? '' : ` (${name})`;
      return `${this.written}${alias} ${printType(type)} ${printData(data)}`;
    });
  }
}
