/** The steps of a sequence: what was observed at each over the whole run, and what the present parameters allow. */
import type { AnyParamValues } from '../patterns/params.ts';
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { peakWithThreshold } from './threshold.ts';

/** Without values while `count` is 0. */
export interface SeenStep {
  readonly label: string;
  readonly count: number;
  readonly p5: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface Step extends SeenStep {
  /** Least and greatest; the greatest may be Infinity. null when the chart does not tell. */
  readonly allowed: readonly [number, number] | null;
  /** Whether the step can happen under the present parameters. */
  readonly isUsed: boolean;
}

export function seenSteps({ series }: ChartSpec, { world }: Run): SeenStep[] {
  return series.map(({ metric, label }) => {
    const values = world.metrics.histogram(metric);
    const [p5 = null, p50 = null, p95 = null] = [0.05, 0.5, 0.95].map(values.quantile);
    return { label, count: values.count, p5, p50, p95 };
  });
}

export function judgeSteps(spec: ChartSpec, seen: readonly SeenStep[], params: AnyParamValues): Step[] {
  const allowed = spec.allowed?.(params);
  return seen.map((step, index) => {
    const range = allowed?.[index];
    return { ...step, allowed: range ?? null, isUsed: range !== null };
  });
}

/** First and last of each row of steps that are not used, by their places. */
export function unusedGroups(steps: readonly Step[]): (readonly [number, number])[] {
  const groups: [number, number][] = [];
  for (const [place, { isUsed }] of steps.entries()) {
    const group = groups.at(-1);
    if (isUsed) continue;
    if (group && group[1] === place - 1) group[1] = place;
    else groups.push([place, place]);
  }
  return groups;
}

/** The greatest value that has to be seen. */
export function peakOfSteps(steps: readonly Step[], threshold: number | null): number {
  const ends = steps.flatMap(({ p95, allowed }) => [p95 ?? 0, allowed?.[1] ?? 0]);
  return peakWithThreshold(Math.max(0, ...ends.filter(Number.isFinite)), threshold);
}
