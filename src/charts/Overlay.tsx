/** What lies over a plot with a time axis: the playhead, the mark of the pointed instant, and the values there. */
import { memo, useEffect, useEffectEvent, useId, useRef, type PointerEvent, type ReactNode } from 'react';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';
import { formatInstant } from '../sim/format.ts';
import { Tooltip } from './Tooltip.tsx';
import { useTouchElsewhere } from './useTouchElsewhere.ts';
import { point, unpoint, usePointedInstant, type PointedInstant } from './pointedInstant.ts';

export interface OverlayProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
  readonly durationMs: number;
  /** The values to show for an instant, null for none. */
  readonly describe: (pointed: PointedInstant) => ReactNode;
}

function Playhead({ frames, currentRun }: Pick<OverlayProps, 'frames' | 'currentRun'>) {
  const line = useRef<HTMLDivElement>(null);
  const draw = useEffectEvent(() => {
    const { nowMs, scenario } = currentRun();
    if (line.current) line.current.style.transform = `translateX(${(nowMs / scenario.durationMs) * 100}%)`;
  });
  useEffect(() => frames.onFrame(() => draw()), [frames]);
  return <div ref={line} className="chart-playhead" />;
}

export const Overlay = memo(function Overlay({ frames, currentRun, durationMs, describe }: OverlayProps) {
  const chart = useId();
  const pointed = usePointedInstant();
  const isHere = pointed?.chart === chart;

  // Another chart of this kind takes the mark over.
  const isInside = (target: Element) => target.closest('.chart-time-overlay') !== null;
  useTouchElsewhere(isHere, isInside, () => unpoint(chart));
  useEffect(() => () => unpoint(chart), [chart]);

  function pointAt(event: PointerEvent<HTMLDivElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    point({ chart, atMs: share * durationMs, depth: (event.clientY - box.top) / box.height });
  }

  const percent = pointed ? (pointed.atMs / durationMs) * 100 : 0;
  const values = pointed && isHere ? describe(pointed) : null;
  return (
    <div
      className="chart-overlay chart-time-overlay"
      onPointerDown={pointAt}
      onPointerMove={pointAt}
      onPointerLeave={(event) => event.pointerType === 'mouse' && unpoint(chart)}
    >
      <Playhead frames={frames} currentRun={currentRun} />
      {pointed && percent <= 100 && <div className="chart-crosshair" style={{ left: `${percent}%` }} />}
      {pointed && values && (
        <Tooltip title={formatInstant(pointed.atMs)} from={percent} to={percent}>
          {values}
        </Tooltip>
      )}
    </div>
  );
});
