/**
 * The port through which the model talks to a statechart, and its host over XState's own interpreter.
 * The clock is the world's, ids are given explicitly, and an error inside a machine ends the run instead of being
 * reported later.
 */
import {
  createActor,
  type AnyStateMachine,
  type ContextFrom,
  type EmittedFrom,
  type EventFromLogic,
  type InputFrom,
  type StateValue,
} from 'xstate';
import type { Clock, Timer } from './clock.ts';

export interface MachinePort<Machine extends AnyStateMachine> {
  send(event: EventFromLogic<Machine>): void;
  /** Path of the active state, for example `halfOpen` or `on.ramping`; parallel regions are joined by `+`. */
  readonly state: string;
  readonly context: ContextFrom<Machine>;
}

export interface MachineStart<Machine extends AnyStateMachine> {
  readonly id: string;
  readonly input: InputFrom<Machine>;
  /** Gets every event the machine emits, inside the transition: do not send to the machine from here. */
  readonly onEmitted: (event: EmittedFrom<Machine>) => void;
  /** Gets the state after each transition that entered another state. */
  readonly onState: (state: string) => void;
}

export interface MachineHost {
  start<Machine extends AnyStateMachine>(
    machine: Machine,
    options: MachineStart<Machine>,
  ): MachinePort<Machine>;
}

export function statePath(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([parent, child]) =>
      child && Object.keys(child).length > 0 ? `${parent}.${statePath(child)}` : parent,
    )
    .join('+');
}

/** Hosts machines on XState's interpreter, driven by `clock`. */
export function createMachineHost(clock: Clock): MachineHost {
  return {
    start(machine, { id, input, onEmitted, onState }) {
      let failure: { readonly error: unknown } | null = null;
      let state = '';

      function fail(error: unknown): void {
        failure ??= { error };
      }
      /** XState catches what its callbacks throw and reports it in real time; here it is kept for whoever caused it. */
      function attempt(run: () => void): void {
        try {
          run();
        } catch (error) {
          fail(error);
        }
      }
      function rethrow(): void {
        if (failure) throw failure.error;
      }

      const actorClock = {
        setTimeout: (run: () => void, delayMs: number) =>
          clock.schedule(delayMs, () => {
            run();
            rethrow();
          }),
        clearTimeout: (timer: Timer | undefined) => {
          if (timer) clock.cancel(timer);
        },
      };
      const actor = createActor(machine, { id, input, clock: actorClock });
      const snapshot = () =>
        actor.getSnapshot() as unknown as { value: StateValue; context: ContextFrom<typeof machine> };

      function noteState(): void {
        const next = statePath(snapshot().value);
        if (next === state) return;
        state = next;
        onState(state);
      }
      actor.on('*', (event) => attempt(() => onEmitted(event)));
      actor.subscribe({ next: () => attempt(noteState), error: fail });
      actor.start();
      attempt(noteState);
      rethrow();
      return {
        send(event) {
          actor.send(event);
          rethrow();
        },
        get state() {
          return state;
        },
        get context() {
          return snapshot().context;
        },
      };
    },
  };
}
