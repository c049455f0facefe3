/** An experiment to begin with: what a pattern's charts show as a share, within a tolerance around what is measured now. */
import type { AnyPattern } from '../patterns/pattern.ts';
import {
  DEFAULT_TITLE,
  DEFAULT_WINDOW_MS,
  isCounter,
  probeMetrics,
  type Experiment,
  type Probe,
} from '../scenario/experiment.ts';
import { unitOf } from '../scenario/experimentWords.ts';
import { initialParams, type Scenario } from '../scenario/scenario.ts';
import type { Unit } from '../sim/metrics.ts';
import { judge, type Progress } from './experiment.ts';

type Measure = Pick<Probe, 'metric' | 'over'>;
type Tolerance = Pick<Probe, 'least' | 'greatest'>;

/** A share may lie this far from what is measured. */
const SHARE_MARGIN = 0.05;

/** Shares ± 5 points in whole per cent, durations up to twice as much, others between half and twice as much. */
export function toleranceAround(figure: number | null, unit: Unit): Tolerance {
  if (figure === null) return unit === 'share' ? { least: 0, greatest: 1 } : { least: 0, greatest: Infinity };
  if (unit === 'share') {
    const percent = (share: number) => Number((share * 100).toFixed(6));
    const greatest = Math.ceil(percent(figure + SHARE_MARGIN)) / 100;
    return {
      least: Math.max(0, Math.floor(percent(figure - SHARE_MARGIN)) / 100),
      greatest: figure <= 1 ? Math.min(1, greatest) : greatest,
    };
  }
  const twice = Number((2 * figure).toPrecision(2));
  const greatest = figure < 1 ? twice : Math.ceil(twice);
  return { least: unit === 'ms' ? 0 : Math.floor(figure / 2), greatest };
}

/** A share that a chart of the pattern shows, else its second counter over the first, else its first figure. */
export function firstMeasure(pattern: AnyPattern): Measure {
  const charted = pattern.charts
    .flatMap(({ series }) => series)
    .find(({ metric, over }) => over !== undefined && isCounter(pattern, metric) && isCounter(pattern, over));
  if (charted?.over !== undefined) return { metric: charted.metric, over: charted.over };
  const metrics = probeMetrics(pattern);
  const [all, some] = metrics.filter((metric) => isCounter(pattern, metric));
  if (all !== undefined && some !== undefined) return { metric: some, over: all };
  return { metric: metrics[0] ?? '', over: null };
}

/** The probe of this measure with a tolerance around what it is before the method, or until now. */
export function suggestProbe(
  pattern: AnyPattern,
  scenario: Scenario,
  experiment: Omit<Experiment, 'probes'>,
  measure: Measure,
  progress: Progress,
): Probe {
  const probe = { ...measure, least: 0, greatest: Infinity };
  const { before } = judge(pattern, scenario, { ...experiment, probes: [probe] }, progress);
  return { ...probe, ...toleranceAround(before.figures[0] ?? null, unitOf(pattern, measure)) };
}

/** The first of the last changes that all put a parameter back to where it started; null when there is no method before. */
function firstUndoingMs(pattern: AnyPattern, scenario: Scenario): number | null {
  const { interventions } = scenario;
  const start = initialParams(pattern, scenario);
  const last = interventions.findLast(({ param, value }) => !Object.is(start[param], value));
  return interventions.find(({ atMs }) => last !== undefined && atMs > last.atMs)?.atMs ?? null;
}

export function suggestExperiment(pattern: AnyPattern, scenario: Scenario, progress: Progress): Experiment {
  const checkAtMs = firstUndoingMs(pattern, scenario);
  const frame = { title: DEFAULT_TITLE, windowMs: DEFAULT_WINDOW_MS, checkAtMs };
  return {
    ...frame,
    probes: [suggestProbe(pattern, scenario, frame, firstMeasure(pattern), progress)],
  };
}
