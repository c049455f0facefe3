/** All charts of a pattern, side by side where there is room. */
import './charts.css';
import type { AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { Chart } from './Chart.tsx';
import type { ChartSource } from './useChartData.ts';

export interface ChartGridProps extends ChartSource {
  readonly pattern: AnyPattern;
  readonly params: AnyParamValues;
}

/** Fills its container's height when it has one; scrolls there when the charts would become too low to read. */
export function ChartGrid({ pattern, frames, currentRun, params }: ChartGridProps) {
  return (
    <div className="chart-grid-room">
      <div className="chart-grid">
        {pattern.charts.map((spec) => (
          <Chart
            key={`${pattern.id} ${spec.id}`}
            spec={spec}
            frames={frames}
            currentRun={currentRun}
            params={params}
          />
        ))}
      </div>
    </div>
  );
}
