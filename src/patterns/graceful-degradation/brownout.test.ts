import { expect, it } from 'vitest';
import { createClock } from '../../sim/clock.ts';
import { createLatencyMeter, nextDimmer } from './brownout.ts';

const settings = { setpointMs: 1_000, pole: 0.9, slowIncrease: true };

it('turns down by the law: α = latency/θ, θ + (1 − p)/α · e', () => {
  // α = 2000/0.5 = 4000; e = −1000; 0.5 + 0.1/4000 · −1000
  expect(nextDimmer(0.5, 2_000, settings)).toBeCloseTo(0.475, 12);
});

it('turns up ten times slower, or as fast when that is not asked for', () => {
  // α = 500/0.5 = 1000; e = 500, of which a tenth counts
  expect(nextDimmer(0.5, 500, settings)).toBeCloseTo(0.505, 12);
  expect(nextDimmer(0.5, 500, { ...settings, slowIncrease: false })).toBeCloseTo(0.55, 12);
});

it('takes greater steps the further the pole is from 1', () => {
  expect(nextDimmer(0.5, 2_000, { ...settings, pole: 0 })).toBeCloseTo(0.25, 12);
});

it('stays between 0 and 1', () => {
  expect(nextDimmer(0.1, 100_000, { ...settings, pole: 0 })).toBeCloseTo(0.001, 12);
  expect(nextDimmer(0.01, 1e9, { ...settings, pole: -10 })).toBe(0);
  expect(nextDimmer(1, 1, settings)).toBe(1);
});

it('rises again from 0, where the estimate would divide by nothing', () => {
  expect(nextDimmer(0, 500, settings)).toBeGreaterThan(0);
});

it('measures the p95 of the pages within its window', () => {
  const clock = createClock();
  const meter = createLatencyMeter(clock, () => 5_000);
  expect(meter.p95()).toBeNull();
  meter.add(9_999);
  clock.moveTo(1_000);
  for (let ms = 1; ms <= 100; ms += 1) meter.add(ms);
  clock.moveTo(5_000);
  expect(meter.p95()).toBe(95);
  clock.moveTo(6_000);
  expect(meter.p95()).toBeNull();
});
