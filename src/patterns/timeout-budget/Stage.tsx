/** The moving picture of timeout budgets: the watched operation's statechart, the database's places, and the waterfall against the budget line. */
import { useCallback, useEffect, useRef } from 'react';
import { formatDuration, formatInstant } from '../../sim/format.ts';
import type { StageProps } from '../../ui/stage.ts';
import { Statechart, type StatechartFrame, type StatechartHandle } from '../../ui/statechart/Statechart.tsx';
import { useFittingLayout } from '../../ui/statechart/useFittingLayout.ts';
import { OPERATION_CAUSES } from './causes.ts';
import { DatabaseMeter } from './DatabaseMeter.tsx';
import { operationMachine, type EndCause } from './machine.ts';
import type { BudgetView } from './model.ts';
import type { Operation } from './operation.ts';
import { Waterfall } from './Waterfall.tsx';
import './stage.css';

/** What the last step has to say at the arrow that left it. */
function reasonOf(focus: Operation, to: string): string {
  if (focus.result && to !== 'querying') {
    return OPERATION_CAUSES[focus.result.cause as EndCause].label;
  }
  const left = focus.steps.findLast(({ child }) => child !== 'pause' && to !== child);
  switch (to) {
    case 'querying':
      return focus.steps.at(-2)?.child === 'pause' ? 'pause over' : 'not in the cache';
    case 'enriching':
      return 'answered';
    default:
      return left?.end === 'failed' ? 'error' : 'timed out';
  }
}

function statechartFrame({ watched }: BudgetView, nowMs: number): StatechartFrame {
  const { focus, state, transition } = watched;
  if (!focus) return { active: [], counters: {} };
  const step = focus.steps.at(-1);
  const isRunning = step && step.endedAtMs === null && step.verdict === 'start' && focus.endedAtMs === null;
  const restMs = isRunning ? Math.max(0, step.startedAtMs + step.timeoutMs - nowMs) : 0;
  const queries = focus.steps.filter(({ child }) => child === 'database').length;
  return {
    active: state === '' ? [] : [state],
    counters: { querying: queries > 0 ? `attempt ${queries} of ${focus.settings.maxAttempts}` : '' },
    ...(isRunning && {
      countdown: {
        path: state,
        fraction: step.timeoutMs > 0 ? restMs / step.timeoutMs : 0,
        text: restMs < 1_000 ? formatDuration(Math.round(restMs)) : formatInstant(restMs),
      },
    }),
    ...(transition && { transition: { ...transition, reason: reasonOf(focus, transition.to) } }),
  };
}

export default function TimeoutBudgetStage({ frames, currentRun }: StageProps) {
  const chart = useRef<StatechartHandle>(null);
  const { place, layout } = useFittingLayout(operationMachine);
  const view = useCallback(() => currentRun().model.observe() as BudgetView, [currentRun]);

  useEffect(
    () => frames.onFrame(() => chart.current?.update(statechartFrame(view(), currentRun().nowMs))),
    [frames, view, currentRun],
  );

  return (
    <div className="pf-budget-stage">
      <div className="pf-stage-chart" ref={place}>
        {layout && <Statechart ref={chart} layout={layout} title="Operation" />}
      </div>
      <Waterfall frames={frames} currentRun={currentRun} view={view}>
        <DatabaseMeter frames={frames} view={view} />
      </Waterfall>
    </div>
  );
}
