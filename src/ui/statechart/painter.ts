/** Brings a drawn statechart to the present moment, every frame and without React: writes only what changed since the last frame. */
import type { StatechartLayout, StatechartTransition } from './layout.ts';
import { toneOf } from './tone.ts';
import { textWidth } from './words.ts';

export interface StatechartFrame {
  /** Paths of the active states; their enclosing states are lit too. */
  active: readonly string[];
  /** Small text inside a state, e.g. "2 of 3 failures". */
  counters: Readonly<Record<string, string>>;
  /** Time left in a state that a delay will end: fraction 0–1 and words, e.g. "3.2 s". */
  countdown?: { path: string; fraction: number; text: string };
  /** The last transition; a new `sequence` lights its arrow again. */
  transition?: { from: string; to: string; sequence: number; reason: string };
  /** How many of several machines are in a state. */
  occupancy?: Readonly<Record<string, number>>;
}

/** The little of a DOM element that painting needs. */
export interface Paintable {
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

export interface Pill {
  group: Paintable;
  box: Paintable;
  text: Paintable;
}

export interface StateParts {
  group: Paintable;
  counter: Paintable;
  ring: Paintable;
  time: Pill;
  badge: Pill;
}

export interface StatechartParts {
  states: ReadonlyMap<string, StateParts>;
  transitions: ReadonlyMap<string, Paintable>;
  reason: Pill;
}

export const COUNTER_FONT_SIZE = 12.5;
export const PILL_FONT_SIZE = 12;
export const PILL_HEIGHT = 20;
const PILL_PADDING = 16;
const COUNTER_PADDING = 16;

/** A function that paints one frame onto the parts of a drawing of `layout`. */
export function createPainter(
  parts: StatechartParts,
  layout: StatechartLayout,
): (frame: StatechartFrame) => void {
  const written = new Map<Paintable, Map<string, string | null>>();

  function isNew(element: Paintable, name: string, value: string | null): boolean {
    let known = written.get(element);
    if (known === undefined) written.set(element, (known = new Map()));
    if (known.get(name) === value) return false;
    known.set(name, value);
    return true;
  }

  function write(element: Paintable, name: string, value: string | null): void {
    if (!isNew(element, name, value)) return;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }

  function writeText(element: Paintable, text: string): boolean {
    if (!isNew(element, 'text', text)) return false;
    element.textContent = text;
    return true;
  }

  function paintCounter(counter: Paintable, text: string, room: number): void {
    if (!writeText(counter, text)) return;
    const tooLong = textWidth(text, COUNTER_FONT_SIZE) > room;
    write(counter, 'textLength', tooLong ? String(room) : null);
    write(counter, 'lengthAdjust', tooLong ? 'spacingAndGlyphs' : null);
  }

  /** Answers the pill's width; an empty text hides the pill. */
  function paintPill({ group, box, text }: Pill, words: string): number {
    const width = Math.round(textWidth(words, PILL_FONT_SIZE) * 1.08 + PILL_PADDING);
    write(group, 'data-shown', words === '' ? null : '');
    if (words !== '' && writeText(text, words)) {
      write(box, 'width', String(width));
      write(box, 'x', String(-width / 2));
    }
    return width;
  }

  function paintTransition(transition: StatechartFrame['transition']): void {
    const arrow = transition && arrowOf(layout, transition.from, transition.to);
    for (const [id, group] of parts.transitions) {
      const isLast = transition !== undefined && id === arrow?.id;
      write(group, 'data-last', isLast ? (transition.sequence % 2 === 0 ? 'even' : 'odd') : null);
    }
    const reason = arrow === undefined ? '' : (transition?.reason ?? '');
    const width = paintPill(parts.reason, reason);
    if (arrow === undefined || reason === '') return;
    const target = layout.states.find(({ path }) => path === arrow.to);
    write(parts.reason.group, 'data-tone', target === undefined ? null : toneOf(target));
    const x = Math.max(width / 2 + 2, Math.min(layout.width - width / 2 - 2, arrow.reasonX));
    write(parts.reason.group, 'transform', `translate(${Math.round(x)} ${Math.round(arrow.reasonY)})`);
  }

  return (frame) => {
    const lit = new Set(frame.active.flatMap(withEnclosing));
    for (const { path, width } of layout.states) {
      const state = parts.states.get(path);
      if (state === undefined) continue;
      const isLit = lit.has(path);
      const countdown = frame.countdown?.path === path ? frame.countdown : undefined;
      const occupants = frame.occupancy?.[path];
      write(state.group, 'data-active', isLit ? '' : null);
      write(state.group, 'aria-current', isLit ? 'true' : null);
      write(state.group, 'data-counted', frame.counters[path] ? '' : null);
      paintCounter(state.counter, frame.counters[path] ?? '', width - COUNTER_PADDING);
      write(
        state.ring,
        'stroke-dasharray',
        countdown === undefined ? null : `${countdown.fraction.toFixed(3)} 1`,
      );
      write(state.ring, 'data-shown', countdown === undefined ? null : '');
      paintPill(state.time, countdown?.text ?? '');
      paintPill(state.badge, occupants === undefined || occupants === 0 ? '' : String(occupants));
    }
    paintTransition(frame.transition);
  };
}

/** The arrow that shows a change of state: declared by the states themselves, else by the nearest enclosing ones, at last by the machine. */
export function arrowOf(
  layout: StatechartLayout,
  from: string,
  to: string,
): StatechartTransition | undefined {
  const targets = withEnclosing(to);
  for (const source of [...withEnclosing(from), '']) {
    for (const target of targets) {
      const arrow = layout.transitions.find((each) => each.to === target && each.sources.includes(source));
      if (arrow !== undefined) return arrow;
    }
  }
  return undefined;
}

/** A path and the paths of all states around it, innermost first. */
function withEnclosing(path: string): string[] {
  const keys = path.split('.');
  return keys.map((_, index) => keys.slice(0, keys.length - index).join('.'));
}
