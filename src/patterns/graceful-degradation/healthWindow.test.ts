import { expect, it } from 'vitest';
import { createClock } from '../../sim/clock.ts';
import { createHealthWindow } from './healthWindow.ts';

it('counts the answers of the window and forgets older ones slice by slice', () => {
  const clock = createClock();
  const health = createHealthWindow(clock, () => 1_000);
  health.record(true);
  clock.moveTo(250);
  health.record(false);
  clock.moveTo(999);
  expect(health.totals()).toEqual({ good: 1, total: 2 });
  clock.moveTo(1_000);
  expect(health.totals()).toEqual({ good: 0, total: 1 });
  clock.moveTo(1_200);
  expect(health.totals()).toEqual({ good: 0, total: 0 });
});

it('starts afresh when its length changes, and when it is cleared', () => {
  const clock = createClock();
  let lengthMs = 1_000;
  const health = createHealthWindow(clock, () => lengthMs);
  health.record(true);
  lengthMs = 2_000;
  expect(health.totals().total).toBe(0);
  health.record(true);
  health.clear();
  expect(health.totals().total).toBe(0);
});
