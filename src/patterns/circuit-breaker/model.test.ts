import { describe, expect, it } from 'vitest';
import { shareInterval } from '../../sim/testStatistics.ts';
import type { BreakerParams } from './model.ts';
import { endedCalls, runModel } from './testBreaker.ts';

/** Every call takes 100 ms, ten come per second, none fails. */
const CALM = {
  failureRate: 0,
  latencyMs: 100,
  latencyLaw: 'fixed',
  arrivals: 'fixed',
  callsPerSecond: 10,
} as const satisfies Partial<BreakerParams>;

const OFF = { ...CALM, mode: 'disabled' } as const;

const longest = (run: Parameters<typeof endedCalls>[0]) =>
  Math.max(...endedCalls(run).map(({ latencyMs }) => latencyMs));

describe('what is injected', () => {
  it('is a share of failures', () => {
    const { summary } = runModel({ ...OFF, failureRate: 0.3, callsPerSecond: 500 });
    const { low, high } = shareInterval(Number(summary['failures']), Number(summary['attempted']));
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.3);
  });

  it('is exactly every second call where failures are evenly spaced', () => {
    const run = runModel({ ...OFF, failureRate: 0.5, failureLaw: 'evenlySpaced' });
    const causes = endedCalls(run).map(({ cause }) => cause);
    expect(new Set(causes.filter((_, i) => i % 2 === 0))).toEqual(new Set(['answered']));
    expect(new Set(causes.filter((_, i) => i % 2 === 1))).toEqual(new Set(['injectedError']));
  });

  it('is an outage that refuses at once', () => {
    const run = runModel({ ...OFF, outage: 'errors' });
    expect(new Set(endedCalls(run).map(({ cause }) => cause))).toEqual(new Set(['outage']));
    expect(longest(run)).toBe(0);
  });

  it('is an outage that hangs until the caller gives up', () => {
    const run = runModel({ ...OFF, outage: 'hangs', callTimeoutMs: 700 });
    expect(new Set(endedCalls(run).map(({ cause }) => cause))).toEqual(new Set(['callTimeout']));
    expect(new Set(endedCalls(run).map(({ latencyMs }) => latencyMs))).toEqual(new Set([700]));
    expect(run.summary['timedOut']).toBe(run.summary['failures']);
  });

  it('is latency, with its law and its spread', () => {
    expect(
      new Set(endedCalls(runModel({ ...OFF, latencyMs: 250 })).map(({ latencyMs }) => latencyMs)),
    ).toEqual(new Set([250]));
    const latencies = (change: Partial<BreakerParams>) =>
      endedCalls(runModel({ ...OFF, latencyLaw: 'uniform', ...change })).map(({ latencyMs }) => latencyMs);
    expect(Math.min(...latencies({ latencySpread: 0.1 }))).toBeGreaterThanOrEqual(90);
    expect(Math.max(...latencies({ latencySpread: 0.1 }))).toBeLessThanOrEqual(110);
    expect(Math.max(...latencies({ latencySpread: 0.5 }))).toBeGreaterThan(130);
    expect(latencies({ latencyLaw: 'exponential' })).not.toEqual(latencies({ latencyLaw: 'logNormal' }));
  });

  it('is a share of slow calls', () => {
    const run = runModel({ ...OFF, slowCallShare: 0.4, slowLatencyMs: 900 });
    const slow = endedCalls(run).filter(({ latencyMs }) => latencyMs === 900);
    expect(slow.length).toBeGreaterThan(25);
    expect(slow.length).toBeLessThan(55);
    expect(new Set(endedCalls(run).map(({ latencyMs }) => latencyMs))).toEqual(new Set([100, 900]));
  });

  it('are errors that take as long as answers, or none at all', () => {
    const errors = { ...OFF, failureRate: 1 };
    expect(longest(runModel({ ...errors, errorsTakeTime: true }))).toBe(100);
    expect(longest(runModel({ ...errors, errorsTakeTime: false }))).toBe(0);
  });
});

describe('the load', () => {
  it('comes at the asked rate by the asked law', () => {
    expect(runModel({ ...CALM, callsPerSecond: 50 }, { durationMs: 9_999 }).summary['calls']).toBe(500);
    expect(runModel({ ...CALM, callsPerSecond: 0 }).summary['calls']).toBe(0);
    // One after another: a pause of 100 ms after each call of 100 ms.
    expect(runModel({ ...CALM, arrivals: 'sequential' }, { durationMs: 9_999 }).summary['calls']).toBe(50);
    const poisson = runModel({ ...CALM, arrivals: 'poisson' }).summary['calls'];
    expect(poisson).toBeGreaterThan(60);
    expect(poisson).toBeLessThan(140);
  });

  it('ends after the asked total of calls', () => {
    expect(runModel({ ...CALM, maxCalls: 7 }).summary['calls']).toBe(7);
  });

  it('queues at a server of little capacity and fails where the queue is full', () => {
    const load = { ...OFF, callsPerSecond: 20, serverConcurrency: 1, callTimeoutMs: Infinity } as const;
    const queueing = runModel({ ...load, serverQueue: 1_000 });
    expect(longest(queueing)).toBeGreaterThan(4_000);
    const failing = runModel({ ...load, serverQueue: 2 });
    expect(longest(failing)).toBeLessThanOrEqual(300);
    expect(new Set(endedCalls(failing).map(({ cause }) => cause))).toEqual(
      new Set(['answered', 'serverFull']),
    );
    const wide = runModel({ ...load, serverQueue: 2, serverConcurrency: 2 });
    expect(wide.summary['failures']).toBe(0);
  });

  it('of several clients meets a breaker each: one that opens leaves the others closed', () => {
    const run = runModel({ ...CALM, clients: 2, failureRate: 0.5, failureLaw: 'evenlySpaced' });
    const states = run.world.lanes.all().map((lane) => lane.bands().map(({ state }) => state));
    expect(states).toEqual([['closed'], ['closed', 'open']]);
    expect(run.view.occupancy).toEqual({ closed: 1, open: 1 });
    expect(run.view.watched.state).toBe('closed');
    expect(run.summary['shareClosed']).toBe(1 - Number(run.summary['shareOpen']));
    expect(run.world.trace.milestones()).toMatchObject([{ type: 'breaker.opened', subject: 1 }]);
  });

  it('of added clients meets breakers in the operator’s mode', () => {
    const run = runModel(CALM, {
      interventions: [
        { atMs: 1_000, set: { mode: 'forcedOpen' } },
        { atMs: 2_000, set: { clients: 3 } },
        { atMs: 5_000, set: { mode: 'automatic' } },
      ],
    });
    const bands = run.world.lanes
      .all()
      .map((lane) => lane.bands().map(({ state, fromMs }) => [state, fromMs]));
    expect(bands[2]).toEqual([
      ['closed', 2_000],
      ['forcedOpen', 2_000],
      ['closed', 5_000],
    ]);
  });
});

describe('the call timeout', () => {
  it('counts as a failure for the breaker', () => {
    const { summary } = runModel({ ...CALM, callTimeoutMs: 50, failureThreshold: 5, openDurationMs: 60_000 });
    expect(summary).toMatchObject({ timedOut: 5, failures: 5, failed: 0, circuitOpens: 1 });
  });

  it('is not there when it is infinite', () => {
    const { summary } = runModel({
      ...CALM,
      latencyMs: 5_000,
      callTimeoutMs: Infinity,
      serverConcurrency: 1_000,
    });
    expect(summary).toMatchObject({ timedOut: 0, circuitOpens: 0 });
  });
});

describe('the operator', () => {
  it('holds the breaker open, or lets everything through', () => {
    const forced = runModel({ ...CALM, mode: 'forcedOpen' }).summary;
    expect(forced).toMatchObject({ rejected: forced['calls'], attempted: 0, shareForcedOpen: 1 });
    const disabled = runModel({ ...CALM, mode: 'disabled', failureRate: 1 }).summary;
    expect(disabled).toMatchObject({ rejected: 0, circuitOpens: 0, shareDisabled: 1 });
    expect(disabled['failed']).toBe(disabled['attempted']);
  });
});

describe('the figures', () => {
  const OUTAGE = [
    { atMs: 2_000, set: { outage: 'errors' } },
    { atMs: 6_000, set: { outage: 'none' } },
  ] as const;

  it('add up', () => {
    const { summary, world } = runModel(
      { failureRate: 0.4, failureThreshold: 3, openDurationMs: 1_000, callTimeoutMs: 120, clients: 3 },
      { durationMs: 60_000 },
    );
    const number = (id: string) => Number(summary[id]);
    const { arrived, inFlight } = world.calls.totals();
    expect(number('calls')).toBe(arrived);
    expect(number('calls')).toBe(number('attempted') + number('rejected') + inFlight);
    expect(number('attempted')).toBe(number('succeeded') + number('failed') + number('timedOut'));
    expect(number('failures')).toBe(number('failed') + number('timedOut'));
    expect(number('rejected')).toBe(number('spared') + number('needless'));
    expect(number('failureRate')).toBe(number('failures') / number('attempted'));
    const shares = ['shareClosed', 'shareOpen', 'shareHalfOpen', 'shareForcedOpen', 'shareDisabled'];
    expect(shares.reduce((sum, id) => sum + number(id), 0)).toBeCloseTo(1, 9);
    for (const id of ['succeeded', 'failed', 'timedOut', 'spared', 'needless', 'circuitOpens']) {
      expect([id, number(id) > 0]).toEqual([id, true]);
    }
    const opened = world.trace.milestones().filter(({ type }) => type === 'breaker.opened');
    expect(number('circuitOpens')).toBe(opened.length);
  });

  it('are the reference’s counts at the first client’s breaker, and the time that attempted calls took', () => {
    const closed = runModel(
      { ...CALM, failureRate: 1, failureThreshold: 20, maxCalls: 3 },
      { durationMs: 999 },
    );
    expect(closed.summary).toMatchObject({ failureCount: 3, successCount: 0 });
    const halfOpen = runModel(
      { ...CALM, failureThreshold: 1, openDurationMs: 500, successThreshold: 10, latencyMs: 50 },
      {
        durationMs: 1_160,
        interventions: [
          { atMs: 40, set: { failureRate: 1 } },
          { atMs: 120, set: { failureRate: 0 } },
        ],
      },
    );
    expect(halfOpen.view.watched.state).toBe('halfOpen');
    expect(halfOpen.summary).toMatchObject({ failureCount: 0, successCount: 5 });
    expect(halfOpen.summary).toMatchObject({ 'latencyMs.p50': 50, 'latencyMs.p99': 50 });
    expect(halfOpen.world.metrics.histogram('latencyMs').mean()).toBe(50);
  });

  it('put the failure rate over attempted calls, or over all calls as the reference does', () => {
    const change = { ...CALM, failureThreshold: 1, failureRate: 1, openDurationMs: 60_000 };
    expect(runModel(change).summary['failureRate']).toBe(1);
    const diluted = runModel({ ...change, failureRateOver: 'allCalls' }).summary;
    expect(diluted['failureRate']).toBe(1 / Number(diluted['calls']));
  });

  it('tell how long an outage went unnoticed and how long the recovery took', () => {
    const { summary, world } = runModel(
      { ...CALM, failureThreshold: 3, openDurationMs: 1_500 },
      { interventions: OUTAGE },
    );
    const [opened] = world.trace.milestones().filter(({ type }) => type === 'breaker.opened');
    const closed = world.trace.milestones().filter(({ type }) => type === 'breaker.closed');
    expect(summary['timeToDetectMs']).toBe(Number(opened?.atMs) - 2_000);
    expect(summary['timeToRecoverMs']).toBe(Number(closed.at(-1)?.atMs) - 6_000);
    expect(summary['timeToDetectMs']).toBe(200);
  });

  it('wait for the last client to recover', () => {
    const { summary, world } = runModel(
      { ...CALM, clients: 5, failureThreshold: 1, openDurationMs: 1_500 },
      { interventions: OUTAGE },
    );
    const lastClosings = world.lanes.all().map((lane) => lane.bands().at(-1));
    expect(new Set(lastClosings.map((band) => band?.state))).toEqual(new Set(['closed']));
    const last = Math.max(...lastClosings.map((band) => band?.fromMs ?? Infinity));
    expect(summary['timeToRecoverMs']).toBe(last - 6_000);
  });

  it('have no time to detect where nothing was sick or nothing opened', () => {
    expect(runModel(CALM).summary).toMatchObject({ timeToDetectMs: null, timeToRecoverMs: null });
    const unlucky = runModel({ ...CALM, failureRate: 0.3, failureThreshold: 1 }).summary;
    expect(unlucky).toMatchObject({ timeToDetectMs: null, timeToRecoverMs: null });
    expect(unlucky['circuitOpens']).toBeGreaterThan(0);
    const unseen = runModel({ ...CALM, failureThreshold: 20, callsPerSecond: 1 }, { interventions: OUTAGE });
    expect(unseen.summary).toMatchObject({ timeToDetectMs: null, timeToRecoverMs: null, circuitOpens: 0 });
  });

  it('tell failures that were spared from rejections that were needless', () => {
    const outage = runModel({ ...CALM, mode: 'forcedOpen', outage: 'errors' }).summary;
    expect(outage).toMatchObject({ spared: outage['rejected'], needless: 0 });
    const well = runModel({ ...CALM, mode: 'forcedOpen' }).summary;
    expect(well).toMatchObject({ spared: 0, needless: well['rejected'] });
  });
});

describe('what the stage sees', () => {
  it('is the first client’s breaker with what is left of its open period', () => {
    const { view } = runModel(
      { ...CALM, failureThreshold: 1, failureRate: 1, openDurationMs: 60_000 },
      { durationMs: 10_100 },
    );
    expect(view).toMatchObject({ clients: 1, isSick: true, occupancy: { open: 1 } });
    expect(view.watched).toMatchObject({
      state: 'open',
      openRemainingMs: 50_000,
      transition: { from: 'closed', to: 'open', sequence: 1 },
    });
  });
});

describe('the weather', () => {
  it('is the same under every policy: arrivals, faults and service times by the number of the call', () => {
    const policies: readonly Partial<BreakerParams>[] = [
      { mode: 'disabled' },
      { failureThreshold: 2, openDurationMs: 500 },
      { tripOn: 'ratioOfLastCalls', failureRatio: 0.3 },
    ];
    const runs = policies.map((policy) =>
      runModel({ failureRate: 0.3, callsPerSecond: 20, callTimeoutMs: Infinity, ...policy }),
    );
    const calls = runs.map(({ world }) => new Map(world.calls.recent().map((call) => [call.id, call])));
    for (const [id, call] of calls[0] ?? []) {
      for (const others of calls.slice(1)) {
        const same = others.get(id);
        expect(same?.arrivedAtMs).toBe(call.arrivedAtMs);
        const ends = [call, same].map((one) => one?.result && [one.result.cause, one.endedAtMs]);
        const isAnswered = same?.result && same.result.outcome !== 'rejected';
        expect(isAnswered ? ends[1] : ends[0]).toEqual(ends[0]);
      }
    }
  });
});
