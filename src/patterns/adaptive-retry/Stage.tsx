/** The moving picture of adaptive retry: the controller, the contenders beside each other, and what the learner believes. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { StageProps } from '../../ui/stage.ts';
import { Statechart, type StatechartFrame, type StatechartHandle } from '../../ui/statechart/Statechart.tsx';
import { useFittingLayout } from '../../ui/statechart/useFittingLayout.ts';
import { Beliefs } from './Beliefs.tsx';
import { Contenders } from './Contenders.tsx';
import { strategyMachine } from './machine.ts';
import { Regions } from './Regions.tsx';
import type { AdaptiveView } from './view.ts';
import './stage.css';

/** There is room for two names in a state. */
const listWords = (names: readonly string[]) =>
  names.length > 2 ? `${names.length} classes` : names.join(', ');

function statechartFrame({ rows, lastChange }: AdaptiveView): StatechartFrame {
  const classes: Record<string, string[]> = {};
  for (const { strategy, errorClass } of rows) (classes[strategy] ??= []).push(errorClass);
  return {
    active: lastChange ? [lastChange.to] : ['learning'],
    counters: Object.fromEntries(Object.entries(classes).map(([state, names]) => [state, listWords(names)])),
    occupancy: Object.fromEntries(Object.entries(classes).map(([state, names]) => [state, names.length])),
    ...(lastChange && {
      transition: {
        from: lastChange.from,
        to: lastChange.to,
        sequence: lastChange.sequence,
        reason: lastChange.errorClass,
      },
    }),
  };
}

export default function AdaptiveRetryStage({ frames, currentRun }: StageProps) {
  const chart = useRef<StatechartHandle>(null);
  const { place, layout } = useFittingLayout(strategyMachine);
  /** The world as it is in this frame, looked at once for all that draws it. */
  const seen = useRef<AdaptiveView | null>(null);
  const view = useCallback(() => {
    const present = seen.current ?? (currentRun().model.observe() as AdaptiveView);
    seen.current = present;
    return present;
  }, [currentRun]);

  // Before the effects of the parts: in every frame this comes first.
  useLayoutEffect(
    () =>
      frames.onFrame(() => {
        seen.current = null;
      }),
    [frames],
  );
  useEffect(() => frames.onFrame(() => chart.current?.update(statechartFrame(view()))), [frames, view]);

  return (
    <div className="adaptive-stage">
      <div className="adaptive-controller">
        <div className="pf-stage-chart adaptive-chart" ref={place}>
          {layout && <Statechart ref={chart} layout={layout} title="Strategy per error class" />}
        </div>
        <Regions frames={frames} view={view} />
      </div>
      <Contenders frames={frames} view={view} />
      <Beliefs frames={frames} view={view} />
    </div>
  );
}
