/** The clock of the run, written in every frame without rendering. */
import { useEffect, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import { formatAt, formatEnd } from '../timeline/instants.ts';

export interface ClockProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
}

export function Clock({ frames, currentRun }: ClockProps) {
  const now = useRef<HTMLElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    function write(element: HTMLElement | null, text: string): void {
      if (element && element.textContent !== text) element.textContent = text;
    }
    return frames.onFrame(() => {
      const { nowMs, scenario } = currentRun();
      write(now.current, formatAt(nowMs, scenario.durationMs));
      write(end.current, formatEnd(scenario.durationMs));
    });
  }, [frames, currentRun]);
  return (
    <span className="transport-clock" role="timer" aria-label="Virtual time">
      <b ref={now} /> / <span ref={end} />
    </span>
  );
}
