/** Below the stage: the charts, and calls or figures beside them; or a comparison in the place of all of it. */
import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { LinkView } from '../scenario/link.ts';
import type { StageProps } from '../ui/stage.ts';
import { CallTable } from '../ui/calls/CallTable.tsx';
import { Figures } from '../ui/figures/Figures.tsx';
import type { StudyChoice } from '../ui/study/Compare.tsx';

const ChartGrid = lazy(() => import('../charts/index.ts').then(({ ChartGrid: Grid }) => ({ default: Grid })));
const Compare = lazy(async () => ({ default: (await import('../ui/study/Compare.tsx')).Compare }));

interface WorkbenchProps extends Pick<StageProps, 'pattern' | 'frames' | 'currentRun' | 'params'> {
  readonly seed: number;
  readonly view: LinkView;
}

export function Workbench({ pattern, frames, currentRun, params, seed, view }: WorkbenchProps) {
  const [chosen, setChosen] = useState('calls');
  const [comparison, setComparison] = useState<StudyChoice>({});
  const canCompare = pattern.studies.length > 0;
  const detail = chosen === 'compare' && !canCompare ? 'calls' : chosen;
  const isComparing = detail === 'compare';
  return (
    <div className="pf-workbench" data-comparing={isComparing || undefined}>
      {!isComparing && (
        <section className="pf-charts" aria-label="Charts">
          <Suspense fallback={<p className="pf-loading">Loading the charts…</p>}>
            <ChartGrid pattern={pattern} frames={frames} currentRun={currentRun} params={params} />
          </Suspense>
        </section>
      )}
      <section className="pf-details" aria-label="Details">
        <SegmentedControl
          size="xs"
          aria-label="Details"
          value={detail}
          onChange={setChosen}
          data={[
            { value: 'calls', label: 'Calls' },
            { value: 'figures', label: 'Figures' },
            ...(canCompare ? [{ value: 'compare', label: 'Compare' }] : []),
          ]}
        />
        <div className="pf-detail">
          {detail === 'calls' && (
            <CallTable frames={frames} currentRun={currentRun} causes={pattern.causes} />
          )}
          {detail === 'figures' && (
            <Figures frames={frames} currentRun={currentRun} specs={pattern.metrics} />
          )}
          {isComparing && (
            <Suspense fallback={<p className="pf-loading">Loading the comparison…</p>}>
              <Compare
                pattern={pattern}
                params={params}
                seed={seed}
                view={view}
                choice={comparison}
                onChoose={setComparison}
              />
            </Suspense>
          )}
        </div>
      </section>
    </div>
  );
}
