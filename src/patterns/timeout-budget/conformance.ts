/** Replays vectors of the reference's timeout coordinator (Exercise 3) through our machine and policy, with scripted services. */
import type { Service } from '../../sim/call.ts';
import { createWorld, type World } from '../../sim/world.ts';
import { firstDifference, type Replayer } from '../conformance.ts';
import { defaultParams } from '../params.ts';
import type { EndCause } from './machine.ts';
import type { Operation, Step } from './operation.ts';
import { params } from './params.ts';
import { createOperations } from './policy.ts';
import type { BudgetSettings } from './rules.ts';

/** One child as the reference tells it. */
interface ChildStory {
  readonly name: string;
  readonly at_ms: number;
  readonly remaining_ms: number;
  readonly child_timeout_ms: number | null;
  readonly exhausted: boolean;
  readonly call:
    | {
        readonly delay_ms: number;
        readonly timeout_ms: number;
        readonly outcome: 'ok' | 'timeout';
        readonly end_ms: number;
      }
    | 'skipped'
    | 'budget_exhausted';
}

interface Story {
  readonly outcome: 'success' | 'failed';
  readonly source: 'cache' | 'database' | null;
  readonly data: string | null;
  readonly enriched: boolean | null;
  readonly error_kind: string | null;
  readonly elapsed_ms: number;
  readonly operations: readonly ChildStory[];
}

interface Vector {
  readonly budget_ms: number;
  readonly script: {
    readonly cache: {
      readonly delay_ms: number;
      readonly hit: boolean;
      readonly data_present: boolean;
    };
    readonly db_delays_ms: readonly number[];
    readonly api_delay_ms: number;
  };
  readonly expected: Story;
  /** Where binary floating point decides a tie otherwise than exact arithmetic, what the latter gives. */
  readonly exact_arithmetic?: Partial<Story>;
}

const ERROR_KINDS: Readonly<Partial<Record<EndCause, string>>> = {
  cacheTimedOut: 'cache_timeout',
  databaseTimedOut: 'db_failed_timeout',
  budgetExhausted: 'db_failed_budget_exhausted',
};

/** The reference's coordinator with that budget. */
export function asWritten(budgetMs: number): BudgetSettings {
  return { ...defaultParams(params), coordination: 'asWritten', budgetMs };
}

/** Answers each of its calls after the delay of that attempt. */
function answering(world: World, delaysMs: readonly number[]): Service {
  return ({ attempt = 0 }, settle) => {
    const delayMs = delaysMs[attempt];
    if (delayMs === undefined) throw new Error(`There is no delay for attempt ${attempt + 1}.`);
    const timer = world.clock.schedule(delayMs, () =>
      settle({ outcome: 'succeeded', cause: 'answered', causeMs: null }),
    );
    return () => world.clock.cancel(timer);
  };
}

function nameOf({ child, attempt }: Step): string {
  if (child === 'cache') return 'cache_lookup';
  return child === 'database' ? `database_query_attempt_${attempt + 1}` : 'api_enrichment';
}

function tellChild(step: Step, script: Vector['script']): ChildStory {
  const { child, attempt, verdict, timeoutMs, end, endedAtMs } = step;
  const delays = {
    cache: script.cache.delay_ms,
    database: script.db_delays_ms[attempt],
    api: script.api_delay_ms,
    pause: 0,
  };
  const started = {
    delay_ms: delays[child] ?? NaN,
    timeout_ms: timeoutMs,
    outcome: end === 'answered' ? ('ok' as const) : ('timeout' as const),
    end_ms: endedAtMs ?? NaN,
  };
  const isExhausted = verdict === 'exhausted';
  return {
    name: nameOf(step),
    at_ms: step.startedAtMs,
    remaining_ms: step.remainingMs,
    child_timeout_ms: isExhausted ? null : timeoutMs,
    exhausted: isExhausted,
    call: verdict === 'start' ? started : isExhausted ? 'budget_exhausted' : 'skipped',
  };
}

function tell({ startedAtMs, endedAtMs, result, steps }: Operation, script: Vector['script']): Story {
  const cause = result?.cause as EndCause;
  const isFromCache = cause === 'fromCache' || cause === 'hitWithoutData';
  const isSuccess = result?.outcome === 'succeeded' || result?.outcome === 'degraded';
  const data = { fromCache: 'cached_result', database: 'db_result' };
  return {
    outcome: isSuccess ? 'success' : 'failed',
    source: isFromCache ? 'cache' : isSuccess ? 'database' : null,
    data: cause === 'fromCache' ? data.fromCache : isSuccess && !isFromCache ? data.database : null,
    enriched: isSuccess && !isFromCache ? cause === 'enriched' : null,
    error_kind: ERROR_KINDS[cause] ?? null,
    elapsed_ms: (endedAtMs ?? NaN) - startedAtMs,
    operations: steps.filter(({ child }) => child !== 'pause').map((step) => tellChild(step, script)),
  };
}

function observe({ budget_ms, script }: Vector): Story {
  const world = createWorld({ seed: 0, durationMs: 1, metrics: {} });
  const { cache, db_delays_ms, api_delay_ms } = script;
  const operations: Operation[] = [];
  const service = createOperations(world, {
    servers: {
      cache: answering(world, [cache.delay_ms]),
      database: answering(world, db_delays_ms),
      api: answering(world, [api_delay_ms]),
    },
    settings: () => asWritten(budget_ms),
    lookUp: () => ({ isHit: cache.hit, hasData: cache.data_present }),
    isPropagated: () => true,
    hostOf: () => world.machines,
    onEnd: (operation) => operations.push(operation),
  });
  world.calls.make(0, service);
  while (world.clock.step());
  return tell(operations[0] as Operation, script);
}

/** `got`, with the numbers that are near enough to the expected ones replaced by them. */
function withinTolerance(expected: unknown, got: unknown, tolerance: number): unknown {
  if (typeof expected === 'number' && typeof got === 'number') {
    return Math.abs(expected - got) <= tolerance ? expected : got;
  }
  if (typeof expected !== 'object' || !expected || typeof got !== 'object' || !got) return got;
  const entries = Object.entries(got).map(([key, value]) => [
    key,
    withinTolerance((expected as Readonly<Record<string, unknown>>)[key], value, tolerance),
  ]);
  return Object.fromEntries(entries);
}

export const replayers: readonly Replayer[] = [
  {
    format: 'timeout-budget/1',
    replay(vector, file) {
      const { expected, exact_arithmetic: exact } = vector as Vector;
      const story = observe(vector as Vector);
      const tolerance = Number(file['tolerance_ms'] ?? 0);
      const differenceTo = (wanted: Story) =>
        firstDifference('operation', wanted, withinTolerance(wanted, story, tolerance));
      const difference = differenceTo(expected);
      return difference && exact ? differenceTo({ ...expected, ...exact }) && difference : difference;
    },
  },
];
