/** How many answers a `ping` of Linux counted. */
export const receivedOf = ({ output }) => Number(/(\d+) received/.exec(output)?.[1] ?? 0);

/** The times of the answers, in milliseconds. */
export const timesOf = ({ output }) => [...output.matchAll(/ time=([\d.]+) ms/g)].map(([, time]) => Number(time));
