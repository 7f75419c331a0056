/** How many answers a `ping` of Linux counted. */
export const receivedOf = ({ output }) => Number(/(\d+) received/.exec(output)?.[1] ?? 0);

/** The average time of the answers, in milliseconds. */
export const averageOf = ({ output }) => Number(/= [\d.]+\/([\d.]+)\//.exec(output)?.[1] ?? Number.NaN);
