/** What the legend and the tooltip of a chart say. */
import type { ChartSpec } from '../patterns/pattern.ts';
import { formatDuration } from '../sim/format.ts';
import type { ChartRow } from './chartRows.ts';
import type { LegendEntry } from './Legend.tsx';
import { wordOfState } from './laneBands.ts';
import { seriesLooks, stateLook, type Look } from './looks.ts';
import { statesOf } from './tones.ts';
import { formatValue } from './units.ts';
import type { ChartData } from './useChartData.ts';

const THRESHOLD_LOOK: Look = {
  colour: 'var(--chart-ink)',
  textColour: 'var(--chart-ink)',
  hatch: 'plain',
  dash: '3 3',
};

function seriesEntries(spec: ChartSpec, row: ChartRow | undefined): LegendEntry[] {
  const looks = seriesLooks(spec);
  return spec.series.map(({ label }, index) => ({
    label,
    look: looks[index] as Look,
    kind: spec.kind === 'stacked' ? 'area' : 'line',
    value: formatValue(row?.[label] ?? null, spec.unit),
  }));
}

/** The states seen so far, in the order of the statechart, with the lanes now in them when there are several. */
function laneEntries({ run, lanes }: ChartData): LegendEntry[] {
  const seen = new Set(lanes.flatMap(({ bands }) => bands.map(({ state }) => state)));
  const known = statesOf(run.pattern).flatMap(({ path }) => (seen.delete(path) ? [path] : []));
  return [...known, ...seen].map((state) => ({
    label: wordOfState(state),
    look: stateLook(run.pattern, state),
    kind: 'area',
    value:
      lanes.length > 1 ? String(lanes.filter(({ bands }) => bands.at(-1)?.state === state).length) : null,
  }));
}

export function legendEntries(
  spec: ChartSpec,
  data: ChartData | null,
  threshold: number | null,
): LegendEntry[] {
  if (spec.kind === 'lanes') return data ? laneEntries(data) : [];
  const entries = seriesEntries(spec, data?.rows.at(-1));
  if (spec.threshold && threshold !== null) {
    const value = formatValue(threshold, spec.unit);
    entries.push({ label: spec.threshold.label, look: THRESHOLD_LOOK, kind: 'line', value });
  }
  return entries;
}

/** The values of a series chart at an instant, top to bottom; null where nothing has happened yet. */
export function entriesAt(spec: ChartSpec, { rows }: ChartData, atMs: number): LegendEntry[] | null {
  const row = rows.find(({ tMs }) => tMs >= atMs);
  if (!row) return null;
  const entries = seriesEntries(spec, row);
  return spec.kind === 'stacked' ? entries.toReversed() : entries;
}

/** The band of a lane at an instant. */
export function laneEntryAt({ run, lanes }: ChartData, lane: number, atMs: number): LegendEntry[] | null {
  const found = lanes[lane];
  const band = found?.bands.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (!found || !band) return null;
  const label = `${found.label}: ${wordOfState(band.state)}`;
  const value = formatDuration(band.toMs - band.fromMs);
  return [{ label, look: stateLook(run.pattern, band.state), kind: 'area', value }];
}
