/** A chart as a table: a row per slice of time, band of a lane, step, or bin of a distribution. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { formatInstant } from '../sim/format.ts';
import { chartRows } from './chartRows.ts';
import { distributionOf, takeValues } from './distribution.ts';
import { wordOfState } from './laneBands.ts';
import { judgeSteps, seenSteps } from './steps.ts';
import { thresholdValue } from './threshold.ts';
import { textColumn, valueColumn, type Cell, type ChartTable } from './table.ts';
import { sliceWords, UNIT_WORDS } from './units.ts';

const OLDEST_FIRST = 'oldest first';

const asInstant = (cell: Cell) => formatInstant(Number(cell));

function laneTable({ world }: Run): ChartTable {
  const rows = world.lanes
    .all()
    .flatMap(({ label, bands }) =>
      bands().map(({ state, fromMs, toMs }): readonly Cell[] => [label, wordOfState(state), fromMs, toMs]),
    );
  return {
    order: OLDEST_FIRST,
    columns: [
      textColumn('lane'),
      textColumn('state'),
      { label: 'from', unit: 'ms', format: asInstant },
      { label: 'to', unit: 'ms', format: asInstant },
    ],
    rows,
  };
}

function stepTable(spec: ChartSpec, run: Run): ChartTable {
  const steps = judgeSteps(spec, seenSteps(spec, run), run.params);
  const seen = ['p5', 'median', 'p95'].map((label) => valueColumn(label, spec.unit));
  const allowed = spec.allowed
    ? [valueColumn('least allowed', spec.unit), valueColumn('greatest allowed', spec.unit), textColumn('now')]
    : [];
  return {
    order: 'first step first',
    columns: [textColumn('step'), valueColumn('values', 'count'), ...seen, ...allowed],
    rows: steps.map(({ label, count, p5, p50, p95, allowed: range, isUsed }) => {
      const cells: Cell[] = [label, count, p5, p50, p95];
      if (spec.allowed) cells.push(range?.[0] ?? null, range?.[1] ?? null, isUsed ? 'used' : 'not used');
      return cells;
    }),
  };
}

/** The last row is what lies beyond the bins, if anything does. */
function distributionTable(spec: ChartSpec, run: Run): ChartTable {
  const threshold = thresholdValue(spec, run.pattern, run.params);
  const values = takeValues(spec, run);
  const { bins, scale, offAxis } = distributionOf(values, spec.unit, threshold);
  const rows = bins.map(({ from, to, share, upToHere }): readonly Cell[] => [from, to, share, upToHere]);
  if (offAxis > 0) rows.push([scale.max, values.greatest, offAxis, 1]);
  return {
    order: 'lowest first',
    columns: [
      valueColumn('above', spec.unit),
      valueColumn('up to', spec.unit),
      valueColumn('share', 'share'),
      valueColumn('up to here', 'share'),
    ],
    rows: values.count > 0 ? rows : [],
  };
}

function seriesTable(spec: ChartSpec, run: Run): ChartTable {
  const slice = sliceWords(spec.unit, run.world.metrics.rowMs);
  const unit = slice === null ? UNIT_WORDS[spec.unit] : `${UNIT_WORDS[spec.unit]} ${slice}`;
  return {
    order: OLDEST_FIRST,
    columns: [
      { label: 'time', unit: 'ms', format: asInstant },
      ...spec.series.map(({ label }) => ({ ...valueColumn(label, spec.unit), unit })),
    ],
    rows: chartRows(spec, run).map((row) => [row.tMs, ...spec.series.map(({ label }) => row[label] ?? null)]),
  };
}

export function chartTable(spec: ChartSpec, run: Run): ChartTable {
  switch (spec.kind) {
    case 'lanes':
      return laneTable(run);
    case 'steps':
      return stepTable(spec, run);
    case 'distribution':
      return distributionTable(spec, run);
    default:
      return seriesTable(spec, run);
  }
}
