import { describe, expect, it } from 'vitest';
import { createClock } from '../../sim/clock.ts';
import { createArrivals, KEPT_BINS } from './arrivals.ts';

function setUp() {
  const clock = createClock();
  const arrivals = createArrivals(clock);
  const note = (atMs: number, firsts: number, retries: number) => {
    clock.moveTo(atMs);
    for (let i = 0; i < firsts; i += 1) arrivals.note(false);
    for (let i = 0; i < retries; i += 1) arrivals.note(true);
  };
  return { clock, arrivals, note };
}

describe('arrivals', () => {
  it('are counted in bins of 10 ms, and the peak is of retries alone', () => {
    const { arrivals, note } = setUp();
    note(0, 9, 0);
    note(11, 1, 2);
    note(19.9, 0, 1);
    note(20, 0, 1);
    expect([0, 1, 2].map(arrivals.countOf)).toEqual([9, 4, 1]);
    expect([arrivals.peak, arrivals.widePeak]).toEqual([3, 4]);
  });

  it('start a new count every 100 ms', () => {
    const { arrivals, note } = setUp();
    note(95, 0, 3);
    note(100, 0, 2);
    note(199, 0, 2);
    expect(arrivals.widePeak).toBe(4);
  });

  it('tell attempts per first attempt over the last second', () => {
    const { arrivals, note, clock } = setUp();
    expect(arrivals.recentAmplification()).toBeNull();
    note(0, 4, 0);
    note(500, 0, 8);
    expect([arrivals.recentAmplification(), arrivals.recent]).toEqual([3, 12]);
    note(900, 1, 0);
    clock.moveTo(1_010);
    expect([arrivals.recentAmplification(), arrivals.recent]).toEqual([9, 9]);
    clock.moveTo(5_000);
    expect([arrivals.recentAmplification(), arrivals.recent]).toEqual([null, 0]);
  });

  it('forget bins that are too old, also after a long silence', () => {
    const { arrivals, note } = setUp();
    note(0, 5, 5);
    note(KEPT_BINS * 10, 1, 0);
    expect([arrivals.countOf(0), arrivals.countOf(KEPT_BINS)]).toEqual([0, 1]);
    note(KEPT_BINS * 30, 0, 1);
    const { newest, firsts, retries } = arrivals.view();
    const all = [...firsts, ...retries].reduce((sum, count) => sum + count, 0);
    expect([newest, all]).toEqual([3 * KEPT_BINS, 1]);
  });
});
