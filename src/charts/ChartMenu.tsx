/** The buttons of a chart: its data as a table, and its data and picture as files. */
import { ActionIcon, Popover, UnstyledButton } from '@mantine/core';
import { lazy, memo, Suspense, useState, type RefObject } from 'react';
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import type { ChartTable } from './table.ts';

const TableDialog = lazy(async () => ({ default: (await import('./TableDialog.tsx')).TableDialog }));

export interface ChartMenuProps {
  readonly spec: ChartSpec;
  readonly currentRun: () => Run;
  readonly figure: RefObject<HTMLElement | null>;
}

function fileName({ pattern, scenario }: Run, spec: ChartSpec, extension: string): string {
  return `${pattern.id}-${spec.id}-seed-${scenario.seed}.${extension}`;
}

export const ChartMenu = memo(function ChartMenu({ spec, currentRun, figure }: ChartMenuProps) {
  const [table, setTable] = useState<ChartTable | null>(null);
  const [isTableOpen, setIsTableOpen] = useState(false);

  async function openTable(): Promise<void> {
    const { chartTable } = await import('./chartTable.ts');
    setTable(chartTable(spec, currentRun()));
    setIsTableOpen(true);
  }
  async function saveCsv(): Promise<void> {
    const { saveChartCsv } = await import('./exports.ts');
    const run = currentRun();
    saveChartCsv(spec, run, fileName(run, spec, 'csv'));
  }
  async function savePng(): Promise<void> {
    const { saveChartPng } = await import('./exports.ts');
    if (figure.current) await saveChartPng(figure.current, fileName(currentRun(), spec, 'png'));
  }

  return (
    <div className="chart-menu">
      <ActionIcon
        className="chart-button"
        variant="subtle"
        color="gray"
        aria-label={`Table: ${spec.title}`}
        onClick={() => void openTable()}
      >
        <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
          <path
            d="M2 3h12v10H2z M2 6.3h12 M2 9.6h12 M6.5 6.3V13"
            fill="none"
            stroke="currentColor"
            strokeWidth={1.3}
          />
        </svg>
      </ActionIcon>
      <Popover position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon
            className="chart-button"
            variant="subtle"
            color="gray"
            aria-label={`Save: ${spec.title}`}
          >
            <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
              <path
                d="M8 2v7.5 M4.8 6.6 8 9.8l3.2-3.2 M2.5 11v2.5h11V11"
                fill="none"
                stroke="currentColor"
                strokeWidth={1.3}
              />
            </svg>
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown p={4}>
          <UnstyledButton className="chart-menu-item" onClick={() => void saveCsv()}>
            Data as CSV
          </UnstyledButton>
          <UnstyledButton className="chart-menu-item" onClick={() => void savePng()}>
            Picture as PNG
          </UnstyledButton>
        </Popover.Dropdown>
      </Popover>
      {table && (
        <Suspense fallback={null}>
          <TableDialog
            title={spec.title}
            table={table}
            isOpen={isTableOpen}
            onClose={() => setIsTableOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
});
