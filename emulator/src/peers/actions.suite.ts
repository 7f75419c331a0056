/** What a peer may do that no sound peer would, as fast-check makes it up. */
import { type Duration, type Instant, milliseconds } from '@rtemu/engine/time';
import * as Gre from '@rtemu/wire/gre';
import * as Ppp from '@rtemu/wire/ppp';
import * as Pptp from '@rtemu/wire/pptp';
import { MESSAGES, type MessageKind } from '@rtemu/wire/pptp-messages';
import fc from 'fast-check';
import { message } from '../../../packages/pptp/src/control.suite.js';
import { INSIDE, type Stage } from './stage.suite.js';

/** Whose call id a message names. */
type Whose = 'router' | 'own' | 'nobody' | 'zero';

interface Said {
  readonly message: MessageKind;
  readonly whose: Whose;
  readonly result: number;
  readonly error: number;
  readonly version: number;
}

export type Action =
  | {
      readonly kind: 'control';
      readonly said: readonly Said[];
      readonly segment: number;
      readonly damage: { readonly at: number; readonly octet: number } | undefined;
    }
  | { readonly kind: 'octets'; readonly octets: Uint8Array }
  | {
      readonly kind: 'ppp';
      readonly protocol: number;
      readonly code: number;
      readonly identifier: number;
      readonly options: readonly Option[];
      readonly lie: number;
      readonly times: number;
    }
  | { readonly kind: 'frame'; readonly octets: Uint8Array }
  | {
      readonly kind: 'gre';
      readonly callId: Whose;
      readonly sequence: number | undefined;
      readonly acknowledgement: number | undefined;
      readonly payload: Uint8Array;
      readonly damage: { readonly at: number; readonly octet: number } | undefined;
    }
  | { readonly kind: 'silence'; readonly milliseconds: number }
  | { readonly kind: 'mute'; readonly on: boolean }
  | { readonly kind: 'cable'; readonly up: boolean }
  | { readonly kind: 'tcp'; readonly how: 'reset' | 'close' | 'dial' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'anew' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'router'; readonly does: 'connect' | 'disconnect' | 'reinitialize' };

interface Option {
  readonly type: number;
  /** More or less than its data has. */
  readonly lie: number;
  readonly data: Uint8Array;
}

const KINDS = Object.keys(MESSAGES) as MessageKind[];
const EAP = 0xc227;
const { ipv4, compressed, ipcp, ipv6cp, ccp, lcp, pap, chap } = Ppp.PROTOCOL;

const damage = fc.option(fc.record({ at: fc.nat({ max: 40 }), octet: fc.nat({ max: 255 }) }), {
  nil: undefined,
  freq: 4,
});
const whose = fc.constantFrom<Whose>('router', 'router', 'own', 'own', 'nobody', 'zero');
const octetsOf = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });

const said: fc.Arbitrary<Said> = fc.record({
  message: fc.constantFrom(...KINDS),
  whose,
  result: fc.constantFrom(1, 1, 1, 0, 2, 4, 255),
  error: fc.nat({ max: 7 }),
  version: fc.constantFrom(0x0100, 0x0100, 0x0100, 0x0200, 1, 0),
});

const option: fc.Arbitrary<Option> = fc.record({
  type: fc.constantFrom(1, 2, 3, 5, 7, 8, 13, 17, 18, 19, 129, 130, 0, 255),
  lie: fc.constantFrom(0, 0, 0, 0, -2, -1, 1, 200),
  data: fc.oneof(
    octetsOf(0, 8),
    fc.constantFrom(
      Uint8Array.of(0xc2, 0x23, 0x81),
      Uint8Array.of(0xc0, 0x23),
      Uint8Array.of(1, 0, 0, 0x40),
      Uint8Array.of(0, 0, 0, 1),
      Uint8Array.of(192, 168, 0, 4),
      Uint8Array.of(0, 0, 0, 0),
      Uint8Array.of(5, 0xdc),
    ),
  ),
});

export const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('control' as const),
      said: fc.array(said, { minLength: 1, maxLength: 4 }),
      segment: fc.constantFrom(0, 0, 0, 1, 7, 12, 100),
      damage,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('octets' as const), octets: octetsOf(1, 60) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('ppp' as const),
      protocol: fc.constantFrom<number>(lcp, lcp, lcp, ipcp, ipcp, ccp, ccp, chap, chap, pap, ipv6cp, EAP, 0x0057),
      code: fc.oneof(fc.integer({ min: 1, max: 15 }), fc.nat({ max: 255 })),
      identifier: fc.nat({ max: 8 }),
      options: fc.array(option, { maxLength: 4 }),
      lie: fc.constantFrom(0, 0, 0, 0, -3, -1, 1, 500),
      times: fc.constantFrom(1, 1, 1, 2, 40),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('frame' as const),
      octets: fc.oneof(
        octetsOf(1, 40),
        octetsOf(1, 40).map((octets) => frameOf(compressed, octets)),
        octetsOf(1, 40).map((octets) => frameOf(ipv4, octets)),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('gre' as const),
      callId: whose,
      sequence: fc.option(fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 0xffffffff })), { nil: undefined }),
      acknowledgement: fc.option(fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 0xffffffff })), { nil: undefined }),
      payload: octetsOf(1, 20),
      damage,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('silence' as const),
      milliseconds: fc.constantFrom(1, 5, 10, 15, 20, 50, 500, 2500, 3000, 10_000, 31_000, 70_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('mute' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cable' as const), up: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('tcp' as const), how: fc.constantFrom('reset', 'close', 'dial', 'dial') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('hang-up' as const, 'anew' as const, 'ping' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('router' as const),
      does: fc.constantFrom('connect', 'connect', 'disconnect', 'reinitialize'),
    }),
  },
);

export const frameOf = (protocol: number, information: Uint8Array): Uint8Array =>
  Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol, information });

/** What a play takes place on. */
export type Played = Pick<Stage, 'peer' | 'world' | 'cable' | 'dialRouter' | 'disconnectRouter'> & {
  run(time: Duration): unknown;
  command(act: (system: Stage['router']['system'], now: Instant) => void): void;
};

export function perform(stage: Played, action: Action): void {
  const { peer, world, cable } = stage;
  switch (action.kind) {
    case 'control': {
      const octets = Uint8Array.from(action.said.flatMap((each) => [...emitSaid(stage, each)]));
      peer.sayOctets(damaged(octets, action.damage), action.segment);
      break;
    }
    case 'octets':
      peer.sayOctets(action.octets);
      break;
    case 'ppp':
      for (let i = 0; i < action.times; i++) peer.sayFrame(frameOf(action.protocol, packetOf(action)));
      break;
    case 'frame':
      peer.sayFrame(action.octets);
      break;
    case 'gre': {
      const { sequence, acknowledgement } = action;
      const packet = Gre.emit({
        callId: idOf(stage, action.callId),
        ...(sequence !== undefined && { sequence }),
        ...(acknowledgement !== undefined && { acknowledgement }),
        payload: sequence === undefined ? new Uint8Array() : action.payload,
      });
      peer.sayGreOctets(damaged(packet, action.damage));
      break;
    }
    case 'silence':
      stage.run(milliseconds(action.milliseconds) as Duration);
      break;
    case 'mute':
      peer.isMute = action.on;
      world.settle(peer);
      break;
    case 'cable':
      world.setCable(cable, action.up);
      break;
    case 'tcp':
      if (action.how === 'reset') peer.reset();
      else if (action.how === 'close') peer.close();
      else peer.dial();
      break;
    case 'hang-up':
      peer.hangUp();
      break;
    case 'anew':
      peer.restartPpp();
      break;
    case 'ping':
      peer.ping(INSIDE, 0xffff);
      break;
    case 'router':
      if (action.does === 'connect') stage.dialRouter();
      else if (action.does === 'disconnect') stage.disconnectRouter();
      else stage.command((system, now) => system.pps.reinitialize(now, [1, 'anonymous']));
  }
}

function idOf({ peer }: Played, of: Whose): number {
  if (of === 'router') return peer.routersCallId;
  if (of === 'own') return peer.call?.own ?? 7;
  return of === 'zero' ? 0 : 4711;
}

function emitSaid(stage: Played, { message: kind, whose: of, result, error, version }: Said): Uint8Array {
  const names = Object.keys(MESSAGES[kind].fields);
  const id = idOf(stage, of);
  const fields = Object.fromEntries(
    names.flatMap((name): [string, number][] => {
      if (name === 'callId') return [[name, of === 'router' && names.includes('peersCallId') ? 7 : id]];
      if (name === 'peersCallId') return [[name, id]];
      if (name === 'resultCode') return [[name, result]];
      if (name === 'errorCode') return [[name, error]];
      return name === 'protocolVersion' ? [[name, version]] : [];
    }),
  );
  return Pptp.emit(message(kind, fields));
}

function packetOf({ code, identifier, options, lie }: Extract<Action, { kind: 'ppp' }>): Uint8Array {
  const data = options.flatMap(({ type, lie: more, data: octets }) => [
    type,
    (2 + octets.length + more) & 0xff,
    ...octets,
  ]);
  const length = (4 + data.length + lie) & 0xffff;
  return Uint8Array.of(code, identifier, length >>> 8, length & 0xff, ...data);
}

function damaged(octets: Uint8Array, how: { readonly at: number; readonly octet: number } | undefined): Uint8Array {
  const copy = octets.slice();
  if (how) copy[how.at % copy.length] = how.octet;
  return copy;
}
