/**
 * A search for a bad schedule: seed by seed a run under random faults, until one comes to the kind of event that is looked
 * for; then its timeline is made as simple as it can be. The same order always gives the same answer.
 */
import type { AnyPattern, Breakpoint } from '../patterns/pattern.ts';
import { listWords, quote } from '../scenario/notes.ts';
import { unknownPattern } from '../scenario/read.ts';
import { MAX_SEED, normaliseScenario, type Intervention, type Scenario } from '../scenario/scenario.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { formatNumber } from '../sim/format.ts';
import type { TraceEvent } from '../sim/trace.ts';
import { createRun } from './run.ts';
import { changesOf, countInterventions, drawFaults, withFaults, type Fault } from './searchFaults.ts';
import { shrink, type Shrunk } from './searchShrink.ts';

export const DEFAULT_SEEDS = 200;
export const MOST_SEEDS = 100_000;
export const DEFAULT_INTERVENTIONS = 8;
export const MOST_INTERVENTIONS = 20;

/** Everything that determines the answer. */
export interface SearchOrder {
  /** Its parameters at the start, length and scripted calls stay as they are; its seed and its experiment do not count. */
  readonly scenario: Scenario;
  /** Whether the changes on its timeline stay too. */
  readonly keepsChanges: boolean;
  /** That of one of the pattern's breakpoints. */
  readonly event: string;
  /** The seeds from this one on are tried, in turn; after the greatest comes 0. */
  readonly firstSeed: number;
  readonly seeds: number;
  /** Most changes that the search itself puts on the timeline of a run. */
  readonly mostInterventions: number;
}

/** An order that can be carried out. */
export interface SearchJob extends Pick<SearchOrder, 'firstSeed' | 'seeds' | 'mostInterventions'> {
  readonly pattern: AnyPattern;
  /** Without any of the search's faults. */
  readonly base: Scenario;
  readonly target: Breakpoint;
}

export type CheckedSearch =
  { readonly ok: true; readonly job: SearchJob } | { readonly ok: false; readonly problem: string };

export interface SearchProgress {
  /** Seeds whose run has been looked at. */
  readonly tried: number;
  /** What is found, as simple as it is so far; null until then. */
  readonly best: Found | null;
}

export interface Found {
  /** The whole run: the base under the seed and the faults. */
  readonly scenario: Scenario;
  /** What the search has put on its timeline, in order of time. */
  readonly changes: readonly Intervention[];
  readonly event: TraceEvent;
  readonly tried: number;
  /** How many changes there were before they were made fewer and simpler. */
  readonly drawnChanges: number;
  readonly shrinkRuns: number;
}

/** Whatever comes in, out comes a job, or one sentence about what is wrong with the order. */
export function checkSearch(order: SearchOrder, patterns: readonly AnyPattern[]): CheckedSearch {
  const refuse = (problem: string): CheckedSearch => ({ ok: false, problem });
  const { scenario, keepsChanges, event, firstSeed, seeds, mostInterventions } = order;
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  if (!pattern) return refuse(unknownPattern(scenario.pattern, patterns));
  const target = pattern.breakpoints.find((breakpoint) => breakpoint.event === event);
  if (!target) {
    const known = pattern.breakpoints.map((breakpoint) => breakpoint.event);
    return refuse(`${pattern.id} cannot be searched for “${quote(event)}”, but for ${listWords(known)}.`);
  }
  const limits = [
    ['The seed', firstSeed, 0, MAX_SEED],
    ['The number of seeds', seeds, 1, MOST_SEEDS],
    ['The number of interventions', mostInterventions, 0, MOST_INTERVENTIONS],
  ] as const;
  for (const [name, value, least, most] of limits) {
    if (!Number.isInteger(value) || value < least || value > most) {
      return refuse(`${name} must be a whole number from ${least} to ${formatNumber(most)}.`);
    }
  }
  const { experiment: _, ...rest } = scenario;
  const base = { ...rest, interventions: keepsChanges ? scenario.interventions : [] };
  return { ok: true, job: { pattern, base, target, firstSeed, seeds, mostInterventions } };
}

/**
 * Yields seed by seed, and after every run that makes the found one simpler; null in the end when no run came to the event.
 * A seed is run without faults first, which tells when something happens that a fault may follow.
 */
export function* search(job: SearchJob): Generator<SearchProgress, Found | null> {
  const { pattern, base, mostInterventions } = job;
  for (let tried = 1; tried <= job.seeds; tried += 1) {
    const seeded = { ...base, seed: (job.firstSeed + tried - 1) % (MAX_SEED + 1) };
    const run = (faults: readonly Fault[]) => runToEvent(job, withFaults(pattern, seeded, faults));
    const calm = run([]);
    const isDisturbed = !calm.event && mostInterventions > 0;
    const faults = isDisturbed ? drawFaults({ pattern, base: seeded, ...calm }, mostInterventions) : [];
    const { event } = isDisturbed ? run(faults) : calm;
    if (!event) {
      yield { tried, best: null };
      continue;
    }
    const drawnChanges = countInterventions(faults);
    const tell = ({ runs, ...sighting }: Shrunk): Found => ({
      scenario: normaliseScenario(pattern, withFaults(pattern, seeded, sighting.faults)),
      changes: changesOf(pattern, seeded, sighting.faults),
      event: sighting.event,
      tried,
      drawnChanges,
      shrinkRuns: runs,
    });
    yield { tried, best: tell({ faults, event, runs: 0 }) };
    const shrinking = shrink(pattern, seeded, { faults, event }, (simpler) => run(simpler).event);
    let step = shrinking.next();
    for (; !step.done; step = shrinking.next()) yield { tried, best: tell(step.value) };
    return tell(step.value);
  }
  return null;
}

interface Watched {
  /** The first event of the kind that is looked for, or null when the whole run has none. */
  readonly event: TraceEvent | null;
  /** When something happened that has words, in ms. */
  readonly instantsMs: readonly number[];
}

/** Runs up to the event, or to the end. */
function runToEvent({ pattern, target }: SearchJob, scenario: Scenario): Watched {
  const run = createRun(pattern, scenario, createCompiledHost);
  const { trace } = run.world;
  const isTarget = ({ type }: TraceEvent) => type === target.event;
  const isThere = trace.recent().some(isTarget);
  if (!isThere) run.advanceTo(Infinity, { breakOn: new Set([target.event]) });
  const hasWords = (event: TraceEvent) => pattern.describe(event) !== null;
  return {
    event: trace.recent().find(isTarget) ?? null,
    get instantsMs() {
      return trace
        .milestones()
        .filter(hasWords)
        .map(({ atMs }) => atMs);
    },
  };
}
