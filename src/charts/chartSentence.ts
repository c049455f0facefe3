/** A chart in one sentence, for those who do not see it: what it shows, the present values and the extreme ones. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { formatInstant, formatNumber, formatShare } from '../sim/format.ts';
import { chartRows, type ChartRow } from './chartRows.ts';
import { distributionParts } from './distributionSentence.ts';
import { enumerate } from './enumerate.ts';
import { laneTotals, wordOfState } from './laneBands.ts';
import { stepParts } from './stepSentence.ts';
import { thresholdValue } from './threshold.ts';
import { formatValue, sliceWords, type ChartUnit } from './units.ts';

/** A value as it is read aloud: the title already says "per second". */
function sayValue(value: number, unit: ChartUnit): string {
  return unit === 'callsPerSecond' ? formatNumber(value) : formatValue(value, unit);
}

function total(row: ChartRow, spec: ChartSpec): number {
  return spec.series.reduce((sum, { label }) => sum + (row[label] ?? 0), 0);
}

function presentValues(spec: ChartSpec, row: ChartRow): string {
  const isOne = spec.series.length === 1;
  const named = spec.series.map(({ label }) => {
    const value = row[label] ?? null;
    const words = value === null ? 'no value' : sayValue(value, spec.unit);
    if (isOne) return words;
    return spec.kind === 'stacked' ? `${words} ${label}` : `${label} ${words}`;
  });
  return enumerate(named);
}

interface Peak {
  readonly value: number;
  readonly atMs: number;
  readonly label: string;
}

function highest(spec: ChartSpec, rows: readonly ChartRow[]): Peak | null {
  let peak: Peak | null = null;
  for (const row of rows) {
    const candidates =
      spec.kind === 'stacked'
        ? [{ value: total(row, spec), label: 'in total' }]
        : spec.series.map(({ label }) => ({ value: row[label] ?? null, label })).toReversed();
    for (const { value, label } of candidates) {
      if (value !== null && (peak === null || value > peak.value)) peak = { value, atMs: row.tMs, label };
    }
  }
  return peak;
}

function peakWords(spec: ChartSpec, { value, atMs, label }: Peak): string {
  const at = `${sayValue(value, spec.unit)} at ${formatInstant(atMs)}`;
  if (spec.series.length === 1) return `highest ${at}`;
  return spec.kind === 'stacked' ? `highest in total ${at}` : `highest ${label} ${at}`;
}

function laneParts(run: Run): string[] {
  const { lanes, changes, states } = laneTotals(run);
  if (lanes === 0) return [];
  const now = states
    .filter(({ lanesNow }) => lanesNow > 0)
    .map(({ state, lanesNow }) => (lanes === 1 ? wordOfState(state) : `${lanesNow} ${wordOfState(state)}`));
  const times = states.map(({ state, share }) => `${wordOfState(state)} ${formatShare(share)}`);
  const change = changes === 1 ? '1 change of state' : `${formatNumber(changes)} changes of state`;
  return [`now ${enumerate(now)}`, change, `${enumerate(times)} of the time`];
}

function seriesParts(spec: ChartSpec, run: Run): string[] {
  const rows = chartRows(spec, run);
  const last = rows.at(-1);
  const peak = highest(spec, rows);
  return last && peak ? [`now ${presentValues(spec, last)}`, peakWords(spec, peak)] : [];
}

/** What there is to say, nothing when there is nothing to show. */
function partsOf(spec: ChartSpec, run: Run): string[] {
  switch (spec.kind) {
    case 'lanes':
      return laneParts(run);
    case 'steps':
      return stepParts(spec, run);
    case 'distribution':
      return distributionParts(spec, run);
    default:
      return seriesParts(spec, run);
  }
}

/** For example "Failure rate, 0.0 s to 42.6 s: now 45 %; highest 100 % at 10.3 s; trips at 50 %." */
export function chartSentence(spec: ChartSpec, run: Run): string {
  const slice = sliceWords(spec.unit, run.world.metrics.rowMs);
  const title = slice === null ? spec.title : `${spec.title}, ${slice}`;
  const about = `${title}, ${formatInstant(0)} to ${formatInstant(run.nowMs)}`;
  const parts = partsOf(spec, run);
  if (parts.length === 0) return `${about}: nothing to show yet.`;
  const threshold = thresholdValue(spec, run.pattern, run.params);
  if (spec.kind !== 'distribution' && spec.threshold && threshold !== null) {
    parts.push(`${spec.threshold.label} ${sayValue(threshold, spec.unit)}`);
  }
  return `${about}: ${parts.join('; ')}.`;
}
