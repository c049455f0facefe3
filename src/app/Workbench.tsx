/** Below the stage: the charts, and calls or figures beside them; or a comparison, an experiment or a search in the place of all of it. */
import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { LinkView } from '../scenario/link.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { StageProps } from '../ui/stage.ts';
import { CallTable } from '../ui/calls/CallTable.tsx';
import { Figures } from '../ui/figures/Figures.tsx';
import type { ExperimentPanelProps } from '../ui/experiment/ExperimentPanel.tsx';
import type { StudyChoice } from '../ui/study/Compare.tsx';

const ChartGrid = lazy(() => import('../charts/index.ts').then(({ ChartGrid: Grid }) => ({ default: Grid })));
const Compare = lazy(async () => ({ default: (await import('../ui/study/Compare.tsx')).Compare }));
const ExperimentPanel = lazy(async () => ({
  default: (await import('../ui/experiment/ExperimentPanel.tsx')).ExperimentPanel,
}));
const SearchPanel = lazy(async () => ({
  default: (await import('../ui/search/SearchPanel.tsx')).SearchPanel,
}));

interface WorkbenchProps extends Pick<StageProps, 'pattern' | 'frames' | 'currentRun' | 'params'> {
  readonly scenario: Scenario;
  readonly view: LinkView;
  /** Grows whenever something else is opened. */
  readonly opening: number;
  readonly on: {
    readonly change: ExperimentPanelProps['onChange'];
    readonly open: ExperimentPanelProps['onOpen'];
    readonly runToEnd: ExperimentPanelProps['onRunToEnd'];
  };
}

export function Workbench({
  pattern,
  scenario,
  frames,
  currentRun,
  params,
  view,
  opening,
  on,
}: WorkbenchProps) {
  const [chosen, setChosen] = useState({ detail: scenario.experiment ? 'experiment' : 'calls', opening });
  const [comparison, setComparison] = useState<StudyChoice>({});
  const canCompare = pattern.studies.length > 0;
  const canSearch = pattern.breakpoints.length > 0;
  const detail = chosen.detail === 'compare' && !canCompare ? 'calls' : chosen.detail;
  const isWhole = detail === 'compare' || detail === 'experiment' || detail === 'search';
  if (chosen.opening !== opening) {
    const kept = chosen.detail === 'experiment' ? 'calls' : chosen.detail;
    setChosen({ detail: scenario.experiment ? 'experiment' : kept, opening });
  }
  return (
    <div className="pf-workbench" data-whole={isWhole ? detail : undefined}>
      {!isWhole && (
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
          onChange={(next) => setChosen({ detail: next, opening })}
          data={[
            { value: 'calls', label: 'Calls' },
            { value: 'figures', label: 'Figures' },
            ...(canCompare ? [{ value: 'compare', label: 'Compare' }] : []),
            { value: 'experiment', label: 'Experiment' },
            ...(canSearch ? [{ value: 'search', label: 'Find' }] : []),
          ]}
        />
        <div className="pf-detail">
          {detail === 'calls' && (
            <CallTable frames={frames} currentRun={currentRun} causes={pattern.causes} />
          )}
          {detail === 'figures' && (
            <Figures frames={frames} currentRun={currentRun} specs={pattern.metrics} />
          )}
          {detail === 'compare' && (
            <Suspense fallback={<p className="pf-loading">Loading the comparison…</p>}>
              <Compare
                pattern={pattern}
                params={params}
                seed={scenario.seed}
                view={view}
                choice={comparison}
                onChoose={setComparison}
              />
            </Suspense>
          )}
          {detail === 'experiment' && (
            <Suspense fallback={<p className="pf-loading">Loading the experiment…</p>}>
              <ExperimentPanel
                pattern={pattern}
                scenario={scenario}
                frames={frames}
                currentRun={currentRun}
                onChange={on.change}
                onOpen={on.open}
                onRunToEnd={on.runToEnd}
              />
            </Suspense>
          )}
          {detail === 'search' && (
            <Suspense fallback={<p className="pf-loading">Loading the search…</p>}>
              <SearchPanel pattern={pattern} scenario={scenario} view={view} />
            </Suspense>
          )}
        </div>
      </section>
    </div>
  );
}
