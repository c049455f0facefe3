/** Trials of the studies: whole runs of the page's model, seen from the trace alone where the books could be wrong. */
import { meanEstimate, type Estimate } from '../../sim/estimate.ts';
import type { TraceEvent } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import { runWhole, type WholeRun, type WholeRunOptions } from '../wholeRun.ts';
import { KINDS, meanServiceMs, settingsOf, type BulkheadParams } from './kinds.ts';
import { metricOf, metrics, type KindMetric } from './metrics.ts';
import { createModel, type BulkheadView } from './model.ts';
import { params as specs } from './params.ts';

/** Calls that a trial sees on average. */
const CALLS_PER_TRIAL = 300;
/** Before that so many mean service times pass, so that the empty start is forgotten; but no more than so many calls. */
const WARM_UP_SERVICES = 20;
const MOST_WARM_UP_CALLS = 400;
/** Keeps the seeds of a study's trials apart. */
const SEED_STRIDE = 7919;

/** What was seen of the calls of all kinds; times are sums, in ms. */
export interface Seen {
  arrived: number;
  rejected: number;
  started: number;
  waitedMs: number;
  /** Calls that have left their pool. */
  left: number;
  stayedMs: number;
  lastLeftAtMs: number;
}

const NOTHING: Readonly<Seen> = {
  arrived: 0,
  rejected: 0,
  started: 0,
  waitedMs: 0,
  left: 0,
  stayedMs: 0,
  lastLeftAtMs: 0,
};

export const seedOf = (seed: number, trial: number): number => (seed + trial * SEED_STRIDE) >>> 0;

export function runModel(
  params: BulkheadParams,
  options: WholeRunOptions<BulkheadParams>,
): WholeRun<BulkheadView> {
  return runWhole({ params: specs, metrics, create: createModel }, params, options);
}

/** Follows every call through the trace. */
function watch({ trace }: World): Seen {
  const seen: Seen = { ...NOTHING };
  const arrivedAtMs = new Map<number, number>();

  function noteLeaving({ subject, atMs }: TraceEvent): void {
    seen.left += 1;
    seen.lastLeftAtMs = atMs;
    seen.stayedMs += atMs - (arrivedAtMs.get(subject) ?? NaN);
    arrivedAtMs.delete(subject);
  }

  trace.subscribe((event) => {
    switch (event.type) {
      case 'call.arrived':
        seen.arrived += 1;
        arrivedAtMs.set(event.subject, event.atMs);
        break;
      case 'call.sent':
        seen.started += 1;
        seen.waitedMs += event.atMs - (arrivedAtMs.get(event.subject) ?? NaN);
        break;
      case 'call.rejected':
        seen.rejected += 1;
        arrivedAtMs.delete(event.subject);
        break;
      case 'call.timedOut':
        if (String(event.data['cause']).endsWith('Cancelled')) noteLeaving(event);
        break;
      case 'call.succeeded':
      case 'call.failed':
      case 'call.finishedForNobody':
        noteLeaving(event);
        break;
      default:
    }
  });
  return seen;
}

/** How long it takes until that many calls have come, on average; at least one per second. */
export function timeOfCalls(calls: number, params: BulkheadParams): number {
  const rate = KINDS.reduce((sum, kind) => sum + settingsOf(kind, params).callsPerSecond, 0);
  return Math.ceil((calls * 1000) / Math.max(rate, 1));
}

/** The longest mean service time of the kinds that are called. */
function longestServiceMs(params: BulkheadParams): number {
  const called = KINDS.map((kind) => settingsOf(kind, params)).filter(
    ({ callsPerSecond }) => callsPerSecond > 0,
  );
  return Math.max(0, ...called.map(meanServiceMs));
}

/** Time integral of a gauge over the run so far, all kinds together, in units of the gauge times ms. */
function area(world: World, metric: KindMetric): number {
  const sum = KINDS.reduce(
    (total, kind) => total + (world.metrics.gauge(metricOf(kind, metric)).mean() ?? 0),
    0,
  );
  return sum * world.clock.nowMs;
}

export interface Window {
  readonly seen: Seen;
  readonly forMs: number;
  /** Mean numbers of calls over the window. */
  readonly running: number;
  readonly inPool: number;
}

/** A flood says nothing about the long run. */
const NO_FLOODS = { databaseFloods: 0, cacheFloods: 0, apiFloods: 0 } as const;

/** One run without floods, watched after its warm-up. */
export function watchWindow(given: BulkheadParams, seed: number): Window {
  const params = { ...given, ...NO_FLOODS };
  const warmUpMs = Math.min(
    Math.ceil(WARM_UP_SERVICES * longestServiceMs(params)),
    timeOfCalls(MOST_WARM_UP_CALLS, params),
  );
  const forMs = timeOfCalls(CALLS_PER_TRIAL, params);
  let seen = NOTHING;
  let before = NOTHING;
  let [runningBefore, inPoolBefore] = [0, 0];
  const { world } = runModel(params, {
    seed,
    durationMs: warmUpMs + forMs,
    onStart(started) {
      const all = watch(started);
      seen = all;
      started.clock.schedule(warmUpMs, () => {
        before = { ...all };
        runningBefore = area(started, 'active');
        inPoolBefore = area(started, 'inPool');
      });
    },
  });
  return {
    seen: since(before, seen),
    forMs,
    running: (area(world, 'active') - runningBefore) / forMs,
    inPool: (area(world, 'inPool') - inPoolBefore) / forMs,
  };
}

/** What was seen after `before`; the last leaving is the last one of all. */
function since(before: Readonly<Seen>, seen: Readonly<Seen>): Seen {
  return {
    arrived: seen.arrived - before.arrived,
    rejected: seen.rejected - before.rejected,
    started: seen.started - before.started,
    waitedMs: seen.waitedMs - before.waitedMs,
    left: seen.left - before.left,
    stayedMs: seen.stayedMs - before.stayedMs,
    lastLeftAtMs: seen.lastLeftAtMs,
  };
}

export interface WholeStay {
  readonly inPool: number;
  /** Calls let in per ms times mean stay in ms. */
  readonly arrivalsTimesStay: number;
}

/** One run from the first call to the last one's leaving: the traffic ends before the run does, so that no call is cut off. */
export function watchWholeStay(params: BulkheadParams, seed: number): WholeStay {
  const trafficMs = timeOfCalls(CALLS_PER_TRIAL, params);
  const durationMs = trafficMs + 40 * Math.ceil(longestServiceMs(params)) + 60_000;
  const silence = Object.fromEntries(
    KINDS.map((kind) => [`${kind}CallsPerSecond`, 0]),
  ) as Partial<BulkheadParams>;
  let seen = NOTHING;
  const { world } = runModel(params, {
    seed,
    durationMs,
    interventions: [{ atMs: trafficMs, set: silence }],
    onStart: (started) => {
      seen = watch(started);
    },
  });
  const { left, stayedMs, lastLeftAtMs } = seen;
  if (left === 0) return { inPool: 0, arrivalsTimesStay: 0 };
  const lettingInPerMs = left / lastLeftAtMs;
  return {
    inPool: area(world, 'inPool') / lastLeftAtMs,
    arrivalsTimesStay: lettingInPerMs * (stayedMs / left),
  };
}

/** The ratio of two sums over all trials, with its linearised interval: trials with more calls weigh more. */
export function ratioEstimate(
  parts: readonly number[],
  wholes: readonly number[],
  confidence: number,
  predicted?: number,
): Estimate {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const whole = sum(wholes);
  if (whole === 0) return meanEstimate([], confidence, predicted);
  const ratio = sum(parts) / whole;
  const meanWhole = whole / wholes.length;
  const values = parts.map((part, trial) => ratio + (part - ratio * (wholes[trial] ?? 0)) / meanWhole);
  return meanEstimate(values, confidence, predicted);
}
