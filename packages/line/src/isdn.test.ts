import { describe, expect, test } from '@jest/globals';
import { after, milliseconds, START, seconds } from '@rtemu/engine/time';
import { CAUSE } from '@rtemu/wire/isdn';
import { NOWHERE } from './exchange.js';
import { Town } from './isdn.suite.js';
import { ISDN_CALL } from './isdn-call-machine.js';
import { IsdnSignalling, LIMIT } from './isdn-signalling.js';

const NUMBERS = ['03-1234-5678', '06-1111-9999', '052-000-0000'];
const at = (wait: number) => after(START, seconds(wait));

describe('a call over the exchange', () => {
  test('is placed, answered and cleared, in the words of Q.931', () => {
    const town = new Town(1, NUMBERS);
    const call = town.dial(0, '0611119999');
    town.run(at(0.5));
    expect(town.said).toEqual([
      'Setup',
      'CallProceeding',
      'CallProceeding',
      'Setup',
      'CallProceeding',
      'Connect',
      'Connect',
      'ConnectAcknowledge',
      'ConnectAcknowledge',
    ]);
    const [presented] = town.events[1]!;
    expect(presented!.call.calling).toEqual({ number: '0312345678' }); // the exchange's word, not the caller's
    expect([call.state, presented!.call.state]).toEqual(['Active', 'Active']);
    expect(town.exchange.wayOf(0, call.channel!)).toBe(1 * 3 + presented!.call.channel!);
    expect(town.exchange.wayOf(1, presented!.call.channel!)).toBe(0 * 3 + call.channel!);
    town.users[1]!.clear(town.now, presented!.call);
    town.attend();
    town.run(at(1));
    expect([call.state, call.cause]).toEqual(['Released', CAUSE.normal]);
    expect([town.exchange.wayOf(0, 1), town.exchange.wayOf(1, 1)]).toEqual([NOWHERE, NOWHERE]);
    expect(town.exchange.connections).toEqual([]);
  });

  test.each([
    ['a number that nobody has', '0999', 'answer', CAUSE.noSuchNumber],
    ['one who refuses', '0611119999', CAUSE.rejected, CAUSE.rejected],
    ['one who lets it ring', '0611119999', 'ignore', CAUSE.noAnswer],
  ] as const)('to %s comes to nothing', (_, number, manner, cause) => {
    const town = new Town(2, NUMBERS);
    town.manners[1] = manner;
    const call = town.dial(0, number);
    town.run(at(100));
    expect([call.state, call.cause]).toEqual(['Released', cause]);
    expect(town.users.map(({ callCount }) => callCount)).toEqual([0, 0, 0]);
  });

  test('a line has two channels: a third call finds it busy, or has none to leave by', () => {
    const town = new Town(3, NUMBERS);
    const calls = [town.dial(0, NUMBERS[1]!), town.dial(2, NUMBERS[1]!)];
    town.run(at(1));
    const third = town.dial(2, NUMBERS[1]!);
    town.run(at(2));
    const fourth = town.dial(2, NUMBERS[0]!);
    town.run(at(3));
    const fifth = town.dial(2, NUMBERS[0]!);
    town.run(at(4));
    expect(calls.map(({ state }) => state)).toEqual(['Active', 'Active']);
    expect(calls[0]!.channel).toBe(1);
    expect([third.state, third.cause]).toEqual(['Released', CAUSE.busy]);
    expect(fourth.state).toBe('Active');
    expect([fifth.state, fifth.cause]).toEqual(['Released', CAUSE.noChannel]);
  });

  test('a cable that is pulled ends what went over it; nobody is rung there', () => {
    const town = new Town(4, NUMBERS);
    const call = town.dial(0, NUMBERS[1]!);
    town.run(at(1));
    town.exchange.handleLine(town.now, 1, false);
    town.attend();
    town.run(at(2));
    expect([call.state, call.cause]).toEqual(['Released', CAUSE.outOfOrder]);
    const again = town.dial(0, NUMBERS[1]!);
    town.run(at(3));
    expect([again.state, again.cause]).toEqual(['Released', CAUSE.outOfOrder]);
  });

  test('in any weather both ends agree, and every channel is free again', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const town = new Town(seed, NUMBERS, { loss: 200, duplication: 200, jitter: milliseconds(1500) });
      const call = town.dial(0, NUMBERS[1]!);
      const other = town.dial(2, NUMBERS[0]!);
      town.run(at(60));
      for (const [caller, each] of [[0, call] as const, [2, other] as const]) {
        expect({ seed, state: each.state === 'Active' || each.state === 'Released' }).toEqual({ seed, state: true });
        if (each.state !== 'Active') continue;
        const far = town.exchange.wayOf(caller, each.channel!);
        expect({ seed, isJoined: far !== NOWHERE }).toEqual({ seed, isJoined: true });
        const called = [...town.users[Math.floor(far / 3)]!.calls].find(({ channel }) => channel === far % 3);
        expect({ seed, called: called?.state }).toEqual({ seed, called: 'Active' });
        town.users[caller]!.clear(town.now, each);
      }
      town.attend();
      town.run(at(150));
      expect({ seed, left: town.users.map(({ callCount }) => callCount) }).toEqual({ seed, left: [0, 0, 0] });
      expect({ seed, ways: [0, 1, 2].flatMap((line) => [1, 2].map((b) => town.exchange.wayOf(line, b))) }).toEqual({
        seed,
        ways: Array(6).fill(NOWHERE),
      });
      expect(town.exchange.connections).toEqual([]);
    }
  });
});

describe('signalling', () => {
  test('keeps so many calls and no more, and says of others that it does not know them', () => {
    const user = new IsdnSignalling();
    for (let reference = 1; reference <= LIMIT.calls + 3; reference++)
      user.handleMessage(START, { type: 'Setup', reference, toOrigin: false });
    expect([user.callCount, user.counters.refused]).toEqual([LIMIT.calls, 3]);
    expect(user.dial(START, {})).toBeUndefined();
    const answers = [];
    for (let message = user.pollMessage(); message; message = user.pollMessage()) answers.push(message);
    expect(answers.filter(({ type }) => type === 'ReleaseComplete')).toHaveLength(3);
    user.handleMessage(START, { type: 'Connect', reference: 77, toOrigin: true });
    expect(user.pollMessage()).toEqual({
      type: 'ReleaseComplete',
      reference: 77,
      toOrigin: false,
      cause: CAUSE.invalidReference,
    });
    user.handleMessage(START, { type: 'ReleaseComplete', reference: 78, toOrigin: true });
    expect(user.pollMessage()).toBeUndefined(); // two ends must not answer each other for ever
  });

  test('a call can be cleared in any state', () => {
    expect(ISDN_CALL.states.filter((state) => state !== 'Null' && !ISDN_CALL.step(state, 'Clear'))).toEqual([]);
  });
});
