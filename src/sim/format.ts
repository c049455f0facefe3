/** How numbers are written everywhere: three significant digits, with units, the same on screen, in sentences and in a terminal. */
import type { Unit } from './metrics.ts';

function trim(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `0 ms`, `350 ms`, `2.4 s`, `3 min`. */
export function formatDuration(ms: number): string {
  if (ms === Infinity) return 'no limit';
  if (ms < 999.5) return `${trim(ms)} ms`;
  if (ms < 59_950) return `${trim(ms / 1000)} s`;
  if (ms < 3_597_000) return `${trim(Math.max(1, ms / 60_000))} min`;
  return `${trim(Math.max(1, ms / 3_600_000))} h`;
}

export function formatShare(ratio: number): string {
  return `${trim(ratio * 100)} %`;
}

/** Whole numbers exactly with thin group spaces, others to three digits. */
export function formatNumber(value: number): string {
  if (!Number.isInteger(value)) return trim(value);
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** A point on the time axis, or a time that is running out: always one decimal, so that it does not jump about: `0.0 s`, `12.4 s`, `2:05 min`. */
export function formatInstant(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

/** A metric's figure; an em dash where there is none. */
export function formatFigure(value: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return '—';
  if (unit === 'ms') return formatDuration(value);
  if (unit === 'share') return formatShare(value);
  return formatNumber(value);
}
