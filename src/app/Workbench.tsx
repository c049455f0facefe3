/** Below the stage: the charts, and calls or figures beside them. */
import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { StageProps } from '../ui/stage.ts';
import { CallTable } from '../ui/calls/CallTable.tsx';
import { Figures } from '../ui/figures/Figures.tsx';

const ChartGrid = lazy(() => import('../charts/index.ts').then(({ ChartGrid: Grid }) => ({ default: Grid })));

type WorkbenchProps = Pick<StageProps, 'pattern' | 'frames' | 'currentRun' | 'params'>;

export function Workbench({ pattern, frames, currentRun, params }: WorkbenchProps) {
  return (
    <div className="pf-workbench">
      <section className="pf-charts" aria-label="Charts">
        <Suspense fallback={<p className="pf-loading">Loading the charts…</p>}>
          <ChartGrid pattern={pattern} frames={frames} currentRun={currentRun} params={params} />
        </Suspense>
      </section>
      <Tabs className="pf-details" defaultValue="calls" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="calls">Calls</Tabs.Tab>
          <Tabs.Tab value="figures">Figures</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="calls">
          <CallTable frames={frames} currentRun={currentRun} causes={pattern.causes} />
        </Tabs.Panel>
        <Tabs.Panel value="figures">
          <Figures frames={frames} currentRun={currentRun} specs={pattern.metrics} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
