/**
 * Makes what a search found as simple as it can be: delta debugging. A simpler timeline takes the place of the present one
 * when the run still comes to the same kind of event; that goes on until none of the simpler ones does.
 */
import type { AnyPattern } from '../patterns/pattern.ts';
import { paramsAt } from '../scenario/edit.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../sim/trace.ts';
import { areApart, faultsOf, type Fault } from './searchFaults.ts';
import { simplerInstants, simplerLengths, simplerValues } from './simplerValues.ts';

/** Faults, and the event to which they led. */
export interface Sighting {
  readonly faults: readonly Fault[];
  readonly event: TraceEvent;
}

/** The seed's run under these faults up to the event, or null when it does not happen. */
export type Look = (faults: readonly Fault[]) => TraceEvent | null;

export interface Shrunk extends Sighting {
  /** Runs that it took. */
  readonly runs: number;
}

const MOST_RUNS = 500;

/** Yields after every run what is simplest so far. */
export function* shrink(
  pattern: AnyPattern,
  base: Scenario,
  found: Sighting,
  look: Look,
): Generator<Shrunk, Shrunk> {
  const seen = new Set<string>();
  let best = upToItsEvent(found);
  let runs = 0;
  for (let isSimpler = true; isSimpler;) {
    isSimpler = false;
    for (const faults of simplerTimelines(pattern, base, best.faults)) {
      const key = keyOf(faults);
      if (seen.has(key) || !areApart(faults)) continue;
      if (runs === MOST_RUNS) return { ...best, runs };
      seen.add(key);
      runs += 1;
      const event = look(faults);
      if (event) best = upToItsEvent({ faults, event });
      yield { ...best, runs };
      if (event) {
        isSimpler = true;
        break;
      }
    }
  }
  return { ...best, runs };
}

function keyOf(faults: readonly Fault[]): string {
  return faults.map((fault) => Object.values(fault).map(String).join()).join(';');
}

/** What happens after the event has nothing to do with it. */
function upToItsEvent({ faults, event }: Sighting): Sighting {
  const { atMs } = event;
  return {
    event,
    faults: faults
      .filter(({ fromMs }) => fromMs <= atMs)
      .map((fault) => (fault.untilMs !== null && fault.untilMs > atMs ? { ...fault, untilMs: null } : fault)),
  };
}

/** Fewer faults first, then faults without an end, milder or rounder values, earlier or rounder times, shorter ones. */
function* simplerTimelines(
  pattern: AnyPattern,
  base: Scenario,
  faults: readonly Fault[],
): Generator<readonly Fault[]> {
  const replace = (index: number, change: Partial<Fault>) =>
    faults.map((fault, at) => (at === index ? { ...fault, ...change } : fault));

  yield* fewer(faults);
  for (const [index, { untilMs }] of faults.entries()) {
    if (untilMs !== null) yield replace(index, { untilMs: null });
  }
  for (const [index, { param, value, fromMs }] of faults.entries()) {
    const spec = pattern.params[param];
    const usual = paramsAt(pattern, base, fromMs)[param];
    if (!spec || usual === undefined) continue;
    const values = simplerValues(spec, value, usual, faultsOf(pattern).get(param)?.values);
    for (const simpler of values) yield replace(index, { value: simpler });
  }
  const firstMs = Math.min(...faults.map(({ fromMs }) => fromMs));
  if (faults.length > 1) {
    for (const atMs of simplerInstants(firstMs)) yield* moved(base, faults, () => atMs - firstMs);
  }
  for (const [index, { fromMs }] of faults.entries()) {
    for (const atMs of simplerInstants(fromMs)) {
      yield* moved(base, faults, (at) => (at === index ? atMs - fromMs : 0));
    }
  }
  for (const [index, { fromMs, untilMs }] of faults.entries()) {
    const lengths = untilMs === null ? [] : simplerLengths(untilMs - fromMs);
    for (const ms of lengths)
      if (fromMs + ms <= base.durationMs) yield replace(index, { untilMs: fromMs + ms });
  }
}

/** Single ones, pairs, and all but one: without any it is known not to happen. */
function* fewer(faults: readonly Fault[]): Generator<readonly Fault[]> {
  if (faults.length > 1) for (const fault of faults) yield [fault];
  if (faults.length > 2) {
    for (const [index, fault] of faults.entries()) {
      for (const other of faults.slice(index + 1)) yield [fault, other];
    }
  }
  if (faults.length > 3) for (const index of faults.keys()) yield faults.toSpliced(index, 1);
}

/** Nothing when one of them would leave the run. */
function* moved(
  { durationMs }: Scenario,
  faults: readonly Fault[],
  byMs: (index: number) => number,
): Generator<readonly Fault[]> {
  const list = faults.map((fault, index) => ({
    ...fault,
    fromMs: fault.fromMs + byMs(index),
    untilMs: fault.untilMs === null ? null : fault.untilMs + byMs(index),
  }));
  if (list.every(({ fromMs, untilMs }) => (untilMs ?? fromMs) <= durationMs)) yield list;
}
