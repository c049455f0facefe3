/**
 * A host that runs statecharts from a table instead of through XState's interpreter, for batches of runs: the same
 * states, contexts, emitted events and timers in the same order, many times faster.
 */
import type { AnyEventObject, AnyStateMachine } from 'xstate';
import type { Clock, Timer } from './clock.ts';
import type { Effect, Turn } from './compileActions.ts';
import { enabledAlways, enabledBy } from './compileChoices.ts';
import { compileMachine, INIT_EVENT } from './compileMachine.ts';
import type { Transition } from './compileStates.ts';
import type { MachineHost, MachinePort, MachineStart } from './machineHost.ts';

/** Hosts machines on compiled tables, driven by `clock`. Starting one with an unsupported construct throws. */
export function createCompiledHost(clock: Clock): MachineHost {
  return { start: (machine, options) => startMachine(clock, machine, options) };
}

function startMachine<Machine extends AnyStateMachine>(
  clock: Clock,
  machine: Machine,
  { input, onEmitted, onState }: MachineStart<Machine>,
): MachinePort<Machine> {
  const { nowhere, createContext } = compileMachine(machine);
  const init: AnyEventObject = { type: INIT_EVENT, input };
  const raised: AnyEventObject[] = [];
  const effects: Effect[] = [];
  const scope = { context: createContext(input), event: init };
  const turn: Turn = { scope, hasAssigned: false, raised, effects };
  const timers = new Map<unknown, Timer>();
  const waiting: AnyEventObject[] = [];
  let configuration = nowhere;
  let state = '';
  let isBusy = false;
  let isDone = false;
  let failure: { readonly error: unknown } | null = null;

  /** Returns whether anything about the machine is different now. */
  function take(transitions: readonly Transition[]): boolean {
    if (transitions.length === 0) return false;
    const before = configuration;
    const move = before.take(transitions);
    turn.hasAssigned = false;
    for (const action of move.actions) action(turn);
    configuration = move.to;
    isDone = move.isDone;
    return turn.hasAssigned || configuration !== before;
  }

  function takeEvent(event: AnyEventObject): void {
    turn.scope = { context: turn.scope.context, event };
    take(enabledBy(configuration.choices.get(event.type), turn.scope));
  }

  /**
   * Takes eventless transitions, and raised events when there are none, until nothing is left to take. As in XState,
   * an eventless transition that changes nothing is taken once per event.
   */
  function comeToRest(): void {
    let isChanged = true;
    while (!isDone) {
      const eventless = isChanged ? enabledAlways(configuration.chains, turn.scope) : [];
      if (eventless.length > 0) isChanged = take(eventless);
      else {
        const event = raised.shift();
        if (!event) return;
        takeEvent(event);
        isChanged = true;
      }
    }
  }

  function perform(effect: Effect): void {
    if (effect.type === 'emit') {
      onEmitted(effect.event as never);
      return;
    }
    const { id } = effect;
    if (effect.type === 'cancel') {
      const timer = timers.get(id);
      if (timer) clock.cancel(timer);
      timers.delete(id);
      return;
    }
    const { event, delayMs } = effect;
    const timer = clock.schedule(delayMs, () => {
      timers.delete(id);
      send(event);
    });
    timers.set(id, timer);
  }

  function handle(event: AnyEventObject): void {
    takeEvent(event);
    comeToRest();
    for (let effect = effects.shift(); effect; effect = effects.shift()) perform(effect);
    if (configuration.path !== state) {
      state = configuration.path;
      onState(state);
    }
    if (isDone) stop();
  }

  function stop(): void {
    for (const timer of timers.values()) clock.cancel(timer);
    timers.clear();
    waiting.length = 0;
  }

  /** Events sent from inside a listener wait until the present one has been handled. */
  function send(event: AnyEventObject): void {
    if (failure) throw failure.error;
    if (isDone) return;
    if (isBusy) {
      waiting.push(event);
      return;
    }
    isBusy = true;
    try {
      for (let next: AnyEventObject | undefined = event; next; next = waiting.shift()) handle(next);
    } catch (error) {
      failure = { error };
      stop();
      throw error;
    } finally {
      isBusy = false;
    }
  }

  send(init);
  return {
    send,
    get state() {
      return state;
    },
    get context() {
      return turn.scope.context as MachinePort<Machine>['context'];
    },
  };
}
