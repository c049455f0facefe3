/** What lies over a plot: the playhead, the mark of the pointed instant, and the values there. */
import { memo, useEffect, useEffectEvent, useId, useRef, type PointerEvent, type ReactNode } from 'react';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';
import { formatInstant } from '../sim/format.ts';
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

  // A finger has no hover: the mark stays after it is lifted, until another place is touched.
  useEffect(() => {
    if (!isHere) return undefined;
    const leave = (event: globalThis.PointerEvent) => {
      if (!(event.target instanceof Element) || !event.target.closest('.chart-overlay')) unpoint(chart);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [isHere, chart]);
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
      className="chart-overlay"
      onPointerDown={pointAt}
      onPointerMove={pointAt}
      onPointerLeave={(event) => event.pointerType === 'mouse' && unpoint(chart)}
    >
      <Playhead frames={frames} currentRun={currentRun} />
      {pointed && percent <= 100 && <div className="chart-crosshair" style={{ left: `${percent}%` }} />}
      {pointed && values && (
        <div
          className="chart-tooltip"
          style={percent < 50 ? { left: `${percent}%` } : { right: `${100 - percent}%` }}
        >
          <strong>{formatInstant(pointed.atMs)}</strong>
          {values}
        </div>
      )}
    </div>
  );
});
