/** What a chart draws, copied from a run at one instant. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { chartRows, closedRowCount, type ChartRow } from './chartRows.ts';
import { takeValues, type Values } from './distribution.ts';
import type { LaneSnapshot } from './laneShapes.ts';
import { seenSteps, type SeenStep } from './steps.ts';

export interface SeriesData {
  readonly kind: 'series';
  readonly run: Run;
  readonly rows: readonly ChartRow[];
}

export interface LanesData {
  readonly kind: 'lanes';
  readonly run: Run;
  readonly lanes: readonly LaneSnapshot[];
}

export interface StepsData {
  readonly kind: 'steps';
  readonly run: Run;
  readonly seen: readonly SeenStep[];
}

export interface DistributionData {
  readonly kind: 'distribution';
  readonly run: Run;
  readonly values: Values;
}

export type ChartData = SeriesData | LanesData | StepsData | DistributionData;

export function takeData(spec: ChartSpec, run: Run): ChartData {
  switch (spec.kind) {
    case 'lanes': {
      const lanes = run.world.lanes.all().map(({ label, bands }) => ({ label, bands: bands() }));
      return { kind: 'lanes', run, lanes };
    }
    case 'steps':
      return { kind: 'steps', run, seen: seenSteps(spec, run) };
    case 'distribution':
      return { kind: 'distribution', run, values: takeValues(spec, run) };
    default:
      return { kind: 'series', run, rows: chartRows(spec, run) };
  }
}

/** Differs from what it was in the same run exactly when there is something new to draw. */
export function progressOf(spec: ChartSpec, run: Run): number {
  switch (spec.kind) {
    case 'lanes':
      return run.nowMs;
    case 'steps':
    case 'distribution':
      return spec.series.reduce((sum, { metric }) => sum + run.world.metrics.histogram(metric).count, 0);
    default:
      return closedRowCount(run);
  }
}
