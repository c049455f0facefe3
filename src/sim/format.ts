/** How numbers are written everywhere: three significant digits, with units, the same on screen, in sentences and in a terminal. */
import type { Unit } from './metrics.ts';

function trim(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `0 ms`, `350 ms`, `2.4 s`, `3 min`, `−11 s`. */
export function formatDuration(ms: number): string {
  if (ms === Infinity) return 'no limit';
  if (ms < 0) return `−${formatDuration(-ms)}`;
  const [scale, unit] = scaleOf(ms);
  return `${trim(scale > 1_000 ? Math.max(1, ms / scale) : ms / scale)} ${unit}`;
}

export function formatShare(ratio: number): string {
  return `${trim(ratio * 100)} %`;
}

/** Whole numbers exactly, others to three digits; thousands with thin spaces between. */
export function formatNumber(value: number): string {
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  return Number.isInteger(shown) ? String(shown).replace(/\B(?=(\d{3})+$)/g, '\u202f') : String(shown);
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

/** The unit in which a duration is written. */
function scaleOf(ms: number): readonly [ms: number, unit: string] {
  if (ms < 999.5) return [1, 'ms'];
  if (ms < 59_950) return [1_000, 's'];
  return ms < 3_597_000 ? [60_000, 'min'] : [3_600_000, 'h'];
}

/** Both ends of an interval in one unit: three digits, fewer where the interval is wide, more where they would not differ. */
export function formatInterval(low: number, high: number, unit: Unit): string {
  if (unit === 'share') return `${formatRange(low * 100, high * 100)} %`;
  if (unit !== 'ms') return formatRange(low, high);
  const [scale, name] = scaleOf(high);
  return `${formatRange(low / scale, high / scale)} ${name}`;
}

function formatRange(low: number, high: number): string {
  if (low === high) return `${formatNumber(low)}–${formatNumber(high)}`;
  const digitsTo = (size: number, digits: number) => Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const width = high - low;
  const decimals = Math.max(
    digitsTo(width, 1),
    Math.min(digitsTo(width, 2), digitsTo(Math.abs(high) || 1, 3)),
  );
  const [from, to] = [low, high].map((end) =>
    decimals === 0 || end === 0 ? formatNumber(Math.round(end)) : end.toFixed(Math.min(decimals, 20)),
  );
  return `${from}–${to}`;
}
