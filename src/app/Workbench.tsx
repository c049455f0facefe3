/** Below the stage: the charts, and calls or figures beside them. */
import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { StageProps } from '../ui/stage.ts';
import { CallTable } from '../ui/calls/CallTable.tsx';
import { Figures } from '../ui/figures/Figures.tsx';

const ChartGrid = lazy(() => import('../charts/index.ts').then(({ ChartGrid: Grid }) => ({ default: Grid })));

type WorkbenchProps = Pick<StageProps, 'pattern' | 'frames' | 'currentRun' | 'params'>;

export function Workbench({ pattern, frames, currentRun, params }: WorkbenchProps) {
  const [detail, setDetail] = useState('calls');
  return (
    <div className="pf-workbench">
      <section className="pf-charts" aria-label="Charts">
        <Suspense fallback={<p className="pf-loading">Loading the charts…</p>}>
          <ChartGrid pattern={pattern} frames={frames} currentRun={currentRun} params={params} />
        </Suspense>
      </section>
      <section className="pf-details" aria-label="Details">
        <SegmentedControl
          size="xs"
          aria-label="Details"
          value={detail}
          onChange={setDetail}
          data={[
            { value: 'calls', label: 'Calls' },
            { value: 'figures', label: 'Figures' },
          ]}
        />
        <div className="pf-detail">
          {detail === 'calls' ? (
            <CallTable frames={frames} currentRun={currentRun} causes={pattern.causes} />
          ) : (
            <Figures frames={frames} currentRun={currentRun} specs={pattern.metrics} />
          )}
        </div>
      </section>
    </div>
  );
}
