/** Tells of a moving value at a bearable rate, and of where it came to rest. */

export type DragPhase = 'dragging' | 'done';

/** A moving value is told at most once in this time. */
export const DRAG_INTERVAL_MS = 120;

export type DragListener<T> = (value: T, phase: DragPhase) => void;

export interface DragReports<T> {
  /** From now on `listener` is told. */
  tellTo(listener: DragListener<T>): void;
  move(value: T): void;
  /** Tells the last value as done; nothing when it has not moved since. */
  end(): void;
  cancel(): void;
}

export function createDragReports<T>(): DragReports<T> {
  let report: DragListener<T> = () => {};
  let moved: { readonly value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAtMs = -Infinity;

  function tell(): void {
    timer = undefined;
    toldAtMs = performance.now();
    if (moved) report(moved.value, 'dragging');
  }
  function cancel(): void {
    clearTimeout(timer);
    timer = undefined;
    moved = null;
  }
  return {
    cancel,
    tellTo(listener) {
      report = listener;
    },
    move(value) {
      moved = { value };
      if (timer !== undefined) return;
      const waitMs = toldAtMs + DRAG_INTERVAL_MS - performance.now();
      if (waitMs <= 0) tell();
      else timer = setTimeout(tell, waitMs);
    },
    end() {
      const last = moved;
      cancel();
      if (last) report(last.value, 'done');
    },
  };
}
