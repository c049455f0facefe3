/** One chart with all that belongs to it: title, legend, plot, sentence, table and files. */
import { memo, useId, useMemo, useRef } from 'react';
import type { AnyParamValues } from '../patterns/params.ts';
import type { ChartSpec } from '../patterns/pattern.ts';
import { ChartMenu } from './ChartMenu.tsx';
import { Legend } from './Legend.tsx';
import { legendEntries } from './legendEntries.ts';
import { Plot } from './Plot.tsx';
import { thresholdValue } from './threshold.ts';
import { sliceWords } from './units.ts';
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
  const threshold = data ? thresholdValue(spec, data.run.pattern, params) : null;
  const slice = data && sliceWords(spec.unit, data.run.world.metrics.rowMs);
  const entries = useMemo(() => legendEntries(spec, data, threshold), [spec, data, threshold]);

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
      <Legend entries={entries} note={slice} />
      <p className="chart-sentence" id={`${id}sentence`} ref={sentence} />
      <div className="chart-plot" ref={plot} aria-hidden="true">
        {data && size && (
          <Plot
            spec={spec}
            data={data}
            params={params}
            threshold={threshold}
            size={size}
            frames={frames}
            currentRun={currentRun}
          />
        )}
      </div>
    </figure>
  );
});
