/** One chart with all that belongs to it: title, legend, plot, sentence, table and files. */
import { memo, useCallback, useId, useMemo, useRef, type ReactNode } from 'react';
import type { AnyParamValues } from '../patterns/params.ts';
import type { ChartSpec } from '../patterns/pattern.ts';
import { ChartMenu } from './ChartMenu.tsx';
import { thresholdValue } from './chartSentence.ts';
import { lanePitch } from './laneShapes.ts';
import { LanesPlot } from './LanesPlot.tsx';
import { Legend } from './Legend.tsx';
import { entriesAt, laneEntryAt, legendEntries } from './legendEntries.ts';
import { Overlay } from './Overlay.tsx';
import { plotHeight } from './geometry.ts';
import type { PointedInstant } from './pointedInstant.ts';
import { SeriesPlot } from './SeriesPlot.tsx';
import { useChartData, type ChartSource } from './useChartData.ts';
import { useInView } from './useInView.ts';
import { useSentence } from './useSentence.ts';
import { useSize } from './useSize.ts';

export interface ChartProps extends ChartSource {
  readonly spec: ChartSpec;
  /** Present values, for the threshold line. */
  readonly params: AnyParamValues;
  /** In px; as high as the place it is put in by default. */
  readonly height?: number;
}

export const Chart = memo(function Chart({ spec, frames, currentRun, params, height }: ChartProps) {
  const id = useId();
  const figure = useRef<HTMLElement>(null);
  const [plot, size] = useSize();
  const isInView = useInView(figure);
  const data = useChartData(spec, { frames, currentRun }, isInView);
  const sentence = useSentence(spec, data);
  const run = data?.run;
  const durationMs = run?.scenario.durationMs ?? 0;
  const threshold = run ? thresholdValue(spec, run.pattern, params) : null;
  const entries = useMemo(() => legendEntries(spec, data, threshold), [spec, data, threshold]);

  const describe = useCallback(
    ({ atMs, depth }: PointedInstant): ReactNode => {
      if (!data || !size) return null;
      const lane = Math.floor((depth * plotHeight(size)) / lanePitch(data.lanes.length, size));
      const values = spec.kind === 'lanes' ? laneEntryAt(data, lane, atMs) : entriesAt(spec, data, atMs);
      return values && <Legend entries={values} />;
    },
    [spec, data, size],
  );

  return (
    <figure
      ref={figure}
      className="chart"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}sentence`}
      style={height === undefined ? undefined : { height }}
    >
      <figcaption className="chart-head">
        <span className="chart-title" id={`${id}title`}>
          {spec.title}
        </span>
        <ChartMenu spec={spec} currentRun={currentRun} figure={figure} />
      </figcaption>
      <Legend entries={entries} />
      <p className="chart-sentence" id={`${id}sentence`} ref={sentence} />
      <div className="chart-plot" ref={plot} aria-hidden="true">
        {run && size && (
          <>
            {spec.kind === 'lanes' ? (
              <LanesPlot pattern={run.pattern} lanes={data.lanes} durationMs={durationMs} size={size} />
            ) : (
              <SeriesPlot
                spec={spec}
                rows={data.rows}
                durationMs={durationMs}
                threshold={threshold}
                size={size}
              />
            )}
            <Overlay frames={frames} currentRun={currentRun} durationMs={durationMs} describe={describe} />
          </>
        )}
      </div>
    </figure>
  );
});
