import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, START } from '@rtemu/engine/time';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import type { CcpOptions } from '@rtemu/ppp/link-options';
import { CallNumbers } from '@rtemu/pptp/call-numbers';
import { type Ipv4Address, ipv4, mac } from '@rtemu/wire/address';
import { PptpEndpoint } from './pptp-endpoint.js';
import { TunnelLife } from './tunnel-life.js';

export interface ServerOptions {
  readonly methods: readonly AuthenticationMethod[];
  readonly ccp: CcpOptions;
  readonly users: Readonly<Record<string, string>>;
}

/** The least that can take calls: every caller whose password fits gets the next address of 10.0.0.0/24. */
export class VpnServer implements Node {
  readonly name = 'server';
  readonly ports = ['eth0'];
  readonly stack: Ipv4Stack;
  readonly endpoint: PptpEndpoint;
  readonly lives = new Set<TunnelLife>();
  readonly log: string[] = [];
  #next = 2;

  constructor(
    arena: Arena,
    mppe: MppeEngine,
    random: Random,
    private readonly options: ServerOptions,
  ) {
    this.stack = new Ipv4Stack(arena, random, { forwarding: true });
    const callNumbers = new CallNumbers();
    this.endpoint = new PptpEndpoint(arena, mppe, random, this.stack, () => ({
      role: 'pac',
      hostName: 'server',
      vendorName: 'test',
      firmwareRevision: 1,
      keepalive: { style: 'yamaha' },
      callNumbers,
      acceptCalls: { outgoing: true, incoming: false },
      windowSize: 32,
    }));
    this.endpoint.listen(true);
    this.stack.addEthernet('eth0', mac('02:00:00:00:00:01'));
    this.stack.setAddresses(START, 0, [{ address: ipv4('192.0.2.1'), length: 24 }]);
  }

  get outbox(): SlotQueue {
    return this.stack.outbox;
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.stack.handleFrame(now, port, frame);
    this.settle(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    this.settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.endpoint.handleTimeout(now);
    this.settle(now);
  }

  nextTimeout(): Instant {
    return Math.min(this.stack.nextTimeout(), this.endpoint.nextTimeout()) as Instant;
  }

  settle(now: Instant): void {
    const { stack, endpoint } = this;
    for (let moved = true; moved; ) {
      moved = false;
      for (let event = stack.tcp.pollEvent(); event; event = stack.tcp.pollEvent()) {
        endpoint.handleTcpEvent(now, event);
        moved = true;
      }
      endpoint.pump(now);
      for (let event = endpoint.pollEvent(); event; event = endpoint.pollEvent()) {
        moved = true;
        const about = event;
        if (about.kind === 'offered') this.#take(now, about.channel, about.callId);
        for (const life of this.lives) life.handleEvent(now, about);
      }
      for (const life of this.lives) this.#heed(now, life);
    }
    while (stack.pollEvent()) {}
  }

  #take(now: Instant, channel: Parameters<TunnelLife['answer']>[1], callId: number): void {
    const { methods, ccp, users } = this.options;
    const life = new TunnelLife(this.endpoint);
    const answered = life.answer(now, channel, callId, {
      link: {
        ccp,
        authentication: {
          request: {
            methods,
            ownName: 'server',
            lookup: (name) => (users[name] === undefined ? undefined : { password: users[name] }),
          },
        },
      },
      windowSize: 32,
    });
    if (answered) this.lives.add(life); // else the caller has thought better of it
  }

  #heed(now: Instant, life: TunnelLife): void {
    for (let event = life.pollEvent(); event; event = life.pollEvent()) {
      if (event.kind === 'online') {
        const { up } = event;
        const number = life.tunnel!.interface ?? this.stack.addPointToPoint('ppp');
        this.endpoint.detach(life.tunnel!);
        this.stack.setAddresses(now, number, [{ address: up.localAddress!, length: 32 }], up.remoteAddress);
        this.stack.setUp(now, number, true);
        this.endpoint.attach(life.tunnel!, number);
        this.log.push(`online ${up.encryption ? up.encryption.sending.bits : 'plain'}`);
      } else if (event.kind === 'link') {
        if (event.event.kind === 'authenticated')
          life.admit(now, {
            localAddress: ipv4('10.0.0.1'),
            remoteAddress: (ipv4('10.0.0.0') + this.#next++) as Ipv4Address,
          });
      } else if (event.kind === 'offline' || event.kind === 'failed') {
        const { reason, withoutGre } = event.ending;
        this.log.push(`${event.kind} ${reason}${withoutGre ? ' without GRE' : ''}`);
        this.lives.delete(life);
      }
    }
  }
}
