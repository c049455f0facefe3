import { describe, expect, it } from 'vitest';
import { chiSquareShare } from '../../sim/testStatistics.ts';
import type { BreakerSettings } from '../../sim/breaker/rules.ts';
import { createBench, type BenchOptions } from './testBreaker.ts';

const TRIPS_AT_ONCE = { failureThreshold: 1, successThreshold: 1, openDurationMs: 5_000 } as const;

/** Lengths of the open periods in ms while every probe fails. */
function openPeriods(
  change: Partial<BreakerSettings>,
  count: number,
  options?: BenchOptions,
): readonly number[] {
  const bench = createBench({ ...TRIPS_AT_ONCE, ...change }, options);
  return Array.from({ length: count }, () => {
    const openedAtMs = bench.world.clock.nowMs;
    bench.play('f');
    bench.world.clock.step();
    return bench.world.clock.nowMs - openedAtMs;
  });
}

describe('an open breaker', () => {
  it('rejects every call at once and says how long it will', () => {
    const bench = createBench(TRIPS_AT_ONCE);
    bench.play('f');
    bench.at(3_500);
    expect(bench.call().rejection).toEqual({ outcome: 'rejected', cause: 'breakerOpen', causeMs: 1_500 });
    bench.at(4_999.999999);
    expect(bench.call().rejection).toMatchObject({ causeMs: 0.000001 });
  });

  it('goes half-open by itself at the end of the open duration', () => {
    const bench = createBench({ ...TRIPS_AT_ONCE, halfOpenOn: 'timer' });
    bench.at(100);
    bench.play('f');
    bench.at(5_099.999999);
    expect(bench.machine.state).toBe('open');
    bench.at(5_100);
    expect(bench.machine.state).toBe('halfOpen');
    expect(bench.reports().at(-1)).toMatchObject({ atMs: 5_100, type: 'breaker.halfOpened' });
  });

  it('waits for the next call after it where that is asked for', () => {
    const bench = createBench({ ...TRIPS_AT_ONCE, halfOpenOn: 'nextCall' });
    bench.play('f');
    bench.at(4_999.999999);
    expect(bench.call().rejection).not.toBeNull();
    bench.at(20_000);
    expect(bench.machine.state).toBe('open');
    expect(bench.call().rejection).toBeNull();
    expect(bench.machine.state).toBe('halfOpen');
  });

  it('admits a call exactly at the end of the open duration', () => {
    for (const halfOpenOn of ['timer', 'nextCall'] as const) {
      const bench = createBench({ ...TRIPS_AT_ONCE, halfOpenOn });
      bench.play('f');
      bench.at(5_000);
      expect([halfOpenOn, bench.call().rejection]).toEqual([halfOpenOn, null]);
    }
  });

  it('admits a call at the end of the open duration even ahead of the timer of that instant', () => {
    const bench = createBench(TRIPS_AT_ONCE);
    let isAdmitted = false;
    bench.world.clock.schedule(5_000, () => {
      isAdmitted = bench.call().rejection === null;
    });
    bench.play('f');
    bench.at(5_000);
    expect([isAdmitted, bench.machine.state]).toEqual([true, 'halfOpen']);
    expect(bench.reports().filter(({ type }) => type === 'breaker.halfOpened')).toHaveLength(1);
  });

  it('with a duration of 0 makes every next call a probe', () => {
    const bench = createBench({ ...TRIPS_AT_ONCE, openDurationMs: 0, halfOpenOn: 'nextCall' });
    expect(bench.play('fffs')).toBe('++++');
    expect([bench.machine.state, bench.machine.context.openings]).toEqual(['closed', 3]);
  });

  it('stays open longer with every opening in a row, up to the longest duration', () => {
    expect(openPeriods({ openGrowth: 2, maxOpenDurationMs: 30_000 }, 5)).toEqual([
      5_000, 10_000, 20_000, 30_000, 30_000,
    ]);
    expect(openPeriods({ openGrowth: 1 }, 3)).toEqual([5_000, 5_000, 5_000]);
  });

  it('starts with the plain duration again once it has been closed', () => {
    const bench = createBench({ ...TRIPS_AT_ONCE, openGrowth: 3 });
    bench.play('f');
    bench.at(5_000);
    bench.play('f');
    expect(bench.machine.context.opensForMs).toBe(15_000);
    bench.at(20_000);
    bench.play('sf');
    expect(bench.machine.context).toMatchObject({ opensForMs: 5_000, openingsInARow: 1, openings: 3 });
  });

  it('never stays open for less than the open duration, whatever the longest one says', () => {
    expect(openPeriods({ openGrowth: 2, maxOpenDurationMs: 1_000 }, 2)).toEqual([5_000, 5_000]);
  });

  it('keeps an open duration of 0 ms at 0 ms however often it grows', () => {
    const periods = openPeriods({ openDurationMs: 0, openGrowth: 5 }, 500);
    expect(new Set(periods)).toEqual(new Set([0]));
  });

  it('stops growing at the longest open duration however often it opens', () => {
    const periods = openPeriods({ openGrowth: 5, maxOpenDurationMs: 60_000 }, 500);
    expect(periods.at(-1)).toBe(60_000);
  });

  it('lengthens each period by a random share of up to the jitter', () => {
    const periods = openPeriods({ reopenJitter: 0.4 }, 5_000);
    expect(Math.min(...periods)).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...periods)).toBeLessThan(7_000);
    expect(
      chiSquareShare(
        periods.map((ms) => (ms - 5_000) / 2_000),
        20,
      ),
    ).toBeLessThan(1);
    expect(openPeriods({ reopenJitter: 0 }, 2)).toEqual([5_000, 5_000]);
  });

  it('draws its jitter by seed, client and opening', () => {
    const jitter = { reopenJitter: 1 };
    const base = openPeriods(jitter, 3, { seed: 5, client: 2 });
    expect(openPeriods(jitter, 3, { seed: 5, client: 2 })).toEqual(base);
    expect(openPeriods(jitter, 3, { seed: 5, client: 3 })).not.toEqual(base);
    expect(openPeriods(jitter, 3, { seed: 6, client: 2 })).not.toEqual(base);
    expect(new Set(base).size).toBe(3);
  });

  it('reports how long it will stay open, with growth and jitter', () => {
    const bench = createBench({ ...TRIPS_AT_ONCE, openGrowth: 2, reopenJitter: 0.5 });
    for (let i = 0; i < 4; i += 1) {
      bench.play('f');
      const report = bench.reports().at(-1);
      expect(report).toMatchObject({ type: 'breaker.opened', forMs: bench.machine.context.opensForMs });
      const openedAtMs = bench.world.clock.nowMs;
      bench.world.clock.step();
      expect(bench.world.clock.nowMs - openedAtMs).toBeCloseTo(bench.machine.context.opensForMs, 6);
    }
  });

  it('ignores late results', () => {
    const bench = createBench({ ...TRIPS_AT_ONCE, lateResults: 'ignored' });
    const late = [bench.call(), bench.call(), bench.call()];
    bench.play('f');
    bench.at(3_000);
    for (const [i, ending] of (['f', 's', 'i'] as const).entries()) late[i]?.end(ending);
    expect(bench.machine.context).toMatchObject({ openedAtMs: 0, lastFailureAtMs: 0, failureCount: 1 });
    bench.at(5_000);
    expect(bench.machine.state).toBe('halfOpen');
  });

  it('starts its period again with every late failure where late results count', () => {
    for (const halfOpenOn of ['timer', 'nextCall'] as const) {
      const bench = createBench({ ...TRIPS_AT_ONCE, halfOpenOn, lateResults: 'counted' });
      const late = [bench.call(), bench.call(), bench.call()];
      bench.play('f');
      bench.at(2_000);
      late[0]?.end('s');
      late[1]?.end('i');
      expect(bench.machine.context.openedAtMs).toBe(0);
      bench.at(3_000);
      late[2]?.end('f');
      expect(bench.reports().at(-1)).toEqual({ atMs: 3_000, type: 'breaker.openExtended', forMs: 5_000 });
      expect(bench.call().rejection).toMatchObject({ causeMs: 5_000 });
      bench.at(7_999);
      expect(bench.call().rejection).toMatchObject({ causeMs: 1 });
      bench.at(8_000);
      expect(bench.call().rejection).toBeNull();
      expect(bench.machine.context).toMatchObject({ openings: 1, halfOpenedAtMs: 8_000 });
    }
  });
});
