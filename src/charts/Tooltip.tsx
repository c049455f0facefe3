/** The figures at the place that is pointed at, beside it on the side that has more room. */
import type { ReactNode } from 'react';

export interface TooltipProps {
  readonly title: string;
  /** Left and right end of the place, in per cent of the plot's width. */
  readonly from: number;
  readonly to: number;
  readonly children: ReactNode;
}

export function Tooltip({ title, from, to, children }: TooltipProps) {
  const style = from + to < 100 ? { left: `${to}%` } : { right: `${100 - from}%` };
  return (
    <div className="chart-tooltip" style={style}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
