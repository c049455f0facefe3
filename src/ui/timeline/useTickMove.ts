/** Moving one tick along the track, by pointer or by keys; the move is told once, when it is over. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { clampInstant, snapInstant } from './instants.ts';

export interface TickMoveOptions {
  readonly atMs: number;
  readonly durationMs: number;
  /** Width of the track in px. */
  readonly width: number;
  readonly isMovable: boolean;
  readonly onMove: (atMs: number) => void;
}

/** A press that moves less is a click. */
const CLICK_SLACK_PX = 3;

interface Press {
  readonly x: number;
  hasMoved: boolean;
}

export function useTickMove({ atMs, durationMs, width, isMovable, onMove }: TickMoveOptions) {
  const [movedMs, setMovedMs] = useState<number | null>(null);
  // A pointer may be lifted before the state of its last move is rendered.
  const latestMs = useRef<number | null>(null);
  const press = useRef<Press | null>(null);
  const wasDragged = useRef(false);

  function moveTo(nextMs: number | null): void {
    latestMs.current = nextMs;
    setMovedMs(nextMs);
  }
  function cancel(): void {
    press.current = null;
    moveTo(null);
  }
  function end(): void {
    const endMs = latestMs.current;
    cancel();
    if (endMs !== null && endMs !== atMs) onMove(endMs);
  }
  return {
    shownMs: movedMs ?? atMs,
    isMoving: movedMs !== null,
    /** Whether the click that follows belongs to a drag; asking forgets it. */
    takeDrag(): boolean {
      const dragged = wasDragged.current;
      wasDragged.current = false;
      return dragged;
    },
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        wasDragged.current = false;
        if (!isMovable || event.button !== 0) return;
        press.current = { x: event.clientX, hasMoved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (!press.current) return;
        const shift = event.clientX - press.current.x;
        if (!press.current.hasMoved && Math.abs(shift) < CLICK_SLACK_PX) return;
        press.current.hasMoved = true;
        wasDragged.current = true;
        moveTo(snapInstant(atMs + (shift / width) * durationMs, durationMs));
      },
      onPointerUp: end,
      onPointerCancel: cancel,
      onKeyDown(event: KeyboardEvent) {
        if (event.key === 'Escape') cancel();
        const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (direction === undefined || !isMovable) return;
        event.preventDefault();
        event.stopPropagation();
        const stepMs = event.shiftKey ? 1_000 : 100;
        moveTo(clampInstant((latestMs.current ?? atMs) + direction * stepMs, durationMs));
      },
      onKeyUp: end,
      onBlur: end,
    },
  };
}
