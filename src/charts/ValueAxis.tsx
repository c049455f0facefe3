/** The value axis of the plots that are drawn without Recharts, looking the same as where it draws them. */
import { PLOT, type Size } from './geometry.ts';
import type { Scale } from './scale.ts';
import { formatValueTick, type ChartUnit } from './units.ts';

export interface ValueAxisProps {
  readonly scale: Scale;
  readonly unit: ChartUnit;
  readonly size: Size;
  /** Where 0 lies, in px from the top. */
  readonly bottom: number;
}

export function ValueAxis({ scale, unit, size, bottom }: ValueAxisProps) {
  return (
    <g>
      {scale.ticks.map((tick) => {
        const y = bottom - (tick / scale.max) * (bottom - PLOT.top);
        return (
          <g key={tick}>
            <line
              className={tick === 0 ? 'chart-base-line' : 'chart-grid-line'}
              x1={PLOT.left}
              x2={size.width - PLOT.right}
              y1={y}
              y2={y}
            />
            <text className="chart-tick chart-value-tick" x={PLOT.left - 8} y={y} dy="0.355em">
              {formatValueTick(tick, unit)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
