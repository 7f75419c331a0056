import { afterEach, expect, test } from '@jest/globals';
import { LIMIT as FILE_LIMIT } from '@rtemu/emulator/file-visit';
import ssh2, { type SFTPWrapper } from 'ssh2';
import { freePort, OpenLab } from './lab.suite.js';
import { LIMIT } from './sftp-session.js';

let lab: OpenLab;
const clients: InstanceType<typeof ssh2.Client>[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
  lab?.close();
});

const USERS = 'login user ann kagi\nadministrator password himitsu\nsshd service on\n';

async function opened(config = `${USERS}sftpd host any\n`): Promise<number> {
  lab = new OpenLab(config);
  const port = await freePort();
  await lab.open({ ssh: { address: '127.0.0.1', port } });
  return port;
}

function logIn(port: number, password: string): Promise<InstanceType<typeof ssh2.Client>> {
  const client = new ssh2.Client();
  clients.push(client);
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve(client)).once('error', reject);
    client.on('close', () => reject(new Error('closed')));
    client.connect({ host: '127.0.0.1', port, username: 'ann', password });
  });
}

const sftpOf = (client: InstanceType<typeof ssh2.Client>): Promise<SFTPWrapper> =>
  new Promise((resolve, reject) => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))));

const sftpOn = async (port: number): Promise<SFTPWrapper> => sftpOf(await logIn(port, 'himitsu'));

const get = (sftp: SFTPWrapper, path: string): Promise<Buffer> =>
  new Promise((resolve, reject) => sftp.readFile(path, (error, octets) => (error ? reject(error) : resolve(octets))));

const put = (sftp: SFTPWrapper, path: string, octets: Buffer | string): Promise<void> =>
  new Promise((resolve, reject) => sftp.writeFile(path, octets, (error) => (error ? reject(error) : resolve())));

const open = (sftp: SFTPWrapper, path: string, flags: 'r' | 'w'): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    sftp.open(path, flags, (error, handle) => (error ? reject(error) : resolve(handle))),
  );

const write = (sftp: SFTPWrapper, handle: Buffer, text: string, offset: number): Promise<void> =>
  new Promise((resolve, reject) =>
    sftp.write(handle, Buffer.from(text), 0, text.length, offset, (error) => (error ? reject(error) : resolve())),
  );

const shut = (sftp: SFTPWrapper, handle: Buffer): Promise<void> =>
  new Promise((resolve, reject) => sftp.close(handle, (error) => (error ? reject(error) : resolve())));

const list = (sftp: SFTPWrapper, path: string): Promise<string[]> =>
  new Promise((resolve, reject) =>
    sftp.readdir(path, (error, entries) => (error ? reject(error) : resolve(entries.map(({ filename }) => filename)))),
  );

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
};

test('the administrator password opens the files: listed, read as they are kept, in Shift_JIS with CR LF', async () => {
  const sftp = await sftpOn(await opened(`${USERS}sftpd host any\ndescription 1 本社\n`));
  expect(await list(sftp, '/')).toEqual(['ssh', 'system']);
  expect(await list(sftp, '/system')).toEqual(['config', 'config0', 'techinfo']);
  const text = await get(sftp, '/system/config0');
  expect(text.toString('latin1')).toContain('login user ann kagi\r\n');
  expect(text.includes(Buffer.from([0x96, 0x7b, 0x8e, 0xd0]))).toBe(true); // 本社
  const running = (await get(sftp, '/system/config')).toString('latin1');
  expect(running).toMatch(/^# RTX1210 Rev\.[^\r]*\r\n# MAC Address : /);
  expect(running).toContain('administrator password himitsu\r\n');
  await expect(get(sftp, '/system/config3')).rejects.toThrow('No such file');
  await expect(get(sftp, '/etc/passwd')).rejects.toThrow('No such file');
  await expect(get(sftp, '/system')).rejects.toThrow('Is a directory');
  const size = await new Promise((resolve) => sftp.stat('/system/../system/./config0', (_, { size }) => resolve(size)));
  expect(size).toBe(text.length);
  expect(lab.log).toContain('Login succeeded for SFTP: 127.0.0.1 ann');
  clients[0]!.end();
  await until(() => lab.log.includes('Logout from SFTP: 127.0.0.1 ann'));
});

test('a file is taken when it is closed, whole, and wrong lines of it are passed over at the next start', async () => {
  const sftp = await sftpOn(await opened());
  const { router } = lab;
  const before = router.files.get(0);
  const handle = await open(sftp, '/system/config0', 'w');
  const lines = ['login user ann kagi\r\n', 'no such command\r\n', 'ip lan1 address 10.9.8.7/8\r\n'];
  await write(sftp, handle, lines[2]!, lines[0]!.length + lines[1]!.length);
  await write(sftp, handle, lines[0]! + lines[1]!, 0);
  expect(router.files.get(0)).toBe(before);
  await shut(sftp, handle);
  expect(router.files.get(0)!.text).toBe(lines.join('').replaceAll('\r', ''));
  expect(lab.log).toContain('Configuration saved in "CONFIG0" by SFTP');
  expect(router.configurationText()).not.toContain('10.9.8.7');
  router.restart(lab.stage.world.now);
  expect(router.configurationText()).toContain('ip lan1 address 10.9.8.7/8');
  expect(router.startupFaults).toMatchObject([{ line: 2, fault: 'unknown-command' }]);
});

test('one who vanishes halfway, and a file that is too large, leave everything as it was', async () => {
  const port = await opened();
  const first = await sftpOn(port);
  const handle = await open(first, '/system/config0', 'w');
  await write(first, handle, 'ip lan1 address 1.2.3.4/8\r\n', 0);
  clients[0]!.destroy();
  await until(() => lab.log.includes('Logout from SFTP'));
  const sftp = await sftpOn(port);
  await expect(put(sftp, '/system/config0', Buffer.alloc(LIMIT.octets + 1, 0x23))).rejects.toThrow('Failure');
  const wide = await open(sftp, '/system/config1', 'w');
  await expect(write(sftp, wide, 'x', 2 ** 40)).rejects.toThrow('Failure');
  await expect(shut(sftp, wide)).rejects.toThrow('Failure');
  expect((await get(sftp, '/system/config0')).toString()).toContain('login user ann kagi');
  expect(lab.router.files.numbers).toEqual([0]);
});

test('what is brought as the running configuration is typed into it, and saved', async () => {
  const sftp = await sftpOn(await opened());
  await put(sftp, '/system/config', '# mine\r\nip lan1 address 10.9.8.7/8\r\nwrong\r\n');
  expect(lab.router.configurationText()).toContain('login user ann kagi');
  expect(lab.router.configurationText()).toContain('ip lan1 address 10.9.8.7/8');
  expect(lab.router.isSaved).toBe(true);
  await put(sftp, '/system/config', 'ip lan1 address 10.9.8.6/8\r\nrestart\r\n');
  await until(() => lab.log.includes('Restart by restart command'));
  expect(lab.router.configurationText()).toContain('ip lan1 address 10.9.8.6/8');
});

test("a user's own password opens a shell and no file, the administrator's the files and no shell", async () => {
  const port = await opened();
  const own = await logIn(port, 'kagi');
  const sftp = await sftpOf(own);
  expect(await list(sftp, '/')).toEqual(['ssh', 'system']);
  for (const path of ['/system/config0', '/system/config']) {
    await expect(get(sftp, path)).rejects.toThrow('Permission denied');
    await expect(put(sftp, path, 'x')).rejects.toThrow('Permission denied');
  }
  await expect(list(sftp, '/system')).rejects.toThrow('Permission denied');
  const other = await logIn(port, 'himitsu');
  await expect(new Promise((_, reject) => other.shell((error) => reject(error)))).rejects.toThrow();
});

test('nobody comes for files unless sftpd host says so', async () => {
  const port = await opened(USERS);
  await expect(logIn(port, 'himitsu')).rejects.toThrow();
  await expect(sftpOf(await logIn(port, 'kagi'))).rejects.toThrow();
});

test('one who asks for nothing is logged out, and sshd session counts both kinds', async () => {
  const port = await opened(`${USERS}sftpd host any\nsshd session 1\n`);
  const sftp = await sftpOn(port);
  await list(sftp, '/');
  await expect(sftpOn(port)).rejects.toThrow();
  const { world } = lab.stage;
  const [later] = [lab.stage.world.now + FILE_LIMIT.idle + 1];
  world.run(later as typeof world.now);
  await until(() => lab.log.includes('Logout from SFTP'));
  expect(await list(await sftpOn(port), '/')).toEqual(['ssh', 'system']);
});

test('what the support asks for is read, and public keys are brought and taken away', async () => {
  const port = await opened();
  const sftp = await sftpOn(port);
  expect((await get(sftp, '/system/techinfo')).toString()).toContain('# show environment detail\r\n');
  await expect(put(sftp, '/system/techinfo', 'x')).rejects.toThrow('Permission denied');
  const { public: key } = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256, comment: 'mine' });
  await put(sftp, '/ssh/authorized_keys/ann', `# of Ann\n${key}\n`);
  expect(lab.router.keysOf('ann')).toMatchObject([{ family: 'ECDSA', comment: 'mine' }]);
  expect(await list(sftp, '/ssh/authorized_keys')).toEqual(['ann']);
  expect((await get(sftp, '/ssh/authorized_keys/ann')).toString()).toBe(`# of Ann\n${key}\n`);
  for (const path of ['/ssh/other', '/ssh/authorized_keys/a b', '/pub-key'])
    await expect(put(sftp, path, key)).rejects.toThrow('No such file');
  const remove = (path: string) =>
    new Promise<void>((resolve, reject) => sftp.unlink(path, (error) => (error ? reject(error) : resolve())));
  await expect(remove('/system/config0')).rejects.toThrow('Permission denied');
  await remove('/ssh/authorized_keys/ann');
  await expect(remove('/ssh/authorized_keys/ann')).rejects.toThrow('No such file');
  expect(lab.router.keysOf('ann')).toEqual([]);
  const own = await sftpOf(await logIn(port, 'kagi'));
  await expect(put(own, '/ssh/authorized_keys/ann', key)).rejects.toThrow('Permission denied');
});

test('only so many files are open at a time, and what is no handle is refused', async () => {
  const sftp = await sftpOn(await opened());
  for (let i = 0; i < LIMIT.handles; i++) await open(sftp, '/system/config0', 'r');
  await expect(open(sftp, '/system/config0', 'r')).rejects.toThrow('too many open files');
  await expect(shut(sftp, Buffer.from('nothing'))).rejects.toThrow('Failure');
});

test('who ends their side, as sftp(1) does, is answered with the end of ours', async () => {
  const client = await logIn(await opened(), 'himitsu');
  await new Promise<void>((resolve, reject) =>
    client.subsys('sftp', (error, channel) => {
      if (error) return reject(error);
      channel.resume().once('close', () => resolve());
      return channel.eof();
    }),
  );
  await until(() => lab.log.includes('Logout from SFTP: 127.0.0.1 ann'));
});
