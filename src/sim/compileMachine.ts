/**
 * A machine as a table, made once and shared by all its runs: for each set of active states, what an event may
 * enable and where that leads. Rows are added when a run first comes by.
 */
import type { AnyStateMachine, MachineContext } from 'xstate';
import type { Action } from './compileActions.ts';
import { chainsOf, choicesOf, type Choice } from './compileChoices.ts';
import { compileStates, type State, type Transition } from './compileStates.ts';
import { compileStep } from './compileSteps.ts';

export interface CompiledMachine {
  /** Where a machine is before its first event, which is `INIT_EVENT`. */
  readonly nowhere: Configuration;
  createContext(input: unknown): MachineContext;
}

type CreateContext = (given: { readonly input: unknown }) => MachineContext;

/** A set of active states. */
export interface Configuration {
  /** As `statePath` writes it. */
  readonly path: string;
  readonly choices: ReadonlyMap<string, Choice>;
  /** Eventless transitions, one list per innermost state. */
  readonly chains: readonly (readonly Transition[])[];
  take(transitions: readonly Transition[]): Move;
}

export interface Move {
  readonly actions: readonly Action[];
  readonly to: Configuration;
  /** The machine has come to its end. */
  readonly isDone: boolean;
}

export const INIT_EVENT = 'xstate.init';

const tables = new WeakMap<AnyStateMachine, CompiledMachine>();

/** Throws when the machine uses something unsupported; the message names machine, state and construct. */
export function compileMachine(machine: AnyStateMachine): CompiledMachine {
  let table = tables.get(machine);
  if (!table) {
    table = createTable(machine);
    tables.set(machine, table);
  }
  return table;
}

function createTable(machine: AnyStateMachine): CompiledMachine {
  const root = compileStates(machine);
  const configurations = new Map<string, Configuration>();
  const initial = { index: 0, source: root, targets: [root], reenter: true, guard: null, actions: [] };

  function configurationOf(active: readonly State[]): Configuration {
    const key = active.map((state) => state.order).join();
    return configurations.get(key) ?? addConfiguration(key, active);
  }

  function addConfiguration(key: string, active: readonly State[]): Configuration {
    const moves = new Map<number | string, Move>();
    const configuration: Configuration = {
      path: pathBelow(root, active),
      choices:
        active.length > 0
          ? choicesOf(root, active)
          : new Map([[INIT_EVENT, { regions: [], candidates: [initial] }]]),
      chains: chainsOf(active),
      take(transitions) {
        const [first] = transitions;
        const indices =
          transitions.length === 1 && first ? first.index : transitions.map(({ index }) => index).join();
        let move = moves.get(indices);
        if (!move) {
          const step = compileStep(active, transitions);
          move = { actions: step.actions, to: configurationOf(step.active), isDone: step.isDone };
          moves.set(indices, move);
        }
        return move;
      },
    };
    configurations.set(key, configuration);
    return configuration;
  }

  return {
    nowhere: configurationOf([]),
    createContext(input) {
      const { context } = machine.config as { readonly context?: MachineContext | CreateContext };
      return typeof context === 'function' ? { ...context({ input }) } : (context ?? {});
    },
  };
}

function pathBelow(parent: State, active: readonly State[]): string {
  return active
    .filter((state) => state.parent === parent)
    .map((state) => [state.key, pathBelow(state, active)].filter(Boolean).join('.'))
    .join('+');
}
