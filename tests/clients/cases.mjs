/** Which clients log in to what, and what they need. */

/** Debian's, which has Debian's modules. */
const PYTHON = '/usr/bin/python3';

/** Programs and modules of Python with the Debian packages that bring them; `package`: whose version the table tells. */
export const CLIENTS = {
  'inetutils telnet': {
    package: 'inetutils-telnet',
    programs: { expect: 'expect', telnet: 'inetutils-telnet' },
  },
  OpenSSH: {
    package: 'openssh-client',
    programs: { expect: 'expect', ssh: 'openssh-client', 'ssh-keygen': 'openssh-client' },
    modules: { paramiko: 'python3-paramiko' },
  },
  'PuTTY plink': { package: 'putty-tools', programs: { expect: 'expect', plink: 'putty-tools' } },
  paramiko: { package: 'python3-paramiko', modules: { paramiko: 'python3-paramiko' } },
  telnetlib: { package: 'python3', modules: { telnetlib: 'python3' } },
  nc: { package: 'netcat-openbsd', programs: { nc: 'netcat-openbsd' } },
  Netmiko: { package: 'python3-netmiko', modules: { netmiko: 'python3-netmiko' } },
  'Ansible network_cli': {
    package: 'ansible',
    programs: { 'ansible-playbook': 'ansible' },
    modules: { 'ansible_collections.ansible.netcommon': 'ansible', paramiko: 'python3-paramiko' },
  },
  sftp: { package: 'openssh-client', programs: { sftp: 'openssh-client' }, modules: { paramiko: 'python3-paramiko' } },
  'as Oxidized': { modules: { paramiko: 'python3-paramiko' } },
  'as the Terraform provider': { modules: { paramiko: 'python3-paramiko' } },
  'as small programs': { modules: { paramiko: 'python3-paramiko' } },
  'who mean no good': {},
  TextFSM: { package: 'python3-textfsm', modules: { textfsm: 'python3-textfsm' } },
};

/** OpenSSH must neither know this router nor keep it in mind. */
const SSH_OPTIONS = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
/** What a client of today has to be told for routers of before Rev.14. */
const OLD_ALGORITHMS = [
  'KexAlgorithms=diffie-hellman-group1-sha1',
  'HostKeyAlgorithms=ssh-rsa',
  'Ciphers=aes128-cbc',
  'MACs=hmac-sha1',
];
const asOptions = (settings) => settings.flatMap((setting) => ['-o', setting]);
const ssh = (...settings) => asOptions([...SSH_OPTIONS, ...settings]);

/** What `bad-input.mjs` knows, and what it is. */
const ATTACKS = {
  telnet: {
    'option-storm': 'options in a storm',
    'option-storm-unread': 'options in a storm, answers not read',
    'endless-suboption': 'a suboption without end; halves of everything',
    'endless-line': 'a line without end',
    binary: 'binary',
    'escape-sequences': 'keys without end',
    tab: '? and TAB without end',
    'never-reads': 'commands without end, answers not read',
    'thousand-connections': 'a thousand connections',
    vanishes: 'gone at every question and prompt',
  },
  ssh: {
    'ssh-half-open': 'a thousand half-open connections',
    'ssh-noise': 'noise in place of a key exchange',
    'ssh-never-reads': 'commands without end, answers not read',
    'ssh-passwords': 'wrong passwords, unknown names, long ones',
  },
};

/** One case for each model and language. */
const each = (client, door, name, run, onesOf, more = {}) =>
  Object.entries(onesOf).flatMap(([model, languages]) =>
    languages.map((language) => ({ client, door, name, model, language, run, ...more })),
  );

const BOTH = ['en', 'sjis'];
const FILES = { router: { config: 'sftpd host any' } };

export const CASES = [
  // To inetutils an octet 0x9d is its own escape, Ctrl-], which UTF-8 and EUC-JP may well have: it is told to have none.
  ...each('inetutils telnet', 'telnet', 'a whole session', ['expect', 'session.expect', 'telnet', '-E'], {
    RT58i: BOTH,
    RTX1200: BOTH,
    RTX1210: [...BOTH, 'euc', 'utf8'],
    RTX830: BOTH,
    RTX1300: BOTH,
  }),
  ...each(
    'OpenSSH',
    'ssh',
    'a whole session, password',
    ['expect', 'session.expect', 'ssh', ...ssh('PreferredAuthentications=password')],
    { RTX1210: [...BOTH, 'utf8'], RTX830: BOTH, RTX1300: BOTH },
  ),
  ...each(
    'OpenSSH',
    'ssh',
    'a whole session, keyboard-interactive',
    ['expect', 'session.expect', 'ssh', ...ssh('PreferredAuthentications=keyboard-interactive')],
    { RTX1210: ['en'] },
  ),
  ...each(
    'OpenSSH',
    'ssh',
    'a whole session, with the algorithms of old',
    ['expect', 'session.expect', 'ssh', ...ssh('PreferredAuthentications=password', ...OLD_ALGORITHMS)],
    { RTX1200: BOTH },
  ),
  ...each(
    'OpenSSH',
    'ssh',
    'a command without a shell is refused, as on the device',
    ['expect', 'exec.expect', ...ssh('PreferredAuthentications=password')],
    { RTX1210: ['en'] },
  ),
  ...each(
    'OpenSSH',
    'ssh',
    'a key of Ed25519 typed in, and a whole session with it',
    [PYTHON, 'publickey_session.py', 'ed25519'],
    { RTX1210: ['sjis'] },
  ),
  ...each(
    'OpenSSH',
    'ssh',
    'a key of RSA typed in, and a whole session with it',
    [PYTHON, 'publickey_session.py', 'rsa'],
    { RTX830: ['en'] },
  ),
  ...each('PuTTY plink', 'telnet', 'a whole session', ['expect', 'session.expect', 'plink-telnet'], {
    RT58i: ['sjis'],
    RTX1300: ['en'],
  }),
  ...each('PuTTY plink', 'ssh', 'a whole session', ['expect', 'session.expect', 'plink-ssh'], {
    RTX1200: ['en'],
    RTX1210: ['sjis'],
  }),
  ...each('paramiko', 'ssh', 'a whole session', [PYTHON, 'paramiko_session.py'], {
    RTX1200: BOTH,
    RTX1210: BOTH,
    RTX830: BOTH,
    RTX1300: BOTH,
  }),
  ...each('telnetlib', 'telnet', 'a whole session', [PYTHON, 'telnetlib_session.py'], {
    RT58i: BOTH,
    RTX1200: BOTH,
    RTX1210: BOTH,
    RTX830: BOTH,
    RTX1300: BOTH,
  }),
  ...each('nc', 'telnet', 'a whole session at once, LF', ['sh', 'netcat.sh', 'LF'], { RT58i: BOTH }),
  ...each('nc', 'telnet', 'a whole session at once, CR LF', ['sh', 'netcat.sh', 'CRLF'], { RTX830: BOTH }),
  ...['ssh', 'telnet'].flatMap((way) => {
    const run = [PYTHON, 'netmiko_session.py', way];
    return [
      ...each('Netmiko', way, 'enable, configure, save, leave with N', run, { RTX1210: ['en'] }, { seconds: 15 }),
      ...each(
        'Netmiko',
        way,
        'the same with the prompt of the factory',
        run,
        { RTX1300: ['en'] },
        { seconds: 15, router: { prompt: '' } },
      ),
    ];
  }),
  ...each(
    'Netmiko',
    'telnet',
    'the same',
    [PYTHON, 'netmiko_session.py', 'telnet'],
    { RT58i: ['sjis'] },
    { seconds: 15 },
  ),
  ...each('Netmiko', 'ssh', 'the same', [PYTHON, 'netmiko_session.py', 'ssh'], { RTX830: ['sjis'] }, { seconds: 15 }),
  ...each(
    'Ansible network_cli',
    'ssh',
    'a playbook: become, configure, save, leave with N',
    [PYTHON, 'ansible_session.py'],
    { RTX1210: ['sjis'], RTX1300: ['en'] },
    { seconds: 25 },
  ),
  ...each(
    'sftp',
    'ssh',
    'configurations are read and put',
    [PYTHON, 'sftp_session.py', 'sftp'],
    { RTX1200: ['sjis'], RTX1210: ['en'] },
    FILES,
  ),
  ...each(
    'paramiko',
    'ssh',
    'configurations are read and put by SFTP',
    [PYTHON, 'sftp_session.py', 'paramiko'],
    { RTX830: ['en'], RTX1300: ['sjis'] },
    FILES,
  ),
  ...each('as Oxidized', 'telnet', 'fetches the configuration', [PYTHON, 'oxidized.py', 'telnet'], {
    RT58i: ['sjis'],
    RTX1300: ['en'],
  }),
  ...each('as Oxidized', 'ssh', 'fetches the configuration', [PYTHON, 'oxidized.py', 'ssh'], {
    RTX1200: ['sjis'],
    RTX1210: BOTH,
  }),
  ...each('as the Terraform provider', 'ssh', 'reads, changes, saves with Y', [PYTHON, 'terraform.py'], {
    RTX1200: ['sjis'],
    RTX1210: BOTH,
    RTX830: ['sjis'],
    RTX1300: ['en'],
  }),
  ...each('as small programs', 'telnet', 'a controller in Java', [PYTHON, 'small_clients.py', 'java'], { RT58i: BOTH }),
  ...each('as small programs', 'telnet', 'a telnet library of Node', [PYTHON, 'small_clients.py', 'node'], {
    RTX1210: ['sjis'],
  }),
  ...each('as small programs', 'telnet', 'pexpect, vanishing at the prompt', [PYTHON, 'small_clients.py', 'pexpect'], {
    RTX1200: BOTH,
  }),
  ...each('as small programs', 'ssh', 'EgressView: pages by blanks', [PYTHON, 'small_clients.py', 'egressview'], {
    RTX1210: BOTH,
  }),
  ...each('as small programs', 'ssh', 'a home network API: CR alone', [PYTHON, 'small_clients.py', 'home'], {
    RTX830: BOTH,
  }),
  ...each(
    'TextFSM',
    'telnet',
    '`show environment` and `show ip route` are parsed',
    [PYTHON, 'textfsm_parse.py'],
    { RT58i: ['en'], RTX1200: ['en'], RTX1210: ['en'], RTX830: ['en'], RTX1300: ['en'] },
    {
      router: {
        isPlugged: true, // without a cable there is no route
        config: 'ip route default gateway 192.168.100.254\nip route 10.0.0.0/8 gateway 192.168.100.253',
      },
    },
  ),
  ...Object.entries(ATTACKS).flatMap(([way, attacks]) =>
    Object.entries(attacks).flatMap(([attack, name]) =>
      each(
        'who mean no good',
        way,
        name,
        [process.execPath, 'bad-input.mjs', attack],
        { RTX1210: ['en'] },
        { alone: attack !== 'ssh-passwords', router: { prompt: '' } },
      ),
    ),
  ),
];
