/** TCP between two guests, measured by iperf3. */

/** Starts a server in a guest; resolves with its job when it listens. */
export async function serve(guest) {
  const job = guest.start('iperf3 --server --forceflush');
  await job.until('Server listening');
  return job;
}

/**
 * Sends so much, to the server or from it.
 *
 * @returns {Promise<{octets: number, megabits: number, mss: number}>} what arrived, how quickly, and the segment size
 */
export async function transfer(guest, server, { amount, fromServer = false, timeoutSeconds = 60 }) {
  const command = `iperf3 --json --client ${server} ${amount} ${fromServer ? '--reverse' : ''} --connect-timeout 10000`;
  const { start, end, error } = await untilTaken(guest, command, timeoutSeconds);
  if (error) throw new Error(`iperf3: ${error}`);
  const { bytes, bits_per_second } = end.sum_received;
  return { octets: bytes, megabits: bits_per_second / 1e6, mss: start.tcp_mss_default };
}

/** Runs a client again while the server has not heard yet, over a line that loses packets, that the one before is over. */
async function untilTaken(guest, command, timeoutSeconds) {
  for (let tries = 1; ; tries++) {
    const { output } = await guest.run(command, { timeoutSeconds });
    const result = JSON.parse(output);
    if (!result.error?.includes('the server is busy') || tries === 20) return result;
    await guest.run('sleep 1');
  }
}
