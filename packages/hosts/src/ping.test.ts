import { describe, expect, test } from '@jest/globals';
import { after, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { Ping, type PingEvent } from './ping.js';

const at = (count: number): Instant => after(START, milliseconds(count));
const eventsOf = (ping: Ping): PingEvent[] => {
  const events: PingEvent[] = [];
  for (let event = ping.pollEvent(); event; event = ping.pollEvent()) events.push(event);
  return events;
};

describe('Ping', () => {
  test('asks once a second, and ends when the last answer is in', () => {
    const ping = new Ping(START, { count: 2 });
    expect([ping.pollSend(), ping.pollSend()]).toEqual([0, undefined]);
    ping.handleReply(at(3), 0, 63);
    expect(ping.nextTimeout()).toBe(at(1000));
    ping.handleTimeout(at(1000));
    expect(ping.pollSend()).toBe(1);
    ping.handleReply(at(1005), 1, 63);
    expect(eventsOf(ping)).toEqual([
      { kind: 'reply', sequence: 0, ttl: 63, elapsed: milliseconds(3) },
      { kind: 'reply', sequence: 1, ttl: 63, elapsed: milliseconds(5) },
      { kind: 'done' },
    ]);
    expect(ping.summary()).toEqual({ sent: 2, received: 2, shortest: 3000, average: 4000, longest: 5000 });
    expect(ping.nextTimeout()).toBe(NEVER);
  });

  test('a request without an answer is lost; duplicates and strangers do not count', () => {
    const ping = new Ping(START, { count: 2 });
    ping.handleReply(at(1), 7, 63);
    ping.handleTimeout(at(1000));
    ping.handleReply(at(1001), 1, 63);
    ping.handleReply(at(1002), 1, 63);
    ping.handleTimeout(at(2000));
    expect(eventsOf(ping).map(({ kind }) => kind)).toEqual(['lost', 'reply', 'done']);
    expect(ping.summary()).toMatchObject({ sent: 2, received: 1 });
  });

  test('a refusal ends the wait for its request', () => {
    const ping = new Ping(START, { count: 1 });
    ping.handleRefusal(0, 0xc0a80001, 'host unreachable');
    expect(eventsOf(ping).map(({ kind }) => kind)).toEqual(['refused', 'done']);
  });

  test('without a count it goes on until interrupted, and remembers only so much', () => {
    const ping = new Ping(START, { wait: seconds(1000) });
    for (let i = 1; i <= 100; i++) ping.handleTimeout(at(i * 1000));
    expect(eventsOf(ping).filter(({ kind }) => kind === 'lost').length).toBeGreaterThanOrEqual(36);
    ping.interrupt();
    expect(eventsOf(ping)).toEqual([{ kind: 'done' }]);
    expect(ping.summary()).toMatchObject({ sent: 101, received: 0, average: 0 });
  });
});
