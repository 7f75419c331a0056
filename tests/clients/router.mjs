/** Routers for clients to log in to: one process each, its doors open on this machine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RTEMU = new URL('../../console/bin/rtemu.cjs', import.meta.url).pathname;
const START_SECONDS_MAX = 30;

/** `nameless`: whether somebody without a name may log in by telnet. `old`: SSH as it was before Rev.14. */
export const MODELS = {
  RT58i: { revision: 'Rev.9.', nameless: true, lans: 2, old: true },
  RTX1200: { revision: 'Rev.10.', nameless: true, lans: 3, old: true },
  RTX1210: { revision: 'Rev.14.', nameless: true, lans: 3, old: false },
  RTX830: { revision: 'Rev.15.', nameless: true, lans: 2, old: false },
  RTX1300: { revision: 'Rev.23.', nameless: false, lans: 3, old: false },
};

const JAPANESE = {
  question: '新しい設定を保存しますか? (Y/N)',
  saving: 'セーブ中... CONFIG0 終了',
  error: 'エラー: ',
  unknown: 'コマンド名を確認してください',
  wrong: 'パスワードが間違っています',
};

/** `setting`: what makes a router that comes from the factory speak so. The words are those of the routers. */
export const LANGUAGES = {
  en: {
    name: 'English',
    encoding: 'ascii',
    setting: 'console character ascii',
    question: 'Save new configuration ? (Y/N)',
    saving: 'Saving ... CONFIG0 Done .',
    error: 'Error: ',
    unknown: 'Invalid command name',
    wrong: 'Incorrect password',
  },
  sjis: { name: 'Shift_JIS', encoding: 'cp932', setting: '', ...JAPANESE },
  euc: { name: 'EUC-JP', encoding: 'euc-jp', setting: 'console character euc', ...JAPANESE },
  utf8: { name: 'UTF-8', encoding: 'utf-8', setting: 'console character ja.utf8', ...JAPANESE },
};

/** Whoever logs in, and what they are asked. `taro` is an administrator at once, where the firmware has such users. */
const PASSWORDS = { nameless: 'himitsu', administrator: 'naisho', hanako: 'shiawase', taro: 'hinotori' };

function configOf(model, language, { prompt = 'RT', config = '' }) {
  const { nameless } = MODELS[model];
  return [
    nameless ? `login password ${PASSWORDS.nameless}` : '',
    `administrator password ${PASSWORDS.administrator}`,
    `login user hanako ${PASSWORDS.hanako}`,
    ...(nameless ? [] : [`login user taro ${PASSWORDS.taro}`, 'user attribute taro administrator=2']),
    LANGUAGES[language].setting,
    prompt === '' ? '' : `console prompt ${prompt}`,
    'ip lan1 address 192.168.100.1/24',
    'telnetd service on',
    'sshd service on',
    config,
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a client is to know of the router, as variables of its environment. */
function environmentOf(model, language, prompt, ports) {
  const { revision, nameless, lans } = MODELS[model];
  const { encoding, question, saving, error, unknown, wrong } = LANGUAGES[language];
  return {
    ROUTER_TELNET: String(ports.telnet),
    ROUTER_SSH: String(ports.ssh),
    ROUTER_MODEL: model,
    ROUTER_REVISION: revision,
    ROUTER_NAMELESS: nameless ? 'yes' : '',
    ROUTER_LAN: `lan${lans}`,
    ROUTER_PROMPT: prompt,
    ROUTER_LANGUAGE: language === 'en' ? 'en' : 'ja',
    ROUTER_ENCODING: encoding,
    ROUTER_PASSWORD: PASSWORDS.nameless,
    ROUTER_ADMINISTRATOR: PASSWORDS.administrator,
    ROUTER_HANAKO: PASSWORDS.hanako,
    ROUTER_TARO: PASSWORDS.taro,
    WORDS_QUESTION: question,
    WORDS_SAVING: saving,
    WORDS_ERROR: error,
    WORDS_UNKNOWN: unknown,
    WORDS_WRONG: wrong,
  };
}

/**
 * `rtemu console` with its doors open.
 * @param options `prompt` of the console, more `config`, `isPlugged`: whether LAN1 has a cable
 */
export async function startRouter(model, language, options = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'rtemu-clients-'));
  const configFile = join(directory, 'config.txt');
  writeFileSync(configFile, configOf(model, language, options));
  const ports = { telnet: await freePort(), ssh: await freePort() };
  const doors = ['--telnet', String(ports.telnet), '--ssh', String(ports.ssh), '--state', join(directory, 'state')];
  if (options.isPlugged) doors.push('--link', `lan1=udp:local=${await freePort()},remote=${await freePort()}`);
  const router = spawn(process.execPath, [RTEMU, 'console', '--model', model, configFile, ...doors], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let told = '';
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`rtemu does not start: ${told}`)), START_SECONDS_MAX * 1000);
    router.stderr.on('data', (chunk) => {
      told += chunk;
      if (told.includes(`127.0.0.1:${ports.ssh}`)) resolve(clearTimeout(late));
    });
    router.once('exit', () => reject(new Error(`rtemu ended: ${told}`)));
  });
  if (/passed over/.test(told)) throw new Error(told);
  const stop = () =>
    new Promise((resolve) => {
      router.removeAllListeners('exit').once('exit', resolve).kill('SIGTERM');
    }).then(() => rmSync(directory, { recursive: true, force: true }));
  return {
    ports,
    pid: router.pid,
    told: () => told,
    environment: { ...environmentOf(model, language, options.prompt ?? 'RT', ports), HOME: directory },
    stop,
  };
}
