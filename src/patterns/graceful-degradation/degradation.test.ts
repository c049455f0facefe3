import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runEpisode, SICK_FROM_MS } from './episode.ts';
import { defaultParams } from '../params.ts';
import { runWhole, type WholeRunOptions } from '../wholeRun.ts';
import { FEATURES } from './features.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { presets, SURGE } from './presets.ts';
import { steadySurge } from './ruleStudies.ts';
import { createToggleWatch, KEPT, statedReturnMs } from './runStudies.ts';
import type { ShopParams } from './sickness.ts';

const shop = { params, metrics, create: createModel };
const defaults: ShopParams = defaultParams(params);
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed + 1);

function run(change: Partial<ShopParams>, options: WholeRunOptions<ShopParams> = {}) {
  return runWhole(shop, change, { durationMs: 20_000, ...options });
}

describe('one sick dependency', () => {
  it('leaves the core at 99.9 % or more on each of 200 seeds, where without degradation it falls below 85 %', () => {
    const preset = presets.find(({ id }) => id === 'one-sick-dependency');
    const options = { interventions: preset?.interventions ?? [], durationMs: 20_000 };
    const summaries = seeds(200).map((seed) => run(preset?.params ?? {}, { ...options, seed }).summary);
    const core = summaries.map(({ coreAvailability }) => Number(coreAvailability));
    const twin = summaries.map(({ twinAvailability }) => Number(twinAvailability));
    expect(core.filter((share) => share < KEPT)).toEqual([]);
    expect(twin.filter((share) => share > 0.85)).toEqual([]);
  });
});

describe('hysteresis', () => {
  it('lets a square wave of faults change a feature at most once per hysteresis window', () => {
    const wave = fc.record({
      flapPeriodMs: fc.integer({ min: 2, max: 30 }).map((halves) => halves * 500),
      hysteresisMs: fc.constantFrom(500, 1_000, 2_000, 5_000),
      errorRate: fc.constantFrom(0.5, 0.8, 1),
      rampSteps: fc.constantFrom(0, 2),
      disabledGrowth: fc.constantFrom(1, 2),
      disableBelow: fc.constantFrom(0.5, 0.6, 0.9),
      seed: fc.nat(1_000),
    });
    let changes = 0;
    fc.assert(
      fc.property(wave, ({ seed, ...set }) => {
        const watch = createToggleWatch();
        const { summary } = run(
          { ...set, sickDependency: 'reviewStore', healthWindowMs: 1_000, probeAnswers: 2, rampStepMs: 250 },
          { seed, durationMs: 25_000, onStart: ({ trace }) => trace.subscribe(watch.note) },
        );
        changes += Number(summary['toggles']);
        expect(watch.shortestMs).toBeGreaterThanOrEqual(set.hysteresisMs);
      }),
      { numRuns: 40 },
    );
    expect(changes).toBeGreaterThan(60);
  });
});

describe('the dimmer', () => {
  it.each([800, 1_000, 1_500])(
    'holds a setpoint of %i ms to within 15 per cent in a steady surge',
    (setpointMs) => {
      for (const seed of seeds(3)) {
        const { p95Ms, dimmer } = steadySurge({ ...defaults, ...SURGE, loadSurge: 8, setpointMs }, seed);
        expect(Math.abs(p95Ms - setpointMs) / setpointMs).toBeLessThanOrEqual(0.15);
        expect(dimmer).toBeGreaterThan(0.05);
        expect(dimmer).toBeLessThan(0.95);
      }
    },
  );

  it('serves optional content to the share of visits that it says', () => {
    const { summary } = run(
      { brownout: true, dimmerStart: 0.3, pole: 0.99, slowIncrease: true, controlIntervalMs: 10_000 },
      { durationMs: 60_000 },
    );
    expect(Number(summary['featureAvailability'])).toBeGreaterThan(0.27);
    expect(Number(summary['featureAvailability'])).toBeLessThan(0.36);
  });
});

describe('after the faults end', () => {
  it('every feature is back within the stated time', () => {
    const wellFromMs = 12_000;
    for (const change of [
      { sickDependency: 'allOptional', outage: 'errors' },
      { sickDependency: 'all', outage: 'hangs' },
      { sickDependency: 'allOptional', latencyFactor: 20, disabledGrowth: 1 },
    ] as const) {
      const sick = { ...defaults, ...change };
      const statedMs = statedReturnMs(sick, wellFromMs - SICK_FROM_MS);
      expect(statedMs).toBeLessThan(60_000);
      for (const seed of seeds(5)) {
        const { view, summary } = runEpisode(sick, seed, {
          sickUntilMs: wellFromMs,
          durationMs: wellFromMs + statedMs,
        });
        expect(
          view.features.filter(({ state }) => state !== 'healthy').map(({ feature }) => feature.id),
        ).toEqual([]);
        expect(summary['toggles']).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

describe('the twin', () => {
  it('fares exactly as the shop does while degradation is off', () => {
    for (const preset of presets) {
      const { summary } = runWhole(
        shop,
        { ...preset.params, degradation: false, killSwitch: 'none' },
        {
          seed: preset.seed,
          durationMs: 20_000,
          interventions: preset.interventions
            .filter(({ atMs }) => atMs < 20_000)
            .map(({ atMs, set }) => ({ atMs, set: { ...set, degradation: false } })),
        },
      );
      expect([summary['coreAsked'], summary['coreServed'], summary['userValue']]).toEqual([
        summary['twinAsked'],
        summary['twinServed'],
        summary['twinValue'],
      ]);
    }
  });

  it('is never in the log of calls', () => {
    const { world, summary } = run({});
    expect(world.calls.totals().arrived).toBe(summary['visits']);
    expect(world.trace.recent().filter(({ type, subject }) => type === 'call.sent' && subject < 0)).toEqual(
      [],
    );
  });
});

describe('core features', () => {
  it('are never disabled, whatever happens', () => {
    for (const seed of seeds(10)) {
      const { world } = run({ sickDependency: 'all', outage: 'errors', flapPeriodMs: 6_000 }, { seed });
      const lanes = world.lanes.all().filter((_, index) => FEATURES[index]?.isCore);
      const states = new Set(lanes.flatMap((lane) => lane.bands().map(({ state }) => state)));
      expect(states).toContain('onFallback');
      expect(states).not.toContain('disabled');
    }
  });

  const down = { sickDependency: 'catalogue', outage: 'errors', checkoutShare: 0 } as const;

  it('answer from the last good data, but not from data that are too old', () => {
    const young = run({ ...down, greatestAgeMs: 60_000 }).summary;
    expect(young['coreAvailability']).toBe(1);
    expect(young['fromLastGood']).toBe(young['coreServed']);
    const old = run({ ...down, greatestAgeMs: 5_000 }).summary;
    expect(Number(old['coreAvailability'])).toBeCloseTo(0.25, 1);
  });

  it('fail with their service when there are no last good data', () => {
    const { summary } = run({ ...down, staticStability: false });
    expect(summary['coreServed']).toBe(0);
  });
});

describe('the operator', () => {
  it('takes a feature off the page with the kill switch, and nothing asks for it', () => {
    const { summary, world } = run({ killSwitch: 'ads' });
    expect(summary['availabilityAds']).toBe(0);
    expect(summary['healthAds']).toBeNull();
    expect(world.lanes.all()[3]?.bands().at(-1)?.state).toBe('killed');
  });

  it('keeps a sick feature on by pinning it', () => {
    const sick = { sickDependency: 'reviewStore', errorRate: 0.7 } as const;
    expect(run(sick).summary['toggles']).toBeGreaterThan(0);
    const { summary } = run({ ...sick, pin: 'reviews' });
    expect(summary['toggles']).toBe(0);
    expect(Number(summary['availabilityReviews'])).toBeCloseTo(0.3, 1);
  });
});

describe('what is counted', () => {
  it('tells a false disable by the truth, not by what monitoring reports', () => {
    expect(run({ sickDependency: 'reviewStore', falseAlarms: 0.8 }).summary['falseDisables']).toBeGreaterThan(
      0,
    );
    expect(run({ sickDependency: 'reviewStore', errorRate: 0.8 }).summary['falseDisables']).toBe(0);
  });

  it('adds up: saved requests by reason, and visits by how they ended', () => {
    for (const preset of presets) {
      const { summary, world } = runWhole(shop, preset.params, {
        seed: preset.seed,
        durationMs: preset.durationMs,
        interventions: preset.interventions,
      });
      const sum = (...ids: readonly string[]) => ids.reduce((total, id) => total + Number(summary[id]), 0);
      expect(sum('savedOff', 'savedDimmed', 'savedShed')).toBe(summary['saved']);
      const { inFlight } = world.calls.totals();
      expect(sum('whole', 'degraded', 'failed', 'timedOut', 'rejected') + inFlight).toBe(summary['visits']);
      expect(sum('coreAsked')).toBe(sum('visits') - inFlight);
      expect(sum('coreServed')).toBe(sum('whole', 'degraded'));
    }
  });

  it('measures times to disable and to restore from the moment the truth changed', () => {
    const { summary } = run(
      {},
      {
        durationMs: 40_000,
        interventions: [
          { atMs: 5_000, set: { outage: 'errors' } },
          { atMs: 12_000, set: { outage: 'none' } },
        ],
      },
    );
    expect(Number(summary['timeToDisableMs'])).toBeGreaterThan(500);
    expect(Number(summary['timeToDisableMs'])).toBeLessThan(3_000);
    expect(Number(summary['timeToRestoreMs'])).toBeGreaterThan(4_000);
  });
});
