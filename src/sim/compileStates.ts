/** The states of a machine and their transitions, with actions and guards as plain functions. */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { compileAction, type Action, type ActionSource } from './compileActions.ts';
import { compileGuard, type Guard, type GuardSource } from './compileGuards.ts';
import { refuseUnsupported } from './compileRefusals.ts';

export interface State {
  readonly id: string;
  readonly key: string;
  /** Place in the document; the root's is 0. */
  readonly order: number;
  readonly type: AnyStateNode['type'];
  readonly parent: State | null;
  readonly children: readonly State[];
  readonly entry: readonly Action[];
  readonly exit: readonly Action[];
  /** Run after `entry` when the transition named no state below this one. */
  readonly initialActions: readonly Action[];
  /** The child in which a compound state starts. */
  initial: State | null;
  on: ReadonlyMap<string, readonly Transition[]>;
  always: readonly Transition[];
}

export interface Transition {
  /** Unique in its machine. */
  readonly index: number;
  readonly source: State;
  readonly targets: readonly State[];
  readonly reenter: boolean;
  readonly guard: Guard | null;
  readonly actions: readonly Action[];
}

/** Returns the root. */
export function compileStates(machine: AnyStateMachine): State {
  const states = new Map<AnyStateNode, State>();
  const stateOf = (node: AnyStateNode) => states.get(node) as State;
  let transitionCount = 0;

  function addState(node: AnyStateNode, parent: State | null): State {
    refuseUnsupported(node);
    const children: State[] = [];
    const state: State = {
      id: node.id,
      key: node.key,
      order: node.order,
      type: node.type,
      parent,
      children,
      entry: compileActions(node, node.entry),
      exit: compileActions(node, node.exit),
      initialActions: compileActions(node, node.initial.actions),
      initial: null,
      on: new Map(),
      always: [],
    };
    states.set(node, state);
    for (const child of Object.values<AnyStateNode>(node.states)) children.push(addState(child, state));
    return state;
  }

  function compileTransition({
    source,
    target,
    reenter,
    guard,
    actions,
  }: AnyTransitionDefinition): Transition {
    transitionCount += 1;
    return {
      index: transitionCount,
      source: stateOf(source),
      targets: (target ?? []).map(stateOf),
      reenter,
      guard: guard ? compileGuard(source, guard as GuardSource) : null,
      actions: compileActions(source, actions),
    };
  }

  /** Comes after all states have been added: transitions lead to states further down. */
  function addTransitions(node: AnyStateNode, state: State): void {
    const [initial] = node.initial.target;
    state.initial = initial ? stateOf(initial) : null;
    state.on = new Map([...node.transitions].map(([event, group]) => [event, group.map(compileTransition)]));
    state.always = (node.always ?? []).map(compileTransition);
  }

  const root = addState(machine.root, null);
  for (const [node, state] of states) addTransitions(node, state);
  return root;
}

function compileActions(node: AnyStateNode, actions: readonly unknown[]): Action[] {
  return actions.map((action) => compileAction(node, action as ActionSource));
}
