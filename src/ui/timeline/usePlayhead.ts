/** The playhead: painted from the run in every frame, led by the hand while it is dragged or moved by keys. */
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import type { DragPhase } from '../form/dragReports.ts';
import { createTouchIntent } from '../form/touchIntent.ts';
import { useDragReports } from '../form/useDraft.ts';
import { clampInstant, formatAt, formatEnd, snapInstant } from './instants.ts';

export interface PlayheadOptions {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
  readonly durationMs: number;
  readonly onSeek: (atMs: number, phase: DragPhase) => void;
}

export interface Playhead {
  /** As wide as the track; shifted by the share of time that has passed. */
  readonly carrier: RefObject<HTMLDivElement | null>;
  /** The element with `role="slider"`. */
  readonly handle: RefObject<HTMLDivElement | null>;
  readonly onTrack: Pick<
    React.DOMAttributes<HTMLDivElement>,
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
  >;
  readonly onHandle: Pick<React.DOMAttributes<HTMLDivElement>, 'onKeyDown' | 'onKeyUp' | 'onBlur'>;
}

/** After letting go the playhead stays where it was put until the run has come near, at most this long. */
const WAIT_FOR_RUN_MS = 1_000;
const NEAR = 0.02;
/** While it has the focus, a running playhead is spoken of only when it has been still for so long. */
const QUIET_MS = 700;

interface Wanted {
  readonly atMs: number;
  /** Of the wall clock; `Infinity` while the hand leads. */
  readonly untilMs: number;
}

function keyTarget({ key, shiftKey }: KeyboardEvent, fromMs: number, durationMs: number): number | null {
  const step = shiftKey ? 1_000 : 100;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return fromMs - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return fromMs + step;
    case 'PageDown':
      return fromMs - durationMs / 10;
    case 'PageUp':
      return fromMs + durationMs / 10;
    case 'Home':
      return 0;
    case 'End':
      return durationMs;
    default:
      return null;
  }
}

export function usePlayhead({ frames, currentRun, durationMs, onSeek }: PlayheadOptions): Playhead {
  const carrier = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const wanted = useRef<Wanted | null>(null);
  const [intent] = useState(createTouchIntent);
  const reports = useDragReports(onSeek);

  const shownMs = useCallback(() => {
    const { nowMs } = currentRun();
    const aim = wanted.current;
    const isFar = aim !== null && Math.abs(aim.atMs - nowMs) > NEAR * durationMs;
    if (aim && (aim.untilMs === Infinity || (isFar && performance.now() < aim.untilMs))) return aim.atMs;
    wanted.current = null;
    return nowMs;
  }, [currentRun, durationMs]);

  const draw = useCallback(() => {
    if (carrier.current) carrier.current.style.transform = `translateX(${(100 * shownMs()) / durationMs}%)`;
  }, [shownMs, durationMs]);

  const speak = useCallback(() => {
    const atMs = shownMs();
    handle.current?.setAttribute('aria-valuenow', String(Math.round(atMs)));
    handle.current?.setAttribute(
      'aria-valuetext',
      `${formatAt(atMs, durationMs)} of ${formatEnd(durationMs)}`,
    );
  }, [shownMs, durationMs]);

  useEffect(() => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const endings = [
      frames.onFrame(draw),
      frames.onTick(() => {
        clearTimeout(quiet);
        if (document.activeElement === handle.current) quiet = setTimeout(speak, QUIET_MS);
        else speak();
      }),
    ];
    return () => {
      clearTimeout(quiet);
      for (const end of endings) end();
    };
  }, [frames, draw, speak]);

  function lead(atMs: number): void {
    wanted.current = { atMs, untilMs: Infinity };
    draw();
    speak();
    reports.move(atMs);
  }
  function letGo(): void {
    if (wanted.current?.untilMs !== Infinity) return;
    wanted.current = { ...wanted.current, untilMs: performance.now() + WAIT_FOR_RUN_MS };
    setTimeout(draw, WAIT_FOR_RUN_MS);
    reports.end();
  }
  function leadToPointer({ clientX, currentTarget }: PointerEvent<HTMLDivElement>): void {
    const { left, width } = currentTarget.getBoundingClientRect();
    lead(snapInstant(((clientX - left) / width) * durationMs, durationMs));
  }

  return {
    carrier,
    handle,
    onTrack: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        handle.current?.focus({ preventScroll: true });
        event.preventDefault();
        intent.begin(event);
        if (!intent.isOpen()) leadToPointer(event);
      },
      onPointerMove(event) {
        if (!event.currentTarget.hasPointerCapture(event.pointerId) || intent.isOpen(event)) return;
        leadToPointer(event);
      },
      onPointerUp(event) {
        if (intent.end()) leadToPointer(event);
        letGo();
      },
      onPointerCancel() {
        intent.end();
        wanted.current = null;
        reports.cancel();
        draw();
      },
    },
    onHandle: {
      onKeyDown(event: KeyboardEvent) {
        const target = keyTarget(event, shownMs(), durationMs);
        if (target === null) return;
        event.preventDefault();
        event.stopPropagation();
        lead(clampInstant(target, durationMs));
      },
      onKeyUp: letGo,
      onBlur: letGo,
    },
  };
}
