/** The instant under the pointer. There is one pointer, so there is one of it: every chart marks the same instant. */
import { useSyncExternalStore } from 'react';

export interface PointedInstant {
  readonly atMs: number;
  /** Height in the plot, 0 at its top, 1 at its bottom. */
  readonly depth: number;
  /** Id of the chart that is pointed at. */
  readonly chart: string;
}

let pointed: PointedInstant | null = null;
const listeners = new Set<() => void>();

export function point(at: PointedInstant | null): void {
  pointed = at;
  for (const listener of listeners) listener();
}

/** Forgets the instant if it is this chart's. */
export function unpoint(chart: string): void {
  if (pointed?.chart === chart) point(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePointedInstant(): PointedInstant | null {
  return useSyncExternalStore(subscribe, () => pointed);
}
