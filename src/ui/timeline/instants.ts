/** The time axis in numbers and words: how instants are written, where labels stand, and to what a dragged instant snaps. */
import { formatDuration, formatInstant } from '../../sim/format.ts';
import { roundDown } from '../form/scale.ts';

/** Runs up to this long are read in seconds throughout. */
const LONGEST_IN_SECONDS_MS = 120_000;
const SHORT_RUN_MS = 10_000;

/** An instant of a run of this length: `12.4 s`; `2:05 min` in a long run. */
export function formatAt(atMs: number, durationMs: number): string {
  if (durationMs > LONGEST_IN_SECONDS_MS) return formatInstant(atMs);
  return `${(atMs / 1000).toFixed(durationMs < SHORT_RUN_MS ? 2 : 1)} s`;
}

/** The length of a run: `60 s`, `5:00 min`. */
export function formatEnd(durationMs: number): string {
  if (durationMs > LONGEST_IN_SECONDS_MS) return formatInstant(durationMs);
  return `${Number((durationMs / 1000).toFixed(2))} s`;
}

/** Dragged instants are multiples of this: about one pixel, and 100 ms in a run of a minute. */
export function snapStepMs(durationMs: number): number {
  return roundDown(Math.max(1, durationMs / 600));
}

export function clampInstant(atMs: number, durationMs: number): number {
  return Math.round(Math.min(durationMs, Math.max(0, atMs)));
}

export function snapInstant(atMs: number, durationMs: number): number {
  const stepMs = snapStepMs(durationMs);
  return clampInstant(Math.round(atMs / stepMs) * stepMs, durationMs);
}

export interface AxisLabel {
  readonly atMs: number;
  readonly text: string;
}

const STEPS_MS = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000,
];

/** Round instants at least `gap` px apart on an axis `width` px long, with the start and the end. */
export function axisLabels(durationMs: number, width: number, gap = 72): readonly AxisLabel[] {
  const stepMs = STEPS_MS.find((candidate) => (candidate / durationMs) * width >= gap) ?? durationMs;
  const labels: AxisLabel[] = [{ atMs: 0, text: '0' }];
  for (let atMs = stepMs; ((durationMs - atMs) / durationMs) * width >= gap * 0.7; atMs += stepMs) {
    const text = durationMs > LONGEST_IN_SECONDS_MS ? formatDuration(atMs) : `${atMs / 1000} s`;
    labels.push({ atMs, text });
  }
  return [...labels, { atMs: durationMs, text: formatEnd(durationMs) }];
}
