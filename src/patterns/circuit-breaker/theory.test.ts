/**
 * The machine against probability theory: figures of many runs with their 99.9 % confidence intervals, which must hold
 * the exact values. Formulas by elementary Markov chains; the quoted values are domain facts, computed independently.
 */
import { describe, expect, it } from 'vitest';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { drawFault, NO_FAULTS } from '../../sim/faults.ts';
import { meanInterval, shareInterval, type Interval } from '../../sim/testStatistics.ts';
import { callOf } from '../../sim/testWorld.ts';
import { asWritten } from './conformance.ts';
import { presets } from './presets.ts';
import type { BreakerSettings } from './rules.ts';
import { createBench, runModel } from './testBreaker.ts';

const RUNS = 20_000;

const runs = <T>(run: (index: number) => T) => Array.from({ length: RUNS }, (_, index) => run(index));

function expectInside(exact: number, { low, high }: Interval): void {
  expect(low).toBeLessThanOrEqual(exact);
  expect(high).toBeGreaterThanOrEqual(exact);
}

function expectShare(results: readonly boolean[], exact: number): void {
  expectInside(exact, shareInterval(results.filter(Boolean).length, results.length));
}

/** A breaker whose calls fail at the rate `f`; every run starts it afresh, and no draw is used twice. */
function createDrawn(settings: Partial<BreakerSettings>, f: number) {
  const bench = createBench(settings, { createHost: createCompiledHost });
  const faults = bench.world.random.stream('faults');
  let calls = 0;
  return {
    ...bench,
    startAfresh(): void {
      bench.machine.send({ type: 'operator.forceOpen' });
      bench.machine.send({ type: 'operator.reset' });
    },
    call(): void {
      const fault = drawFault({ ...NO_FAULTS, errorRatio: f }, faults, callOf(calls));
      calls += 1;
      bench.play(fault === 'error' ? 'f' : 's');
    },
  };
}

/** For each run the number of the call that opens the breaker, `Infinity` when none of the first `limit` does. */
function callsToOpen(settings: Partial<BreakerSettings>, f: number, limit = Infinity): readonly number[] {
  const { machine, call, startAfresh } = createDrawn(settings, f);
  return runs(() => {
    startAfresh();
    for (let calls = 1; calls <= limit; calls += 1) {
      call();
      if (machine.state === 'open') return calls;
    }
    return Infinity;
  });
}

/** For each run whether a breaker that has just gone half-open closes rather than opens again. */
function closings(settings: Partial<BreakerSettings>, f: number): readonly boolean[] {
  const openDurationMs = 1_000;
  const { world, machine, call, at, play, startAfresh } = createDrawn(
    { ...settings, failureThreshold: 1, openDurationMs },
    f,
  );
  return runs(() => {
    startAfresh();
    play('f');
    at(world.clock.nowMs + openDurationMs);
    do call();
    while (machine.state === 'halfOpen');
    return machine.state === 'closed';
  });
}

/** P(at least `k` of `n` events of probability `f`). */
function binomialTail(n: number, k: number, f: number): number {
  let term = (1 - f) ** n;
  let tail = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i >= k) tail += term;
    term *= ((n - i) / (i + 1)) * (f / (1 - f));
  }
  return tail;
}

/** P(a run of `length` failures among the first `calls`), by the lengths of the present run. */
function chanceOfRun(length: number, calls: number, f: number): number {
  let present = [1, ...Array<number>(length - 1).fill(0)];
  let done = 0;
  for (let i = 0; i < calls; i += 1) {
    done += (present.at(-1) as number) * f;
    const anew = present.reduce((sum, p) => sum + p, 0) * (1 - f);
    present = [anew, ...present.slice(0, -1).map((p) => p * f)];
  }
  return done;
}

describe('consecutive failures open the breaker', () => {
  it.each([
    [3, 0.3],
    [3, 0.5],
    [3, 0.8],
    [5, 0.5],
    [5, 0.8],
  ])('after (f⁻ᴺ − 1)/(1 − f) calls on average: N = %d, f = %d', (failureThreshold, f) => {
    const counts = callsToOpen({ failureThreshold }, f);
    expectInside((f ** -failureThreshold - 1) / (1 - f), meanInterval(counts));
  });

  it.each([
    [3, 10, 0.3, 0.155116],
    [5, 10, 0.3, 0.010935],
    [3, 10, 0.8, 0.95617],
    [3, 20, 0.5, 0.787028],
  ])('N = %d within %d calls at f = %d with probability %d', (failureThreshold, calls, f, quoted) => {
    const exact = chanceOfRun(failureThreshold, calls, f);
    expect(exact).toBeCloseTo(quoted, 6);
    expectShare(
      callsToOpen({ failureThreshold }, f, calls).map((count) => count <= calls),
      exact,
    );
  });
});

describe('a ratio trips falsely', () => {
  it.each([
    [10, 0.15],
    [20, 0.048],
  ])('in a window of %d calls at f = 0.3 and a ratio of 50 % with probability %d', (windowCalls, quoted) => {
    const exact = binomialTail(windowCalls, windowCalls / 2, 0.3);
    expect(exact).toBeCloseTo(quoted, 3);
    const settings = {
      tripOn: 'ratioOfLastCalls',
      failureRatio: 0.5,
      windowCalls,
      minimumCalls: windowCalls,
    } as const;
    expectShare(
      callsToOpen(settings, 0.3, windowCalls).map((count) => count <= windowCalls),
      exact,
    );
  });
});

describe('a half-open breaker closes', () => {
  const RATES = [0.1, 0.3, 0.5, 0.8];
  const reference = asWritten({ failure_threshold: 1, success_threshold: 2, timeout_ms: 0 });
  const byRatio = (halfOpenProbes: number, failureRatio: number, ratioComparison: 'atLeast' | 'moreThan') =>
    ({ halfOpenRule: 'ratio', halfOpenProbes, failureRatio, ratioComparison }) as const;

  const RULES: readonly {
    readonly rule: string;
    readonly settings: Partial<BreakerSettings>;
    readonly chance: (f: number) => number;
    readonly quoted: readonly number[];
  }[] = [
    {
      rule: 'two successes in a row, as the reference',
      settings: reference,
      chance: (f) => (1 - f) ** 2,
      quoted: [0.81, 0.49, 0.25, 0.04],
    },
    {
      rule: 'a single probe',
      settings: { successThreshold: 1, halfOpenProbes: 1 },
      chance: (f) => 1 - f,
      quoted: [0.9, 0.7, 0.5, 0.2],
    },
    {
      rule: '10 probes at 50 %, as resilience4j',
      settings: byRatio(10, 0.5, 'atLeast'),
      chance: (f) => 1 - binomialTail(10, 5, f),
      quoted: [0.99837, 0.84973, 0.37695, 0.00637],
    },
    {
      rule: '10 probes with more than 30 %, as cockatiel 4',
      settings: byRatio(10, 0.3, 'moreThan'),
      chance: (f) => 1 - binomialTail(10, 4, f),
      quoted: [0.9872, 0.6496, 0.1719, 0.0009],
    },
    {
      rule: '2 probes at 100 %',
      settings: byRatio(2, 1, 'atLeast'),
      chance: (f) => 1 - f ** 2,
      quoted: [0.99, 0.91, 0.75, 0.36],
    },
  ];
  const cases = RULES.flatMap(({ quoted, ...rule }) =>
    RATES.map((f, i) => ({ ...rule, f, quoted: quoted[i] as number })),
  );

  it.each(cases)('by $rule at f = $f with probability $quoted', ({ settings, chance, f, quoted }) => {
    expect(Math.abs(chance(f) - quoted)).toBeLessThan(0.00006);
    expectShare(closings(settings, f), chance(f));
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
    const { params, durationMs, interventions } = preset;
    const ends = runs((seed) => {
      const { summary, view } = runModel(params, { seed, durationMs, interventions });
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
