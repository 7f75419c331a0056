/**
 * What one can type on any machine that has an IPv4 stack.
 * @module
 */
import type { Instant } from '@rtemu/engine/time';
import { type Duration, inSeconds, seconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { type Ipv4Address, printIpv4, printMac, printPrefix } from '@rtemu/wire/address';
import type { HostCommand, Job } from './host-console.js';
import { type PingRequest, type PingRun, printMilliseconds } from './pinger.js';
import type { Programs } from './programs.js';

const PING_USAGE = 'ping HOST [-c COUNT] [-s OCTETS] [-W SECONDS] [-D]';

export function stackCommands(stack: Ipv4Stack, programs: Programs): HostCommand[] {
  return [
    {
      usage: PING_USAGE,
      help: 'ask a machine whether it is there; four times unless -c says otherwise',
      run: (now, operands) => {
        const request = readPing(operands);
        if (typeof request === 'string') return [request];
        const { host, ...options } = request;
        const start = (at: Instant, destination: Ipv4Address) =>
          new PingJob(programs.pinger.start(at, { ...options, destination }));
        return programs.withHost(now, 'ping', host, start);
      },
    },
    { usage: 'addresses', help: 'the interfaces of this machine', run: () => addressLines(stack) },
    { usage: 'routes', help: 'where packets go', run: () => routeLines(stack) },
    { usage: 'arp', help: 'the neighbours that are known', run: (now) => arpLines(now, stack) },
  ];
}

type HostPing = Omit<PingRequest, 'destination'> & { readonly host: string };

function readPing(operands: readonly string[]): HostPing | string {
  const numbers: Record<string, number> = { '-c': 4, '-s': 56, '-W': 1 };
  let host: string | undefined;
  let dontFragment = false;
  for (let i = 0; i < operands.length; i++) {
    const word = operands[i]!;
    if (word === '-D') dontFragment = true;
    else if (word in numbers) {
      const value = Number(operands[++i]);
      if (!Number.isInteger(value) || value < 1 || value > 65_507) return `ping: ${word} wants a number, 1 to 65507`;
      numbers[word] = value;
    } else if (host === undefined) host = word;
    else return `usage: ${PING_USAGE}`;
  }
  if (host === undefined) return `usage: ${PING_USAGE}`;
  return {
    host,
    count: numbers['-c']!,
    payloadOctets: numbers['-s']!,
    wait: seconds(numbers['-W']!),
    dontFragment,
  };
}

/** Prints a ping as people know it. */
class PingJob implements Job {
  done = false;

  constructor(private readonly run: PingRun) {}

  pollText(): string {
    const { ping, destination, payloadOctets = 56 } = this.run;
    let text = '';
    for (let event = ping.pollEvent(); event; event = ping.pollEvent()) {
      if (event.kind === 'reply')
        text += `${payloadOctets + 8} octets from ${printIpv4(destination)}: icmp_seq=${event.sequence} ttl=${event.ttl} time=${printMilliseconds(event.elapsed)} ms\n`;
      else if (event.kind === 'refused')
        text += `from ${printIpv4(event.by as Ipv4Address)}: icmp_seq=${event.sequence} ${event.why}\n`;
      else if (event.kind === 'lost') text += `no answer yet for icmp_seq=${event.sequence}\n`;
      else text += this.#summary();
    }
    return text;
  }

  interrupt(): void {
    this.run.ping.interrupt();
  }

  #summary(): string {
    this.done = true;
    const { sent, received, shortest, average, longest } = this.run.ping.summary();
    const lost = Math.round(((sent - received) / sent) * 100);
    const trips = [shortest, average, longest].map((trip: Duration) => printMilliseconds(trip)).join('/');
    const count = `${sent} packets transmitted, ${received} received, ${lost}% packet loss\n`;
    return received === 0 ? count : `${count}rtt min/avg/max = ${trips} ms\n`;
  }
}

function addressLines(stack: Ipv4Stack): string[] {
  return stack
    .interfaces()
    .flatMap(({ name, up, kind, mac, mtu, addresses, peer }) => [
      `${name}: ${up ? 'up' : 'down'} mtu ${mtu}${kind === 'ethernet' ? ` ${printMac(mac)}` : ''}`,
      ...addresses.map(
        ({ address, length }) =>
          `    ${printIpv4(address)}/${length}${peer === undefined ? '' : ` peer ${printIpv4(peer)}`}`,
      ),
    ]);
}

function routeLines(stack: Ipv4Stack): string[] {
  return stack.routes.entries().map(({ prefix, gateway, via, active }) => {
    const to = prefix.length === 0 ? 'default' : printPrefix(prefix);
    const by = via === undefined ? 'nowhere' : stack.interface(via).name;
    return `${to.padEnd(20)}${(gateway === undefined ? '-' : printIpv4(gateway)).padEnd(18)}${by}${active ? '' : ' (not in use)'}`;
  });
}

function arpLines(now: Instant, stack: Ipv4Stack): string[] {
  return stack.arp.entries().map(({ interface: number, address, mac, expires }) => {
    const left = Math.round(inSeconds((expires - now) as Duration));
    return `${printIpv4(address).padEnd(18)}${printMac(mac)}  ${stack.interface(number).name}  ${left} s`;
  });
}
