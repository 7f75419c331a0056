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
  const { output } = await guest.run(
    `iperf3 --json --client ${server} ${amount} ${fromServer ? '--reverse' : ''} --connect-timeout 10000`,
    { timeoutSeconds },
  );
  const { start, end, error } = JSON.parse(output);
  if (error) throw new Error(`iperf3: ${error}`);
  const { bytes, bits_per_second } = end.sum_received;
  return { octets: bytes, megabits: bits_per_second / 1e6, mss: start.tcp_mss_default };
}
