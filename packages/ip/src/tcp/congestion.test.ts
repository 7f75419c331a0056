import { expect, test } from '@jest/globals';
import { CongestionControl } from './congestion.js';

const SMSS = 1000;

/** In slow start with `window` octets, all of them on their way. */
const slowStart = (window: number): CongestionControl => {
  const control = new CongestionControl(SMSS);
  while (control.window < window) control.grow(SMSS, control.window);
  return control;
};

test('the initial window by segment size (RFC 5681 3.1)', () => {
  const windows = [536, 1095, 1096, 1460, 2190, 2191].map((smss) => new CongestionControl(smss).window / smss);
  expect(windows).toEqual([4, 4, 3, 3, 3, 2]);
  const control = new CongestionControl(1460);
  control.start(1000, true);
  expect(control.window).toBe(1000);
});

test('slow start grows by what is acknowledged, a segment at most, and only when the window is used', () => {
  const control = new CongestionControl(SMSS);
  control.grow(10, 4000);
  expect(control.window).toBe(4010);
  control.grow(5000, 4010);
  expect(control.window).toBe(5010);
  control.grow(1000, 3000);
  expect(control.window).toBe(5010);
});

test('congestion avoidance grows by a segment a window', () => {
  const control = slowStart(10_000);
  control.collapse(10_000);
  expect([control.window, control.threshold]).toEqual([1000, 5000]);
  while (control.window < 5000) control.grow(SMSS, control.window);
  for (let acknowledged = 0; acknowledged < 5000; acknowledged += SMSS) control.grow(SMSS, control.window);
  expect(control.window).toBe(6000);
});

test('half of the flight is the threshold, and two segments at least', () => {
  const control = slowStart(10_000);
  control.collapse(10_000);
  expect(control.threshold).toBe(5000);
  control.collapse(1_000);
  expect(control.threshold).toBe(2000);
});

test('recovery: halve, inflate, deflate, leave', () => {
  const control = slowStart(10_000);
  control.enterRecovery(10_000);
  expect([control.window, control.threshold]).toEqual([8000, 5000]);
  control.inflate();
  expect(control.window).toBe(9000);
  control.deflate(2000);
  expect(control.window).toBe(8000);
  control.deflate(300);
  expect(control.window).toBe(7700);
  control.deflate(50_000);
  expect(control.window).toBe(1000);
  control.leaveRecovery(1500);
  expect(control.window).toBe(2500);
  control.leaveRecovery(9000);
  expect(control.window).toBe(5000);
});

test('a pause takes back what was grown, never more than that', () => {
  const control = slowStart(10_000);
  control.restart();
  expect(control.window).toBe(4000);
  control.collapse(4000);
  control.restart();
  expect(control.window).toBe(1000);
});
