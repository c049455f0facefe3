/** Paints the space–time diagram layer by layer, and knows what lies where in the last picture. */
import { createBrush } from '../../../ui/brush.ts';
import { createSurface } from '../../../ui/surface.ts';
import type { LockView, Message } from '../picture.ts';
import { createMessageFinder, emptyArrow, shapeArrow } from './arrows.ts';
import { createLabeler } from './labels.ts';
import { nameArrows } from './nameArrows.tsx';
import { paintArrows } from './paintArrows.tsx';
import { paintCuts, paintDoubleBeliefs, paintLanes, paintPlayhead } from './paintGround.tsx';
import { tellOmissions } from './tellOmissions.tsx';
import { FLAG_HEIGHT, LINE, nameViolations, paintViolations, paintWrites } from './paintMarks.tsx';
import { nameShortBars, nameSpans, paintBars, paintGaps } from './paintSpans.tsx';
import { instantOf, neighbour, thingAt, type Point, type Thing } from './pick.ts';
import { lineOf, scaleOf, xOf, type Scale } from './scale.ts';
import type { TimeWindow } from './window.ts';

/** In units of the text size: the time axis, and the row of cut links while there are any. */
const AXIS = 1.7;
const CUTS = 1.6;
/** In a narrow place a sentence needs many lines; two are good where lanes are high enough for that. */
const NARROW_PX = 440;
const NARROW_LINES = 4;
const HIGH_LANE = 1.75;
const LOW_LANE = 1.1;

/** How many lines of words the strip has, from the height of a lane in units of the text size. */
function linesFor(roomPerLane: number): number {
  if (roomPerLane < LOW_LANE) return 0;
  return roomPerLane > HIGH_LANE ? 2 : 1;
}

export interface DiagramPainter {
  paint(view: LockView, window: TimeWindow, selected: Thing | null): void;
  pick(point: Point, slack: number): Thing | null;
  neighbour(present: Message | null, by: 1 | -1): Message | null;
  /** Where the thing is in the last picture. */
  placeOf(thing: Thing): Point;
  readonly width: number;
  dispose(): void;
}

export interface DiagramHooks {
  /** What was drawn is gone or wrong. */
  readonly onChange: () => void;
  /** Heights above and below the lanes, in px, and how many lanes there are. */
  readonly onRows: (top: number, bottom: number, lanes: number) => void;
}

export function createDiagramPainter(
  canvas: HTMLCanvasElement,
  { onChange, onRows }: DiagramHooks,
): DiagramPainter {
  const surface = createSurface(canvas, () => {
    brush.refresh();
    onChange();
  });
  const brush = createBrush(surface);
  brush.refresh();
  const labeler = createLabeler();
  const findMessages = createMessageFinder();
  let laneOf: ReadonlyMap<string, number> = new Map();
  let last: { view: LockView; scale: Scale; range: readonly [number, number] } | null = null;
  let rows = '';

  function lanesOf({ actors }: LockView): ReadonlyMap<string, number> {
    const isSame = laneOf.size === actors.length && actors.every(({ id }, index) => laneOf.get(id) === index);
    if (!isSame) laneOf = new Map(actors.map(({ id }, index) => [id, index]));
    return laneOf;
  }

  return {
    paint(view, window, selected) {
      const { context, width, height } = surface;
      if (width === 0 || height === 0) return;
      const { textSize } = brush;
      const axisBottom = Math.round(AXIS * textSize);
      const top = axisBottom + (view.partitions.length > 0 ? Math.round(CUTS * textSize) : 0);
      const isNarrow = width < NARROW_PX;
      const roomPerLane = (height - top) / (view.actors.length + 1) / textSize;
      const strip = { isNarrow, lines: isNarrow ? NARROW_LINES : linesFor(roomPerLane) };
      const lanesBottom = height - Math.round(FLAG_HEIGHT + (strip.lines * LINE + 0.2) * textSize);
      const edges = `${top} ${height - lanesBottom} ${view.actors.length}`;
      if (edges !== rows) {
        rows = edges;
        onRows(top, height - lanesBottom, view.actors.length);
      }
      const scale = scaleOf(lanesOf(view), window, { width, top, bottom: lanesBottom, textSize });
      const range = findMessages(view.messages, scale);
      last = { view, scale, range };
      const nowX = xOf(view.nowMs, scale);
      const scene = { surface, brush, labeler, ...last, axisBottom, lanesBottom, strip, nowX, selected };

      labeler.begin();
      context.clearRect(0, 0, width, height);
      paintLanes(scene);
      paintCuts(scene);
      paintGaps(scene);
      const bars = paintBars(scene);
      const violations = paintViolations(scene);
      paintArrows(scene);
      paintWrites(scene);
      tellOmissions(scene);
      paintDoubleBeliefs(scene);
      nameSpans(scene, bars);
      nameArrows(scene);
      nameShortBars(scene, bars);
      nameViolations(scene, violations);
      paintPlayhead(scene);
    },
    pick(point, slack) {
      return last && thingAt(point, { ...last, slack });
    },
    neighbour(present, by) {
      return last && neighbour(last.view.messages, present, by, last.range);
    },
    placeOf(thing) {
      if (!last) return { x: 0, y: 0 };
      const { scale, view } = last;
      const x = xOf(instantOf(thing), scale);
      switch (thing.kind) {
        case 'message': {
          const arrow = emptyArrow();
          if (!shapeArrow(thing.message, view.nowMs, scale, arrow)) return { x, y: scale.top };
          return { x: (arrow.fromX + arrow.toX) / 2, y: (arrow.fromY + arrow.toY) / 2 };
        }
        case 'write':
          return { x, y: lineOf('resource', scale) ?? scale.top };
        case 'violation':
          return { x, y: scale.top + scale.laneOf.size * scale.laneHeight };
        case 'lease':
          return { x, y: lineOf(thing.lease.actor, scale) ?? scale.top };
        case 'trouble':
          return { x, y: lineOf(thing.trouble.actor, scale) ?? scale.top };
        case 'partition':
          return { x, y: scale.top };
      }
    },
    get width() {
      return surface.width;
    },
    dispose: surface.dispose,
  };
}
