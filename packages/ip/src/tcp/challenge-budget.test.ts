import { expect, test } from '@jest/globals';
import { after, START, seconds } from '@rtemu/engine/time';
import { CHALLENGE, ChallengeBudget } from './challenge-budget.js';

test('ten in five seconds, and what was not spent is not saved', () => {
  const budget = new ChallengeBudget();
  const spent = (at: number): number => {
    let count = 0;
    while (count < 50 && budget.spend(after(START, seconds(at)))) count++;
    return count;
  };
  for (let i = 0; i < 5; i++) expect(budget.spend(START)).toBe(true);
  expect([spent(6), spent(10), spent(11)]).toEqual([CHALLENGE.most, 0, CHALLENGE.most]);
});
