/** Tables and verdicts. */

/** A missed goal alarms only when it is missed by this much: ratios of a busy machine are good to a tenth or so. */
const ALARM = 1.25;

const ratioText = ({ median, min, max }) => `${median.toFixed(2)} [${min.toFixed(2)}-${max.toFixed(2)}]`;

const STEPS = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [0, 'ns'],
];

function timeText(nanoseconds) {
  const [size, unit] = STEPS.find(([least]) => nanoseconds >= least);
  const value = nanoseconds / (size || 1);
  return `${value < 1000 ? value.toPrecision(3) : value.toFixed(0)} ${unit}`;
}

function align(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What is held against a goal: the median ratio, or the fastest round, which is nearest to a quiet machine. */
const measured = (result, goal) => (goal.ratio ? result.ratio?.median : result.nanoseconds.min);
const aimOf = (goal) => goal.ratio ?? goal.nanoseconds;

export function judge(suite, results) {
  return (suite.goals ?? []).flatMap((goal) => {
    const result = results.find((entry) => entry.case === goal.case && entry.contestant === goal.contestant);
    const value = result && measured(result, goal);
    if (value === undefined) return [];
    const isMet = value <= aimOf(goal);
    // Nanoseconds depend on the machine and its mood, so they never alarm.
    return [{ ...goal, value, isMet, alarms: Boolean(goal.ratio) && value > goal.ratio * ALARM }];
  });
}

export function table(suite, results) {
  const first = results.some(({ ratio }) => ratio) ? [`ratio to ${suite.baseline}, median [min-max]`] : [];
  const head = ['case', 'contestant', ...first, 'each', 'fastest round'];
  const rows = results.map(({ case: scenario, contestant, ratio, nanoseconds }) => [
    scenario,
    contestant,
    ...(ratio ? [ratioText(ratio)] : []),
    timeText(nanoseconds.median),
    timeText(nanoseconds.min),
  ]);
  return align([head, ...rows]);
}

export function verdictLine({ contestant, case: scenario, ratio, value, nanoseconds, isMet, alarms }) {
  const shown = ratio
    ? `${value.toFixed(2)}, goal ${ratio.toFixed(2)}`
    : `${timeText(value)}, goal ${timeText(nanoseconds)}`;
  return `  ${isMet ? 'met   ' : alarms ? 'ALARM ' : 'missed'}  ${contestant} ${scenario}: ${shown}`;
}
