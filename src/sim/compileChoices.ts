/** Which transitions an event enables: in each active region the innermost one whose guard holds. */
import type { Scope } from './compileGuards.ts';
import type { State, Transition } from './compileStates.ts';

/** What one event may set off. The candidates come into play, in turn, only when no region enables anything. */
export interface Choice {
  readonly regions: readonly Choice[];
  readonly candidates: readonly Transition[];
}

const NONE: readonly Transition[] = [];

export function enabledBy(choice: Choice | undefined, scope: Scope): readonly Transition[] {
  if (!choice) return NONE;
  if (choice.regions.length > 0) {
    const enabled = choice.regions.flatMap((region) => enabledBy(region, scope));
    if (enabled.length > 0) return enabled;
  }
  const first = firstEnabled(choice.candidates, scope);
  return first ? [first] : NONE;
}

/** `chains` are the eventless transitions of each innermost state and its ancestors. */
export function enabledAlways(
  chains: readonly (readonly Transition[])[],
  scope: Scope,
): readonly Transition[] {
  if (chains.length === 0) return NONE;
  const enabled = new Set<Transition>();
  for (const chain of chains) {
    const first = firstEnabled(chain, scope);
    if (first) enabled.add(first);
  }
  return [...enabled];
}

function firstEnabled(candidates: readonly Transition[], scope: Scope): Transition | undefined {
  return candidates.find(({ guard }) => guard === null || guard(scope));
}

export function choicesOf(root: State, active: readonly State[]): ReadonlyMap<string, Choice> {
  const events = new Set(active.flatMap((state) => [...state.on.keys()]));
  return new Map([...events].map((event) => [event, choiceOf(root, new Set(active), event)]));
}

function choiceOf(state: State, active: ReadonlySet<State>, event: string): Choice {
  const own = state.on.get(event) ?? NONE;
  const regions = state.children
    .filter((child) => active.has(child))
    .map((child) => choiceOf(child, active, event))
    .filter((choice) => choice.regions.length > 0 || choice.candidates.length > 0);
  const [only] = regions;
  if (!only || regions.length > 1) return { regions, candidates: own };
  return { regions: only.regions, candidates: [...only.candidates, ...own] };
}

export function chainsOf(active: readonly State[]): readonly (readonly Transition[])[] {
  return active
    .filter((state) => state.type === 'atomic' || state.type === 'final')
    .map(alwaysOf)
    .filter((chain) => chain.length > 0);
}

function alwaysOf(state: State): readonly Transition[] {
  return state.parent ? [...state.always, ...alwaysOf(state.parent)] : state.always;
}
