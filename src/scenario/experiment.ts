/**
 * A chaos experiment on the timeline of a scenario, in the sense of the Chaos Toolkit: a steady-state hypothesis that is
 * measured before the first change and checked again later. It says what to look at and changes nothing about the run.
 */
import type { Experiment, Probe } from '../patterns/experiment.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { QUANTILES, type MetricSpec } from '../sim/metrics.ts';
import type { Intervention, Scenario } from './scenario.ts';

export type { Experiment, Probe };

export const MAX_PROBES = 8;
export const MAX_TITLE_CHARS = 100;
export const MAX_TOLERANCE = 1e9;
export const DEFAULT_TITLE = 'Untitled experiment';
export const DEFAULT_WINDOW_MS = 5_000;
export const WINDOW_RANGE_MS = [100, 3_600_000] as const;

/** Somebody's title on one line, without characters that cannot be seen or that change how text runs; may be empty. */
export function cleanTitle(text: string): string {
  const seen = text.slice(0, 4 * MAX_TITLE_CHARS).replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ');
  return Array.from(seen.trim()).slice(0, MAX_TITLE_CHARS).join('').trim();
}

/** What a probe can measure: every counter and gauge, and the quantiles of every histogram. */
export function probeMetrics({ metrics }: AnyPattern): readonly string[] {
  return Object.entries(metrics).flatMap(([id, { kind }]) =>
    kind === 'histogram' ? Object.keys(QUANTILES).map((quantile) => `${id}.${quantile}`) : [id],
  );
}

/** The spec behind a metric id or `<metric>.<quantile>`. */
export function specOf({ metrics }: AnyPattern, metric: string): MetricSpec | undefined {
  const [id = ''] = metric.split('.');
  return Object.hasOwn(metrics, id) ? metrics[id] : undefined;
}

export function isCounter(pattern: AnyPattern, metric: string): boolean {
  return !metric.includes('.') && specOf(pattern, metric)?.kind === 'counter';
}

/** The one way to write this experiment. */
export function normaliseExperiment({ title, probes, windowMs, checkAtMs }: Experiment): Experiment {
  return {
    title: cleanTitle(title) || DEFAULT_TITLE,
    probes: probes.map(({ metric, over, least, greatest }) => ({
      metric,
      over,
      least: least + 0,
      greatest: greatest + 0,
    })),
    windowMs,
    checkAtMs: checkAtMs === null ? null : checkAtMs + 0,
  };
}

/** The timeline of an experiment: changes before the check are its method, those from the check on its rollbacks. */
export interface Phases {
  readonly method: readonly Intervention[];
  readonly rollbacks: readonly Intervention[];
  /** Instant of the first change, null while the method is empty. */
  readonly methodAtMs: number | null;
  readonly checkAtMs: number;
}

export function phasesOf(
  { interventions, durationMs }: Pick<Scenario, 'interventions' | 'durationMs'>,
  { checkAtMs }: Experiment,
): Phases {
  const isRollback = ({ atMs }: Intervention) => checkAtMs !== null && atMs >= checkAtMs;
  const method = interventions.filter((each) => !isRollback(each));
  return {
    method,
    rollbacks: interventions.filter(isRollback),
    methodAtMs: method[0]?.atMs ?? null,
    checkAtMs: checkAtMs ?? durationMs,
  };
}

/** Makes the change at `index` and all later ones rollbacks, or the change and all earlier ones part of the method. */
export function markRollback(scenario: Scenario, index: number, isRollback: boolean): Scenario {
  const { experiment, interventions } = scenario;
  const marked = interventions[index];
  if (!experiment || !marked) return scenario;
  const next = interventions.find(({ atMs }) => atMs > marked.atMs);
  const checkAtMs = isRollback ? marked.atMs : (next?.atMs ?? null);
  return { ...scenario, experiment: { ...experiment, checkAtMs } };
}

/** The experiment once `moved` stands at `toMs`: a check at a rollback goes with it, as long as the method stays before it. */
export function followRollback(
  scenario: Scenario,
  moved: Intervention,
  toMs: number,
): Experiment | undefined {
  const { experiment, interventions } = scenario;
  if (experiment?.checkAtMs !== moved.atMs) return experiment;
  const others = interventions.filter((other) => other !== moved);
  const staysBehind = others.every(({ atMs }) => atMs >= moved.atMs || atMs < toMs);
  const rollbacks = others.filter(({ atMs }) => atMs >= moved.atMs).map(({ atMs }) => atMs);
  const checkAtMs = Math.min(...rollbacks, staysBehind ? toMs : Infinity);
  return { ...experiment, checkAtMs: Number.isFinite(checkAtMs) ? checkAtMs : null };
}
