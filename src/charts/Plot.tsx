/** The drawing of a chart with what lies over it, by the kind of its data. */
import { useCallback, useMemo } from 'react';
import type { AnyParamValues } from '../patterns/params.ts';
import type { ChartSpec } from '../patterns/pattern.ts';
import { formatNumber } from '../sim/format.ts';
import type { ChartData, DistributionData, LanesData, SeriesData, StepsData } from './chartData.ts';
import { distributionOf } from './distribution.ts';
import { DistributionPlot } from './DistributionPlot.tsx';
import { plotHeight, type Size } from './geometry.ts';
import { lanePitch } from './laneShapes.ts';
import { LanesPlot } from './LanesPlot.tsx';
import { Legend } from './Legend.tsx';
import { binEntries, entriesAt, laneEntryAt, stepEntries } from './legendEntries.ts';
import { Overlay } from './Overlay.tsx';
import { PlaceOverlay, type Place } from './PlaceOverlay.tsx';
import type { PointedInstant } from './pointedInstant.ts';
import { SeriesPlot } from './SeriesPlot.tsx';
import { judgeSteps } from './steps.ts';
import { StepsPlot } from './StepsPlot.tsx';
import { formatRange } from './units.ts';
import type { ChartSource } from './useChartData.ts';

interface PlotProps<Data extends ChartData> extends ChartSource {
  readonly spec: ChartSpec;
  readonly data: Data;
  readonly params: AnyParamValues;
  readonly threshold: number | null;
  readonly size: Size;
}

function TimePlot({ spec, data, threshold, size, ...source }: PlotProps<SeriesData | LanesData>) {
  const { durationMs } = data.run.scenario;
  const describe = useCallback(
    ({ atMs, depth }: PointedInstant) => {
      if (data.kind === 'series') {
        const entries = entriesAt(spec, data, atMs);
        return entries && <Legend entries={entries} />;
      }
      const lane = Math.floor((depth * plotHeight(size)) / lanePitch(data.lanes.length, size));
      const entries = laneEntryAt(data, lane, atMs);
      return entries && <Legend entries={entries} />;
    },
    [spec, data, size],
  );
  return (
    <>
      {data.kind === 'lanes' ? (
        <LanesPlot pattern={data.run.pattern} lanes={data.lanes} durationMs={durationMs} size={size} />
      ) : (
        <SeriesPlot spec={spec} rows={data.rows} durationMs={durationMs} threshold={threshold} size={size} />
      )}
      <Overlay
        frames={source.frames}
        currentRun={source.currentRun}
        durationMs={durationMs}
        describe={describe}
      />
    </>
  );
}

function Steps({ spec, data, params, threshold, size }: PlotProps<StepsData>) {
  const steps = useMemo(() => judgeSteps(spec, data.seen, params), [spec, data.seen, params]);
  const placeAt = useCallback(
    (share: number): Place | null => {
      const place = Math.min(steps.length - 1, Math.floor(share * steps.length));
      const step = steps[place];
      if (!step) return null;
      const [from, to] = [(100 * place) / steps.length, (100 * (place + 1)) / steps.length];
      const title = `${step.label}, ${step.count === 1 ? '1 value' : `${formatNumber(step.count)} values`}`;
      return { title, from, to, entries: stepEntries(spec, step, place) };
    },
    [spec, steps],
  );
  return (
    <>
      <StepsPlot spec={spec} steps={steps} threshold={threshold} size={size} />
      <PlaceOverlay placeAt={placeAt} />
    </>
  );
}

function Bins({ spec, data, threshold, size }: PlotProps<DistributionData>) {
  const distribution = useMemo(
    () => distributionOf(data.values, spec.unit, threshold),
    [data.values, spec.unit, threshold],
  );
  const placeAt = useCallback(
    (share: number): Place | null => {
      const { bins, scale } = distribution;
      const bin = bins[Math.min(bins.length - 1, Math.floor(share * bins.length))];
      if (!bin || data.values.count === 0) return null;
      const title = formatRange(bin.from, bin.to, spec.unit);
      const [from, to] = [(100 * bin.from) / scale.max, (100 * bin.to) / scale.max];
      return { title, from, to, entries: binEntries(spec, bin) };
    },
    [spec, distribution, data.values.count],
  );
  return (
    <>
      <DistributionPlot
        spec={spec}
        distribution={distribution}
        greatest={data.values.greatest}
        threshold={threshold}
        size={size}
      />
      <PlaceOverlay placeAt={placeAt} />
    </>
  );
}

export function Plot({ data, ...rest }: PlotProps<ChartData>) {
  switch (data.kind) {
    case 'steps':
      return <Steps data={data} {...rest} />;
    case 'distribution':
      return <Bins data={data} {...rest} />;
    default:
      return <TimePlot data={data} {...rest} />;
  }
}
