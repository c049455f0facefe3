/** The moving picture of retries: one call's statechart, the client's last calls as strips, and the herd at the server. */
import { useCallback, useEffect, useRef } from 'react';
import { formatDuration, formatInstant, formatNumber } from '../../sim/format.ts';
import type { StageProps } from '../../ui/stage.ts';
import { Statechart, type StatechartFrame, type StatechartHandle } from '../../ui/statechart/Statechart.tsx';
import { useFittingLayout } from '../../ui/statechart/useFittingLayout.ts';
import { HerdChart } from './HerdChart.tsx';
import { callMachine } from './machine.ts';
import type { RetryView } from './model.ts';
import { StripChart } from './StripChart.tsx';
import type { WatchedCall } from './watch.ts';
import './stage.css';

type Causes = StageProps['pattern']['causes'];

/** Why the last transition happened, for the label at its arrow. */
function reasonOf({ transition, why, waitMs, attempt }: WatchedCall, causes: Causes): string {
  switch (transition?.to) {
    case 'attempting':
      return `${formatDuration(waitMs)} waited`;
    case 'succeeded':
      return attempt === 1 ? 'at once' : `attempt ${attempt} answered`;
    case 'exhausted':
      return `attempt ${attempt} failed`;
    case 'rejectedByBudget':
      return 'budget spent';
    case 'abandoned':
      return why === 'deadline' ? 'out of time' : 'no use';
    default:
      return causes[why ?? '']?.label ?? '';
  }
}

const callsIn = (count: number | undefined) => (count ? `${formatNumber(count)} calls` : '');

function statechartFrame(view: RetryView, causes: Causes): StatechartFrame {
  const { watched, occupancy, clients, maxAttempts } = view;
  const { attempting = 0, waiting = 0, succeeded, exhausted, rejectedByBudget, abandoned } = occupancy;
  const endings = {
    succeeded: callsIn(succeeded),
    exhausted: callsIn(exhausted),
    rejectedByBudget: callsIn(rejectedByBudget),
    abandoned: callsIn(abandoned),
  };
  if (!watched) return { active: [], counters: endings };
  const { state, attempt, waitMs, waitLeftMs, transition } = watched;
  return {
    active: [state],
    counters: {
      ...endings,
      attempting: state === 'attempting' ? `attempt ${attempt} of ${maxAttempts}` : '',
    },
    ...(state === 'waiting' && {
      countdown: {
        path: 'waiting',
        fraction: waitMs > 0 ? waitLeftMs / waitMs : 0,
        text: waitMs < 1_000 ? formatDuration(Math.ceil(waitLeftMs)) : formatInstant(waitLeftMs),
      },
    }),
    ...(transition && { transition: { ...transition, reason: reasonOf(watched, causes) } }),
    ...(clients > 1 && { occupancy: { attempting, waiting } }),
  };
}

export default function RetryStage({ pattern, frames, currentRun }: StageProps) {
  const chart = useRef<StatechartHandle>(null);
  const { place, layout } = useFittingLayout(callMachine);
  const view = useCallback(() => currentRun().model.observe() as RetryView, [currentRun]);
  const { causes } = pattern;

  useEffect(
    () => frames.onFrame(() => chart.current?.update(statechartFrame(view(), causes))),
    [frames, view, causes],
  );

  return (
    <div className="pf-stage-pair retry-stage">
      <div className="pf-stage-chart" ref={place}>
        {layout && <Statechart ref={chart} layout={layout} title="A call and its retries" />}
      </div>
      <div className="retry-pictures">
        <StripChart frames={frames} currentRun={currentRun} view={view} />
        <HerdChart frames={frames} currentRun={currentRun} view={view} />
      </div>
    </div>
  );
}
