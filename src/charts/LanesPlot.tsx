/** Draws which state each lane was in, as bands over the same time axis as the other charts. */
import { memo, useId, useMemo } from 'react';
import type { AnyPattern } from '../patterns/pattern.ts';
import { LEAST_TIME_TICK_PX, PLOT, plotWidth, type Size } from './geometry.ts';
import { Hatching } from './Hatching.tsx';
import { laneShapes, type LaneSnapshot } from './laneShapes.ts';
import { stateLook } from './looks.ts';
import { timeTicks } from './scale.ts';
import { formatTimeTick } from './units.ts';

export interface LanesPlotProps {
  readonly pattern: AnyPattern;
  readonly lanes: readonly LaneSnapshot[];
  readonly durationMs: number;
  readonly size: Size;
}

export const LanesPlot = memo(function LanesPlot({ pattern, lanes, durationMs, size }: LanesPlotProps) {
  const id = useId();
  const { paths, edgePx, words, labels } = useMemo(
    () => laneShapes(lanes, durationMs, size),
    [lanes, durationMs, size],
  );
  const ticks = useMemo(() => timeTicks(durationMs, plotWidth(size), LEAST_TIME_TICK_PX), [durationMs, size]);
  const bottom = size.height - PLOT.bottom;
  const bands = [...paths].map(([state, path]) => ({ state, path, look: stateLook(pattern, state) }));

  return (
    <svg width={size.width} height={size.height}>
      <defs>
        {bands.map(({ state, look }) => (
          <Hatching key={state} id={`${id}${state}`} look={look} />
        ))}
      </defs>
      {bands.map(({ state, path, look }) => (
        <path
          key={state}
          d={path}
          fill={`url(#${id}${state})`}
          style={{ stroke: look.colour }}
          strokeWidth={edgePx}
        />
      ))}
      {words.map(({ text, state, x, y }) => (
        <text
          key={`${x} ${y}`}
          className="chart-label chart-in-plot chart-lane-word"
          x={x}
          y={y}
          style={{ fill: stateLook(pattern, state).textColour }}
        >
          {text}
        </text>
      ))}
      {labels.map(({ text, x, y }) => (
        <text key={y} className="chart-label chart-lane-label" x={x} y={y}>
          {text}
        </text>
      ))}
      <line className="chart-base-line" x1={PLOT.left} x2={size.width - PLOT.right} y1={bottom} y2={bottom} />
      {ticks.map((tick) => (
        <text
          key={tick}
          className="chart-tick chart-time-tick"
          x={PLOT.left + (tick / durationMs) * plotWidth(size)}
          y={bottom + 6}
          dy="0.71em"
        >
          {formatTimeTick(tick)}
        </text>
      ))}
    </svg>
  );
});
