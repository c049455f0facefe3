/** A search in words, the same on the page and in a terminal. */
import type { AnyPattern, Breakpoint } from '../patterns/pattern.ts';
import { listWords } from '../scenario/notes.ts';
import { initialParams } from '../scenario/scenario.ts';
import { formatDuration, formatNumber } from '../sim/format.ts';
import type { TraceEvent } from '../sim/trace.ts';
import type { Found, SearchJob, SearchProgress } from './search.ts';
import { applicableFaults } from './searchFaults.ts';

/** So many faults are named; of more the number is told. */
const MOST_LABELS = 9;

export function countWords(count: number, thing: string): string {
  return `${formatNumber(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** `143 of 200 seeds`, and from the find on what it takes to shrink it. */
export function progressWords({ tried, best }: SearchProgress, seeds: number): string {
  const words = `${formatNumber(tried)} of ${countWords(seeds, 'seed')}`;
  return best ? `${words}: found, shrinking, ${countWords(best.shrinkRuns, 'run')}` : words;
}

/** `Found with seed 17: 2 changes, shrunk from 7 in 41 further runs.` */
export function foundWords({ scenario, changes, drawnChanges, shrinkRuns }: Found): string {
  const further = `in ${countWords(shrinkRuns, 'further run')}`;
  const start = `Found with seed ${formatNumber(scenario.seed)}`;
  if (changes.length === 0) return `${start}: it happens without any fault.`;
  const count = countWords(changes.length, 'change');
  return changes.length < drawnChanges
    ? `${start}: ${count}, shrunk from ${formatNumber(drawnChanges)} ${further}.`
    : `${start}: ${count}, not fewer after ${countWords(shrinkRuns, 'further run')}.`;
}

/** What happens at the moment that was looked for. */
export function momentWords(pattern: AnyPattern, { label }: Breakpoint, event: TraceEvent): string {
  return pattern.describe(event) ?? `${label.charAt(0).toUpperCase()}${label.slice(1)}.`;
}

export function notFoundWords({ target, seeds, base }: SearchJob): string {
  return `Not found with ${countWords(seeds, 'seed')}, in runs of ${formatDuration(base.durationMs)}: ${target.label}.`;
}

/** What is done with every seed. */
export function coverageWords({ pattern, base, mostInterventions }: SearchJob): string {
  const faults = applicableFaults(pattern, initialParams(pattern, base));
  if (mostInterventions === 0 || faults.length === 0) return 'No faults are drawn; only the seeds differ.';
  const labels = faults.map((id) => {
    const label = pattern.params[id]?.label ?? id;
    return label.includes(',') ? `“${label}”` : label;
  });
  const more = labels.length - MOST_LABELS;
  if (more > 1) labels.splice(MOST_LABELS, more, `${formatNumber(more)} more`);
  return `Each seed is run undisturbed, and under up to ${countWords(mostInterventions, 'random change')} of ${listWords(labels, 'and')}.`;
}
