import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { CONTENDERS, type ContenderId } from './contenders.ts';
import { metastableStudy } from './metastableStudy.ts';
import { params } from './params.ts';
import { contendersStudy, REGIMES, REGIME_MS } from './regimeStudy.ts';
import type { AdaptiveParams } from './settings.ts';
import { createTrial } from './trials.ts';

const SEEDS = [1, 2, 3];

function runRegime(
  regime: string,
  contender: ContenderId,
  seed: number,
  change: Partial<AdaptiveParams> = {},
) {
  const set = REGIMES.find(({ id }) => id === regime)?.set;
  const trial = createTrial({ ...defaultParams(params), ...set, contender, ...change }, seed);
  trial.runTo(REGIME_MS);
  trial.finish();
  return trial.tally;
}

const meanOver = (measure: (seed: number) => number) =>
  SEEDS.reduce((sum, seed) => sum + measure(seed), 0) / SEEDS.length;

describe('the adaptive contender', () => {
  it.each(REGIMES.map(({ id }) => id))(
    'answers at most 3 points fewer calls in time than the best of the others: %s',
    (regime) => {
      const successOf = (contender: ContenderId) =>
        meanOver((seed) => {
          const { ok, endedCalls } = runRegime(regime, contender, seed);
          return ok / endedCalls;
        });
      const best = Math.max(...CONTENDERS.filter((id) => id !== 'adaptive').map(successOf));
      expect(successOf('adaptive')).toBeGreaterThan(best - 0.03);
    },
  );

  it.each(['permanent', 'long-outage'])('wastes at most half of what full jitter wastes: %s', (regime) => {
    const wastedBy = (contender: ContenderId) =>
      meanOver((seed) => runRegime(regime, contender, seed).wasted);
    expect(wastedBy('adaptive')).toBeLessThan(wastedBy('expo') / 2);
  });

  it('holds its retries while the server is down: new calls find out when it is back', () => {
    const wasted = meanOver((seed) => runRegime('long-outage', 'adaptive', seed).wasted);
    expect(wasted).toBeLessThan(60);
  });

  it.each(SEEDS)('recovers within 30 s where fixed retries never do, seed %d', (seed) => {
    expect(runRegime('overload', 'adaptive', seed).recoveryMs).toBeLessThan(30_000);
    expect(runRegime('overload', 'fixed', seed).recoveryMs).toBeNull();
  });

  it('lets no more than one and a half times the calls arrive after a restart', () => {
    expect(runRegime('herd', 'adaptive', 1).peakRatio).toBeLessThan(1.5);
    expect(runRegime('herd', 'expo', 1).peakRatio).toBeGreaterThan(5);
  });

  it('hedges where a few attempts are slow, and not where the load is', () => {
    const calm = { failureRate: 0, permanentShare: 0, outage: 'none', slowShare: 0.02, slowMs: 900 } as const;
    const hedged = runRegime('mixed', 'adaptive', 1, calm);
    expect(hedged.attempts).toBeGreaterThan(hedged.calls * 1.01);
    const loaded = runRegime('mixed', 'adaptive', 1, { ...calm, slowShare: 0, callsPerSecond: 97 });
    expect(loaded.attempts).toBeLessThan(loaded.calls * 1.005);
  });
});

describe('the weather', () => {
  it('is the same for all contenders: without faults of their own they answer the same calls', () => {
    const calm = { failureRate: 0.1, maxAttempts: 1 };
    const [none, fixed, expo] = (['none', 'fixed', 'expo'] as const).map(
      (contender) => runRegime('blips', contender, 4, calm).ok,
    );
    expect([fixed, expo]).toEqual([none, none]);
  });
});

describe('the metastable failure', () => {
  const until = (id: string, watchedMs: number, seed = 1) => {
    const set = metastableStudy.rows.find((row) => row.id === id)?.set;
    const trial = createTrial({ ...defaultParams(params), ...metastableStudy.conditions, ...set }, seed);
    trial.runTo(30_000 + watchedMs);
    const { ok } = trial.tally;
    trial.runTo(35_000 + watchedMs);
    return { recoveryMs: trial.tally.recoveryMs, goodput: (trial.tally.ok - ok) / 5 };
  };

  it.each(['base', 'one-second', 'jitter-10'])('does not end by itself: %s', (id) => {
    expect(until(id, 100_000)).toEqual({ recoveryMs: null, goodput: 0 });
  });

  it('does not come of an outage of half a second', () => {
    expect(until('half-second', 20_000).recoveryMs).toBe(0);
  });

  it.each([1, 2])('drains as the closed form says when nothing is retried, seed %d', (seed) => {
    const { recoveryMs } = until('none', 160_000, seed);
    expect(recoveryMs).toBeGreaterThan(100_000);
    expect(recoveryMs).toBeLessThan(150_000);
  });

  it('ends within seconds with a breaker, a queue that serves the last first, or a short one', () => {
    expect(until('breaker', 40_000).recoveryMs).toBe(12_000);
    expect(until('lifo', 20_000).recoveryMs).toBeLessThanOrEqual(6_000);
    expect(until('queue-100', 20_000).recoveryMs).toBeLessThanOrEqual(2_000);
    expect(until('drop-early', 20_000).recoveryMs).toBe(0);
  });

  it('goes on with a queue a little too long, or one that drops only what is too late', () => {
    expect(until('queue-300', 60_000).recoveryMs).toBeNull();
    expect(until('drop-late', 60_000).recoveryMs).toBeNull();
  });

  it('ends within seconds where the client learns', () => {
    expect(until('adaptive', 40_000).recoveryMs).toBeLessThan(10_000);
  });
});

describe('the findings', () => {
  it('say by how much adaptive is behind where it is', () => {
    const figure = (value: number) => ({ value, low: null, high: null });
    const figures = Object.fromEntries(
      CONTENDERS.map((id) => [`mixed-${id}`, { success: figure(id === 'adaptive' ? 0.9 : 0.92) }]),
    );
    expect(contendersStudy.findings(figures)).toEqual([
      'It is behind the best of the others: Mixed 2.0 points (no retries).',
    ]);
  });
});
