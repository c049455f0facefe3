/** A verdict in one sentence: `Deviated: failure rate rose to 62 % (tolerance 0–5 %).` */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Probe } from '../scenario/experiment.ts';
import {
  formatMeasured,
  formatTolerance,
  isWithin,
  measureName,
  unitOf,
} from '../scenario/experimentWords.ts';
import { listWords } from '../scenario/notes.ts';
import { formatInstant } from '../sim/format.ts';
import type { Measurement, Verdict } from './experiment.ts';

type Verb = (probe: Probe, figure: number) => string;

const was: Verb = () => 'was';
const is: Verb = () => 'is';
const went: Verb = ({ least }, figure) => (figure < least ? 'fell to' : 'rose to');

/** Which probes are out of tolerance, and by what figures. */
function misses(pattern: AnyPattern, probes: readonly Probe[], { figures }: Measurement, verb: Verb): string {
  const words = probes.flatMap((probe, index) => {
    const figure = figures[index] ?? null;
    if (isWithin(probe, figure)) return [];
    const unit = unitOf(pattern, probe);
    const name = measureName(pattern, probe);
    const tolerance = `(tolerance ${formatTolerance(probe, unit)})`;
    if (figure === null) return [`${name} had no value ${tolerance}`];
    return [`${name} ${verb(probe, figure)} ${formatMeasured(probe, figure, unit)} ${tolerance}`];
  });
  return listWords(words, 'and');
}

/** Says what has come out, or how it looks so far. */
export function verdictSentence(pattern: AnyPattern, verdict: Verdict): string {
  const { experiment, phases, status, deviated, before, after, end } = verdict;
  const missed = (measurement: Measurement, verb: Verb) =>
    misses(pattern, experiment.probes, measurement, verb);

  if (status === 'aborted') return 'Aborted: nothing changes before the check, so there is no method.';
  if (status === 'failed' && !deviated) {
    if (!before.stretch) {
      return `Failed: the method begins at ${formatInstant(phases.methodAtMs ?? 0)}, too early to measure anything before it.`;
    }
    return `Failed: before the method ${missed(before, was)}, so the method is not judged.`;
  }
  if (after && deviated) {
    const later = !end
      ? ''
      : end.isMet
        ? '; by the end it was met again'
        : '; at the end it is still not met';
    return `Deviated: ${missed(after, went)}${end?.isFinal ? later : ''}.`;
  }
  if (status === 'completed') {
    return end && !end.isMet
      ? `Completed: the hypothesis held before and after the method, but at the end ${missed(end, is)}.`
      : 'Completed: the hypothesis held before and after the method.';
  }
  if (after?.isFinal) return 'Met before and after the method.';
  if (after?.stretch) {
    return after.isMet
      ? 'Met before the method, and so far after it.'
      : `Met before the method; now ${missed(after, is)}.`;
  }
  if (before.isFinal) return 'Met before the method.';
  if (!before.stretch) return 'Not measured yet.';
  return before.isMet ? 'Met so far.' : `Not met so far: ${missed(before, is)}.`;
}
