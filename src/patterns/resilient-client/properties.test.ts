/** What holds under any chaos and any settings. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../sim/random.ts';
import { defaultParams } from '../params.ts';
import { runWhole } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createModel, type ClientParams } from './model.ts';
import { labelsOf, type Page } from './page.ts';
import { params as specs } from './params.ts';
import { flawOf, LABELS, SERVICES } from './parts.ts';
import { createTrials } from './trials.ts';

const pattern = { params: specs, metrics, create: createModel };

const choiceOf = <Id extends keyof typeof specs>(id: Id) =>
  fc.constantFrom(
    ...(Object.keys((specs[id] as { readonly options: object }).options) as ClientParams[Id][]),
  );
const mode = choiceOf('userDataChaos');
const rate = fc.double({ min: 0, max: 1, noNaN: true });
const durationMs = fc.integer({ min: 10, max: 2_000 });

/** Chaos and a client of any kind; pages come often and services are small enough to be in need. */
const anyParams: fc.Arbitrary<Partial<ClientParams>> = fc.record({
  userDataChaos: mode,
  transactionsChaos: mode,
  recommendationsChaos: mode,
  paymentChaos: mode,
  userDataRate: rate,
  transactionsRate: rate,
  recommendationsRate: rate,
  paymentRate: rate,
  blastRadius: rate,
  cacheOutage: fc.boolean(),
  timeoutLoses: choiceOf('timeoutLoses'),
  latencyHits: choiceOf('latencyHits'),
  attempts: fc.integer({ min: 1, max: 5 }),
  cacheTtlMs: fc.constantFrom(0, 500, 5_000),
  staleAllowed: fc.boolean(),
  staleMaxAgeMs: fc.constantFrom(1_000, 4_000, Infinity),
  staleUse: choiceOf('staleUse'),
  answers: choiceOf('answers'),
  cacheAdmits: choiceOf('cacheAdmits'),
  flawsCountAs: choiceOf('flawsCountAs'),
  transactionsFallback: fc.boolean(),
  paymentFallback: fc.boolean(),
  timeouts: fc.boolean(),
  userDataTimeoutMs: fc.oneof(durationMs, fc.constant(Infinity)),
  transactionsTimeoutMs: durationMs,
  hedgeAfterMs: fc.oneof(durationMs, fc.constant(Infinity)),
  partsOrder: choiceOf('partsOrder'),
  singleFlight: fc.boolean(),
  breaker: fc.boolean(),
  users: fc.integer({ min: 1, max: 5 }),
  pagesPerSecond: fc.integer({ min: 1, max: 20 }),
  serviceMs: fc.constantFrom(0, 40, 300),
  serviceConcurrency: fc.constantFrom(1, 3, 100),
});

const RUNS = { numRuns: 25, seed: 7 };

/** Pages of a few users who come again and again. */
function pagesOf(change: Partial<ClientParams>, seed: number, pages = 120): readonly Page[] {
  const nextPage = createTrials({ ...defaultParams(specs), ...change }, seed, (trial) => trial % 3);
  return Array.from({ length: pages }, nextPage);
}

describe('under any chaos', () => {
  it('carries every part of an ended page exactly one label', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        for (const page of pagesOf(change, seed, 40)) {
          const labels = Object.values(labelsOf(page));
          expect(labels).toHaveLength(SERVICES.length);
          expect(labels.every((label) => LABELS.includes(label))).toBe(true);
        }
        const { summary } = runWhole(pattern, change, { seed });
        const parts = ['Fresh', 'Cached', 'Stale', 'Fallback', 'Truncated', 'Missing'];
        const labelled = parts.reduce((sum, name) => sum + (summary[`parts${name}`] ?? NaN), 0);
        expect(labelled).toBe(SERVICES.length * (summary['ended'] ?? NaN));
      }),
      RUNS,
    );
  });

  it('logs as many incidents as were injected, by mode', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const injected = new Map<unknown, number>();
        const { summary, view } = runWhole(pattern, change, {
          seed,
          onStart: ({ trace }) =>
            trace.subscribe(({ type, data }) => {
              if (type === 'call.disturbed')
                injected.set(data['mode'], (injected.get(data['mode']) ?? 0) + 1);
            }),
        });
        const { incidentsByMode, incidents } = view;
        const total = [...injected.values()].reduce((sum, count) => sum + count, 0);
        for (const [name, count] of Object.entries(incidentsByMode))
          expect(count).toBe(injected.get(name) ?? 0);
        expect(summary['incidents']).toBe(total);
        expect(incidents).toHaveLength(Math.min(total, 200));
      }),
      RUNS,
    );
  });

  it('injects nothing while the switch is off', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const { summary, view } = runWhole(pattern, { ...change, chaos: false }, { seed });
        expect([summary['incidents'], view.incidents]).toEqual([0, []]);
      }),
      RUNS,
    );
  });

  it('shows no stale answer that is older than allowed, nor a cached one past its time', () => {
    const ailing = fc.record({
      userDataChaos: fc.constantFrom('error', 'timeout', 'random'),
      userDataRate: fc.double({ min: 0.3, max: 0.95, noNaN: true }),
      cacheTtlMs: fc.constantFrom(300, 1_000),
      staleMaxAgeMs: fc.constantFrom(1_000, 2_500, Infinity),
    });
    let [stale, cached] = [0, 0];
    fc.assert(
      fc.property(anyParams, ailing, fc.nat(1_000), (change, illness, seed) => {
        const params = { ...change, ...illness, staleAllowed: true, cacheOutage: false, blastRadius: 1 };
        const cards = pagesOf(params, seed).map((page) => page.parts.userData);
        const agesOf = (label: string) =>
          cards.filter(({ status }) => status === label).map(({ ageMs }) => ageMs ?? NaN);
        stale += agesOf('stale').length;
        cached += agesOf('cached').length;
        expect(agesOf('stale').filter((ageMs) => !(ageMs <= illness.staleMaxAgeMs))).toEqual([]);
        expect(agesOf('cached').filter((ageMs) => !(ageMs < illness.cacheTtlMs))).toEqual([]);
      }),
      RUNS,
    );
    expect(stale).toBeGreaterThan(100);
    expect(cached).toBeGreaterThan(100);
  });

  it('never shows anything stale when it is not allowed', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const pages = pagesOf({ ...change, staleAllowed: false }, seed, 60);
        expect(pages.filter((page) => page.parts.userData.status === 'stale')).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('partial responses', () => {
  const damaging = {
    userDataChaos: 'partial',
    recommendationsChaos: 'partial',
    userDataRate: 0.6,
    recommendationsRate: 0.6,
    cacheTtlMs: 2_000,
  } as const;

  /** Chaos for 5 s, and what is damaged once it is over and every cache has expired. */
  function damageAfter(change: Partial<ClientParams>, seed: number): number {
    let damaged = 0;
    runWhole(
      pattern,
      { ...damaging, users: 3, ...change },
      {
        seed,
        durationMs: 15_000,
        interventions: [{ atMs: 5_000, set: { chaos: false } }],
        onStart: ({ trace }) =>
          trace.subscribe(({ type, atMs, data }) => {
            if (type.startsWith('page.') && atMs > 8_000 && data['flawed'] !== '') damaged += 1;
          }),
      },
    );
    return damaged;
  }

  it('leave the stored records and the cache whole in the corrected client', () => {
    for (let seed = 1; seed <= 15; seed += 1) expect(damageAfter({}, seed)).toBe(0);
  });

  it('damage the stored records for good as written', () => {
    const seeds = createRandom(5).stream('seeds');
    const damages = Array.from({ length: 10 }, () =>
      damageAfter({ truncates: 'original' }, Math.floor(seeds.next() * 1_000)),
    );
    expect(damages.some((damage) => damage > 0)).toBe(true);
  });

  it('are never answered from the cache of the corrected client', () => {
    const pages = pagesOf({ ...damaging, truncates: 'copy' }, 3, 300);
    const cached = pages.filter((page) => page.parts.userData.ageMs !== null);
    expect(cached.length).toBeGreaterThan(50);
    expect(cached.filter((page) => flawOf('userData', page.parts.userData.value) !== null)).toEqual([]);
  });
});
