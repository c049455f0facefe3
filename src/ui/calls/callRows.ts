/** The newest calls as lines of plain text, and the totals per cause that add up to all calls. */
import { OUTCOMES, type CallRecord, type CauseSpec } from '../../sim/call.ts';
import type { CallLog, CallTotals } from '../../sim/callLog.ts';
import { formatDuration } from '../../sim/format.ts';
import type { Fate } from './outcomes.tsx';

export type CauseSpecs = Readonly<Record<string, CauseSpec>>;

export interface CallRow {
  readonly id: number;
  /** From 1. */
  readonly client: number;
  readonly arrivedAtMs: number;
  readonly fate: Fate;
  readonly cause: string;
  readonly latency: string;
}

export const MOST_ROWS = 60;

function whereabouts({ sentAtMs, isWaiting = false }: CallRecord): string {
  if (isWaiting) return 'waiting to try again';
  return sentAtMs === null ? 'not at the server yet' : 'at the server';
}

function toRow(record: CallRecord, causes: CauseSpecs, nowMs: number): CallRow {
  const { id, client, arrivedAtMs, endedAtMs, result } = record;
  const line = { id, client: client + 1, arrivedAtMs };
  if (!result) {
    return {
      ...line,
      fate: 'inFlight',
      cause: whereabouts(record),
      latency: `${formatDuration(nowMs - arrivedAtMs)} …`,
    };
  }
  const time = result.causeMs === null ? null : formatDuration(result.causeMs);
  return {
    ...line,
    fate: result.outcome,
    cause: causes[result.cause]?.describe(time) ?? result.cause,
    latency: formatDuration((endedAtMs ?? nowMs) - arrivedAtMs),
  };
}

/** Newest first, at most `MOST_ROWS`, only those of `fate` when given. */
export function callRows(
  recent: readonly CallRecord[],
  causes: CauseSpecs,
  nowMs: number,
  fate: Fate | null,
): readonly CallRow[] {
  const rows: CallRow[] = [];
  for (let at = recent.length - 1; at >= 0 && rows.length < MOST_ROWS; at -= 1) {
    const record = recent[at] as CallRecord;
    if (fate === null || (record.result?.outcome ?? 'inFlight') === fate)
      rows.push(toRow(record, causes, nowMs));
  }
  return rows;
}

/** The fates that calls of this pattern can meet. */
export function possibleFates(causes: CauseSpecs): readonly Fate[] {
  const outcomes = new Set(Object.values(causes).map(({ outcome }) => outcome));
  return [...OUTCOMES.filter((outcome) => outcomes.has(outcome)), 'inFlight'];
}

export interface CauseTotal {
  readonly id: string;
  readonly fate: Fate;
  readonly label: string;
  readonly count: number;
}

export interface Balance {
  readonly totals: CallTotals;
  /** In order of outcome, calls in flight last; their counts add up to `totals.arrived`. */
  readonly parts: readonly CauseTotal[];
}

export function balanceOf(calls: Pick<CallLog, 'totals' | 'causes'>, causes: CauseSpecs): Balance {
  const totals = calls.totals();
  const counted = [...calls.causes()].map(([id, count]) => {
    const { outcome, label } = causes[id] ?? { outcome: 'failed', label: id };
    return { id, fate: outcome, label, count };
  });
  const settled = OUTCOMES.flatMap((outcome) => counted.filter(({ fate }) => fate === outcome));
  const inFlight: CauseTotal = {
    id: 'inFlight',
    fate: 'inFlight',
    label: 'in flight',
    count: totals.inFlight,
  };
  return { totals, parts: totals.inFlight > 0 ? [...settled, inFlight] : settled };
}
