/** Which colour family a state belongs to, from the tags in the pattern's statecharts. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { readMachine, type MachineState } from '../ui/statechart/readMachine.ts';
import { toneOf, type Tone } from '../ui/statechart/tone.ts';

const statesByPattern = new WeakMap<AnyPattern, readonly MachineState[]>();

/** States of all machines, the main machine's first. */
export function statesOf(pattern: AnyPattern): readonly MachineState[] {
  const known = statesByPattern.get(pattern);
  if (known) return known;
  const states = Object.values(pattern.machines).flatMap((machine) => readMachine(machine).states);
  statesByPattern.set(pattern, states);
  return states;
}

export function toneOfState(pattern: AnyPattern, state: string): Tone {
  const found = statesOf(pattern).find(({ path }) => path === state);
  return found ? toneOf(found) : 'neutral';
}
