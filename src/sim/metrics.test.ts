import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createRecorder, SERIES_ROWS, type MetricSpecs } from './metrics.ts';

const specs = {
  calls: { label: 'Calls', unit: 'calls', kind: 'counter', help: '' },
  level: { label: 'Level', unit: 'count', kind: 'gauge', help: '' },
  share: { label: 'Share', unit: 'share', kind: 'gauge', figure: 'mean', help: '' },
  latencyMs: { label: 'Latency', unit: 'ms', kind: 'histogram', help: '' },
} as const satisfies MetricSpecs;

/** To nine decimals, and −0 as 0. */
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e9) / 1e9 + 0);

/** A run of 24 s has rows of 100 ms. */
function setUp(durationMs = 24_000) {
  const clock = createClock();
  return { clock, recorder: createRecorder(specs, clock, durationMs) };
}

describe('counters', () => {
  it('sum up, in total and row by row', () => {
    const { clock, recorder } = setUp();
    const calls = recorder.counter('calls');
    for (const [atMs, amount] of [
      [0, 1],
      [99, 2],
      [100, 4],
      [350, 8],
    ] as const) {
      clock.moveTo(atMs);
      calls.add(amount);
    }
    expect(calls.total).toBe(15);
    expect([...recorder.series('calls')]).toEqual([3, 4, 0, 8]);
    expect(recorder.summary()['calls']).toBe(15);
  });
});

describe('gauges', () => {
  const steps = fc.array(
    fc.record({ forMs: fc.nat(1_500), value: fc.option(fc.double({ min: -5, max: 5, noNaN: true })) }),
    { maxLength: 20 },
  );

  it('have the time-weighted mean of their levels, in total and in every row', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { clock, recorder } = setUp();
        const gauge = recorder.gauge('share');
        const levels: (number | null)[] = [];
        for (const { forMs, value } of list) {
          gauge.set(value);
          for (let i = 0; i < forMs; i += 1) levels.push(value);
          clock.moveTo(clock.nowMs + forMs);
        }
        const meanOver = (part: readonly (number | null)[]) => {
          const known = part.filter((level) => level !== null);
          return known.reduce((sum, level) => sum + level, 0) / known.length;
        };
        const mean = levels.some((level) => level !== null) ? meanOver(levels) : gauge.value;
        expect(rounded(gauge.mean())).toBe(rounded(mean));
        expect(recorder.summary()['share']).toBe(gauge.mean());
        const rows = Array.from(recorder.series('share').slice(0, SERIES_ROWS - 1));
        const expected = rows.map((_, row) => meanOver(levels.slice(row * 100, (row + 1) * 100)));
        expect(rows.map(rounded)).toEqual(expected.map(rounded));
      }),
    );
  });

  it('show their present value unless their figure is the mean', () => {
    const { clock, recorder } = setUp();
    for (const id of ['level', 'share'] as const) recorder.gauge(id).set(4);
    clock.moveTo(100);
    for (const id of ['level', 'share'] as const) recorder.gauge(id).set(0);
    clock.moveTo(400);
    expect(recorder.summary()).toMatchObject({ level: 0, share: 1 });
  });

  it('have no value before the first one is set, and none after null', () => {
    const { clock, recorder } = setUp();
    const gauge = recorder.gauge('level');
    clock.moveTo(200);
    expect([gauge.value, gauge.mean(), ...recorder.series('level')]).toEqual([null, null, NaN, NaN, NaN]);
    gauge.set(6);
    clock.moveTo(300);
    gauge.set(null);
    clock.moveTo(500);
    expect(gauge.mean()).toBe(6);
    expect([...recorder.series('level')]).toEqual([NaN, NaN, 6, NaN, NaN, NaN]);
  });
});

describe('histograms', () => {
  it('give quantiles of the whole run and of the last eight rows', () => {
    const { clock, recorder } = setUp();
    const latency = recorder.histogram('latencyMs');
    clock.moveTo(50);
    latency.add(10);
    clock.moveTo(150);
    latency.add(1_000);
    clock.moveTo(1_250);
    const rows = [...recorder.series('latencyMs.p99')];
    expect(rows).toHaveLength(13);
    expect(rows[0]).toBe(10);
    expect(rows.slice(1, 9)).toEqual(Array<number>(8).fill(1_000));
    expect(rows.slice(9)).toEqual([NaN, NaN, NaN, NaN]);
    expect(recorder.summary()['latencyMs.p50']).toBeCloseTo(10, 0);
    expect(recorder.summary()['latencyMs.p99']).toBe(1_000);
    expect(latency.mean()).toBe(505);
    expect([latency.count, ...latency.ranges().map(({ least }) => least)]).toEqual([2, 10, 1_000]);
  });

  it('give the same rows however often they are asked', () => {
    const [often, once] = [setUp(), setUp()];
    for (let i = 0; i < 300; i += 1) {
      for (const { clock, recorder } of [often, once]) {
        clock.moveTo(i * 37);
        recorder.histogram('latencyMs').add(((i * 7919) % 500) + 1);
      }
      often.recorder.series('latencyMs.p95');
    }
    expect(often.recorder.series('latencyMs.p95')).toEqual(once.recorder.series('latencyMs.p95'));
  });
});

describe('recorder', () => {
  it('keeps at most 240 rows, whatever the length of the run, and puts what comes later into the last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 3_600_000 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (durationMs, share) => {
          const { clock, recorder } = setUp(durationMs);
          recorder.gauge('level').set(1);
          clock.moveTo(durationMs * share);
          recorder.counter('calls').add();
          recorder.histogram('latencyMs').add(5);
          for (const id of ['calls', 'level', 'latencyMs.p50']) {
            const rows = recorder.series(id);
            expect(rows.length).toBe(
              Math.min(SERIES_ROWS, Math.floor((durationMs * share) / recorder.rowMs) + 1),
            );
          }
          expect(recorder.series('calls').at(-1)).toBe(1);
          expect(recorder.rowMs * SERIES_ROWS).toBeGreaterThanOrEqual(durationMs);
        },
      ),
    );
  });

  it('refuses names and quantiles that it does not have', () => {
    const { recorder } = setUp();
    expect(() => recorder.counter('level')).toThrow('There is no such metric: "level".');
    expect(() => recorder.series('nothing')).toThrow('There is no such metric: "nothing".');
    expect(() => recorder.series('latencyMs.p42')).toThrow('it has p50, p95, p99.');
  });

  it('summarises every metric, a histogram by its quantiles', () => {
    const ids = Object.keys(setUp().recorder.summary());
    expect(ids.join(' ')).toBe('calls level share latencyMs.p50 latencyMs.p95 latencyMs.p99');
  });
});
