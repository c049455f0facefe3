/** How the numbers of a chart are written: by the chart's unit, in three significant digits. */
import type { ChartSpec } from '../patterns/pattern.ts';
import { formatDuration, formatInstant, formatNumber, formatShare } from '../sim/format.ts';

export type ChartUnit = ChartSpec['unit'];

/** The unit spelt out where there is room for it: in a sentence, a table's head, a file. */
export const UNIT_WORDS: Readonly<Record<ChartUnit, string>> = {
  callsPerSecond: 'calls per second',
  callsPerRow: 'calls',
  share: 'per cent',
  ms: 'ms',
  count: '',
  state: '',
};

/** The length of the slices that `callsPerRow` counts in, in words: `per 250 ms`; null for other units. */
export function sliceWords(unit: ChartUnit, rowMs: number): string | null {
  return unit === 'callsPerRow' ? `per ${formatDuration(rowMs)}` : null;
}

/** `18.2/s`, `45 %`, `350 ms`, `3`; an em dash where there is no value. */
export function formatValue(value: number | null, unit: ChartUnit): string {
  if (value === null) return '—';
  if (unit === 'share') return formatShare(value);
  if (unit === 'ms') return formatDuration(value);
  return unit === 'callsPerSecond' ? `${formatNumber(value)}/s` : formatNumber(value);
}

/** `155–400 ms`, `0–2 s`, `800 ms–1.2 s`: the unit once where it is the same. */
export function formatRange(from: number, to: number, unit: ChartUnit): string {
  const [start, end] = [formatValue(from, unit), formatValue(to, unit)];
  const [amount = '', word] = start.split(' ');
  return `${from === 0 || word === end.split(' ')[1] ? amount : start}–${end}`;
}

/** A label of the value axis: as in `formatValue`, but plain 0. */
export function formatValueTick(value: number, unit: ChartUnit): string {
  return value === 0 ? '0' : formatValue(value, unit);
}

/** A label of the time axis: `0`, `10 s`, `1 min`, `1:15 min`. */
export function formatTimeTick(ms: number): string {
  if (ms === 0) return '0';
  return ms < 60_000 || ms % 60_000 === 0 ? formatDuration(ms) : formatInstant(ms);
}
