/** Benches for tests: one breaker whose calls are settled by hand, and whole runs of the model. */
import type { Outcome, Result } from '../../sim/call.ts';
import type { Clock } from '../../sim/clock.ts';
import type { MachineHost } from '../../sim/machineHost.ts';
import { createWorld, runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import { runWhole, type WholeRun, type WholeRunOptions } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createModel, type BreakerParams, type BreakerView } from './model.ts';
import { params } from './params.ts';
import { createBreaker } from '../../sim/breaker/policy.ts';
import type { BreakerSettings } from '../../sim/breaker/rules.ts';

/** `s` succeeds, `f` fails, `i` ends in a way that the breaker does not count. */
export type Ending = 's' | 'f' | 'i';

const RESULTS: Readonly<Record<Ending, Result>> = {
  s: { outcome: 'succeeded', cause: 'answered', causeMs: null },
  f: { outcome: 'failed', cause: 'injectedError', causeMs: null },
  i: { outcome: 'failed', cause: 'unexpectedError', causeMs: null },
};

export interface BenchCall {
  /** Why and for how long it was turned away, null when it was admitted. */
  readonly rejection: Result | null;
  end(ending: Ending): void;
}

export interface BenchOptions {
  readonly seed?: number;
  readonly client?: number;
  readonly createHost?: (clock: Clock) => MachineHost;
}

/** A breaker with the page's defaults except for `change`. */
export function createBench(change: Partial<BreakerSettings> = {}, options: BenchOptions = {}) {
  const { seed = 1, client = 0, createHost } = options;
  const world = createWorld({ seed, durationMs: 1, metrics: {}, ...(createHost && { createHost }) });
  let settings: BreakerSettings = { ...defaultParams(params), ...change };
  const { machine, policy } = createBreaker(world, { client, settings, onState: () => {} });
  let calls = 0;

  function call(): BenchCall {
    let rejection: Result | null = null;
    let settle: (result: Result) => void = () => {};
    const service = policy((_, done) => {
      settle = done;
      return () => {};
    });
    service({ id: calls, client }, (result) => {
      if (result.outcome === 'rejected') rejection = result;
    });
    calls += 1;
    return { rejection, end: (ending) => settle(RESULTS[ending]) };
  }

  return {
    world,
    machine,
    call,
    /** Runs every timer up to that instant, that one included. */
    at(ms: number): void {
      runUntil(world, ms);
    },
    /** Makes one call after the other, each ending at once, or after `latencyMs`; gives `+` per admitted call and `-` per rejected one. */
    play(endings: string, latencyMs = 0): string {
      return endings
        .split('')
        .map((ending) => {
          const { rejection, end } = call();
          runUntil(world, world.clock.nowMs + latencyMs);
          if (!rejection) end(ending as Ending);
          return rejection ? '-' : '+';
        })
        .join('');
    },
    configure(next: Partial<BreakerSettings>): void {
      settings = { ...settings, ...next };
      machine.send({ type: 'settings.changed', settings });
    },
    /** What the machine reported about itself, oldest first. */
    reports: () => world.trace.recent().map(({ atMs, type, data }) => ({ atMs, type, ...data })),
  };
}

export type ModelRun = WholeRun<BreakerView>;

/** Runs the whole pattern; interventions go before everything else at their instant. */
export function runModel(
  change: Partial<BreakerParams>,
  options: WholeRunOptions<BreakerParams> = {},
): ModelRun {
  return runWhole({ params, metrics, create: createModel }, change, options);
}

/** How many calls ended with each outcome, and how long each one took. */
export function endedCalls({
  world,
}: ModelRun): readonly { outcome: Outcome; cause: string; latencyMs: number }[] {
  return world.calls
    .recent()
    .flatMap(({ result, arrivedAtMs, endedAtMs }) =>
      result && endedAtMs !== null
        ? [{ outcome: result.outcome, cause: result.cause, latencyMs: endedAtMs - arrivedAtMs }]
        : [],
    );
}
