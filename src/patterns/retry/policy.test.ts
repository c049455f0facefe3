import { describe, expect, it } from 'vitest';
import type { Call, Result, Service } from '../../sim/call.ts';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createMachineHost } from '../../sim/machineHost.ts';
import { createWorld, runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import { createBudget } from '../../sim/retryBudget.ts';
import type { RetryParams } from './model.ts';
import { params } from './params.ts';
import { createRetry, type EndedCall } from './policy.ts';
import type { Wait } from './rules.ts';

const ANSWERED: Result = { outcome: 'succeeded', cause: 'answered', causeMs: null };
const failed = (cause: string, causeMs: number | null = null): Result => ({
  outcome: 'failed',
  cause,
  causeMs,
});
const ERROR = failed('injectedError');

const hosts = { interpreter: createMachineHost, compiled: createCompiledHost };

interface BenchOptions {
  /** Time an attempt takes; null: settled before the service returns. */
  readonly attemptMs?: number | null;
  readonly createHost?: (typeof hosts)[keyof typeof hosts];
  readonly endsWith?: 'ending' | 'lastResult';
}

/** One call whose attempts end as given; without jitter unless asked for, half of each range then. */
function retry(change: Partial<RetryParams>, results: readonly Result[], options: BenchOptions = {}) {
  const { attemptMs = 0, createHost = createCompiledHost, endsWith = 'ending' } = options;
  const world = createWorld({ seed: 1, durationMs: 1, metrics: {}, createHost });
  const settings: RetryParams = { ...defaultParams(params), jitter: 'none', ...change };
  const budget = createBudget(world.clock, () => settings);
  const states: string[] = [];
  const waits: Wait[] = [];
  const attempts: { readonly number: number | undefined; readonly atMs: number }[] = [];
  const cancelled: number[] = [];
  let ended: EndedCall | null = null;
  let result: Result | null = null;

  const server: Service = ({ attempt }: Call, settle) => {
    const ending = results[attempts.length] ?? ERROR;
    attempts.push({ number: attempt, atMs: world.clock.nowMs });
    if (attemptMs === null) {
      settle(ending);
      return () => {};
    }
    const timer = world.clock.schedule(attemptMs, () => settle(ending));
    return () => {
      cancelled.push(world.clock.nowMs);
      world.clock.cancel(timer);
    };
  };
  const policy = createRetry(world, {
    settings: () => settings,
    budgetOf: () => budget,
    attemptTimeoutMs: () => settings.attemptTimeoutMs,
    deadlineMs: () => settings.callDeadlineMs,
    endsWith,
    hostOf: () => world.machines,
    jitterOf: () => 0.5,
    onState: (_, state) => states.push(state),
    onWait: (_, wait) => waits.push(wait),
    onEnd: (end) => {
      ended = end;
    },
  });
  const cancel = policy(server)({ id: 3, client: 0 }, (end) => {
    if (result) throw new Error('The call was settled twice.');
    result = end;
  });
  return {
    cancel,
    run: (untilMs = 100_000) => {
      runUntil(world, untilMs);
      return { states, waits, attempts, cancelled, ended, result, endedAtMs: world.clock.nowMs };
    },
  };
}

describe.each(Object.entries(hosts))('on the %s host a call', (_, createHost) => {
  it.each([0, null])('is attempted until an attempt succeeds (attempts that take %s ms)', (attemptMs) => {
    const { states, attempts, ended, result } = retry({}, [ERROR, ERROR, ANSWERED], {
      createHost,
      attemptMs,
    }).run();
    expect(states).toEqual(['attempting', 'waiting', 'attempting', 'waiting', 'attempting', 'succeeded']);
    expect(attempts).toEqual([
      { number: 0, atMs: 0 },
      { number: 1, atMs: 100 },
      { number: 2, atMs: 300 },
    ]);
    expect(ended).toMatchObject({ reason: 'answered', attempts: 3, waitedMs: 300 });
    expect(result).toEqual(ANSWERED);
  });

  it('is exhausted after its last attempt', () => {
    const { states, attempts, result } = retry({ maxAttempts: 2 }, [], { createHost }).run();
    expect(states.at(-1)).toBe('exhausted');
    expect(attempts).toHaveLength(2);
    expect(result).toMatchObject({ outcome: 'failed', cause: 'exhausted' });
  });
});

describe('a retry', () => {
  it('gives the caller of a lower layer the result of the last attempt, as it came', () => {
    const last = failed('throttled', 500);
    const { result } = retry({ maxAttempts: 2 }, [ERROR, last], { endsWith: 'lastResult' }).run();
    expect(result).toEqual(last);
  });

  it('numbers the attempts of a lower layer apart for each attempt of the one above', () => {
    const world = createWorld({ seed: 1, durationMs: 1, metrics: {}, createHost: createCompiledHost });
    const settings: RetryParams = { ...defaultParams(params), maxAttempts: 10, initialDelayMs: 0 };
    const layer = () =>
      createRetry(world, {
        settings: () => settings,
        budgetOf: () => createBudget(world.clock, () => settings),
        attemptTimeoutMs: () => Infinity,
        deadlineMs: () => Infinity,
        endsWith: 'lastResult',
        hostOf: () => world.crowd,
        jitterOf: () => 0,
      });
    const numbers: number[] = [];
    const server: Service = ({ attempt = 0 }, settle) => {
      numbers.push(attempt);
      world.clock.schedule(0, () => settle(ERROR));
      return () => {};
    };
    layer()(layer()(layer()(server)))({ id: 0, client: 0 }, () => {});
    while (world.clock.step());
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, number) => number));
  });

  it('honours Retry-After by waiting that long and its own drawn delay on top', () => {
    const throttled = failed('throttled', 2_000);
    const obedient = retry({ jitter: 'full' }, [throttled, ANSWERED]).run();
    expect(obedient.waits).toMatchObject([{ askedMs: 2_000, drawnMs: 50, waitMs: 2_050 }]);
    expect(obedient.attempts[1]?.atMs).toBe(2_050);
    const deaf = retry({ jitter: 'full', honoursRetryAfter: false }, [throttled, ANSWERED]).run();
    expect(deaf.attempts[1]?.atMs).toBe(50);
  });

  it('gives up on an attempt after its timeout and tries again', () => {
    const { attempts, cancelled, result } = retry({ attemptTimeoutMs: 1_000, maxAttempts: 2 }, [], {
      attemptMs: 5_000,
    }).run();
    expect(attempts.map(({ atMs }) => atMs)).toEqual([0, 1_100]);
    expect(cancelled).toEqual([1_000, 2_100]);
    expect(result).toMatchObject({ outcome: 'timedOut', cause: 'exhaustedByTimeout', causeMs: 1_000 });
  });

  it.each([
    [299, ['attempting', 'waiting', 'attempting', 'abandoned'], 2],
    [300, ['attempting', 'waiting', 'attempting', 'abandoned'], 2],
    [301, ['attempting', 'waiting', 'attempting', 'waiting', 'attempting', 'exhausted'], 3],
  ])('begins no wait that ends at its deadline of %d ms or later', (callDeadlineMs, expected, count) => {
    const { states, attempts, result } = retry({ callDeadlineMs }, []).run();
    expect(states).toEqual(expected);
    expect(attempts).toHaveLength(count);
    expect(result?.cause).toBe(count === 3 ? 'exhausted' : 'deadlinePassed');
  });

  it('cuts an attempt short at the deadline', () => {
    const { cancelled, result } = retry({ callDeadlineMs: 250 }, [], { attemptMs: 10_000 }).run();
    expect(cancelled).toEqual([250]);
    expect(result).toMatchObject({ outcome: 'timedOut', cause: 'deadlinePassed' });
  });

  it('is not made once the budget is spent', () => {
    const { states, result } = retry({ retryBudget: 'grpc', grpcMaxTokens: 4, maxAttempts: 9 }, []).run();
    expect(states).toEqual(['attempting', 'waiting', 'attempting', 'rejectedByBudget']);
    expect(result).toMatchObject({ outcome: 'rejected', cause: 'budgetSpent' });
  });

  it.each([
    ['everything', ['hopeless', 'serverFull', 'outage', 'injectedError'], []],
    ['notHopeless', ['serverFull', 'throttled', 'outage', 'injectedError'], ['hopeless', 'unexpectedError']],
    ['notOverload', ['outage', 'injectedError', 'callTimeout'], ['hopeless', 'serverFull', 'throttled']],
    ['neverRan', ['outage', 'serverFull', 'throttled'], ['injectedError', 'callTimeout', 'hopeless']],
  ] as const)('follows only some failures: %s', (retryOn, retried, notRetried) => {
    const attemptsAfter = (cause: string) => retry({ retryOn }, [failed(cause), ANSWERED]).run().attempts;
    for (const cause of retried) expect([cause, attemptsAfter(cause).length]).toEqual([cause, 2]);
    for (const cause of notRetried) expect([cause, attemptsAfter(cause).length]).toEqual([cause, 1]);
  });

  it('says whether a failure was hopeless or only of a kind that is not retried', () => {
    const causeOf = (retryOn: RetryParams['retryOn'], cause: string) =>
      retry({ retryOn }, [failed(cause)]).run().result?.cause;
    expect(causeOf('notHopeless', 'hopeless')).toBe('hopeless');
    expect(causeOf('neverRan', 'injectedError')).toBe('notRetried');
  });

  it.each([
    ['attempting', 50, [50]],
    ['waiting', 150, []],
  ])('ends when its caller leaves while it is %s', (_, leavesAtMs, cancelledAtMs) => {
    const call = retry({}, [], { attemptMs: 100 });
    call.run(leavesAtMs);
    call.cancel();
    const { states, attempts, cancelled, result } = call.run();
    expect(states.at(-1)).toBe('abandoned');
    expect(attempts).toHaveLength(1);
    expect(cancelled).toEqual(cancelledAtMs);
    expect(result).toBeNull();
  });
});
