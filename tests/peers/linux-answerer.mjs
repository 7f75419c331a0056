/** A Linux guest's pptpd, and the pppd that it starts for each call. */

export const SERVER = '172.16.0.1';
/** The address of the server in its own network, for those who come through the tunnel. */
export const INSIDE = '192.168.0.254';

const SECRETS = ['user1 server himitsu1 *', 'pc1 server himitsu1 *', 'pc2 server himitsu2 *', 'rt-b server himitsu *'];
const PPPD_OPTIONS = 'name server\nlock\nnodefaultroute\nnoipv6\nmtu 1400\nmru 1400\ndebug\nlogfile /tmp/pppd.log';
const DAEMON = 'option /etc/ppp/pptpd-options\nlocalip 192.168.0.1\nremoteip 192.168.0.10-99\nstimeout 10';
/** What pppd runs when a link is up: for a router the way to its network, and room for all pieces of a large datagram. */
const IP_UP = `#!/bin/sh
/sbin/ip link set "$1" txqueuelen 100
[ "$PEERNAME" = rt-b ] && /sbin/ip route replace 192.168.10.0/24 dev "$1"
true`;

const write = (path, text) => `printf '%s\\n' '${text}' > ${path}`;

/** Starts the daemon in a guest; resolves when it listens. */
export async function answerCalls(guest) {
  await guest.run(
    [
      write('/etc/ppp/chap-secrets', SECRETS.join('\n')),
      write('/run/pptpd.conf', DAEMON),
      write('/etc/ppp/ip-up', IP_UP),
      'chmod 700 /etc/ppp/ip-up',
      `ip addr add ${INSIDE}/32 dev lo`,
    ].join('\n'),
  );
  await demand(guest, 'require-mschap-v2', 'require-mppe-128');
  guest.start('exec pptpd --fg --conf /run/pptpd.conf');
  await guest.run('until ss -Hltn sport = :1723 | grep -q LISTEN; do :; done', { timeoutSeconds: 10 });
}

/** What pppd demands of those who call from now on. */
export const demand = (guest, ...options) =>
  guest.run(`${write('/etc/ppp/pptpd-options', [PPPD_OPTIONS, ...options].join('\n'))}; : > /tmp/pppd.log`);

/** What the pppds said since they were told their demands. */
export const logOf = async (guest) => (await guest.run('cat /tmp/pppd.log')).output;

/** How many calls are up. */
export const callsOf = async (guest) => Number((await guest.run('pgrep -cx pppd')).output.trim());

/** Resolves when no call is left. */
export const allHungUp = (guest) =>
  guest.run('while pgrep -x pppd; do sleep 0.1; done >/dev/null', { timeoutSeconds: 20 });
