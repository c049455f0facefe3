/** The reference's table of metrics, live, and beside it what queueing theory says; also the stage for those who cannot see the cells. */
import { useEffect, useRef } from 'react';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import { formatFigure } from '../../sim/format.ts';
import type { Summary, Unit } from '../../sim/metrics.ts';
import { KIND_NAMES, KINDS, poolOf, sizeOf, type BulkheadParams, type Kind } from './kinds.ts';
import { metricOf, metrics, type KindMetric } from './metrics.ts';
import { isExact } from './prediction.ts';

interface Column {
  readonly id: KindMetric;
  readonly label: string;
  /** Whether the sum over the kinds means something. */
  readonly isSummed?: boolean;
}

const COLUMNS: readonly Column[] = [
  { id: 'active', label: 'Active', isSummed: true },
  { id: 'queued', label: 'Queued', isSummed: true },
  { id: 'completed', label: 'Com­pleted', isSummed: true },
  { id: 'failed', label: 'Failed', isSummed: true },
  { id: 'rejected', label: 'Re­jected', isSummed: true },
  { id: 'timedOut', label: 'Timed out', isSummed: true },
  { id: 'successRate', label: 'Success' },
  { id: 'rejectionRate', label: 'Rejection' },
  { id: 'predictedRejection', label: 'in theory' },
  { id: 'meanExecutionMs', label: 'Average time' },
  { id: 'meanWaitMs', label: 'Queue wait' },
  { id: 'utilisation', label: 'In use' },
  { id: 'inPool', label: 'L', isSummed: true },
  { id: 'arrivalsTimesStay', label: 'λ·W', isSummed: true },
];

const ROWS = [...KINDS, 'all'] as const;
type Row = (typeof ROWS)[number];

function unitOf(column: KindMetric): Unit {
  return metrics[metricOf('database', column)].unit;
}

function figureAt(summary: Summary, kind: Kind, { id }: Column, params: BulkheadParams): string {
  const text = formatFigure(roundCalls(summary[metricOf(kind, id)] ?? null, id), unitOf(id));
  const { size, queueSize } = sizeOf(poolOf(kind, params), params);
  if (id === 'active') return `${text} of ${size}`;
  if (id === 'queued') return `${text} of ${queueSize}`;
  const isGuess = id === 'predictedRejection' && text !== '—' && !isExact(kind, params);
  return isGuess ? `≈ ${text}` : text;
}

/** The reference's rates, from the sums. */
function sumAt(summary: Summary, { id, isSummed }: Column): string {
  const sum = (metric: KindMetric) =>
    KINDS.reduce((total, kind) => total + (summary[metricOf(kind, metric)] ?? 0), 0);
  const share = (part: number, whole: number) => formatFigure(whole > 0 ? part / whole : null, 'share');
  const ended = sum('completed') + sum('failed');
  if (id === 'successRate') return share(sum('completed'), ended);
  if (id === 'rejectionRate') return share(sum('rejected'), ended + sum('rejected'));
  return isSummed ? formatFigure(roundCalls(sum(id), id), unitOf(id)) : '';
}

/** A table is read across: two decimals, so that the means of Little’s law line up. */
function roundCalls(value: number | null, id: KindMetric): number | null {
  const isMean = id === 'inPool' || id === 'arrivalsTimesStay';
  return value === null || !isMean ? value : Math.round(value * 100) / 100;
}

function textAt(summary: Summary, row: Row, column: Column, params: BulkheadParams): string {
  return row === 'all' ? sumAt(summary, column) : figureAt(summary, row, column, params);
}

interface PoolTableProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
}

export function PoolTable({ frames, currentRun }: PoolTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    const cells = [...(body.current?.querySelectorAll('td') ?? [])];
    return frames.onTick(() => {
      const run = currentRun();
      const summary = run.world.metrics.summary();
      const params = run.params as BulkheadParams;
      for (const [index, cell] of cells.entries()) {
        const row = ROWS[Math.floor(index / COLUMNS.length)];
        const column = COLUMNS[index % COLUMNS.length];
        if (!row || !column) continue;
        const text = textAt(summary, row, column, params);
        if (cell.textContent !== text) cell.textContent = text;
      }
    }, READING_MS);
  }, [frames, currentRun]);

  return (
    // A region that scrolls must be reachable by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="bulkhead-table" tabIndex={0} role="region" aria-label="Metrics of the pools">
      <table>
        <thead>
          <tr>
            <th scope="col">Calls to</th>
            {COLUMNS.map(({ id, label }) => (
              <th key={id} scope="col" title={metrics[metricOf('database', id)].help}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {ROWS.map((row) => (
            <tr key={row} data-kind={row}>
              <th scope="row">{row === 'all' ? 'all' : KIND_NAMES[row]}</th>
              {COLUMNS.map(({ id }) => (
                <td key={id}>—</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
