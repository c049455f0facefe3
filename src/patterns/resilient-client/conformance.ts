/** Replays vectors of the reference's chaos dashboard (Exercise 5) through our injector, services, client and statechart. */
import type { Result, Service } from '../../sim/call.ts';
import { createChaosLog, type ChaosLog, type ChaosMode, type ChaosPurpose } from '../../sim/chaos.ts';
import { createWorld, runUntil, type World } from '../../sim/world.ts';
import { firstDifference, type Replayer, type VectorFile } from '../conformance.ts';
import { defaultParams } from '../params.ts';
import { asWritten } from './asWritten.ts';
import type { ClientParams } from './model.ts';
import { isShown, labelsOf, type Page } from './page.ts';
import { params } from './params.ts';
import { SERVICES, type Label, type ServiceId } from './parts.ts';
import { createClient } from './policy.ts';
import { createServices } from './services.ts';

interface Draw {
  readonly u: number;
  readonly fn: 'random' | 'uniform' | 'randint' | 'choice';
  readonly service: string;
}

interface ServiceChaos {
  readonly failure_mode: ChaosMode;
  readonly error_rate?: number;
  readonly truncate_rate?: number;
  readonly timeout_rate?: number;
  readonly min_delay_ms?: number;
  readonly max_delay_ms?: number;
  readonly timeout_delay_ms?: number;
}

interface ServiceStory {
  readonly service: string;
  readonly start_ms: number;
  readonly result: 'ok' | 'error';
  readonly error?: string;
  readonly keys?: readonly string[];
  readonly end_ms: number;
  readonly injected: readonly string[];
  readonly draws: readonly [number, number];
}

interface PageStory {
  readonly outcome: 'success' | 'partial' | 'failed';
  readonly start_ms: number;
  readonly end_ms: number;
  readonly cache_hit: number;
  readonly stale_cache_use: number;
  readonly user_retries: number;
  readonly critical: boolean;
  readonly service_calls: readonly ServiceStory[];
  readonly [field: string]: unknown;
}

interface Vector {
  readonly enabled: boolean;
  readonly services: Readonly<Record<string, ServiceChaos>>;
  readonly draws: readonly Draw[];
  readonly dashboards: readonly {
    readonly user_id: number;
    readonly not_before_ms: number;
    readonly expected: PageStory;
  }[];
  readonly totals: unknown;
}

const NAMES: Readonly<Record<ServiceId, string>> = {
  userData: 'fetch_user_data',
  transactions: 'get_transaction_history',
  recommendations: 'get_recommendations',
  payment: 'process_payment',
};

/** How the reference draws what we draw for that purpose. */
const FUNCTIONS: Readonly<Record<ChaosPurpose, Draw['fn']>> = {
  latency: 'random',
  error: 'random',
  partial: 'random',
  timeout: 'random',
  random: 'random',
  mode: 'choice',
  delay: 'uniform',
  count: 'randint',
  pick: 'choice',
};

/** The defaults of `inject_latency` and of the timeout in `inject_random`, which a random mode is left with. */
const RANDOM = { latencyMinMs: 100, latencyMaxMs: 2_000, timeoutDelayMs: 1_000 };

function settingsOf(vector: Vector, service: ServiceId): ClientParams {
  const chaos = vector.services[NAMES[service]];
  if (!chaos) throw new Error(`There is no service "${NAMES[service]}".`);
  const { failure_mode: mode, error_rate, truncate_rate, timeout_rate } = chaos;
  return {
    ...defaultParams(params),
    ...asWritten,
    chaos: vector.enabled,
    serviceMs: 0,
    [`${service}Chaos`]: mode,
    [`${service}Rate`]: error_rate ?? truncate_rate ?? timeout_rate ?? 1,
    latencyMinMs: chaos.min_delay_ms ?? RANDOM.latencyMinMs,
    latencyMaxMs: chaos.max_delay_ms ?? RANDOM.latencyMaxMs,
    timeoutDelayMs: chaos.timeout_delay_ms ?? RANDOM.timeoutDelayMs,
    // Each answer of the reference is an object of its own; there is no store that could be damaged.
    truncates: 'copy',
  };
}

/** Hands out the recorded draws in order, and holds us to asking for the same ones. */
function createScript(draws: readonly Draw[]) {
  let used = 0;
  return {
    get used() {
      return used;
    },
    next(service: ServiceId, fn: Draw['fn']): number {
      const draw = draws[used];
      const wanted = `${NAMES[service]} ${fn}`;
      const recorded = draw ? `${draw.service} ${draw.fn}` : 'nothing';
      if (!draw || wanted !== recorded) {
        throw new Error(`Draw ${used} is of ${wanted}, but ${recorded} was recorded.`);
      }
      used += 1;
      return draw.u;
    },
  };
}

const sortedKeys = (value: unknown) => Object.keys(value as object).toSorted();

/** Notes every call of a service as the reference tells it. */
function noting(
  { clock }: World,
  service: ServiceId,
  next: Service,
  calls: ServiceStory[],
  log: ChaosLog,
  drawn: () => number,
): Service {
  return (call, settle) => {
    const [startMs, firstDraw, before] = [clock.nowMs, drawn(), log.recent().length];
    const tellCall = (result: Result): ServiceStory => ({
      service: NAMES[service],
      start_ms: startMs,
      ...(result.value === undefined
        ? { result: 'error', error: result.outcome === 'timedOut' ? 'TimeoutError' : 'Exception' }
        : { result: 'ok', keys: sortedKeys(result.value) }),
      end_ms: clock.nowMs,
      injected: log
        .recent()
        .slice(before)
        .map(({ mode }) => mode),
      draws: [firstDraw, drawn()],
    });
    return next(call, (result) => {
      calls.push(tellCall(result));
      settle(result);
    });
  };
}

/** The reference knows no damaged part, only a truncated one. */
function wordFor(label: Label): string {
  if (label === 'fallback') return 'fallback';
  return label === 'fresh' ? 'full' : 'truncated';
}

function tellParts(page: Page): Readonly<Record<string, unknown>> {
  const labels = labelsOf(page);
  const { userData, recommendations } = page.parts;
  const isAvailable = (label: Label) => label === 'fresh' || label === 'truncated';
  return {
    user_keys: sortedKeys(userData.value),
    transactions: wordFor(labels.transactions),
    transactions_available: isAvailable(labels.transactions),
    recommendations: wordFor(labels.recommendations),
    recommendations_available: isAvailable(labels.recommendations),
    recommendation_keys:
      labels.recommendations === 'fallback' ? ['error', 'items'] : sortedKeys(recommendations.value),
    payment_enabled: isAvailable(labels.payment) ? true : null,
  };
}

const REPORTS = { full: 'success', partial: 'partial', noUserData: 'failed', partLost: 'failed' } as const;

function tellPage(page: Page, calls: readonly ServiceStory[]): PageStory {
  const { userData } = page.parts;
  const askedUser = calls.some(({ service }) => service === NAMES.userData);
  const isFromCache = userData.ageMs !== null;
  return {
    outcome: REPORTS[page.outcome ?? 'noUserData'],
    start_ms: page.startedAtMs,
    end_ms: page.endedAtMs ?? NaN,
    cache_hit: Number(isFromCache && !lastUserCallFailed(calls)),
    stale_cache_use: Number(isFromCache && lastUserCallFailed(calls)),
    user_retries: page.attempts - 1,
    critical: askedUser && !isShown(page),
    ...(isShown(page) && tellParts(page)),
    service_calls: calls,
  };
}

function lastUserCallFailed(calls: readonly ServiceStory[]): boolean {
  return calls.findLast(({ service }) => service === NAMES.userData)?.result === 'error';
}

function tellTotals(stories: readonly PageStory[], log: ChaosLog, drawsUsed: number) {
  const count = (outcome: PageStory['outcome']) =>
    stories.filter((story) => story.outcome === outcome).length;
  const sum = (field: 'cache_hit' | 'stale_cache_use') =>
    stories.reduce((total, story) => total + story[field], 0);
  const dashboards = { success: count('success'), partial: count('partial'), failed: count('failed') };
  return {
    dashboards,
    success_rate: (dashboards.success + dashboards.partial) / stories.length,
    failure_summary: Object.fromEntries(
      Object.entries(log.summary()).filter(([, incidents]) => incidents > 0),
    ),
    failure_log: log
      .recent()
      .map(({ atMs, mode, service }) => ({ at_ms: atMs, mode, function: NAMES[service as ServiceId] })),
    cache_hits: sum('cache_hit'),
    stale_cache_uses: sum('stale_cache_use'),
    draws_used: drawsUsed,
  };
}

function observe(vector: Vector) {
  const world = createWorld({ seed: 0, durationMs: 1, metrics: {} });
  const script = createScript(vector.draws);
  const log = createChaosLog(vector.draws.length + 1);
  const settings = new Map(SERVICES.map((service) => [service, settingsOf(vector, service)]));
  const { all } = createServices(world, {
    settings: (service) => settings.get(service) as ClientParams,
    onInjected: log.note,
    draws: {
      chaos: (service) => (_, purpose) => script.next(service, FUNCTIONS[purpose]),
      body: (service) => script.next(service, 'randint'),
    },
  });
  const calls: ServiceStory[] = [];
  const stories: PageStory[] = [];
  const client = createClient(world, {
    services: Object.fromEntries(
      SERVICES.map((service) => [
        service,
        noting(world, service, all[service], calls, log, () => script.used),
      ]),
    ) as Record<ServiceId, Service>,
    settings: () => settings.get('userData') as ClientParams,
    hostOf: () => world.machines,
    jitterOf: () => 0,
    onEnd: (page) => stories.push(tellPage(page, calls.splice(0))),
  });
  for (const [id, { user_id, not_before_ms }] of vector.dashboards.entries()) {
    runUntil(world, Math.max(world.clock.nowMs, not_before_ms));
    client.service({ id, client: user_id - 1 }, () => {});
    while (stories.length <= id && world.clock.step());
  }
  return { dashboards: stories, totals: tellTotals(stories, log, script.used) };
}

/** `got`, with the instants that are near enough to the expected ones replaced by them. */
function withinTolerance(expected: unknown, got: unknown, toleranceMs: number): unknown {
  if (typeof expected === 'number' && typeof got === 'number') {
    return Math.abs(expected - got) <= toleranceMs ? expected : got;
  }
  if (typeof got !== 'object' || got === null || typeof expected !== 'object' || expected === null)
    return got;
  const pairs = Object.entries(got).map(([key, value]) => [
    key,
    withinTolerance((expected as Readonly<Record<string, unknown>>)[key], value, toleranceMs),
  ]);
  return Array.isArray(got) ? pairs.map(([, value]) => value) : Object.fromEntries(pairs);
}

function replay(vector: unknown, file: VectorFile): string | null {
  const { dashboards, totals } = vector as Vector;
  const expected = { dashboards: dashboards.map((dashboard) => dashboard.expected), totals };
  const got = observe(vector as Vector);
  return firstDifference('run', expected, withinTolerance(expected, got, Number(file['tolerance_ms'])));
}

export const replayers: readonly Replayer[] = [{ format: 'chaos/1', replay }];
