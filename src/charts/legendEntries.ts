/** What the legend and the tooltip of a chart say. */
import type { ChartSpec } from '../patterns/pattern.ts';
import { formatDuration, formatShare } from '../sim/format.ts';
import type { ChartData, LanesData, SeriesData } from './chartData.ts';
import type { ChartRow } from './chartRows.ts';
import { distributionOf, type Bin, type Values } from './distribution.ts';
import type { LegendEntry } from './Legend.tsx';
import { wordOfState } from './laneBands.ts';
import {
  ALLOWED_LOOK,
  distributionLooks,
  INK_LOOK,
  ownLook,
  seriesLooks,
  stateLook,
  type Look,
} from './looks.ts';
import type { Step } from './steps.ts';
import { statesOf } from './tones.ts';
import { formatRange, formatValue } from './units.ts';

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
function laneEntries({ run, lanes }: LanesData): LegendEntry[] {
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

function thresholdEntries({ threshold, unit }: ChartSpec, value: number | null): LegendEntry[] {
  if (!threshold || value === null) return [];
  return [{ label: threshold.label, look: INK_LOOK, kind: 'line', value: formatValue(value, unit) }];
}

const MEDIAN = 'median';
const RANGE = 'p5–p95';
const ALLOWED = 'allowed';
const beyondWords = ({ threshold }: ChartSpec) => `beyond ${threshold?.label ?? ''}`;

function stepLegend({ series, allowed }: ChartSpec): LegendEntry[] {
  const look = ownLook(series[0] ?? {});
  const entries: LegendEntry[] = [{ label: `${MEDIAN}, ${RANGE}`, look, kind: 'step', value: null }];
  if (allowed) entries.push({ label: ALLOWED, look: ALLOWED_LOOK, kind: 'band', value: null });
  return entries;
}

/** The threshold has its name in the drawing. */
function distributionLegend(
  spec: ChartSpec,
  values: Values | undefined,
  threshold: number | null,
): LegendEntry[] {
  const { within, beyond } = distributionLooks(spec);
  const label = spec.series[0]?.label ?? '';
  const median = `${MEDIAN} ${formatValue(values?.p50 ?? null, spec.unit)}`;
  const entries: LegendEntry[] = [{ label, look: within, kind: 'area', value: median }];
  if (spec.threshold && threshold !== null) {
    const share = (values && distributionOf(values, spec.unit, threshold).beyond) ?? null;
    entries.push({
      label: beyondWords(spec),
      look: beyond,
      kind: 'area',
      value: formatValue(share, 'share'),
      isKey: true,
    });
  }
  return entries;
}

/** `data` are of this chart, or null when there are none yet. */
export function legendEntries(
  spec: ChartSpec,
  data: ChartData | null,
  threshold: number | null,
): LegendEntry[] {
  switch (spec.kind) {
    case 'lanes':
      return data?.kind === 'lanes' ? laneEntries(data) : [];
    case 'steps':
      return [...stepLegend(spec), ...thresholdEntries(spec, threshold)];
    case 'distribution':
      return distributionLegend(spec, data?.kind === 'distribution' ? data.values : undefined, threshold);
    default: {
      const row = data?.kind === 'series' ? data.rows.at(-1) : undefined;
      return [...seriesEntries(spec, row), ...thresholdEntries(spec, threshold)];
    }
  }
}

/** The values of a series chart at an instant, top to bottom; null where nothing has happened yet. */
export function entriesAt(spec: ChartSpec, { rows }: SeriesData, atMs: number): LegendEntry[] | null {
  const row = rows.find(({ tMs }) => tMs >= atMs);
  if (!row) return null;
  const entries = seriesEntries(spec, row);
  return spec.kind === 'stacked' ? entries.toReversed() : entries;
}

/** The band of a lane at an instant. */
export function laneEntryAt({ run, lanes }: LanesData, lane: number, atMs: number): LegendEntry[] | null {
  const found = lanes[lane];
  const band = found?.bands.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (!found || !band) return null;
  const label = `${found.label}: ${wordOfState(band.state)}`;
  const value = formatDuration(band.toMs - band.fromMs);
  return [{ label, look: stateLook(run.pattern, band.state), kind: 'area', value }];
}

/** The figures of one step. */
export function stepEntries(spec: ChartSpec, step: Step, place: number): LegendEntry[] {
  const look = ownLook(spec.series[place] ?? {});
  const entries: LegendEntry[] = [];
  if (step.p5 !== null && step.p95 !== null) {
    entries.push(
      { label: MEDIAN, look, kind: 'step', value: formatValue(step.p50, spec.unit) },
      { label: RANGE, look, kind: 'none', value: formatRange(step.p5, step.p95, spec.unit) },
    );
  }
  if (step.allowed)
    entries.push({
      label: ALLOWED,
      look: ALLOWED_LOOK,
      kind: 'band',
      value: formatRange(...step.allowed, spec.unit),
    });
  if (!step.isUsed) entries.push({ label: 'not used', look: INK_LOOK, kind: 'none', value: null });
  return entries;
}

/** The shares of one bin. */
export function binEntries(spec: ChartSpec, { share, beyond, upToHere }: Bin): LegendEntry[] {
  const looks = distributionLooks(spec);
  const look = share > 0 && beyond === share ? looks.beyond : looks.within;
  const entries: LegendEntry[] = [{ label: 'share', look, kind: 'area', value: formatShare(share) }];
  if (beyond > 0 && beyond < share) {
    entries.push({ label: beyondWords(spec), look: looks.beyond, kind: 'area', value: formatShare(beyond) });
  }
  entries.push({ label: 'up to here', look: INK_LOOK, kind: 'none', value: formatShare(upToHere) });
  return entries;
}
