/** The data of a chart at the slow tempo, taken only while the chart is on screen and only when there is something new. */
import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ChartSpec } from '../patterns/pattern.ts';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';
import { progressOf, takeData, type ChartData } from './chartData.ts';

export interface ChartSource {
  readonly frames: FrameSource;
  /** The present run; called in every tick, so it need not keep its identity. */
  readonly currentRun: () => Run;
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
    const progress = progressOf(spec, run);
    if (taken.current?.run === run && taken.current.progress === progress) return;
    taken.current = { run, progress };
    startTransition(() => setData(takeData(spec, run)));
  });
  useEffect(() => (isInView ? frames.onTick(() => draw()) : undefined), [frames, isInView]);
  return data;
}
