/** Interventions in words, and where they are in the list after one of them was moved or removed. */
import type { ParamSpecs } from '../../patterns/params.ts';
import type { Intervention } from '../../scenario/scenario.ts';
import { describeChange } from '../../scenario/words.ts';
import { formatAt } from './instants.ts';

/** `at 12.4 s: Failure rate → 80 %`. */
export function describeIntervention(
  intervention: Intervention,
  specs: ParamSpecs,
  durationMs: number,
): string {
  return `at ${formatAt(intervention.atMs, durationMs)}: ${describeChange(specs, intervention.param, intervention.value)}`;
}

/** The index of a moved intervention once the list is in order of time again (equal times keep their order). */
export function indexAfterMove(interventions: readonly Intervention[], index: number, atMs: number): number {
  return interventions.filter((other, at) =>
    at < index ? other.atMs <= atMs : at > index && other.atMs < atMs,
  ).length;
}

/** What the indexes become when the intervention at `from` goes to `to`. */
export function reindexAfterMove(indexes: readonly number[], from: number, to: number): readonly number[] {
  return indexes.map((index) => {
    if (index === from) return to;
    if (from < index && index <= to) return index - 1;
    return to <= index && index < from ? index + 1 : index;
  });
}

export function reindexAfterRemoval(indexes: readonly number[], removed: number): readonly number[] {
  return indexes.filter((index) => index !== removed).map((index) => (index > removed ? index - 1 : index));
}
