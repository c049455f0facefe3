/** Reads an XState machine as plain states and transitions, with names instead of functions. Knows nothing of geometry. */
import { and, not, or, type AnyStateMachine, type AnyStateNode, type AnyTransitionDefinition } from 'xstate';
import { humanise } from './words.ts';

export interface MachineState {
  /** Keys from the root joined by dots, as in `snapshot.matches`. */
  path: string;
  /** The state's own key in the machine. */
  name: string;
  label: string;
  description: string;
  tags: readonly string[];
  initial: boolean;
  final: boolean;
  kind: AnyStateNode['type'];
  /** Path of the enclosing state; null directly under the machine. */
  parent: string | null;
}

export interface MachineTransition {
  /** Path of the declaring state; '' when the machine itself declares it, so that it leaves any state. */
  from: string;
  /** Path of the target; equal to `from` when the transition has none. */
  to: string;
  /** Event type as declared, or "after openDuration", "always", "done". */
  event: string;
  /** The guard's name; absent when unguarded or when the guard is an anonymous function. */
  guard?: string;
}

export interface MachineGraph {
  states: MachineState[];
  transitions: MachineTransition[];
}

/** All states in document order and all transitions in declaration order, one per target. */
export function readMachine(machine: AnyStateMachine): MachineGraph {
  const graph: MachineGraph = { states: [], transitions: [] };
  visit(machine.root, graph);
  return graph;
}

function visit(node: AnyStateNode, graph: MachineGraph): void {
  const from = pathOf(node);
  for (const transition of [...node.transitions.values()].flat())
    readTransition(from, node, transition, graph);
  for (const transition of node.always ?? []) readTransition(from, node, transition, graph);
  const initialKey = node.type === 'compound' ? node.initial.target[0]?.key : undefined;
  for (const child of Object.values(node.states)) {
    graph.states.push({
      path: pathOf(child),
      name: child.key,
      label: humanise(child.key),
      description: child.description ?? '',
      tags: child.tags,
      initial: child.key === initialKey,
      final: child.type === 'final',
      kind: child.type,
      parent: from === '' ? null : from,
    });
    visit(child, graph);
  }
}

function readTransition(
  from: string,
  node: AnyStateNode,
  transition: AnyTransitionDefinition,
  graph: MachineGraph,
): void {
  const guard = guardName(transition.guard);
  const targets = transition.target?.map(pathOf) ?? [from];
  for (const to of targets) {
    graph.transitions.push({
      from,
      to,
      event: eventName(node, transition),
      ...(guard === undefined ? {} : { guard }),
    });
  }
}

function pathOf(node: AnyStateNode): string {
  return node.path.join('.');
}

function eventName(node: AnyStateNode, transition: AnyTransitionDefinition): string {
  const type: string = transition.eventType;
  if (type === '') return 'always';
  if (type === '*') return 'any event';
  const delay = node.after.find((delayed) => delayed.eventType === type)?.delay;
  if (delay !== undefined) return `after ${typeof delay === 'number' ? formatDelay(delay) : String(delay)}`;
  if (type.startsWith('xstate.done.')) return 'done';
  if (type.startsWith('xstate.error.')) return 'failed';
  return type;
}

function formatDelay(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

/** A guard is a name, an object with a type, or a function; `and`, `or` and `not` are functions that carry their operands. */
function guardName(guard: unknown): string | undefined {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && guard !== null && 'type' in guard) return String(guard.type);
  if (typeof guard !== 'function' || !('guards' in guard) || !Array.isArray(guard.guards)) return undefined;
  const operands = guard.guards.map((operand) => guardName(operand) ?? 'a condition');
  const operator = operatorOf(guard);
  return operator === 'not' ? `not ${operands.join()}` : operands.join(` ${operator} `);
}

/** Told apart by XState's own evaluators, because function names do not survive minification. */
const evaluators = { not: evaluatorOf(not('a')), and: evaluatorOf(and(['a'])), or: evaluatorOf(or(['a'])) };

function evaluatorOf(guard: object): unknown {
  return 'check' in guard ? guard.check : undefined;
}

function operatorOf(guard: object): string {
  const evaluator = evaluatorOf(guard);
  return Object.entries(evaluators).find(([, known]) => known === evaluator)?.[0] ?? 'with';
}
