/** The data of a chart at the slow tempo, taken only while the chart is on screen and only when there is something new. */
import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ChartSpec } from '../patterns/pattern.ts';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';
import { chartRows, closedRowCount, type ChartRow } from './chartRows.ts';
import type { LaneSnapshot } from './laneShapes.ts';

export interface ChartData {
  readonly run: Run;
  readonly rows: readonly ChartRow[];
  readonly lanes: readonly LaneSnapshot[];
}

export interface ChartSource {
  readonly frames: FrameSource;
  /** The present run; called in every tick, so it need not keep its identity. */
  readonly currentRun: () => Run;
}

const NO_LANES: readonly LaneSnapshot[] = [];

function takeData(spec: ChartSpec, run: Run): ChartData {
  if (spec.kind !== 'lanes') return { run, rows: chartRows(spec, run), lanes: NO_LANES };
  return {
    run,
    rows: [],
    lanes: run.world.lanes.all().map(({ label, bands }) => ({ label, bands: bands() })),
  };
}

export function useChartData(
  spec: ChartSpec,
  { frames, currentRun }: ChartSource,
  isInView: boolean,
): ChartData | null {
  const [data, setData] = useState<ChartData | null>(null);
  const taken = useRef<{ run: Run; progress: number } | null>(null);

  const draw = useEffectEvent(() => {
    const run = currentRun();
    // While a page changes to another pattern, the run may already be the next one.
    if (!run.pattern.charts.includes(spec)) return;
    const progress = spec.kind === 'lanes' ? run.nowMs : closedRowCount(run);
    if (taken.current?.run === run && taken.current.progress === progress) return;
    taken.current = { run, progress };
    startTransition(() => setData(takeData(spec, run)));
  });
  useEffect(() => (isInView ? frames.onTick(() => draw()) : undefined), [frames, isInView]);
  return data;
}
