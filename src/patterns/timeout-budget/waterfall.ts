/** The waterfall of one operation as plain data: where each bar begins and ends, what was left, and what is said about it. */
import type { Outcome } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import { formatDuration } from '../../sim/format.ts';
import { OPERATION_CAUSES } from './causes.ts';
import type { EndCause } from './machine.ts';
import type { Operation, Step } from './operation.ts';

/** From and to, in ms since the start of the operation. */
export type Stretch = readonly [fromMs: number, toMs: number];

export interface Bar {
  readonly row: number;
  /** What was left of the budget when the step was due. */
  readonly leftMs: number;
  readonly fromMs: number;
  /** End of the time that it was given; null when it could not start. */
  readonly givenToMs: number | null;
  /** End of the time that it would have needed; null unless it was refused. */
  readonly neededToMs: number | null;
  /** The caller's wait: how much of it passed before a server began to work, and all of it. */
  readonly queued: Stretch;
  readonly used: Stretch;
  /** Server work after the caller had stopped waiting. */
  readonly orphaned: Stretch | null;
  /** null while it runs. */
  readonly end: Outcome | null;
  readonly status: string;
  /** What the server did after the caller had stopped waiting, in words. */
  readonly note: string | null;
}

export interface Pause {
  readonly row: number;
  readonly stretch: Stretch;
}

export interface Waterfall {
  readonly id: number;
  readonly budgetMs: number;
  readonly reserveMs: number;
  readonly rows: readonly string[];
  readonly bars: readonly Bar[];
  readonly pauses: readonly Pause[];
  /** Up to now or to its end. */
  readonly elapsedMs: number;
  /** When its user stopped waiting, null unless that came before its end. */
  readonly gaveUpMs: number | null;
  /** null while it runs. */
  readonly outcome: Outcome | null;
  /** How it ended, or that it has not. */
  readonly ending: string;
  /** The last instant at which anything happens, orphaned work included. */
  readonly lastMs: number;
}

const MARKS = { answered: 'succeeded', timedOut: 'timedOut', failed: 'failed', cut: 'timedOut' } as const;

/** Row 0 is the cache, the last one the enrichment, between them the attempts at the database. */
function rowOf(operation: Operation, { child, attempt }: Step): number {
  if (child === 'cache') return 0;
  return child === 'api' ? operation.settings.maxAttempts + 1 : attempt + 1;
}

function statusOf(
  { child, verdict, end, timeoutMs, neededMs }: Step,
  usedMs: number,
  isOver: boolean,
): string {
  if (verdict === 'exhausted') return 'nothing left';
  if (verdict === 'refused')
    return `${child === 'database' ? 'refused' : 'skipped'}, needs ${formatDuration(neededMs)}`;
  switch (end) {
    case 'answered':
      return `${formatDuration(usedMs)} of ${formatDuration(timeoutMs)}`;
    case 'timedOut':
      return `timed out at ${formatDuration(timeoutMs)}`;
    case 'failed':
      return `error after ${formatDuration(usedMs)}`;
    case 'cut':
      return `stopped after ${formatDuration(usedMs)}`;
    case null:
      return isOver ? '' : `has ${formatDuration(timeoutMs)}`;
  }
}

function barOf(operation: Operation, step: Step, nowMs: number): Bar {
  const since = (atMs: number) => quantiseMs(atMs - operation.startedAtMs);
  const { verdict, startedAtMs, endedAtMs, timeoutMs, neededMs, workFromMs, workUntilMs, isForNobody } = step;
  const isStarted = verdict === 'start';
  const fromMs = since(startedAtMs);
  const usedToMs = isStarted ? since(endedAtMs ?? nowMs) : fromMs;
  const workToMs = workFromMs === null ? null : since(workUntilMs ?? nowMs);
  const orphanFromMs =
    isForNobody && workFromMs !== null && endedAtMs !== null ? Math.max(since(workFromMs), usedToMs) : null;
  const orphaned: Stretch | null =
    orphanFromMs !== null && workToMs !== null && workToMs > orphanFromMs ? [orphanFromMs, workToMs] : null;
  const queuedToMs = workFromMs === null ? usedToMs : Math.min(since(workFromMs), usedToMs);
  return {
    row: rowOf(operation, step),
    leftMs: step.remainingMs,
    fromMs,
    givenToMs: isStarted ? fromMs + timeoutMs : null,
    neededToMs: verdict === 'refused' ? fromMs + neededMs : null,
    queued: [fromMs, queuedToMs],
    used: [fromMs, usedToMs],
    orphaned,
    end: isStarted ? step.end && MARKS[step.end] : 'rejected',
    status: statusOf(step, quantiseMs(usedToMs - fromMs), operation.endedAtMs !== null),
    note: orphaned && `+ ${formatDuration(orphaned[1] - orphaned[0])} for nobody`,
  };
}

/** How many attempts at the database came before that step. */
const attemptsBefore = (steps: readonly Step[], index: number) =>
  steps.slice(0, index).filter(({ child }) => child === 'database').length;

function endingOf({ result, gaveUpAtMs }: Operation): string {
  if (gaveUpAtMs !== null) return result ? 'user gave up' : 'running on, user gone';
  return result ? OPERATION_CAUSES[result.cause as EndCause].label : 'running';
}

export function waterfallOf(operation: Operation, nowMs: number): Waterfall {
  const { call, settings, startedAtMs, endedAtMs, gaveUpAtMs, result, steps } = operation;
  const elapsedMs = quantiseMs((endedAtMs ?? nowMs) - startedAtMs);
  const bars = steps.filter(({ child }) => child !== 'pause').map((step) => barOf(operation, step, nowMs));
  const pauses = steps.flatMap((step, index): readonly Pause[] => {
    if (step.child !== 'pause') return [];
    const fromMs = quantiseMs(step.startedAtMs - startedAtMs);
    const toMs = quantiseMs((step.endedAtMs ?? Math.min(nowMs, endedAtMs ?? Infinity)) - startedAtMs);
    return [{ row: attemptsBefore(steps, index) + 1, stretch: [fromMs, toMs] }];
  });
  const attempts = Array.from({ length: settings.maxAttempts }, (_, index) => `database ${index + 1}`);
  return {
    id: call.id,
    budgetMs: settings.budgetMs,
    reserveMs: settings.coordination === 'corrected' ? settings.reserveMs : 0,
    rows: ['cache', ...attempts, 'enrichment'],
    bars,
    pauses,
    elapsedMs,
    gaveUpMs: gaveUpAtMs === null ? null : quantiseMs(gaveUpAtMs - startedAtMs),
    outcome: gaveUpAtMs !== null && result ? 'timedOut' : (result?.outcome ?? null),
    ending: endingOf(operation),
    lastMs: Math.max(elapsedMs, ...bars.map(({ orphaned, used }) => orphaned?.[1] ?? used[1])),
  };
}

const LENGTHS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const STEPS = [1, 2, 2.5, 5, 10];

/** The least of these, times a power of ten, that is not below `ms`. */
function roundUp(ms: number, to: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return (to.find((step) => step * power >= ms) ?? 10) * power;
}

/** Beyond so many times what happens, a budget is not drawn to scale. */
const MOST_EMPTY = 3;
const SHORTEST_MS = 250;

/** Length of the time axis under these waterfalls, in round steps so that it rests while a bar grows. It ends before the budget where that is far from everything. */
export function axisLengthMs(waterfalls: readonly Waterfall[], budgetMs: number): number {
  const busyMs = Math.max(SHORTEST_MS, ...waterfalls.map(({ lastMs }) => lastMs));
  const isFar = budgetMs > MOST_EMPTY * busyMs;
  return isFar ? roundUp(busyMs * 1.6, LENGTHS) : Math.max(budgetMs * 1.15, roundUp(busyMs * 1.02, LENGTHS));
}

/** Round instants on the axis, about `most` of them. */
export function axisTicks(lengthMs: number, most: number): readonly number[] {
  const stepMs = roundUp(lengthMs / Math.max(1, most), STEPS);
  return Array.from({ length: Math.floor(lengthMs / stepMs) + 1 }, (_, index) => index * stepMs);
}
