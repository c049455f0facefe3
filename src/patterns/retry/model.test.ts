import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../sim/trace.ts';
import { defaultParams } from '../params.ts';
import { runWhole, type WholeRunOptions } from '../wholeRun.ts';
import { possibleRangeMs } from '../../sim/backoff.ts';
import { metrics } from './metrics.ts';
import { createModel, type RetryParams } from './model.ts';
import { params } from './params.ts';

function run(change: Partial<RetryParams>, options: WholeRunOptions<RetryParams> = {}) {
  const events: TraceEvent[] = [];
  const whole = runWhole({ params, metrics, create: createModel }, change, {
    ...options,
    onStart: ({ trace }) => trace.subscribe((event) => events.push(event)),
  });
  const typed = (type: string) => events.filter((event) => event.type === type);
  return { ...whole, events, typed };
}

const lone = { clients: 1, arrivals: 'fixed', latencyMs: 0, latencyLaw: 'fixed' } as const;

describe('an outage', () => {
  it('ends by itself after its length', () => {
    const { typed, view } = run(
      { outageMs: 2_000 },
      { interventions: [{ atMs: 1_000, set: { outage: 'errors' } }] },
    );
    expect(typed('server.failed').map(({ atMs }) => atMs)).toEqual([1_000]);
    expect(typed('server.recovered').map(({ atMs }) => atMs)).toEqual([3_000]);
    expect(view.isDown).toBe(false);
  });

  it('follows a length that is changed while it lasts, and ends when it is switched off', () => {
    const { typed } = run(
      { outage: 'hangs', outageMs: 5_000 },
      {
        interventions: [
          { atMs: 1_000, set: { outageMs: 2_000 } },
          { atMs: 4_000, set: { outage: 'none' } },
          { atMs: 5_000, set: { outage: 'errors' } },
          { atMs: 5_500, set: { outage: 'none' } },
        ],
      },
    );
    expect(typed('server.recovered').map(({ atMs }) => atMs)).toEqual([2_000, 5_500]);
  });
});

describe('a call', () => {
  it('meets a fate of its own with each attempt', () => {
    const { summary } = run({ ...lone, failureRate: 0.5, maxAttempts: 10, callsPerSecond: 100 });
    expect(summary['successRate']).toBe(1);
    expect(summary['amplification']).toBeCloseTo(2, 0);
  });

  it('that is hopeless is refused on every attempt, and made only once unless everything is retried', () => {
    const hopeless = { ...lone, failureRate: 0, hopelessShare: 1 };
    expect(run(hopeless).summary).toMatchObject({ amplification: 1, exhausted: 0 });
    const stubborn = run({ ...hopeless, retryOn: 'everything' });
    expect(stubborn.summary['abandoned']).toBe(0);
    expect(stubborn.summary['amplification']).toBeCloseTo(3, 1);
  });

  it('is told of by name while there is only one client', () => {
    const told = (clients: number) => run({ ...lone, clients, failureRate: 1 }).typed('retry.gaveUp').length;
    expect(told(1)).toBeGreaterThan(5);
    expect(told(2)).toBe(0);
  });
});

describe('abandoned work', () => {
  const slow = { failureRate: 0, latencyMs: 400, latencyLaw: 'fixed', attemptTimeoutMs: 100 } as const;

  it('goes on for nobody', () => {
    expect(run(slow).summary['wastedShare']).toBe(1);
  });

  it('stops when the server is told', () => {
    const told = run({ ...slow, stopsAbandoned: true });
    const untold = run(slow);
    expect(told.summary['wastedShare']).toBe(1);
    expect(untold.view.serverRunning + untold.view.serverQueued).toBeGreaterThan(
      told.view.serverRunning + told.view.serverQueued,
    );
  });
});

describe('budgets', () => {
  const failing = { failureRate: 1, clients: 10, callsPerSecond: 100, retryBudget: 'aws' } as const;
  const retries = (change: Partial<RetryParams>) => run({ ...failing, ...change }).summary['retries'];

  it('are of each client, or of all together', () => {
    expect(retries({})).toBe(1_000);
    expect(retries({ budgetScope: 'all' })).toBe(100);
  });

  it('are of each layer', () => {
    expect(retries({ budgetScope: 'all', layers: 2, maxAttempts: 2 })).toBe(200);
  });
});

describe('a herd', () => {
  const herd = { clients: 500, arrivals: 'together', callsPerSecond: 1, outage: 'errors' } as const;

  it('comes back together without jitter and dissolves with it', () => {
    const peak = (jitter: RetryParams['jitter']) => run({ ...herd, jitter }).summary['peakPer10Ms'];
    expect(peak('none')).toBe(500);
    expect(peak('full')).toBeLessThan(100);
  });

  it('is told of once it is many times what the server serves', () => {
    const { typed } = run({ ...herd, jitter: 'none' });
    expect(typed('herd.arrived')[0]?.data).toMatchObject({ arrivals: 500, capacity: 2.5 });
  });
});

describe('a storm', () => {
  it('is told of when it begins and when it ends', () => {
    const { typed } = run(
      { failureRate: 0, outageMs: 2_000 },
      { interventions: [{ atMs: 1_000, set: { outage: 'errors' } }] },
    );
    expect(typed('storm.began')).toHaveLength(1);
    expect(typed('storm.ended')).toHaveLength(1);
    expect(typed('storm.ended')[0]?.atMs).toBeGreaterThan(3_000);
  });
});

const anyParams = fc.record({
  failureRate: fc.double({ min: 0, max: 1, noNaN: true }),
  outage: fc.constantFrom('none', 'none', 'errors', 'hangs'),
  outageMs: fc.integer({ min: 100, max: 3_000 }),
  throttling: fc.boolean(),
  hopelessShare: fc.constantFrom(0, 0.2),
  maxAttempts: fc.integer({ min: 1, max: 10 }),
  initialDelayMs: fc.integer({ min: 0, max: 500 }),
  exponentialBase: fc.double({ min: 1, max: 3, noNaN: true }),
  maxDelayMs: fc.integer({ min: 0, max: 1_000 }),
  jitter: fc.constantFrom('none', 'full', 'equal', 'decorrelated'),
  attemptTimeoutMs: fc.constantFrom(50, 200, Infinity),
  retryBudget: fc.constantFrom('none', 'ratio', 'grpc', 'aws'),
  honoursRetryAfter: fc.boolean(),
  retryAfterMs: fc.constantFrom(0, 300),
  callDeadlineMs: fc.constantFrom(400, 2_000, Infinity),
  layers: fc.integer({ min: 1, max: 3 }),
  clients: fc.integer({ min: 1, max: 5 }),
  serverConcurrency: fc.integer({ min: 1, max: 5 }),
  serverQueue: fc.integer({ min: 0, max: 5 }),
  stopsAbandoned: fc.boolean(),
}) as fc.Arbitrary<Partial<RetryParams>>;

describe('in any run', () => {
  it('no call is lost or counted twice, none is attempted too often, and every drawn wait is one that is allowed', () => {
    fc.assert(
      fc.property(anyParams, fc.integer({ min: 0, max: 1_000 }), (change, seed) => {
        const all: RetryParams = { ...defaultParams(params), ...change };
        const { summary, typed, world } = run(change, { seed, durationMs: 3_000 });
        const ended = ['succeeded', 'exhausted', 'rejectedByBudget', 'abandoned'].reduce(
          (sum, id) => sum + (summary[id] ?? 0),
          0,
        );
        expect(summary['calls']).toBe(ended + world.calls.inFlight().size);
        expect(summary['attempts']).toBe((summary['firstAttempts'] ?? 0) + (summary['retries'] ?? 0));
        expect(summary['firstAttempts']).toBe(summary['calls']);

        const attempts = new Map<number, number>();
        for (const { subject } of typed('call.sent')) attempts.set(subject, (attempts.get(subject) ?? 0) + 1);
        const most = all.maxAttempts ** all.layers;
        expect(Math.max(0, ...attempts.values())).toBeLessThanOrEqual(most);

        for (const { data } of typed('call.retried')) {
          const [low, high] = possibleRangeMs(all, Number(data['attempt']) - 1);
          const asked = Number(data['waitMs']) - Number(data['drawnMs']);
          expect(Number(data['drawnMs'])).toBeGreaterThanOrEqual(low - 1e-6);
          expect(Number(data['drawnMs'])).toBeLessThanOrEqual(high + 1e-6);
          const isTold = all.honoursRetryAfter && data['cause'] === 'throttled';
          expect(asked).toBeCloseTo(isTold ? all.retryAfterMs : 0, 5);
        }
        const longest = world.calls
          .recent()
          .map(({ endedAtMs, arrivedAtMs }) => (endedAtMs ?? arrivedAtMs) - arrivedAtMs);
        expect(Math.max(0, ...longest)).toBeLessThanOrEqual(all.callDeadlineMs + 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});
