/**
 * What taking transitions does to a set of active states: which are left, which are entered, and the actions that
 * run, by the algorithm of the SCXML standard in XState's reading of it.
 */
import type { Action } from './compileActions.ts';
import type { State, Transition } from './compileStates.ts';

export interface Step {
  /** Of leaving, of the transitions and of entering, in the order in which they run. */
  readonly actions: readonly Action[];
  /** In the order in which they were entered. */
  readonly active: readonly State[];
  /** The machine has reached a final state and stops. */
  readonly isDone: boolean;
}

const inDocumentOrder = (a: State, b: State) => a.order - b.order;
const innermostFirst = (a: State, b: State) => b.order - a.order;

export function compileStep(active: readonly State[], transitions: readonly Transition[]): Step {
  const taken = withoutConflicts(active, transitions);
  const remaining = new Set(active);
  const actions: Action[] = [];
  const completed = new Set<State>();
  let isDone = false;

  for (const state of [...exitSet(active, taken)].toSorted(innermostFirst)) {
    actions.push(...state.exit);
    remaining.delete(state);
  }
  for (const transition of taken) actions.push(...transition.actions);
  const { entered, byDefault } = entrySet(taken);
  for (const state of [...entered].toSorted(inDocumentOrder)) {
    remaining.add(state);
    actions.push(...state.entry);
    if (byDefault.has(state)) actions.push(...state.initialActions);
    if (state.type === 'final') complete(state);
  }
  const next = isDone ? [...remaining].toSorted(innermostFirst) : [...remaining];
  if (isDone) actions.push(...next.flatMap((state) => state.exit));
  const isSame = next.length === active.length && active.every((state) => remaining.has(state));
  return { actions, active: isSame ? active : next, isDone };

  /** Tells the parent of a final state, and every parallel state that is complete with it. */
  function complete({ parent }: State): void {
    if (parent?.type === 'compound') actions.push(raiseDone(parent));
    let ancestor = parent?.type === 'parallel' ? parent : parent?.parent;
    while (ancestor?.type === 'parallel' && !completed.has(ancestor) && isFinal(ancestor, remaining)) {
      completed.add(ancestor);
      actions.push(raiseDone(ancestor));
      ancestor = ancestor.parent;
    }
    if (!ancestor) isDone = true;
  }
}

function raiseDone({ id }: State): Action {
  const event = { type: `xstate.done.state.${id}`, output: undefined };
  return ({ raised }) => {
    raised.push(event);
  };
}

function isFinal(state: State, active: ReadonlySet<State>): boolean {
  if (state.type === 'compound')
    return state.children.some((child) => child.type === 'final' && active.has(child));
  if (state.type === 'parallel') return state.children.every((child) => isFinal(child, active));
  return state.type === 'final';
}

/** Whether `state` lies below `ancestor`; everything lies below null. */
function isWithin(state: State, ancestor: State | null): boolean {
  let { parent } = state;
  while (parent && parent !== ancestor) ({ parent } = parent);
  return parent === ancestor;
}

/** The ancestors of `state` below `limit`, innermost first. */
function ancestorsOf(state: State, limit: State | null): State[] {
  const ancestors: State[] = [];
  if (state === limit) return ancestors;
  for (let { parent } = state; parent && parent !== limit; { parent } = parent) ancestors.push(parent);
  return ancestors;
}

/** The innermost state that stays active while the transition is taken; null when even the root is left. */
function domainOf({ source, targets, reenter }: Transition): State | null {
  if (!reenter && targets.every((target) => target === source || isWithin(target, source))) return source;
  const [first, ...others] = [...targets, source];
  const common = ancestorsOf(first, null).find((ancestor) =>
    others.every((other) => isWithin(other, ancestor)),
  );
  if (common || reenter) return common ?? null;
  return ancestorsOf(source, null).at(-1) ?? source;
}

function exitSet(active: readonly State[], transitions: readonly Transition[]): Set<State> {
  const left = new Set<State>();
  for (const transition of transitions) {
    if (transition.targets.length === 0) continue;
    const domain = domainOf(transition);
    for (const state of active) if (isWithin(state, domain)) left.add(state);
  }
  return left;
}

/** Of transitions that would leave the same state, the one from further inside is taken, else the first. */
function withoutConflicts(
  active: readonly State[],
  transitions: readonly Transition[],
): readonly Transition[] {
  if (transitions.length === 1) return transitions;
  const taken = new Set<Transition>();
  for (const transition of transitions) {
    const left = exitSet(active, [transition]);
    const rivals = [...taken].filter((other) =>
      [...exitSet(active, [other])].some((state) => left.has(state)),
    );
    const loser = rivals.find((rival) => !isWithin(transition.source, rival.source));
    if (loser) continue;
    for (const rival of rivals) taken.delete(rival);
    taken.add(transition);
  }
  return [...taken];
}

interface EntrySet {
  readonly entered: ReadonlySet<State>;
  /** Those among them whose initial actions run. */
  readonly byDefault: ReadonlySet<State>;
}

function entrySet(transitions: readonly Transition[]): EntrySet {
  const entered = new Set<State>();
  const byDefault = new Set<State>();

  function enter(state: State): void {
    entered.add(state);
    byDefault.add(state);
  }
  function enterBelow(state: State): void {
    if (state.initial && state.type === 'compound') {
      enter(state.initial);
      enterBelow(state.initial);
    } else if (state.type === 'parallel') enterMissingRegions(state, enter);
  }
  function enterMissingRegions(parallel: State, enterRegion: (region: State) => void): void {
    for (const region of parallel.children) {
      if ([...entered].some((state) => isWithin(state, region))) continue;
      enterRegion(region);
      enterBelow(region);
    }
  }

  for (const transition of transitions) {
    const { source, targets, reenter } = transition;
    const domain = domainOf(transition);
    for (const target of targets) {
      if (target !== source || source !== domain || reenter) enter(target);
      enterBelow(target);
    }
    for (const target of targets) {
      const ancestors = ancestorsOf(target, domain);
      if (domain?.type === 'parallel') ancestors.push(domain);
      for (const ancestor of ancestors) {
        if (isWithin(ancestor, domain)) entered.add(ancestor);
        if (ancestor.type === 'parallel') enterMissingRegions(ancestor, (region) => entered.add(region));
      }
    }
  }
  return { entered, byDefault };
}
