/** Benches for tests: one operation whose servers answer as told, and whole runs of the model. */
import type { Result, Service } from '../../sim/call.ts';
import type { Clock } from '../../sim/clock.ts';
import type { MachineHost } from '../../sim/machineHost.ts';
import { createWorld, type World } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import { runWhole, type WholeRun, type WholeRunOptions } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createModel, type BudgetView } from './model.ts';
import type { Operation } from './operation.ts';
import { params } from './params.ts';
import { createOperations } from './policy.ts';
import type { BudgetSettings } from './rules.ts';
import type { BudgetParams } from './servers.ts';

/** How long a server takes; `Infinity`: it never answers. */
interface Script {
  readonly cacheMs?: number;
  readonly isHit?: boolean;
  readonly hasData?: boolean;
  /** One per attempt; a negative one is answered with an error after that time. */
  readonly databaseMs?: readonly number[];
  readonly apiMs?: number;
}

export interface Played {
  readonly operation: Operation;
  /** What the caller was told, and when. */
  readonly result: Result | null;
  readonly resultAtMs: number | null;
  /** `database 1` and so on, with what they were given; those that did not start with why. */
  readonly steps: readonly string[];
  readonly elapsedMs: number;
  readonly states: readonly string[];
  readonly world: World;
}

interface PlayOptions {
  readonly isPropagated?: boolean;
  readonly createHost?: (clock: Clock) => MachineHost;
}

export const settingsOf = (change: Partial<BudgetSettings> = {}): BudgetSettings => ({
  ...defaultParams(params),
  ...change,
});

function answering(world: World, delaysMs: readonly number[]): Service {
  return ({ attempt = 0 }, settle) => {
    const delayMs = delaysMs[attempt] ?? 0;
    const result: Result =
      delayMs < 0
        ? { outcome: 'failed', cause: 'injectedError', causeMs: null }
        : { outcome: 'succeeded', cause: 'answered', causeMs: null };
    const timer = world.clock.schedule(Math.abs(delayMs), () => settle(result));
    return () => world.clock.cancel(timer);
  };
}

/** Plays one operation to its end. */
export function play(
  script: Script,
  change: Partial<BudgetSettings> = {},
  options: PlayOptions = {},
): Played {
  const { isPropagated = true, createHost } = options;
  const { cacheMs = 30, isHit = false, hasData = true, databaseMs = [400, 400], apiMs = 200 } = script;
  const world = createWorld({ seed: 1, durationMs: 1, metrics: {}, ...(createHost && { createHost }) });
  const operations: Operation[] = [];
  const states: string[] = [];
  const service = createOperations(world, {
    servers: {
      cache: answering(world, [cacheMs]),
      database: answering(world, databaseMs),
      api: answering(world, [apiMs]),
    },
    settings: () => settingsOf(change),
    lookUp: () => ({ isHit, hasData }),
    isPropagated: () => isPropagated,
    hostOf: () => world.machines,
    onStart: (operation) => operations.push(operation),
    onState: (_, state) => states.push(state),
  });
  const record = world.calls.make(0, service);
  while (world.clock.step());
  const operation = operations[0] as Operation;
  return {
    operation,
    world,
    states,
    result: record.result,
    resultAtMs: record.endedAtMs,
    elapsedMs: (operation.endedAtMs ?? NaN) - operation.startedAtMs,
    steps: operation.steps.map(({ child, attempt, verdict, timeoutMs }) => {
      const name = child === 'database' ? `database ${attempt + 1}` : child;
      return `${name} ${verdict === 'start' ? timeoutMs : verdict}`;
    }),
  };
}

export type ModelRun = WholeRun<BudgetView>;

/** Runs the whole pattern; interventions go before everything else at their instant. */
export function runModel(
  change: Partial<BudgetParams>,
  options: WholeRunOptions<BudgetParams> = {},
): ModelRun {
  return runWhole({ params, metrics, create: createModel }, change, options);
}
