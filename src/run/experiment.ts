/**
 * The verdict on an experiment, as the Chaos Toolkit gives it: the hypothesis is measured right before the first change on
 * the timeline, and an experiment whose hypothesis is not met then has failed, whatever comes later; it is measured again
 * at the check, before the rollbacks, and a run that is out of tolerance then has deviated. What the figures are at the
 * end of the run is told and not judged.
 */
import type { AnyPattern } from '../patterns/pattern.ts';
import { phasesOf, specOf, type Experiment, type Phases } from '../scenario/experiment.ts';
import { isWithin } from '../scenario/experimentWords.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Recorder } from '../sim/metrics.ts';
import { measure, stretchOf, type Stretch } from './measure.ts';

/**
 * `completed`: the run was carried out and the hypothesis held; `failed`: it was not met, before the method or at the
 * check; `aborted`: there is no method; `interrupted`: the run is not over.
 */
export type Status = 'completed' | 'failed' | 'aborted' | 'interrupted';

export interface Measurement {
  /** null when there was no time to measure. */
  readonly stretch: Stretch | null;
  /** In the order of the probes; null where there is no figure, which is never within tolerance. */
  readonly figures: readonly (number | null)[];
  readonly isMet: boolean;
  /** The run has passed its instant; until then it is what it would be now. */
  readonly isFinal: boolean;
}

export interface Verdict {
  readonly experiment: Experiment;
  readonly phases: Phases;
  readonly status: Status;
  readonly deviated: boolean;
  readonly before: Measurement;
  /** At the check; null while the method has not begun, and when it is not judged. */
  readonly after: Measurement | null;
  /** At the end of a run that goes on after the check; null before the check, and when the method is not judged. */
  readonly end: Measurement | null;
}

/** How far the run has come, and what it has left in its series. */
export interface Progress {
  readonly nowMs: number;
  readonly metrics: Pick<Recorder, 'rowMs' | 'series'>;
}

export function judge(
  pattern: AnyPattern,
  scenario: Scenario,
  experiment: Experiment,
  { nowMs, metrics }: Progress,
): Verdict {
  const { durationMs } = scenario;
  const phases = phasesOf(scenario, experiment);
  const { checkAtMs } = phases;
  const methodAtMs = phases.methodAtMs ?? checkAtMs;
  const isOver = nowMs >= durationMs;

  function measureAt(instantMs: number, sinceMs: number): Measurement {
    const atMs = Math.min(nowMs, instantMs);
    const { windowMs, probes } = experiment;
    const stretch = stretchOf({ rowMs: metrics.rowMs, durationMs, atMs, windowMs, sinceMs });
    const figures = probes.map((probe) => {
      const spec = specOf(pattern, probe.metric);
      return stretch && spec ? measure(metrics, probe, spec.kind, stretch) : null;
    });
    const isMet = probes.every((probe, index) => isWithin(probe, figures[index] ?? null));
    return { stretch, figures, isMet, isFinal: nowMs >= instantMs };
  }

  const before = measureAt(methodAtMs, 0);
  const isJudged = phases.methodAtMs !== null && before.isFinal && before.isMet;
  const after = isJudged && nowMs > methodAtMs ? measureAt(checkAtMs, methodAtMs) : null;
  const goesOn = checkAtMs < durationMs && nowMs > checkAtMs;
  const end = after && goesOn ? measureAt(durationMs, checkAtMs) : null;
  const deviated = after !== null && after.isFinal && !after.isMet;

  function status(): Status {
    if (phases.methodAtMs === null) return isOver ? 'aborted' : 'interrupted';
    if (before.isFinal && !before.isMet) return 'failed';
    if (!isOver) return 'interrupted';
    return deviated ? 'failed' : 'completed';
  }
  return { experiment, phases, status: status(), deviated, before, after, end };
}
