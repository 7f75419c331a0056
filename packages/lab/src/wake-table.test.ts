import { describe, expect, test } from '@jest/globals';
import { type Instant, NEVER } from '@rtemu/engine/time';
import fc from 'fast-check';
import { WakeTable } from './wake-table.js';

describe('WakeTable', () => {
  test('an empty one never wakes anybody', () => {
    const table = new WakeTable();
    expect(table.next()).toBe(NEVER);
    table.add();
    expect(table.next()).toBe(NEVER);
  });

  test('names the node with the earliest deadline, the lower number when equal, however they move', () => {
    const change = fc.record({ node: fc.nat({ max: 39 }), at: fc.option(fc.nat({ max: 30 })) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(change, { maxLength: 200 }), (nodes, changes) => {
        const table = new WakeTable();
        const model = Array.from({ length: nodes }, (_, node) => {
          expect(table.add()).toBe(node);
          return NEVER;
        });
        for (const { node, at } of changes) {
          if (node >= nodes) continue;
          model[node] = (at ?? NEVER) as Instant;
          table.set(node, model[node]!);
          const earliest = Math.min(...model) as Instant;
          expect(table.next()).toBe(earliest);
          expect(table.first).toBe(model.indexOf(earliest));
          expect(table.deadline(node)).toBe(model[node]);
        }
      }),
    );
  });
});
