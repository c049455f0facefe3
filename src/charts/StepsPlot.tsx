/** Draws the steps of a sequence: the median and the range of each before the band of what it may be. */
import { memo, useId, useMemo } from 'react';
import type { ChartSpec } from '../patterns/pattern.ts';
import { LEAST_VALUE_TICK_PX, PLOT, type Size } from './geometry.ts';
import { Hatching } from './Hatching.tsx';
import { ownLook } from './looks.ts';
import { valueScale } from './scale.ts';
import { peakOfSteps, type Step } from './steps.ts';
import { bottomOfSteps, stepShapes } from './stepShapes.ts';
import { useSteadyTop } from './useSteadyTop.ts';
import { ValueAxis } from './ValueAxis.tsx';

export interface StepsPlotProps {
  readonly spec: ChartSpec;
  readonly steps: readonly Step[];
  readonly threshold: number | null;
  readonly size: Size;
}

export const StepsPlot = memo(function StepsPlot({ spec, steps, threshold, size }: StepsPlotProps) {
  const id = useId();
  const looks = useMemo(() => spec.series.map(ownLook), [spec]);
  const bottom = useMemo(() => bottomOfSteps(steps, size), [steps, size]);
  const intervals = Math.max(2, Math.min(4, Math.floor((bottom - PLOT.top) / LEAST_VALUE_TICK_PX)));
  const top = useSteadyTop(peakOfSteps(steps, threshold));
  const scale = useMemo(() => valueScale(top, spec.unit, intervals), [top, spec.unit, intervals]);
  const shapes = useMemo(() => stepShapes(steps, scale.max, size), [steps, scale.max, size]);
  const thresholdY =
    threshold === null || threshold > scale.max
      ? null
      : bottom - (threshold / scale.max) * (bottom - PLOT.top);

  return (
    <svg width={size.width} height={size.height}>
      <defs>
        {looks.map((look, place) => (
          <Hatching key={place} id={`${id}${place}`} look={look} />
        ))}
      </defs>
      <ValueAxis scale={scale} unit={spec.unit} size={size} bottom={bottom} />
      {shapes.unused.map(({ x, y, width, height }) => (
        <rect key={x} className="chart-unused" x={x} y={y} width={width} height={height} />
      ))}
      {shapes.steps.map(({ label, allowed, range, median }, place) => (
        <g key={label.x} style={{ stroke: looks[place]?.colour }}>
          {allowed && (
            <>
              <rect
                className="chart-allowed"
                x={allowed.x}
                y={allowed.y}
                width={allowed.width}
                height={allowed.height}
              />
              {allowed.hasCeiling && (
                <line
                  className="chart-ceiling"
                  x1={allowed.x}
                  x2={allowed.x + allowed.width}
                  y1={allowed.y}
                  y2={allowed.y}
                />
              )}
            </>
          )}
          {range && <rect {...range} rx={2} fill={`url(#${id}${place})`} strokeWidth={1.5} />}
          {median && <rect {...median} stroke="none" style={{ fill: looks[place]?.textColour }} />}
          <text className="chart-label chart-step-label" x={label.x} y={label.y} dy="0.71em" stroke="none">
            {label.text}
          </text>
        </g>
      ))}
      {thresholdY !== null && (
        <g className="chart-threshold">
          <line x1={PLOT.left} x2={size.width - PLOT.right} y1={thresholdY} y2={thresholdY} />
        </g>
      )}
      {shapes.unused.map(({ label: { text, x, y, isUpright } }) => (
        <text
          key={x}
          className="chart-label chart-in-plot"
          x={x}
          y={y}
          transform={isUpright ? `rotate(-90 ${x} ${y})` : undefined}
        >
          {text}
        </text>
      ))}
    </svg>
  );
});
