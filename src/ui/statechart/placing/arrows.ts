/** Decides which arrows are drawn: merges transitions that would lie on top of each other, writes their labels, and sets apart states that are only entered from anywhere. */
import type { MachineGraph, MachineTransition } from '../readMachine.ts';
import type { Direction } from './geometry.ts';
import { humanise, humaniseGuard, textWidth, wrapWords } from '../words.ts';

export interface LabelLine {
  text: string;
  kind: 'event' | 'guard' | 'more';
}

export interface Arrow {
  id: string;
  /** The states whose transitions this arrow stands for; [''] when the machine declares it for any state. */
  sources: readonly string[];
  to: string;
  causes: readonly MachineTransition[];
  lines: readonly LabelLine[];
  labelWidth: number;
  labelHeight: number;
}

export interface ArrowOptions {
  /** Event types without arrow; "operator.*" hides every event that starts with "operator.". */
  hideEvents?: readonly string[];
  /** Also draw transitions that end where they start; false. */
  selfTransitions?: boolean;
  /** Which way time flows: left to right or top to bottom; LR. */
  direction?: Direction;
  /** Characters per line of a label; 21 left to right, 19 top to bottom, where labels stand side by side. */
  labelColumns?: number;
}

export const LABEL_FONT_SIZE = 12.5;
export const LABEL_LINE_HEIGHT = 15;
const LABEL_COLUMNS: Readonly<Record<Direction, number>> = { LR: 21, TB: 19 };
const MAX_GROUPS = 3;

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
  const columns = options.labelColumns ?? LABEL_COLUMNS[options.direction ?? 'LR'];
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
    if (twin === undefined) arrows.push({ id, sources, to, causes, ...measureLabel(causes, columns) });
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

function measureLabel(
  causes: readonly MachineTransition[],
  columns: number,
): Pick<Arrow, 'lines' | 'labelWidth' | 'labelHeight'> {
  const groups = groupByGuard(causes);
  const lines: LabelLine[] = groups
    .slice(0, MAX_GROUPS)
    .flatMap(({ events, guard }) => [
      ...wrapWords(joinEvents(events), columns).map((text) => ({ text, kind: 'event' as const })),
      ...(guard === undefined
        ? []
        : wrapWords(`[${humaniseGuard(guard)}]`, columns).map((text) => ({ text, kind: 'guard' as const }))),
    ]);
  if (groups.length > MAX_GROUPS) lines.push({ text: `${groups.length - MAX_GROUPS} more`, kind: 'more' });
  return {
    lines,
    labelWidth: Math.ceil(Math.max(...lines.map(({ text }) => textWidth(text, LABEL_FONT_SIZE)))),
    labelHeight: lines.length * LABEL_LINE_HEIGHT,
  };
}

/** Events under the same guard share a line; each unguarded event has its own. */
function groupByGuard(
  causes: readonly MachineTransition[],
): { events: string[]; guard: string | undefined }[] {
  const groups: { events: string[]; guard: string | undefined }[] = [];
  for (const { event, guard } of causes) {
    const group = guard === undefined ? undefined : groups.find((each) => each.guard === guard);
    if (group === undefined) groups.push({ events: [event], guard });
    else group.events.push(event);
  }
  return groups;
}

/** Several events about one subject name it once: "call succeeded or failed". */
function joinEvents(events: readonly string[]): string {
  const [subject = ''] = events[0]?.split('.') ?? [];
  const shared = events.length > 1 && events.every((event) => event.startsWith(`${subject}.`));
  const words = events.map((event) => humanise(shared ? event.slice(subject.length) : event));
  return shared ? `${humanise(subject)} ${words.join(' or ')}` : words.join(' or ');
}
