/** Decides which arrows are drawn: merges transitions that would lie on top of each other, and sets apart states that are only entered from anywhere. */
import type { MachineGraph, MachineTransition } from '../readMachine.ts';
import { humanise, humaniseGuard } from '../words.ts';
import { writeLabel, type Label, type LabelOptions } from './label.ts';

export interface Arrow extends Label {
  id: string;
  /** The states whose transitions this arrow stands for; [''] when the machine declares it for any state. */
  sources: readonly string[];
  to: string;
  causes: readonly MachineTransition[];
}

export interface ArrowOptions extends LabelOptions {
  /** Event types without arrow; "operator.*" hides every event that starts with "operator.". */
  hideEvents?: readonly string[];
  /** Also draw transitions that end where they start; false. */
  selfTransitions?: boolean;
}

/** Simple states directly under the machine that only the machine's own transitions enter: overrides, drawn apart from the cycle. */
export function statesApart({ states, transitions }: MachineGraph): ReadonlySet<string> {
  const others = transitions.filter(({ from, to }) => from !== to);
  return new Set(
    states
      .filter(({ path, parent, initial, kind }) => {
        const entries = others.filter(({ to }) => to === path);
        const simple = parent === null && !initial && (kind === 'atomic' || kind === 'final');
        return simple && entries.length > 0 && entries.every(({ from }) => from === '');
      })
      .map(({ path }) => path),
  );
}

/** One arrow per pair of states; where every state set apart leaves by the same transitions, one arrow for all of them. */
export function mergeTransitions(
  graph: MachineGraph,
  apart: ReadonlySet<string>,
  options: ArrowOptions,
): Arrow[] {
  const pairs = new Map<string, { sources: string[]; to: string; causes: MachineTransition[] }>();
  for (const transition of graph.transitions) {
    const { from, to, event } = transition;
    if (isHidden(event, options.hideEvents ?? [])) continue;
    if (from === to && (from === '' || options.selfTransitions !== true)) continue;
    const key = `${from} > ${to}`;
    const pair = pairs.get(key) ?? { sources: [from], to, causes: [] };
    if (!pair.causes.some((cause) => causeText(cause) === causeText(transition)))
      pair.causes.push(transition);
    pairs.set(key, pair);
  }
  const arrows: Arrow[] = [];
  for (const [id, pair] of pairs) {
    const { sources, to, causes } = pair;
    const twin = arrows.find(
      (arrow) =>
        apart.has(sources[0] ?? '') &&
        apart.has(arrow.sources[0] ?? '') &&
        arrow.to === to &&
        arrow.causes.map(causeText).join() === causes.map(causeText).join(),
    );
    if (twin === undefined) arrows.push({ id, sources, to, causes, ...writeLabel(causes, options) });
    else twin.sources = [...twin.sources, ...sources];
  }
  return arrows;
}

function isHidden(event: string, hidden: readonly string[]): boolean {
  return hidden.some((name) => (name.endsWith('*') ? event.startsWith(name.slice(0, -1)) : event === name));
}

function causeText({ event, guard }: MachineTransition): string {
  return guard === undefined ? humanise(event) : `${humanise(event)} [${humaniseGuard(guard)}]`;
}
