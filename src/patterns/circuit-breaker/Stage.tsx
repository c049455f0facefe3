/** The moving picture of the circuit breaker: its statechart, and calls flowing through it to the server. */
import { useCallback, useEffect, useRef } from 'react';
import { formatInstant } from '../../sim/format.ts';
import { CallFlow, type FlowPicture } from '../../ui/flow/CallFlow.tsx';
import type { StageProps } from '../../ui/stage.ts';
import { useFittingLayout } from '../../ui/statechart/useFittingLayout.ts';
import { Statechart, type StatechartFrame, type StatechartHandle } from '../../ui/statechart/Statechart.tsx';
import { breakerMachine } from '../../sim/breaker/machine.ts';
import type { BreakerView } from './model.ts';
import { windowTotals } from '../../sim/breaker/window.ts';

type Watched = BreakerView['watched'];

function closedCounter({ context }: Watched): string {
  const { tripOn, failureThreshold } = context.settings;
  if (tripOn === 'consecutiveFailures') return `${context.failureCount} of ${failureThreshold} failures`;
  const { failures, total } = windowTotals(context.window);
  return `${failures} of ${total} failed`;
}

function halfOpenCounter({ context }: Watched): string {
  const { halfOpenRule, halfOpenProbes, successThreshold } = context.settings;
  if (halfOpenRule === 'successes') return `${context.successCount} of ${successThreshold} successes`;
  return `${context.probeResults} of ${halfOpenProbes} probes`;
}

function counters(watched: Watched): Record<string, string> {
  const { state, context } = watched;
  return {
    closed: state === 'closed' ? closedCounter(watched) : '',
    open: context.openings > 0 ? `opened ${context.openings}×` : '',
    halfOpen: state === 'halfOpen' ? halfOpenCounter(watched) : '',
  };
}

/** Why the last transition happened, for the label at its arrow. */
function reasonOf({ context, transition }: Watched): string {
  switch (transition?.to) {
    case 'open':
      return transition.from === 'halfOpen'
        ? 'probe failed'
        : `${context.failureCount || 'too many'} failures`;
    case 'halfOpen':
      return 'open period over';
    case 'closed':
      return transition.from === 'halfOpen' ? `${context.successCount} successes` : 'reset';
    default:
      return 'operator';
  }
}

function statechartFrame(view: BreakerView): StatechartFrame {
  const { watched, clients, occupancy } = view;
  const { state, context, openRemainingMs, transition } = watched;
  return {
    active: [state],
    counters: counters(watched),
    ...(state === 'open' && {
      countdown: {
        path: 'open',
        fraction: context.opensForMs > 0 ? openRemainingMs / context.opensForMs : 0,
        text: formatInstant(openRemainingMs),
      },
    }),
    ...(transition && { transition: { ...transition, reason: reasonOf(watched) } }),
    ...(clients > 1 && { occupancy }),
  };
}

const GATES = {
  closed: { gate: 'closed', gateColor: '--pf-healthy', gateText: 'lets calls pass' },
  open: { gate: 'open', gateColor: '--pf-tripped', gateText: 'rejects' },
  halfOpen: { gate: 'ajar', gateColor: '--pf-testing', gateText: 'lets probes pass' },
  forcedOpen: { gate: 'open', gateColor: '--pf-manual', gateText: 'forced open' },
  disabled: { gate: 'closed', gateColor: '--pf-manual', gateText: 'disabled, lets all pass' },
} as const;

function flowPicture(view: BreakerView, inFlight: number): FlowPicture {
  const { watched, serverRunning, serverQueued, clients } = view;
  const gate = GATES[watched.state as keyof typeof GATES];
  const rest = watched.state === 'open' ? `, ${formatInstant(watched.openRemainingMs)} left` : '';
  return {
    ...gate,
    gateText: `${gate.gateText}${rest}`,
    clientText: clients > 1 ? `${clients}, ${inFlight} calls in flight` : `${inFlight} in flight`,
    serverText: `${serverRunning} running, ${serverQueued} queued`,
    isServerSick: view.isSick,
  };
}

export default function CircuitBreakerStage({ frames, currentRun, currentSpeed }: StageProps) {
  const chart = useRef<StatechartHandle>(null);
  const { place, layout } = useFittingLayout(breakerMachine);
  const view = useCallback(() => currentRun().model.observe() as BreakerView, [currentRun]);
  const picture = useCallback(
    () => flowPicture(view(), currentRun().world.calls.inFlight().size),
    [view, currentRun],
  );

  useEffect(() => frames.onFrame(() => chart.current?.update(statechartFrame(view()))), [frames, view]);

  return (
    <div className="pf-stage-pair">
      <div className="pf-stage-chart" ref={place}>
        {layout && <Statechart ref={chart} layout={layout} title="Circuit breaker" />}
      </div>
      <CallFlow
        frames={frames}
        currentRun={currentRun}
        currentSpeed={currentSpeed}
        gateLabel="Breaker"
        picture={picture}
      />
    </div>
  );
}
