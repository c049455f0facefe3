/** Calls one after the other through the real policy and server, each alone: what studies and recorded batches are made of. */
import type { Service } from '../../sim/call.ts';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createWorld, type World } from '../../sim/world.ts';
import { createBudget, type BudgetSettings } from '../../sim/retryBudget.ts';
import { createRetry, type RetryOptions } from './policy.ts';
import type { RetrySettings } from './rules.ts';

export interface Trial {
  readonly isSuccess: boolean;
  readonly attempts: number;
  readonly timeMs: number;
  /** All its waits. */
  readonly waitedMs: number;
}

/** A world of the studies: nothing is drawn, so everything runs compiled and nothing is recorded. */
export function createStudyWorld(seed: number): World {
  return createWorld({ seed, durationMs: 1, metrics: {}, createHost: createCompiledHost });
}

export interface TrialSettings extends RetrySettings, BudgetSettings {
  readonly attemptTimeoutMs: number;
  readonly callDeadlineMs: number;
}

export type TrialOptions = Pick<RetryOptions, 'jitterOf'> & Partial<RetryOptions>;

/** One layer of retries for all calls of the world, as the page's model sets it up. */
export function createOneLayer(world: World, settings: TrialSettings, options: TrialOptions) {
  const budget = createBudget(world.clock, () => settings);
  const policy = createRetry(world, {
    settings: () => settings,
    budgetOf: () => budget,
    attemptTimeoutMs: () => settings.attemptTimeoutMs,
    deadlineMs: () => settings.callDeadlineMs,
    endsWith: 'lastResult',
    hostOf: () => world.machines,
    ...options,
  });
  return { policy, budget };
}

/** Makes `count` calls, each once the one before has ended and all its timers with it. */
export function runTrials(
  world: World,
  server: Service,
  count: number,
  settings: TrialSettings,
  options: TrialOptions,
): readonly Trial[] {
  const trials: Trial[] = [];
  let ended = { attempts: 0, waitedMs: 0 };
  const { policy } = createOneLayer(world, settings, {
    ...options,
    onEnd: ({ attempts, waitedMs }) => {
      ended = { attempts, waitedMs };
    },
  });
  const service = policy(server);
  for (let call = 0; call < count; call += 1) {
    const startedAtMs = world.clock.nowMs;
    world.calls.make(0, service, ({ result }) => {
      const isSuccess = result?.outcome === 'succeeded';
      trials.push({ isSuccess, timeMs: world.clock.nowMs - startedAtMs, ...ended });
    });
    while (world.clock.step());
  }
  return trials;
}
