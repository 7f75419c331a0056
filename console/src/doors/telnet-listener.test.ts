import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Unusable } from '../host.js';
import { printPlace, readDoorWishes } from './door-wish.js';
import { freePort, OpenLab, PAGED, readPages } from './lab.suite.js';
import { LIMIT } from './telnet-listener.js';
import { LIMIT as VISIT_LIMIT } from './visitor.js';

let lab: OpenLab;
afterEach(() => lab?.close());

async function opened(config = ''): Promise<number> {
  lab = new OpenLab(config);
  const port = await freePort();
  await lab.open({ telnet: { address: '127.0.0.1', port } });
  return port;
}

describe('a wish', () => {
  test.each([
    ['2300', '127.0.0.1:2300'],
    ['0.0.0.0:23', '0.0.0.0:23'],
    ['[::1]:2300', '[::1]:2300'],
  ])('%s', (text, place) => {
    expect(printPlace(readDoorWishes({ telnet: text }).telnet!)).toBe(place);
  });

  test.each(['0', '70000', 'host:23', '1.2.3:23', '::1:23', 'x', ''])('%s is none', (text) => {
    expect(() => readDoorWishes({ telnet: text })).toThrow(Unusable);
  });
});

test('one logs in by telnet, configures, and leaves', async () => {
  const port = await opened('login password himitsu\n');
  const caller = await lab.call(port);
  await caller.hear('Password: ');
  expect(await caller.say('himitsu\r\n', '> ')).not.toContain('himitsu');
  await caller.say('administrator\r\n', 'Password: ');
  await caller.say('\r\n', '# ');
  await caller.say('ip lan1 address 10.0.0.1/8\r\n', '/8\r\n# ');
  expect(await caller.say('show config | grep lan1\r\n', '\r\n# ')).toContain('\r\nip lan1 address 10.0.0.1/8\r\n');
  await caller.say('exit\r\n', '(Y/N)');
  await caller.say('N', '> ');
  caller.socket.write('exit\r\n');
  await caller.end();
  expect(lab.log).toContain('Login succeeded for TELNET: 127.0.0.1');
  expect(lab.log).toContain('Logout from TELNET: 127.0.0.1');
  expect(lab.log).not.toContain('himitsu');
  expect(lab.doors.describe('en')).toEqual([`rt  telnet 127.0.0.1:${port}`]);
});

test('one who vanishes frees the session, and another goes on', async () => {
  const port = await opened('telnetd session 2\nlogin user ann kagi\n');
  const [first, second, third] = [await lab.call(port), await lab.call(port), await lab.call(port)];
  await third.end();
  await first.hear('Password: ');
  await first.say('\r\nann\r\nkagi\r\n', '> ');
  await second.hear('Password: ');
  await second.say('\r\nann\r\nkagi\r\n', '> ');
  first.socket.resetAndDestroy();
  await second.say('show environment\r\n', '\r\n> ');
  const next = await lab.call(port);
  await next.hear('Password: ');
});

test('one who does not read is cut, and another goes on', async () => {
  const port = await opened('login user ann kagi\n');
  const deaf = await lab.call(port);
  await deaf.hear('Password: ');
  await deaf.say('\r\nann\r\nkagi\r\n', '> ');
  deaf.socket.pause();
  const other = await lab.call(port);
  await other.hear('Password: ');
  await other.say('\r\nann\r\nkagi\r\n', '> ');
  // Until the machine's own buffers are full as well.
  for (let i = 0; i < 20; i++) {
    deaf.socket.write('show command\r\n'.repeat(8));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await other.say('show environment\r\n', '\r\n> ');
  lab.leap += 1; // the clock is looked at
  await other.say('\r\n', '> ');
  lab.leap += VISIT_LIMIT.stalledMilliseconds + 1;
  await other.say('show environment\r\n', '\r\n> ');
  await other.say('\r\n', '> ');
  deaf.socket.resume();
  await deaf.end();
  expect(lab.log.match(/Logout from TELNET/g)).toHaveLength(1);
});

test('where the telnet server is off nobody is let in', async () => {
  const port = await opened('telnetd service off\n');
  const caller = await lab.call(port);
  await caller.end();
  expect(caller.text).toBe('');
});

test('hundreds of connections: a few come in, and when they are gone others do', async () => {
  const port = await opened();
  const callers = await Promise.all(Array.from({ length: 300 }, () => lab.call(port)));
  while (callers.filter(({ closed }) => !closed).length > LIMIT.connections) await new Promise(setImmediate);
  const inside = callers.filter(({ closed }) => !closed);
  expect(inside.length).toBeLessThanOrEqual(LIMIT.connections);
  for (const { socket } of inside) socket.destroy();
  await Promise.all(inside.map((caller) => caller.end()));
  for (;;) {
    const next = await lab.call(port);
    const came = await next.hear('Password: ').then(
      () => true,
      () => false,
    );
    if (came) break;
  }
});

test('a port that is taken is told, and nothing stays open', async () => {
  const port = await opened();
  const other = new OpenLab();
  await expect(other.open({ telnet: { address: '127.0.0.1', port } })).rejects.toThrow(
    `cannot listen at 127.0.0.1:${port}`,
  );
});

test('a host that may not come is told so', async () => {
  const port = await opened('telnetd host none\n');
  const caller = await lab.call(port);
  await caller.end();
  expect(caller.text).toBe('Error: Login access is restricted.\r\n');
  expect(lab.doors.describe('en')).toEqual([`rt  telnet 127.0.0.1:${port} (telnetd host keeps 127.0.0.1 out)`]);
});

test('one who pours out commands does not hold up another, and all of them are obeyed', async () => {
  const port = await opened('login user ann kagi\n');
  const hasty = await lab.call(port);
  await hasty.hear('Password: ');
  await hasty.say('\r\nann\r\nkagi\r\n', '> ');
  const other = await lab.call(port);
  await other.hear('Password: ');
  await other.say('\r\nann\r\nkagi\r\n', '> ');
  hasty.text = '';
  hasty.socket.write(`${'show environment\r\n'.repeat(1000)}show confg\r\n`);
  await hasty.hear('Serial Baudrate');
  await other.say('\r\n', '> ');
  expect(hasty.text).not.toContain('Invalid command name');
  await hasty.hear('Error: Invalid command name');
  expect(hasty.text.match(/Serial Baudrate/g)).toHaveLength(1000);
});

test('what was typed before the line was hung up is obeyed', async () => {
  const port = await opened();
  const hasty = await lab.call(port);
  await hasty.hear('Password: ');
  hasty.socket.end(`\r\nadministrator\r\n\r\n${'show environment\r\n'.repeat(200)}ip lan1 address 10.0.0.1/8\r\n`);
  await hasty.end();
  const other = await lab.call(port);
  await other.hear('Password: ');
  await other.say('\r\n', '> ');
  await other.say('administrator\r\n', 'Password: ');
  await other.say('\r\n', '# ');
  expect(await other.say('show config | grep lan1\r\n', '\r\n# ')).toContain('\r\nip lan1 address 10.0.0.1/8\r\n');
});

test('a page, and the viewer, in Shift_JIS: octets as a client of the device sees and sends them', async () => {
  const caller = await opened(PAGED).then((port) => lab.call(port));
  await caller.hear('Password: ');
  await caller.say('\r\n', '> ');
  await readPages((octets, awaited) => caller.say(octets, awaited), '\r\n');
});

test('nobody but this machine comes in unless it is said', async () => {
  lab = new OpenLab();
  const port = await freePort();
  await lab.open(readDoorWishes({ telnet: String(port) }));
  await (await lab.call(port)).hear('Password: ');
  const elsewhere = await new Promise((resolve) => {
    // Another address of this machine: a server that listens everywhere would answer.
    const socket = connect({ host: '127.0.0.2', port }, () => resolve('let in')).on('error', () => resolve('refused'));
    socket.unref();
  });
  expect(elsewhere).toBe('refused');
});
