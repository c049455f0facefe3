/** Draws how often which values occurred, as bars whose parts beyond the threshold look different. */
import { memo, useId, useMemo } from 'react';
import type { ChartSpec } from '../patterns/pattern.ts';
import { formatShare } from '../sim/format.ts';
import type { Distribution } from './distribution.ts';
import { barPaths, thresholdShape, valueTicks } from './distributionShapes.ts';
import { LEAST_VALUE_TICK_PX, PLOT, plotHeight, plotWidth, type Size } from './geometry.ts';
import { Hatching } from './Hatching.tsx';
import { distributionLooks } from './looks.ts';
import { shareScale } from './scale.ts';
import { formatValue, formatValueTick } from './units.ts';
import { useSteadyTop } from './useSteadyTop.ts';
import { ValueAxis } from './ValueAxis.tsx';

export interface DistributionPlotProps {
  readonly spec: ChartSpec;
  readonly distribution: Distribution;
  readonly greatest: number | null;
  readonly threshold: number | null;
  readonly size: Size;
}

export const DistributionPlot = memo(function DistributionPlot({
  spec,
  distribution,
  greatest,
  threshold,
  size,
}: DistributionPlotProps) {
  const id = useId();
  const { bins, scale, offAxis } = distribution;
  const looks = useMemo(() => distributionLooks(spec), [spec]);
  const intervals = Math.max(2, Math.min(4, Math.floor(plotHeight(size) / LEAST_VALUE_TICK_PX)));
  const top = useSteadyTop(Math.max(...bins.map(({ share }) => share)));
  const shares = useMemo(() => shareScale(top, intervals), [top, intervals]);
  const paths = useMemo(() => barPaths(bins, shares.max, size), [bins, shares.max, size]);
  const line = useMemo(
    () =>
      spec.threshold && threshold !== null
        ? thresholdShape(
            `${spec.threshold.label} ${formatValue(threshold, spec.unit)}`,
            threshold,
            scale.max,
            size,
          )
        : null,
    [spec, threshold, scale.max, size],
  );
  const bottom = size.height - PLOT.bottom;
  const right = size.width - PLOT.right;

  return (
    <svg width={size.width} height={size.height}>
      <defs>
        <Hatching id={`${id}within`} look={looks.within} />
        <Hatching id={`${id}beyond`} look={looks.beyond} />
      </defs>
      <ValueAxis scale={shares} unit="share" size={size} bottom={bottom} />
      {valueTicks(scale, size).map((tick) => (
        <text
          key={tick}
          className="chart-tick chart-time-tick"
          x={PLOT.left + (tick / scale.max) * plotWidth(size)}
          y={bottom + 6}
          dy="0.71em"
        >
          {formatValueTick(tick, spec.unit)}
        </text>
      ))}
      <path d={paths.within} fill={`url(#${id}within)`} style={{ stroke: looks.within.colour }} />
      <path d={paths.beyond} fill={`url(#${id}beyond)`} style={{ stroke: looks.beyond.colour }} />
      {line && (
        <>
          {line.isOnAxis && (
            <g className="chart-threshold">
              <line x1={line.x} x2={line.x} y1={PLOT.top} y2={bottom} />
            </g>
          )}
          <text
            className="chart-label chart-in-plot"
            x={line.textX}
            y={PLOT.top + 8}
            style={{ textAnchor: line.anchor }}
          >
            {line.text}
          </text>
        </>
      )}
      {offAxis > 0 && (
        <text className="chart-label chart-in-plot" x={right} y={PLOT.top + 24} style={{ textAnchor: 'end' }}>
          {`${formatShare(offAxis)} beyond, up to ${formatValue(greatest, spec.unit)}`}
        </text>
      )}
    </svg>
  );
});
