/**
 * A JavaScript contestant in a process of its own: `node contestant.mjs SUITE NAME`. Answers the same lines as the C one
 * (see native/contestant.c): "check CASE" with a fingerprint, "run CASE COUNT" with nanoseconds of processor time.
 */
import { createInterface } from 'node:readline';

const [suiteFile, name] = process.argv.slice(2);
const { default: suite } = await import(suiteFile);
const contestant = await suite.contestants[name].create();

/** Nanoseconds of processor time that `work` took, less those that it says were for clearing up. */
async function timed(work) {
  const before = process.cpuUsage();
  const clearing = (await work()) ?? 0;
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000 - clearing;
}

/** Nanoseconds that passed: for work that is done in another process too. */
async function waited(work) {
  const before = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - before);
}

const answer = {
  check: (scenario) => contestant.check(scenario),
  run: (scenario, count) => (contestant.wallTime ? waited : timed)(() => contestant.run(scenario, Number(count))),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...operands] = line.split(' ');
  process.stdout.write(`${await answer[verb](...operands)}\n`);
}
process.exit(); // whatever a contestant has open
