/** Holds what a person looks at in the diagram, the window and the selected thing, and has it painted. */
import type { LockView } from '../picture.ts';
import { messagesWithin } from './arrows.ts';
import { fittingShare } from './density.ts';
import { createDiagramPainter } from './diagramPainter.tsx';
import { instantOf, type Point, type Thing } from './pick.ts';
import { lookAt, pan, windowOf, zoom, type Course, type TimeWindow, type Viewport } from './window.ts';

export interface Selection {
  readonly thing: Thing;
  /** Where it was drawn when it was selected. */
  readonly place: Point;
  readonly nowMs: number;
}

export interface ControllerHooks {
  readonly view: () => LockView;
  readonly durationMs: () => number;
  /** The time that is shown until a person zooms. */
  readonly spanMs: () => number;
  /** Nothing may glide. */
  readonly isStill: boolean;
  readonly onMode: (mode: Viewport['mode']) => void;
  readonly onSelect: (selection: Selection | null) => void;
  /** Heights above and below the lanes, in px, and how many lanes there are. */
  readonly onRows: (top: number, bottom: number, lanes: number) => void;
}

export interface DiagramController {
  paint(): void;
  follow(): void;
  showWhole(): void;
  panBy(share: number): void;
  /** A factor above 1 shows more time; around the middle, or around `x`. */
  zoomBy(factor: number, x?: number): void;
  drag(byX: number): void;
  /** Selects what is there, or nothing. */
  selectAt(x: number, y: number, slack: number): void;
  isOverThing(x: number, y: number, slack: number): boolean;
  /** Brings it to the middle and selects it. */
  reveal(thing: Thing): void;
  /** Goes to the next message, or to the one before. */
  stepMessage(by: 1 | -1): void;
  deselect(): void;
  dispose(): void;
}

/** In a narrow place less time is shown, so that words have room. */
const NARROW_PX = 440;
const NARROW_SHARE = 0.7;

export function createController(
  canvas: HTMLCanvasElement,
  { view, durationMs, spanMs, isStill, onMode, onSelect, onRows }: ControllerHooks,
): DiagramController {
  let viewport: Viewport = { mode: 'follow', spanMs: spanMs(), fromMs: 0 };
  let selected: Thing | null = null;
  /** Selecting holds the picture still; afterwards it follows on if it did before. */
  let wasFollowing = false;
  let hasZoomed = false;
  let spanShare = 1;
  let shown: TimeWindow = { fromMs: 0, spanMs: spanMs() };
  const painter = createDiagramPainter(canvas, { onChange: () => paint(), onRows });

  onMode(viewport.mode);
  onSelect(null);

  function look(next: Viewport): void {
    if (next.mode !== viewport.mode) onMode(next.mode);
    viewport = next;
  }

  function fitSpan({ messages }: LockView, course: Course): void {
    const wantedMs = spanMs() * (painter.width < NARROW_PX ? NARROW_SHARE : 1);
    const at = (share: number): Viewport => ({ ...viewport, spanMs: wantedMs * share });
    spanShare = fittingShare(spanShare, (share) =>
      messagesWithin(messages, windowOf(at(share), course, isStill)),
    );
    viewport = at(spanShare);
  }

  function paint(): void {
    const present = view();
    const course = { nowMs: present.nowMs, durationMs: durationMs() };
    if (!hasZoomed && viewport.mode === 'follow') fitSpan(present, course);
    shown = windowOf(viewport, course, isStill);
    // The run has gone back to before what was looked at.
    if (viewport.mode === 'free' && present.nowMs < shown.fromMs) {
      selectThing(null);
      look({ ...viewport, mode: 'follow' });
      shown = windowOf(viewport, course, isStill);
    }
    painter.paint(present, shown, selected);
  }

  function change(next: Viewport): void {
    look(next);
    paint();
  }

  function selectThing(thing: Thing | null): void {
    selected = thing;
    onSelect(thing && { thing, place: painter.placeOf(thing), nowMs: view().nowMs });
  }

  function hold(): void {
    wasFollowing ||= viewport.mode === 'follow';
    if (viewport.mode === 'follow') look({ mode: 'free', ...shown });
  }

  function deselect(): void {
    if (!selected) return;
    selectThing(null);
    if (wasFollowing && viewport.mode === 'free') look({ ...viewport, mode: 'follow' });
    wasFollowing = false;
    paint();
  }

  function reveal(thing: Thing): void {
    hold();
    if (viewport.mode === 'free') look(lookAt(instantOf(thing), shown, durationMs()));
    selected = thing;
    paint();
    selectThing(thing);
  }

  return {
    paint,
    follow() {
      wasFollowing = false;
      selectThing(null);
      change({ ...viewport, mode: 'follow' });
    },
    showWhole() {
      selectThing(null);
      change({ ...viewport, mode: 'whole' });
    },
    panBy(share) {
      wasFollowing = false;
      selectThing(null);
      change(pan(shown, share, durationMs()));
    },
    zoomBy(factor, x = painter.width / 2) {
      hasZoomed = true;
      selectThing(null);
      change(zoom(viewport.mode, shown, factor, x / Math.max(1, painter.width), durationMs()));
    },
    drag(byX) {
      wasFollowing = false;
      if (selected) selectThing(null);
      change(pan(shown, -byX / Math.max(1, painter.width), durationMs()));
    },
    selectAt(x, y, slack) {
      const thing = painter.pick({ x, y }, slack);
      if (!thing) {
        deselect();
        return;
      }
      hold();
      selectThing(thing);
      paint();
    },
    isOverThing: (x, y, slack) => painter.pick({ x, y }, slack) !== null,
    reveal,
    stepMessage(by) {
      const message = painter.neighbour(selected?.kind === 'message' ? selected.message : null, by);
      if (message) reveal({ kind: 'message', message });
    },
    deselect,
    dispose: painter.dispose,
  };
}
