/** What lies under a mouse over the track: the instant, and the state of a single lane then. Written without rendering. */
import { useRef, type PointerEvent, type RefObject } from 'react';
import type { Run } from '../../run/run.ts';
import { humanise } from '../statechart/words.ts';
import { formatAt, snapInstant } from './instants.ts';

export interface HoverTime {
  /** As wide as the track; shifted to the mouse, its only child holds the words. */
  readonly carrier: RefObject<HTMLDivElement | null>;
  show(event: PointerEvent<HTMLElement>): void;
  hide(): void;
}

function stateAt(run: Run, atMs: number): string | undefined {
  const [lane, second] = run.world.lanes.all();
  if (second) return undefined;
  return lane?.bands().find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.state;
}

export function useHoverTime(currentRun: () => Run, durationMs: number): HoverTime {
  const carrier = useRef<HTMLDivElement>(null);
  return {
    carrier,
    show({ clientX, currentTarget, pointerType }) {
      const words = carrier.current?.firstElementChild;
      if (!carrier.current || !words || pointerType === 'touch') return;
      const { left, width } = currentTarget.getBoundingClientRect();
      const atMs = snapInstant(((clientX - left) / width) * durationMs, durationMs);
      const state = stateAt(currentRun(), atMs);
      words.textContent = formatAt(atMs, durationMs) + (state === undefined ? '' : ` · ${humanise(state)}`);
      carrier.current.style.transform = `translateX(${(100 * atMs) / durationMs}%)`;
      carrier.current.hidden = false;
    },
    hide() {
      if (carrier.current) carrier.current.hidden = true;
    },
  };
}
