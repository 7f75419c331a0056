import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import ssh2, { type ClientChannel, type ConnectConfig } from 'ssh2';
import { hostKeyIn } from './host-key.js';
import { freePort, OpenLab, PAGED, readPages } from './lab.suite.js';
import { LIMIT } from './ssh-listener.js';

let state: string;
beforeAll(() => {
  state = mkdtempSync(join(tmpdir(), 'rtemu-ssh-'));
});
afterAll(() => rmSync(state, { recursive: true, force: true }));

let lab: OpenLab;
const clients: InstanceType<typeof ssh2.Client>[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
  lab?.close();
});

const USER = 'login user ann kagi\nsshd service on\n';

async function opened(config = USER, model?: string): Promise<number> {
  lab = new OpenLab(config, model);
  const port = await freePort();
  await lab.open({ ssh: { address: '127.0.0.1', port } }, state);
  return port;
}

/** Logs in. Rejects when that is not possible. */
function logIn(port: number, config: ConnectConfig = {}): Promise<InstanceType<typeof ssh2.Client>> {
  const client = new ssh2.Client();
  clients.push(client);
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve(client)).once('error', reject);
    client.on('close', () => reject(new Error('closed')));
    client.connect({ host: '127.0.0.1', port, username: 'ann', password: 'kagi', ...config });
  });
}

/** Of an elliptic curve, since those are quickly made. */
function newKey(): { private: string; public: string } {
  const { private: secret, public: open } = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
  return { private: secret, public: open };
}

class Shell {
  text = '';
  encoding: BufferEncoding = 'utf8';
  closed = false;
  constructor(readonly channel: ClientChannel) {
    channel.on('data', (chunk: Buffer) => {
      this.text += chunk.toString(this.encoding);
    });
    channel.once('close', () => {
      this.closed = true;
    });
  }

  static open(client: InstanceType<typeof ssh2.Client>): Promise<Shell> {
    return new Promise((resolve, reject) => {
      client.shell({ cols: 512, rows: 40, term: 'vt100' }, (error, channel) =>
        error ? reject(error) : resolve(new Shell(channel)),
      );
    });
  }

  async say(line: string, awaited: string): Promise<string> {
    if (line !== '') {
      this.text = '';
      this.channel.write(Buffer.from(line, this.encoding));
    }
    const deadline = performance.now() + 10_000;
    while (!this.text.includes(awaited)) {
      if (performance.now() > deadline || this.closed) throw new Error(`in vain: ${awaited} in ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return this.text;
  }
}

test('a user logs in and configures; a lone CR and a lone LF are an Enter each', async () => {
  const shell = await Shell.open(await logIn(await opened()));
  expect(await shell.say('', '> ')).toMatch(/^\r\nRTX1210 Rev/);
  await shell.say('administrator\r', 'Password: ');
  await shell.say('\r', '# ');
  await shell.say('show config | grep sshd\n', '# ');
  await shell.say('\r\n', '# \r\n# ');
  // Output is broken at `console columns`, however wide the terminal is.
  expect(await shell.say('show environment\r', '\r\n# ')).toMatch(/^ {2}main: .{71}\r$/m);
  await shell.say('exit\r', '> ');
  shell.channel.write('exit\r');
  while (!shell.closed) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(lab.log).toContain('Login succeeded for SSH: 127.0.0.1 ann');
  expect(lab.log).toContain("'administrator' succeeded for SSH: 127.0.0.1 ann");
  expect(lab.log).toContain('Logout from SSH: 127.0.0.1 ann');
  expect(lab.log).not.toContain('kagi');
});

test('a page, and the viewer, in Shift_JIS, as over telnet', async () => {
  const shell = await Shell.open(await logIn(await opened(USER + PAGED)));
  shell.encoding = 'latin1';
  await shell.say('', '> ');
  await readPages((octets, awaited) => shell.say(octets, awaited), '\r');
});

test('keyboard-interactive asks for the password', async () => {
  const client = new ssh2.Client();
  clients.push(client);
  const port = await opened();
  client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) => {
    expect(prompts).toEqual([{ prompt: 'Password: ', echo: false }]);
    finish(['kagi']);
  });
  await new Promise((resolve, reject) => {
    client.once('ready', () => resolve(undefined)).once('error', reject);
    client.connect({ host: '127.0.0.1', port, username: 'ann', tryKeyboard: true });
  });
});

test('a command without a shell, files that nobody may have, and a shell without a terminal are refused', async () => {
  const client = await logIn(await opened());
  await expect(new Promise((_, reject) => client.exec('show environment', (error) => reject(error)))).rejects.toThrow(
    'Unable to exec',
  );
  await expect(new Promise((_, reject) => client.sftp((error) => reject(error)))).rejects.toThrow();
  await expect(new Promise((_, reject) => client.shell(false, (error) => reject(error)))).rejects.toThrow();
});

test('wrong passwords, empty ones and unknown names take as long, are logged, and are not tried for ever', async () => {
  const port = await opened(`${USER}login user empty ""\n`);
  const times: number[] = [];
  for (const config of [{ password: 'wrong' }, { username: 'nobody' }, { username: 'empty', password: '' }]) {
    const began = performance.now();
    await expect(logIn(port, config)).rejects.toThrow();
    times.push(performance.now() - began);
  }
  for (const time of times) expect(time).toBeGreaterThanOrEqual(LIMIT.refusalMilliseconds - 5);
  expect(lab.log).toContain('Login failed for SSH: 127.0.0.1 ann');
  expect(lab.log).toContain('Login failed for SSH: 127.0.0.1 nobody');
  const tries: string[] = [];
  await expect(
    logIn(port, {
      authHandler: (_left, _partial, next) => {
        tries.push('try');
        next({ type: 'password', username: 'a\nb', password: 'x' });
      },
    }),
  ).rejects.toThrow();
  expect(tries.length).toBeLessThanOrEqual(LIMIT.attempts + 1);
  expect(lab.log).not.toContain('a\nb');
});

test('with sshd off nobody is let in, and what is no SSH disturbs nobody', async () => {
  const closed = await opened('login user ann kagi\n');
  await expect(logIn(closed)).rejects.toThrow();
  lab.close();
  const port = await opened();
  const stranger = connectTcp({ host: '127.0.0.1', port });
  stranger.on('error', () => {}).resume();
  stranger.write(Buffer.alloc(20_000, 0xff));
  const gone = new Promise((resolve) => stranger.once('close', resolve));
  const shell = await Shell.open(await logIn(port));
  await shell.say('', '> ');
  await gone;
});

test('a host that may not come is told so', async () => {
  const caller = connectTcp({ host: '127.0.0.1', port: await opened(`${USER}sshd host 192.168.100.2\n`) });
  const said: Buffer[] = [];
  caller.on('data', (octets: Buffer) => said.push(octets));
  await new Promise((resolve) => caller.once('close', resolve));
  expect(Buffer.concat(said).toString()).toBe('Error: Login access is restricted.\r\n');
});

test('as many sessions as sshd session says, and one who vanishes makes room', async () => {
  const port = await opened(`${USER}sshd session 1\n`);
  const first = await logIn(port);
  await (await Shell.open(first)).say('', '> ');
  const refused = await Shell.open(await logIn(port));
  while (!refused.closed) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(refused.text).toBe('');
  first.destroy();
  while (!lab.log.includes('Logout')) await new Promise((resolve) => setTimeout(resolve, 2));
  await (await Shell.open(await logIn(port))).say('', '> ');
});

test('firmware of old speaks as clients of old', async () => {
  const port = await opened(USER, 'RTX1200');
  await expect(logIn(port)).rejects.toThrow();
  const shell = await Shell.open(
    await logIn(port, {
      algorithms: {
        kex: ['diffie-hellman-group1-sha1'],
        serverHostKey: ['ssh-rsa'],
        cipher: ['aes128-cbc'],
        hmac: ['hmac-sha1'],
      },
    }),
  );
  await shell.say('', '> ');
});

test('a key of the user opens a shell; no other key does, and no name that nobody has', async () => {
  const port = await opened('login user ann kagi\nlogin user bob kagi\nsshd service on\nsftpd host any\n');
  const [own, other] = [newKey(), newKey()];
  const console = lab.router.openConsole(lab.stage.world.now);
  const type = (...lines: string[]): string =>
    lines
      .map((line) => {
        console.handleLine(lab.stage.world.now, line);
        return console.pollText() ?? '';
      })
      .join('');
  type('administrator', '');
  expect(type('import sshd authorized-keys ann', 'no key')).toBe('Error: Unrecognized public key\n');
  expect(type('import sshd authorized-keys ann', `${own.public} ann's`)).toBe('');
  expect(type('import sshd authorized-keys eve')).toContain('Error');
  expect(type('show sshd authorized-keys ann type=fingerprint').trim()).toMatch(/^256 SHA256:\S{43} ann's \(ECDSA\)$/);
  expect(type('show sshd authorized-keys * type=fingerprint md5')).toMatch(
    /^ann \/ssh\/authorized_keys\/ann\n256 MD5:(..:){15}.. ann's \(ECDSA\)\nbob .*\n\/ssh\/authorized_keys\/bob : Failed/,
  );
  const by = (privateKey: string, username = 'ann') => logIn(port, { privateKey, password: '', username });
  await (await Shell.open(await by(own.private))).say('', '> ');
  expect(lab.log).toContain('Login succeeded for SSH: 127.0.0.1 ann');
  const wrong = [by(other.private), by(own.private, 'bob'), by(own.private, 'eve')];
  await Promise.all(
    wrong.map((login) => expect(login).rejects.toThrow('All configured authentication methods failed')),
  );
  const [, data = ''] = type('show sshd public key').replaceAll('\n', '').split(' ');
  expect(type('show sshd host key').replaceAll('\n', '')).toBe(`ssh-rsa ${data}`);
  const digest = createHash('md5')
    .update(Buffer.from(data, 'base64'))
    .digest('hex')
    .replace(/..(?=.)/g, '$&:');
  expect(type('show sshd public key fingerprint')).toBe(`ssh-rsa 2048 ${digest}\n`);
  expect(type('show sshd host key type=fingerprint md5')).toBe(`2048 MD5:${digest} (RSA)\n`);
  type('sshd auth method password');
  await expect(by(own.private)).rejects.toThrow();
  type('sshd auth method publickey');
  await expect(logIn(port)).rejects.toThrow();
  await by(own.private);
  type('restart');
  expect(lab.router.keysOf('ann')).toHaveLength(1);
});

test('the ciphers of sshd encrypt algorithm alone are spoken, and the version is hidden', async () => {
  const port = await opened(`${USER}sshd encrypt algorithm aes256-cbc arcfour\nsshd hide openssh version on\n`);
  await expect(logIn(port, { algorithms: { cipher: ['aes128-ctr'] } })).rejects.toThrow('no matching');
  const client = new ssh2.Client();
  clients.push(client);
  const agreed = new Promise((resolve) => client.once('handshake', resolve));
  client
    .on('error', () => {})
    .connect({
      host: '127.0.0.1',
      port,
      username: 'ann',
      password: 'kagi',
      algorithms: { cipher: ['aes128-ctr', 'aes256-cbc'] },
    });
  expect(await agreed).toMatchObject({ cs: { cipher: 'aes256-cbc' } });
  const caller = connectTcp({ host: '127.0.0.1', port });
  const said = await new Promise<Buffer>((resolve) => caller.once('data', resolve));
  caller.destroy();
  expect(said.toString('latin1').split('\r\n')[0]).toBe('SSH-2.0-OpenSSH');
  lab.close();
  await expect(logIn(await opened(`${USER}sshd encrypt algorithm arcfour\n`))).rejects.toThrow();
});

test('who does not answer sshd client alive is cut', async () => {
  const port = await opened(`${USER}sshd client alive on 1 1\n`);
  const socket = connectTcp({ host: '127.0.0.1', port });
  const client = await logIn(port, { sock: socket });
  const shell = await Shell.open(client);
  await shell.say('', '> ');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await shell.say('\r', '> '); // asked once, and answered
  socket.pause();
  const late = performance.now() + 10_000;
  while (!lab.log.includes('Logout from SSH') && performance.now() < late)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(lab.log).toContain('Logout from SSH: 127.0.0.1 ann');
});

test('the key is kept, for nobody else to read', () => {
  const key = hostKeyIn(state);
  expect(hostKeyIn(state)).toBe(key);
  expect(readFileSync(join(state, 'ssh-host-key.pem'), 'utf8')).toBe(key);
  expect(statSync(join(state, 'ssh-host-key.pem')).mode & 0o077).toBe(0);
});

test('any number of connections that do not log in keep nobody out', async () => {
  const port = await opened();
  const logged = await logIn(port);
  const strangers = Array.from({ length: 3 * LIMIT.connections }, () => {
    const socket = connectTcp({ host: '127.0.0.1', port });
    socket.on('error', () => {}).resume();
    socket.write('SSH-2.0-x\r\n');
    return socket;
  });
  await Promise.all(strangers.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  await (await Shell.open(await logIn(port))).say('', '> ');
  await (await Shell.open(logged)).say('', '> '); // whoever has logged in stays
  for (const socket of strangers) socket.destroy();
});
