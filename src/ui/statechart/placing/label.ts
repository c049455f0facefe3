/** Writes an arrow's label: the events and guards of the transitions it stands for. */
import type { MachineTransition } from '../readMachine.ts';
import { humanise, humaniseGuard, textWidth, wrapWords } from '../words.ts';
import type { Direction } from './geometry.ts';

export interface LabelLine {
  text: string;
  kind: 'event' | 'guard' | 'more';
}

export interface Label {
  lines: readonly LabelLine[];
  labelWidth: number;
  labelHeight: number;
}

export interface LabelOptions {
  /** Which way time flows: left to right or top to bottom; LR. */
  direction?: Direction;
  /** Whether a guarded transition is named by event and guard, or by its guard alone, or no arrow is named at all; full. */
  labels?: 'full' | 'brief' | 'none';
  /** Characters per line of a label; 21 left to right, 19 top to bottom, where labels stand side by side. */
  labelColumns?: number;
}

interface Group {
  events: string[];
  guard: string | undefined;
}

export const LABEL_FONT_SIZE = 12.5;
export const LABEL_LINE_HEIGHT = 15;
const COLUMNS: Readonly<Record<Direction, number>> = { LR: 21, TB: 19 };
const MAX_GROUPS = 3;

export function writeLabel(causes: readonly MachineTransition[], options: LabelOptions): Label {
  if (options.labels === 'none') return { lines: [], labelWidth: 0, labelHeight: 0 };
  const columns = options.labelColumns ?? COLUMNS[options.direction ?? 'LR'];
  const line = (words: string, kind: LabelLine['kind']) =>
    wrapWords(words, columns).map((text): LabelLine => ({ text, kind }));
  const groups = groupByGuard(causes);
  const lines = groups
    .slice(0, MAX_GROUPS)
    .flatMap(({ events, guard }) => [
      ...(guard !== undefined && options.labels === 'brief' ? [] : line(joinEvents(events), 'event')),
      ...(guard === undefined ? [] : line(`[${humaniseGuard(guard)}]`, 'guard')),
    ]);
  if (groups.length > MAX_GROUPS) lines.push({ text: `${groups.length - MAX_GROUPS} more`, kind: 'more' });
  return {
    lines,
    labelWidth: Math.ceil(Math.max(...lines.map(({ text }) => textWidth(text, LABEL_FONT_SIZE)))),
    labelHeight: lines.length * LABEL_LINE_HEIGHT,
  };
}

/** Events under the same guard share a line; each unguarded event has its own. */
function groupByGuard(causes: readonly MachineTransition[]): Group[] {
  const groups: Group[] = [];
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
