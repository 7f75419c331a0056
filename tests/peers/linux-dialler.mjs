/** A Linux guest's pppd that dials with pptp. */

export const SERVER = '172.16.0.1';

/** What Linux is told by an option of pppd; the rest is what Debian sets. */
function commandOf({ user, password, options, server, detach }) {
  return [
    'exec pppd',
    `pty "pptp ${server} --nolaunchpppd"`,
    `name user${user} password ${password}`,
    `ifname vpn${user}`,
    'noauth nodefaultroute noipv6 mtu 1400 mru 1400',
    options,
    detach,
  ].join(' ');
}

/** Starts a dialling pppd; its log is the job's output. */
export function dial(
  guest,
  { user = 1, password = `himitsu${user}`, options = 'require-mppe-128', server = SERVER } = {},
) {
  return guest.start(commandOf({ user, password, options, server, detach: 'debug logfd 1 nodetach' }));
}

/** Dials, and resolves with the job when IP is up. */
export async function dialUp(guest, call) {
  const job = dial(guest, call);
  await job.until(/remote IP address [\d.]+/);
  return job;
}

/** Ends a call from its pppd; resolves with pppd's exit code. */
export async function hangUp(job) {
  job.signal('SIGTERM', { alone: true });
  return (await job.end()).code;
}

/**
 * The tenth time that a pppd of version 2.4.9 is challenged by MS-CHAPv2, it does not find its own answer any more; and on a busy
 * machine a challenge is sent twice.
 */
const CALLS_OF_ONE_PPPD = 5;

/**
 * A pppd that dials again as soon as it is hung up, which happens as soon as it is up. Its call manager is its own, so that
 * each call has its own control connection. The last call is asked to carry something.
 */
async function dialAgainAndAgain(guest, user, { rounds, timeoutSeconds }) {
  const pppd = commandOf({
    user,
    password: `himitsu${user}`,
    options: 'require-mppe-128 persist holdoff 0 maxfail 1',
    server: SERVER,
    detach: 'logfd 1 nodetach',
  });
  const job = guest.start(`exec unshare -m sh -c 'mkdir -p /run/pptp && mount -t tmpfs own /run/pptp && ${pppd}'`);
  for (let round = 1; round <= rounds; round++) {
    await job.until((log) => log.split('remote IP address').length > round, { timeoutSeconds });
    if (round < rounds) job.signal('SIGHUP', { alone: true });
  }
  const { code, output } = await guest.run(`ping -c 1 -W 5 -I vpn${user} 192.168.0.1`);
  if (code !== 0) throw new Error(`nothing came through call ${rounds} of user${user}:\n${output}`);
  await hangUp(job);
}

/** Several at a time dial, are hung up, and dial again at once; each so many rounds. Fails with the first that fails. */
export const dialAllAgainAndAgain = (guest, { workers, rounds, timeoutSeconds }) =>
  Promise.all(
    Array.from({ length: workers }, async (_, index) => {
      for (let left = rounds; left > 0; left -= CALLS_OF_ONE_PPPD)
        await dialAgainAndAgain(guest, index + 1, { rounds: Math.min(left, CALLS_OF_ONE_PPPD), timeoutSeconds });
    }),
  );
