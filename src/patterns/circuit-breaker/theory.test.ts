/**
 * The closed forms against domain facts that were computed independently, and the whole pattern against the exact laws of
 * the reference's script. The machine is held to the closed forms by the pattern's studies.
 */
import { describe, expect, it } from 'vitest';
import { meanInterval, shareInterval, type Interval } from '../../sim/testStatistics.ts';
import { defaultParams } from '../params.ts';
import { chanceToClose, chanceToOpen, meanCallsToOpen } from './closedForms.ts';
import type { BreakerParams } from './model.ts';
import { params } from './params.ts';
import { presets } from './presets.ts';
import { runModel } from './testBreaker.ts';

const RUNS = 20_000;

const runs = <T>(run: (index: number) => T) => Array.from({ length: RUNS }, (_, index) => run(index));

function expectInside(exact: number, { low, high }: Interval): void {
  expect(low).toBeLessThanOrEqual(exact);
  expect(high).toBeGreaterThanOrEqual(exact);
}

function expectShare(results: readonly boolean[], exact: number): void {
  expectInside(exact, shareInterval(results.filter(Boolean).length, results.length));
}

const withParams = (change: Partial<BreakerParams>): BreakerParams => ({
  ...defaultParams(params),
  ...change,
});

describe('a rule that opens the breaker', () => {
  it.each([
    [3, 0.1, 1_110],
    [3, 0.3, 51.48],
    [3, 0.5, 14],
    [3, 0.8, 4.766],
    [5, 0.3, 586.5],
    [5, 0.5, 62],
    [5, 0.8, 10.26],
  ])(
    'of %d failures in a row takes, at f = %d, %d calls on average',
    (failureThreshold, failureRate, quoted) => {
      const exact = meanCallsToOpen(withParams({ failureThreshold, failureRate })) ?? NaN;
      expect(exact / quoted).toBeCloseTo(1, 3);
    },
  );

  it.each([
    [3, 10, 0.3, 0.155116],
    [5, 10, 0.3, 0.010935],
    [3, 10, 0.8, 0.95617],
    [3, 20, 0.5, 0.787028],
  ])(
    'of %d failures in a row does so within %d calls at f = %d with probability %d',
    (failureThreshold, calls, failureRate, quoted) => {
      expect(chanceToOpen(withParams({ failureThreshold, failureRate }), calls)).toBeCloseTo(quoted, 6);
    },
  );

  it.each([
    [10, 0.15],
    [20, 0.048],
    [100, 2.2e-5],
  ])('of half of the last %d trips falsely at f = 0.3 with probability %d', (windowCalls, quoted) => {
    const rule = {
      tripOn: 'ratioOfLastCalls',
      failureRatio: 0.5,
      windowCalls,
      minimumCalls: windowCalls,
    } as const;
    const exact = chanceToOpen(withParams({ ...rule, failureRate: 0.3 }), windowCalls) ?? NaN;
    expect(exact / quoted).toBeCloseTo(1, 2);
  });

  it('has no closed form where none is known', () => {
    const ratio = { tripOn: 'ratioOfLastCalls', windowCalls: 10, minimumCalls: 10 } as const;
    expect(chanceToOpen(withParams(ratio), 11)).toBeUndefined();
    expect(chanceToOpen(withParams({ ...ratio, evaluateOn: 'failures' }), 10)).toBeUndefined();
    expect(chanceToOpen(withParams({ tripOn: 'ratioInWindow' }), 10)).toBeUndefined();
    expect(chanceToOpen(withParams({ failureLaw: 'evenlySpaced' }), 10)).toBeUndefined();
    expect(meanCallsToOpen(withParams({ failureRate: 0 }))).toBeUndefined();
    expect(meanCallsToOpen(withParams(ratio))).toBeUndefined();
  });

  it('knows certainty', () => {
    const ratio = { tripOn: 'ratioOfLastCalls', windowCalls: 10, minimumCalls: 10 } as const;
    expect(meanCallsToOpen(withParams({ failureThreshold: 5, failureRate: 1 }))).toBe(5);
    for (const rule of [{ failureThreshold: 5 }, ratio]) {
      expect(chanceToOpen(withParams({ ...rule, failureRate: 0 }), 10)).toBe(0);
      expect(chanceToOpen(withParams({ ...rule, failureRate: 1 }), 10)).toBe(1);
    }
  });
});

describe('a half-open breaker closes', () => {
  const RATES = [0.1, 0.3, 0.5, 0.8];
  const byRatio = (halfOpenProbes: number, failureRatio: number, ratioComparison: 'atLeast' | 'moreThan') =>
    ({ halfOpenRule: 'ratio', halfOpenProbes, failureRatio, ratioComparison }) as const;
  const RULES: readonly [string, Partial<BreakerParams>, readonly number[]][] = [
    ['two successes in a row', { successThreshold: 2 }, [0.81, 0.49, 0.25, 0.04]],
    ['a single probe', { successThreshold: 1, halfOpenProbes: 1 }, [0.9, 0.7, 0.5, 0.2]],
    ['10 probes at 50 %', byRatio(10, 0.5, 'atLeast'), [0.99837, 0.84973, 0.37695, 0.00637]],
    ['10 probes with more than 30 %', byRatio(10, 0.3, 'moreThan'), [0.9872, 0.6496, 0.1719, 0.0009]],
    ['2 probes at 100 %', byRatio(2, 1, 'atLeast'), [0.99, 0.91, 0.75, 0.36]],
  ];

  it.each(RULES)('by %s as often as is known', (_, rule, quoted) => {
    const exact = RATES.map((failureRate) => chanceToClose(withParams({ ...rule, failureRate })) ?? NaN);
    for (const [i, chance] of exact.entries()) {
      expect(Math.abs(chance - (quoted[i] as number))).toBeLessThan(0.00006);
    }
  });

  it('always by a ratio that cannot be exceeded, and has no closed form for failures that are not independent', () => {
    expect(chanceToClose(withParams({ ...byRatio(10, 1, 'moreThan'), failureRate: 1 }))).toBe(1);
    expect(chanceToClose(withParams({ failureLaw: 'evenlySpaced' }))).toBeUndefined();
  });
});

/** Exact laws of the reference's script of thirty calls: threshold 3, two successes to close, no half-open before call 20. */
function fourPhases() {
  interface Path {
    readonly state: 'closed' | 'open' | 'halfOpen';
    readonly count: number;
    readonly opens: number;
    readonly failures: number;
    readonly chance: number;
  }
  const afterFailure = (path: Path): Path => {
    const failures = path.failures + 1;
    const isOpening = path.state === 'halfOpen' || path.count === 2;
    if (isOpening) return { ...path, state: 'open', count: 0, opens: path.opens + 1, failures };
    return { ...path, count: path.count + 1, failures };
  };
  const afterSuccess = (path: Path): Path => {
    if (path.state === 'closed') return { ...path, count: 0 };
    return path.count === 1 ? { ...path, state: 'closed', count: 0 } : { ...path, count: 1 };
  };
  let paths: readonly Path[] = [{ state: 'closed', count: 0, opens: 0, failures: 0, chance: 1 }];
  for (let call = 0; call < 30; call += 1) {
    const f = [0.3, 0.8, 0.1][Math.floor(call / 10)] as number;
    const merged = new Map<string, Path>();
    for (const path of paths) {
      const now: Path = call === 20 && path.state === 'open' ? { ...path, state: 'halfOpen' } : path;
      const next =
        now.state === 'open'
          ? [now]
          : [
              { ...afterFailure(now), chance: now.chance * f },
              { ...afterSuccess(now), chance: now.chance * (1 - f) },
            ];
      for (const each of next) {
        const key = `${each.state} ${each.count} ${each.opens} ${each.failures}`;
        merged.set(key, { ...each, chance: each.chance + (merged.get(key)?.chance ?? 0) });
      }
    }
    paths = [...merged.values()];
  }
  const chanceThat = (holds: (path: Path) => boolean) =>
    paths.filter(holds).reduce((sum, { chance }) => sum + chance, 0);
  return {
    closed: chanceThat(({ state }) => state === 'closed'),
    opens: [0, 1, 2].map((count) => chanceThat(({ opens }) => opens === count)),
    failures: paths.reduce((sum, { chance, failures }) => sum + chance * failures, 0),
  };
}

describe('the reference’s four phases', () => {
  const exact = fourPhases();

  it('have the quoted exact laws', () => {
    expect(exact.closed).toBeCloseTo(0.81026, 5);
    expect(exact.opens.map((share) => share.toFixed(5))).toEqual(['0.03062', '0.78118', '0.18820']);
    expect(exact.failures).toBeCloseTo(6.4912, 4);
    expect(exact.failures / 30).toBeCloseTo(0.21637, 5);
  });

  it('end as theory says, run by the whole pattern from its preset', { timeout: 120_000 }, () => {
    const preset = presets.find(({ id }) => id === 'reference-four-phases');
    if (!preset) throw new Error('There is no preset "reference-four-phases".');
    const { durationMs, interventions } = preset;
    const ends = runs((seed) => {
      const { summary, view } = runModel(preset.params, { seed, durationMs, interventions });
      const [calls, opens, failures, failureRate] = [
        summary['calls'],
        summary['circuitOpens'],
        summary['failures'],
        summary['failureRate'],
      ].map(Number);
      return { state: view.watched.state, calls, opens, failures, failureRate };
    });
    const figure = (id: 'failures' | 'failureRate') => meanInterval(ends.map((end) => end[id] ?? NaN));

    expect(new Set(ends.map(({ calls }) => calls))).toEqual(new Set([30]));
    expect(new Set(ends.map(({ state }) => state))).toEqual(new Set(['closed', 'open']));
    expectShare(
      ends.map(({ state }) => state === 'closed'),
      exact.closed,
    );
    for (const [count, share] of exact.opens.entries()) {
      expectShare(
        ends.map(({ opens }) => opens === count),
        share,
      );
    }
    expectInside(exact.failures, figure('failures'));
    expectInside(exact.failures / 30, figure('failureRate'));
  });
});
