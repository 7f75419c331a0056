import { describe, expect, test } from '@jest/globals';
import { milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { CODE } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import type { AuthenticationMethod } from './authentication-method.js';
import { end, exchange, open } from './link.suite.js';
import type { PppLinkOptions } from './link-options.js';
import { CLIENT, CREDENTIALS, GIVE, pairOf, SERVER, Side, World } from './pair.suite.js';
import type { DownReason } from './reason.js';

const world = new World();

describe('what both sides are told to do decides what becomes of the link', () => {
  type Type = 'none' | 'mppe-40' | 'mppe-128' | 'mppe-any';
  const options = (method: AuthenticationMethod, type: Type, noEncryption: 'accept' | 'reject') => {
    const ccp = { type, noEncryption };
    const request = { ...SERVER.authentication!.request!, methods: [method] };
    return {
      server: { authentication: { request }, ccp },
      client: { authentication: { accept: { methods: [method], ...CREDENTIALS } }, ccp },
    };
  };

  test.each<[AuthenticationMethod, Type, Type, 'accept' | 'reject', number | 'plain' | 'none']>([
    ['mschap-v2', 'mppe-any', 'mppe-any', 'reject', 128],
    ['mschap-v2', 'mppe-40', 'mppe-any', 'reject', 40],
    ['mschap-v2', 'mppe-any', 'mppe-128', 'accept', 128],
    ['mschap', 'mppe-any', 'mppe-any', 'reject', 128],
    ['mschap', 'mppe-40', 'mppe-40', 'reject', 40],
    ['mschap-v2', 'mppe-40', 'mppe-128', 'reject', 'none'],
    ['mschap-v2', 'mppe-40', 'mppe-128', 'accept', 'plain'],
    ['mschap-v2', 'mppe-any', 'none', 'accept', 'plain'],
    ['mschap-v2', 'mppe-any', 'none', 'reject', 'none'],
    ['mschap-v2', 'none', 'none', 'accept', 'plain'],
    ['chap', 'mppe-any', 'mppe-any', 'accept', 'plain'],
    ['chap', 'mppe-any', 'mppe-any', 'reject', 'none'],
    ['pap', 'mppe-any', 'mppe-any', 'accept', 'plain'],
    ['pap', 'mppe-any', 'mppe-any', 'reject', 'none'],
  ])('%s, %s and %s, %s: %s', (method, serverType, clientType, noEncryption, outcome) => {
    const { pair, server, client } = open(
      world,
      options(method, serverType, noEncryption).server,
      options(method, clientType, noEncryption).client,
    );
    pair.run(seconds(60));
    if (outcome === 'none') {
      const reasons = [server, client].map((side) => side.last('down')?.reason);
      expect(reasons).toContain('no-encryption');
      expect([server.count('up'), client.count('up')]).toEqual([0, 0]);
    } else {
      const bits = [server, client].map((side) => side.last('up')?.encryption?.sending.bits);
      expect(bits).toEqual(outcome === 'plain' ? [undefined, undefined] : [outcome, outcome]);
      exchange(pair);
    }
    end(world, pair);
  });

  test('both authenticate each other; the exchange of the caller keys MPPE', () => {
    const lookup = (password: string) => () => ({ password });
    const methods: AuthenticationMethod[] = ['mschap-v2'];
    const server: PppLinkOptions = {
      authentication: {
        request: { methods, ownName: 'server', lookup: lookup('callers secret') },
        accept: { methods, name: 'server', password: 'the other secret' },
      },
      ccp: { type: 'mppe-128', noEncryption: 'reject' },
    };
    const client: PppLinkOptions = {
      authentication: {
        request: { methods, ownName: 'client', lookup: lookup('the other secret') },
        accept: { methods, name: 'client', password: 'callers secret' },
      },
      ccp: { type: 'mppe-128', noEncryption: 'reject' },
      isCaller: true,
    };
    const { pair, server: a, client: b } = open(world, server, client);
    pair.run(seconds(10));
    expect([a.count('authentication-succeeded'), b.count('authentication-succeeded')]).toEqual([2, 2]);
    exchange(pair);
    end(world, pair);
  });
});

describe('why a link does not come up', () => {
  const wrong = { ...CREDENTIALS, password: 'wrong' };
  const accept = (methods: AuthenticationMethod[], credentials = CREDENTIALS): PppLinkOptions => ({
    ...CLIENT,
    authentication: { accept: { methods, ...credentials } },
  });
  test.each<[string, PppLinkOptions, PppLinkOptions, DownReason, DownReason]>([
    ['a wrong password', SERVER, accept(['mschap-v2'], wrong), 'peer-failed-authentication', 'failed-authentication'],
    ['a method refused', SERVER, accept(['pap']), 'peer-refused-authentication', 'refused-authentication'],
    ['no credentials', SERVER, { ccp: CLIENT.ccp! }, 'peer-refused-authentication', 'refused-authentication'],
  ])('%s', (_, serverOptions, clientOptions, serverReason, clientReason) => {
    const { pair, server, client } = open(world, serverOptions, clientOptions);
    pair.run(seconds(60));
    expect([server.last('down')?.reason, client.last('down')?.reason]).toEqual([serverReason, clientReason]);
    expect([server.count('authenticated'), server.count('up'), client.count('up')]).toEqual([0, 0, 0]);
    end(world, pair);
  });

  test('a method refused, and the call taken down before another word of LCP', () => {
    const { pair, client } = open(world, SERVER, accept(['pap']));
    pair.run(milliseconds(500));
    expect(client.link.reason).toBe('refused-authentication');
    client.link.handleLowerDown(pair.now);
    client.drain(pair.now);
    expect(client.last('down')?.reason).toBe('refused-authentication');
    end(world, pair);
  });

  test('silence', () => {
    const { pair, server, client } = pairOf(world);
    pair.weather = { loss: 1000 };
    pair.open();
    pair.run(seconds(120));
    expect([server.last('down')?.reason, client.last('down')?.reason]).toEqual(['lcp-timeout', 'lcp-timeout']);
    end(world, pair);
  });

  test.each<[string, RegExp, DownReason, DownReason]>([
    ['every Challenge', /^CHAP Challenge/, 'timeout-authenticating-peer', 'timeout-being-authenticated'],
    ['every Response', /^CHAP Response/, 'timeout-authenticating-peer', 'peer-terminated'],
    ['all of IPCP', /^IPCP/, 'ipcp-timeout', 'ipcp-timeout'],
    ['all of CCP', /^CCP/, 'no-encryption', 'no-encryption'],
  ])('%s is lost', (_, lost, serverReason, clientReason) => {
    const { pair, server, client } = pairOf(world);
    pair.swallows = (frame) => lost.test(Ppp.describe(frame));
    pair.open();
    pair.run(seconds(200));
    const reasons = [server.last('down')!.reason, client.last('down')!.reason];
    // Whoever times out first tells the other.
    expect([serverReason, 'peer-terminated']).toContain(reasons[0]);
    expect([clientReason, 'peer-terminated']).toContain(reasons[1]);
    expect(reasons.every((reason) => reason === 'peer-terminated')).toBe(false);
    end(world, pair);
  });

  test('a Success lost does no harm', () => {
    const { pair, server, client } = pairOf(world);
    let successes = 0;
    pair.swallows = (frame) => /^CHAP Success/.test(Ppp.describe(frame)) && ++successes <= 2;
    pair.open();
    pair.run(seconds(20));
    expect([server.link.isUp, client.link.isUp, successes]).toEqual([true, true, 3]);
    end(world, pair);
  });

  test('a peer that talks without end is given up', () => {
    const side = new Side(world, 1, SERVER, GIVE);
    side.link.open(START);
    side.link.handleLowerUp(START);
    let now = START;
    for (let i = 0; side.count('down') === 0 && i < 2000; i++) {
      now = (now + 200_000) as typeof now;
      if (side.link.nextTimeout() <= now) side.link.handleTimeout(now);
      for (const frame of side.drain(now)) {
        // It acknowledges all that we say, and goes on asking for a callback.
        if (frame[4] === CODE.configureRequest)
          side.receive(now, Uint8Array.of(...frame.slice(0, 4), 2, ...frame.slice(5)));
      }
      side.receive(now, Uint8Array.of(0xff, 3, 0xc0, 0x21, 1, i, 0, 7, 13, 3, 6));
    }
    expect(side.last('down')).toEqual({ kind: 'down', reason: 'lcp-timeout' });
    side.drain(now);
    expect(side.link.nextTimeout()).toBe(NEVER);
    world.expectClean();
  });
});
