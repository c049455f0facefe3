/** Draws the rows of a chart with Recharts: stacked areas or lines over the fixed time axis of the run. */
import { memo, useCallback, useId, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { ChartSpec } from '../patterns/pattern.ts';
import type { ChartRow } from './chartRows.ts';
import {
  LEAST_TIME_TICK_PX,
  LEAST_VALUE_TICK_PX,
  PLOT,
  plotHeight,
  plotWidth,
  type Size,
} from './geometry.ts';
import { Hatching } from './Hatching.tsx';
import { seriesLooks } from './looks.ts';
import { timeTicks, valueScale } from './scale.ts';
import { peakWithThreshold } from './threshold.ts';
import { formatTimeTick, formatValueTick } from './units.ts';

export interface SeriesPlotProps {
  readonly spec: ChartSpec;
  readonly rows: readonly ChartRow[];
  readonly durationMs: number;
  readonly threshold: number | null;
  readonly size: Size;
}

const MARGIN = { top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 };
const TICK = { className: 'chart-tick' };

function peakOf({ kind, series }: ChartSpec, rows: readonly ChartRow[]): number {
  let peak = 0;
  for (const row of rows) {
    let sum = 0;
    for (const { label } of series) {
      const value = row[label] ?? 0;
      sum += value;
      if (kind === 'lines') peak = Math.max(peak, value);
    }
    if (kind === 'stacked') peak = Math.max(peak, sum);
  }
  return peak;
}

/** A slice is drawn as long as it lasts, the first one from the start. */
function fromStart(rows: readonly ChartRow[]): readonly ChartRow[] {
  const [first] = rows;
  return first ? [{ ...first, tMs: 0 }, ...rows] : rows;
}

/** An area that is nothing for a while has no edge there either, so that no line of its colour lies on its neighbour's. */
function withoutEmptyAreas({ series }: ChartSpec, rows: readonly ChartRow[]): readonly ChartRow[] {
  return rows.map((row, index) => {
    const drawn: Record<string, number | null> = { ...row };
    for (const { label } of series) {
      if (!row[label] && !rows[index - 1]?.[label] && !rows[index + 1]?.[label]) drawn[label] = null;
    }
    return drawn as ChartRow;
  });
}

export const SeriesPlot = memo(function SeriesPlot({
  spec,
  rows,
  durationMs,
  threshold,
  size,
}: SeriesPlotProps) {
  const id = useId();
  const looks = useMemo(() => seriesLooks(spec), [spec]);
  const xDomain = useMemo(() => [0, durationMs] as const, [durationMs]);
  const xTicks = useMemo(
    () => timeTicks(durationMs, plotWidth(size), LEAST_TIME_TICK_PX),
    [durationMs, size],
  );
  const intervals = Math.max(2, Math.min(4, Math.floor(plotHeight(size) / LEAST_VALUE_TICK_PX)));
  const peak = useMemo(() => peakOf(spec, rows), [spec, rows]);
  const top = peakWithThreshold(peak, threshold);
  const scale = useMemo(() => valueScale(top, spec.unit, intervals), [top, spec.unit, intervals]);
  const yDomain = useMemo(() => [0, scale.max] as const, [scale]);
  // Without data Recharts draws an axis only when it may not widen its domain.
  const isEmpty = peak === 0;
  const formatTick = useCallback((value: number) => formatValueTick(value, spec.unit), [spec.unit]);
  const isInSlices = spec.unit === 'callsPerRow';
  const curve = isInSlices ? 'stepBefore' : 'linear';
  const data = useMemo(() => {
    const drawn = isInSlices ? fromStart(rows) : rows;
    return spec.kind === 'stacked' ? withoutEmptyAreas(spec, drawn) : drawn;
  }, [spec, rows, isInSlices]);

  return (
    <ComposedChart
      width={size.width}
      height={size.height}
      data={data}
      margin={MARGIN}
      accessibilityLayer={false}
    >
      <defs>
        {spec.kind === 'stacked' &&
          looks.map((look, index) => <Hatching key={index} id={`${id}${index}`} look={look} />)}
      </defs>
      <CartesianGrid vertical={false} />
      <XAxis
        dataKey="tMs"
        type="number"
        domain={xDomain}
        ticks={xTicks}
        tickFormatter={formatTimeTick}
        tick={TICK}
        tickLine={false}
        tickSize={0}
        tickMargin={6}
        interval={0}
        allowDataOverflow={isEmpty}
        height={PLOT.bottom}
        className="chart-axis"
      />
      <YAxis
        type="number"
        domain={yDomain}
        ticks={scale.ticks}
        tickFormatter={formatTick}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        interval={0}
        allowDataOverflow={isEmpty}
        width={PLOT.left}
        className="chart-axis"
      />
      {spec.series.map(({ label }, index) => {
        const look = looks[index];
        if (!look) return null;
        return spec.kind === 'stacked' ? (
          <Area
            key={label}
            dataKey={label}
            type={curve}
            stackId="calls"
            stroke={look.colour}
            strokeWidth={1}
            fill={`url(#${id}${index})`}
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={false}
          />
        ) : (
          <Line
            key={label}
            dataKey={label}
            type={curve}
            stroke={look.colour}
            strokeWidth={2}
            strokeDasharray={look.dash}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        );
      })}
      {threshold !== null && <ReferenceLine y={threshold} className="chart-threshold" />}
    </ComposedChart>
  );
});
