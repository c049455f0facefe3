/** The timeout budget as a service made of three: runs one statechart per operation and asks the servers as it says. */
import type { Call, Cancel, Result, Service } from '../../sim/call.ts';
import { nothingToCancel } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import type { MachineHost, MachinePort } from '../../sim/machineHost.ts';
import { createTimeout } from '../../sim/timeout.ts';
import type { World } from '../../sim/world.ts';
import { OPERATION_CAUSES } from './causes.ts';
import {
  operationMachine,
  type EndCause,
  type OperationEmitted,
  type OperationEvent,
  type StepReached,
} from './machine.ts';
import type { Operation, Step, StepEnd } from './operation.ts';
import type { Allotment, BudgetSettings, Child } from './rules.ts';

export interface Lookup {
  readonly isHit: boolean;
  readonly hasData: boolean;
}

export interface OperationWatch {
  onStart?(operation: Operation): void;
  onState?(operation: Operation, state: string): void;
  /** A child is due, or a pause begins; it may not have been allowed to start. */
  onStep?(operation: Operation, step: Step): void;
  onStepEnd?(operation: Operation, step: Step): void;
  onGiveUp?(operation: Operation): void;
  /** The operation itself is over. */
  onEnd?(operation: Operation): void;
}

export interface OperationSetup extends OperationWatch {
  readonly servers: Readonly<Record<Child, Service>>;
  readonly settings: () => BudgetSettings;
  /** What the cache holds for this operation. */
  readonly lookUp: (call: Call) => Lookup;
  /** Whether whoever works for an operation is told when nobody waits any more. */
  readonly isPropagated: () => boolean;
  /** Which host runs the operation's statechart. */
  readonly hostOf: (call: Call) => MachineHost;
}

const EVENTS = {
  cache: { answered: 'cache.missed', timedOut: 'cache.timedOut', failed: 'cache.timedOut' },
  database: { answered: 'database.answered', timedOut: 'database.timedOut', failed: 'database.failed' },
  api: { answered: 'api.answered', timedOut: 'api.timedOut', failed: 'api.failed' },
} as const;

function endOf({ outcome }: Result): 'answered' | 'timedOut' | 'failed' {
  if (outcome === 'succeeded' || outcome === 'degraded') return 'answered';
  return outcome === 'timedOut' ? 'timedOut' : 'failed';
}

/** The service whose calls are operations. */
export function createOperations(world: World, setup: OperationSetup): Service {
  const { clock, trace } = world;
  let limitMs = Infinity;
  const timed = (server: Service) => createTimeout(world, () => limitMs)(server);
  const servers = {
    cache: timed(setup.servers.cache),
    database: timed(setup.servers.database),
    api: timed(setup.servers.api),
  };

  return (call, settle) => {
    const settings = setup.settings();
    const operation: Operation = {
      call,
      startedAtMs: clock.nowMs,
      settings,
      steps: [],
      gaveUpAtMs: null,
      endedAtMs: null,
      result: null,
    };
    let cancelChild: Cancel = nothingToCancel;
    setup.onStart?.(operation);

    function addStep(child: Step['child'], attempt: number, allotment: Allotment): Step {
      const step: Step = {
        id: call.id,
        client: call.client,
        attempt,
        child,
        verdict: allotment.verdict,
        startedAtMs: clock.nowMs,
        remainingMs: allotment.remainingMs,
        timeoutMs: allotment.timeoutMs,
        neededMs: allotment.neededMs,
        endedAtMs: null,
        end: null,
        workFromMs: null,
        workUntilMs: null,
        isForNobody: operation.gaveUpAtMs !== null,
      };
      operation.steps.push(step);
      setup.onStep?.(operation, step);
      return step;
    }

    function endStep(step: Step, end: StepEnd): void {
      step.endedAtMs = clock.nowMs;
      step.end = end;
      if (step.child !== 'pause') {
        trace.record('call.stepEnded', call.id, { child: step.child, attempt: step.attempt, end });
      }
      setup.onStepEnd?.(operation, step);
    }

    const leftMs = () => Math.max(0, quantiseMs(operation.startedAtMs + settings.budgetMs - clock.nowMs));

    function endPause(): void {
      const last = operation.steps.at(-1);
      if (last?.child === 'pause') endStep(last, 'answered');
    }

    function eventOf(child: Child, end: 'answered' | 'timedOut' | 'failed'): OperationEvent {
      const atMs = clock.nowMs;
      if (child === 'cache' && end === 'answered') {
        const { isHit, hasData } = setup.lookUp(call);
        if (isHit) return { type: 'cache.hit', hasData, atMs };
      }
      return { type: EVENTS[child][end], atMs };
    }

    function reachStep(allotment: StepReached): void {
      const { child, attempt, verdict, remainingMs, timeoutMs } = allotment;
      endPause();
      trace.record('call.stepReached', call.id, { child, attempt, verdict, remainingMs, timeoutMs });
      const step = addStep(child, attempt, allotment);
      if (verdict !== 'start') return;
      limitMs = timeoutMs;
      cancelChild = servers[child](step, (result) => {
        const end = endOf(result);
        cancelChild = nothingToCancel;
        endStep(step, end);
        machine.send(eventOf(child, end));
      });
    }

    function end(cause: EndCause, causeMs: number | null): void {
      if (patience) clock.cancel(patience);
      operation.endedAtMs = clock.nowMs;
      operation.result = { outcome: OPERATION_CAUSES[cause].outcome, cause, causeMs };
      if (operation.gaveUpAtMs === null) settle(operation.result);
      setup.onEnd?.(operation);
    }

    function giveUp(): void {
      operation.gaveUpAtMs = clock.nowMs;
      settle({ outcome: 'timedOut', cause: 'userGaveUp', causeMs: settings.budgetMs });
      setup.onGiveUp?.(operation);
      if (!setup.isPropagated()) return;
      cancelChild();
      const last = operation.steps.at(-1);
      if (last) endStep(last, 'cut');
      machine.send({ type: 'user.gaveUp', atMs: clock.nowMs });
    }

    function handle(event: OperationEmitted): void {
      switch (event.type) {
        case 'step.reached':
          reachStep(event);
          break;
        case 'pause.started':
          addStep('pause', 0, {
            verdict: 'start',
            remainingMs: leftMs(),
            timeoutMs: event.forMs,
            neededMs: 0,
          });
          break;
        case 'operation.ended':
          end(event.cause, event.causeMs);
      }
    }

    /** Only where nobody knows the budget it is up to the user to stop. */
    const patience =
      settings.coordination === 'uncoordinated' ? clock.schedule(settings.budgetMs, giveUp) : null;
    const machine: MachinePort<typeof operationMachine> = setup.hostOf(call).start(operationMachine, {
      id: `operation-${call.id}`,
      input: { settings, atMs: clock.nowMs },
      onState: (state) => setup.onState?.(operation, state),
      onEmitted: handle,
    });
    return nothingToCancel;
  };
}
