/**
 * A peer: cockatiel 3's circuit breaker with its consecutive rule. It lacks cockatiel 4's `halfOpenSampling`, so one
 * probe decides and only a success threshold of 1 can be compared; further callers of a half-open breaker wait for the
 * probe instead of being rejected, so calls come one after the other.
 */
import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRandom } from '../../sim/random.ts';
import { createBench, type Ending } from './testBreaker.ts';

const SCRIPTS = 1_500;
const CALLS = 60;
const THRESHOLDS = [1, 2, 3, 5, 8];
const DURATIONS_MS = [0, 1, 50, 200, 1_000];

const STATES: Readonly<Record<CircuitState, string>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'halfOpen',
  [CircuitState.Isolated]: 'forcedOpen',
};

interface PlannedCall {
  readonly gapMs: number;
  readonly durationMs: number;
  readonly ending: Ending;
}

function createPair(failureThreshold: number, openDurationMs: number) {
  const bench = createBench({
    failureThreshold,
    openDurationMs,
    successThreshold: 1,
    halfOpenOn: 'nextCall',
  });
  const peer = circuitBreaker(handleAll, {
    halfOpenAfter: openDurationMs,
    breaker: new ConsecutiveBreaker(failureThreshold),
  });
  function passTime(ms: number): void {
    bench.at(bench.world.clock.nowMs + ms);
    vi.setSystemTime(bench.world.clock.nowMs);
  }

  /** Makes the call on both and gives what each of them did, as one word per side. */
  async function call({ gapMs, durationMs, ending }: PlannedCall): Promise<readonly [string, string]> {
    passTime(gapMs);
    const { rejection, end } = bench.call();
    let isRun = false;
    const answer = peer.execute(() => {
      isRun = true;
      passTime(durationMs);
      if (ending === 'f') throw new Error('failed');
    });
    await answer.catch(() => {});
    if (!rejection) end(ending);
    return [
      `${rejection ? 'rejected' : 'admitted'}, then ${bench.machine.state}`,
      `${isRun ? 'admitted' : 'rejected'}, then ${STATES[peer.state]}`,
    ];
  }
  return { call };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('agrees with cockatiel 3, call by call, on random sequential scripts', { timeout: 60_000 }, async () => {
  const draws = createRandom(2026).stream('scripts');
  const pick = <T>(values: readonly T[]) => values[Math.floor(draws.next() * values.length)] as T;
  const seen = new Map<string, number>();
  for (let script = 0; script < SCRIPTS; script += 1) {
    vi.setSystemTime(0);
    const [threshold, openDurationMs, failureRate] = [pick(THRESHOLDS), pick(DURATIONS_MS), draws.next()];
    const { call } = createPair(threshold, openDurationMs);
    for (let i = 0; i < CALLS; i += 1) {
      const gapMs = pick([0, 1, 10, openDurationMs - 1, openDurationMs, openDurationMs + 1]);
      const planned: PlannedCall = {
        gapMs: Math.max(0, gapMs),
        durationMs: pick([0, 0, 1, 25]),
        ending: draws.next() < failureRate ? 'f' : 's',
      };
      // The next call starts where this one has ended.
      const [ours, theirs] = await call(planned);
      expect(ours, `script ${script}, call ${i}`).toBe(theirs);
      seen.set(ours, (seen.get(ours) ?? 0) + 1);
    }
  }
  expect([...seen.keys()].toSorted()).toEqual([
    'admitted, then closed',
    'admitted, then open',
    'rejected, then open',
  ]);
  expect(Math.min(...seen.values())).toBeGreaterThan(2_000);
});

it('agrees with cockatiel 3 exactly at the end of the open duration, a millisecond before and after', async () => {
  for (const openDurationMs of [1, 50, 1_000, 60_000]) {
    for (const [offMs, admission] of [
      [-1, 'rejected, then open'],
      [0, 'admitted, then closed'],
      [1, 'admitted, then closed'],
    ] as const) {
      vi.setSystemTime(0);
      const { call } = createPair(1, openDurationMs);
      await call({ gapMs: 7, durationMs: 20, ending: 'f' });
      const answers = await call({ gapMs: openDurationMs + offMs, durationMs: 0, ending: 's' });
      expect(answers).toEqual([admission, admission]);
    }
  }
});
