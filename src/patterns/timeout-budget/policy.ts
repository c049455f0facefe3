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
import type { Operation, StepEnd } from './operation.ts';
import type { BudgetSettings, Child } from './rules.ts';
import { createStepLog, type StepWatch } from './steps.ts';

export interface Lookup {
  readonly isHit: boolean;
  readonly hasData: boolean;
}

export interface OperationWatch extends StepWatch {
  onStart?(operation: Operation): void;
  onState?(operation: Operation, state: string): void;
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

type ChildEnd = Exclude<StepEnd, 'cut'>;

function endOf({ outcome }: Result): ChildEnd {
  if (outcome === 'succeeded' || outcome === 'degraded') return 'answered';
  return outcome === 'timedOut' ? 'timedOut' : 'failed';
}

/** The service whose calls are operations. */
export function createOperations(world: World, setup: OperationSetup): Service {
  const { clock } = world;
  let limitMs = Infinity;
  const timed = (server: Service) => createTimeout(world, () => limitMs)(server);
  const servers = {
    cache: timed(setup.servers.cache),
    database: timed(setup.servers.database),
    api: timed(setup.servers.api),
  };

  function eventOf(call: Call, child: Child, end: ChildEnd): OperationEvent {
    const atMs = clock.nowMs;
    if (child === 'cache' && end === 'answered') {
      const { isHit, hasData } = setup.lookUp(call);
      if (isHit) return { type: 'cache.hit', hasData, atMs };
    }
    return { type: EVENTS[child][end], atMs };
  }

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
    const steps = createStepLog(world, operation, setup);
    let cancelChild: Cancel = nothingToCancel;
    setup.onStart?.(operation);

    function reachStep({ child, attempt, ...allotment }: StepReached): void {
      steps.endPause();
      const step = steps.begin(child, attempt, allotment);
      if (allotment.verdict !== 'start') return;
      limitMs = allotment.timeoutMs;
      cancelChild = servers[child](step, (result) => {
        const end = endOf(result);
        cancelChild = nothingToCancel;
        steps.end(step, end);
        machine.send(eventOf(call, child, end));
      });
    }

    function pause(timeoutMs: number): void {
      const leftMs = quantiseMs(operation.startedAtMs + settings.budgetMs - clock.nowMs);
      steps.begin('pause', 0, {
        verdict: 'start',
        remainingMs: Math.max(0, leftMs),
        timeoutMs,
        neededMs: 0,
      });
    }

    function finish(cause: EndCause, causeMs: number | null): void {
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
      if (last) steps.end(last, 'cut');
      machine.send({ type: 'user.gaveUp', atMs: clock.nowMs });
    }

    function handle(event: OperationEmitted): void {
      switch (event.type) {
        case 'step.reached':
          reachStep(event);
          break;
        case 'pause.started':
          pause(event.forMs);
          break;
        case 'operation.ended':
          finish(event.cause, event.causeMs);
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
