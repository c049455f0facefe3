/** Paints one pool in every frame: each slot and each queue place a cell, calls that leave, and calls that bounce off the door. */
import { useEffect, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import { drawOutcome } from '../../ui/outcomeShape.ts';
import { createSurface, type Surface } from '../../ui/surface.ts';
import { layoutCells, type CellLayout, type Point } from './cells.ts';
import type { Kind } from './kinds.ts';
import type { JobView, PoolView } from './model.ts';
import type { Departure } from './pools.ts';

/** Wall time that a call which is gone stays in sight. */
const FAREWELL_MS = 650;
const MARK_RADIUS = 5;
/** Cells from this edge on can hold a readable letter. */
const LETTER_EDGE = 17;

const COLOURS: Readonly<Record<Kind, string>> = {
  database: '--pf-one',
  cache: '--pf-two',
  api: '--pf-three',
};
const LETTERS: Readonly<Record<Kind, string>> = { database: 'D', cache: 'C', api: 'A' };
const DOORS: Readonly<Record<string, string>> = {
  available: '--pf-healthy',
  saturated: '--pf-testing',
  rejecting: '--pf-tripped',
};

export interface Moment {
  readonly pool: PoolView;
  readonly nowMs: number;
  /** Virtual time per wall time. */
  readonly speed: number;
  /** Nothing may glide. */
  readonly isStill: boolean;
}

/** How much of the work on a call is done, 0–1. */
function progressOf({ work }: JobView, nowMs: number): number {
  if (!work || work.durationMs <= 0) return 0;
  return Math.min(1, Math.max(0, (nowMs - work.startedAtMs) / work.durationMs));
}

function createPainter(surface: Surface, font: string) {
  const { context } = surface;
  let layout: CellLayout | null = null;
  let layoutKey = '';

  function layoutFor({ slots, queueSize, waiting }: PoolView): CellLayout {
    const places = Math.max(queueSize, waiting.length);
    const key = [slots.length, places, surface.width, surface.height].join();
    if (!layout || key !== layoutKey) {
      layout = layoutCells(slots.length, places, surface.width, surface.height);
      layoutKey = key;
    }
    return layout;
  }

  function box({ x, y }: Point, edge: number): void {
    context.beginPath();
    context.roundRect(x, y, edge, edge, Math.min(5, edge * 0.22));
  }

  function frame(corner: Point, edge: number): void {
    context.strokeStyle = surface.colour('--pf-inFlight');
    context.globalAlpha = 0.55;
    context.lineWidth = edge < 8 ? 0.75 : 1.25;
    box(corner, edge);
    context.stroke();
    context.globalAlpha = 1;
  }

  /** A call that nobody waits for any more is striped. */
  function stripes({ x, y }: Point, edge: number): void {
    const step = Math.max(4, edge / 4);
    context.save();
    box({ x, y }, edge);
    context.clip();
    context.strokeStyle = surface.colour('--pf-timedOut');
    context.lineWidth = step * 0.45;
    context.beginPath();
    for (let offset = -edge; offset < edge; offset += step) {
      context.moveTo(x + offset, y + edge);
      context.lineTo(x + offset + edge, y);
    }
    context.stroke();
    context.restore();
  }

  function letter({ kind }: JobView, { x, y }: Point, edge: number, colour: string): void {
    context.fillStyle = surface.colour(colour);
    context.font = font;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(LETTERS[kind], x + edge / 2, y + edge / 2 + 0.5);
  }

  function drawSlot(
    job: JobView | null,
    corner: Point,
    edge: number,
    nowMs: number,
    isShared: boolean,
  ): void {
    if (job) {
      const done = progressOf(job, nowMs);
      context.fillStyle = surface.colour(job.isAbandoned ? '--pf-timedOut' : COLOURS[job.kind]);
      context.globalAlpha = 0.22;
      box(corner, edge);
      context.fill();
      context.globalAlpha = job.isAbandoned ? 0.35 : 1;
      context.save();
      box(corner, edge);
      context.clip();
      context.fillRect(corner.x, corner.y + edge * done, edge, edge * (1 - done));
      context.restore();
      context.globalAlpha = 1;
      if (job.isAbandoned) stripes(corner, edge);
      if (isShared && edge >= LETTER_EDGE)
        letter(job, corner, edge, done < 0.45 && !job.isAbandoned ? '--pf-surface' : '--mantine-color-text');
    }
    frame(corner, edge);
  }

  function drawPlace(job: JobView | undefined, corner: Point, edge: number, isShared: boolean): void {
    if (job) {
      const inset = Math.max(0.5, edge * 0.12);
      context.fillStyle = surface.colour(job.isAbandoned ? '--pf-timedOut' : COLOURS[job.kind]);
      box({ x: corner.x + inset, y: corner.y + inset }, edge - 2 * inset);
      context.fill();
      if (job.isAbandoned) stripes(corner, edge);
      if (isShared && edge >= LETTER_EDGE) letter(job, corner, edge, '--pf-surface');
    }
    frame(corner, edge);
  }

  function drawDoor(x: number, state: string): void {
    const { height } = surface;
    const isShut = state === 'rejecting';
    context.strokeStyle = surface.colour(DOORS[state] ?? '--pf-neutral');
    context.lineWidth = 4;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(x, height * 0.1);
    context.lineTo(x, isShut ? height * 0.9 : height * 0.28);
    context.moveTo(x, isShut ? height * 0.9 : height * 0.72);
    context.lineTo(x, height * 0.9);
    context.stroke();
  }

  /** Away from the door it came to, downwards like anything that is dropped; `turn` spreads those of one instant. */
  function drawRejected(doorX: number, share: number, turn: number): void {
    const { height } = surface;
    const from = height * (0.14 + 0.4 * ((turn * 0.618) % 1));
    const x = doorX - 6 - share * (doorX - 8) * (0.5 + 0.5 * ((turn * 0.382) % 1));
    const y = from + share * share * height * 0.42;
    drawOutcome(surface, 'rejected', Math.max(MARK_RADIUS, x), y, MARK_RADIUS);
  }

  function drawLeaving({ slot, outcome }: Departure, { slots }: CellLayout, share: number): void {
    const corner = slot === null ? undefined : slots.cells[slot];
    if (!corner) return;
    const fromX = corner.x + slots.edge / 2;
    const toX = surface.width - MARK_RADIUS - 2;
    const x = fromX + (toX - fromX) * Math.sqrt(share);
    drawOutcome(surface, outcome, x, corner.y + slots.edge / 2, MARK_RADIUS);
  }

  function drawDepartures({ pool, nowMs, speed }: Moment, cells: CellLayout): void {
    const farewellMs = FAREWELL_MS * speed;
    let turn = 0;
    for (const departure of pool.departures) {
      turn = departure.outcome === 'rejected' ? turn + 1 : turn;
      const share = (nowMs - departure.atMs) / farewellMs;
      if (!(share >= 0 && share < 1)) continue;
      context.globalAlpha = 1 - share ** 2;
      if (departure.outcome === 'rejected') drawRejected(cells.doorX, share, turn);
      else drawLeaving(departure, cells, share);
    }
    context.globalAlpha = 1;
  }

  return (moment: Moment) => {
    const { pool, nowMs, isStill } = moment;
    const cells = layoutFor(pool);
    const isShared = pool.id === 'shared';
    context.globalAlpha = 1;
    context.clearRect(0, 0, surface.width, surface.height);
    drawDoor(cells.doorX, pool.state);
    for (const [place, corner] of cells.queue.cells.entries())
      drawPlace(pool.waiting[place], corner, cells.queue.edge, isShared);
    for (const [slot, corner] of cells.slots.cells.entries())
      drawSlot(pool.slots[slot] ?? null, corner, cells.slots.edge, nowMs, isShared);
    if (!isStill) drawDepartures(moment, cells);
  };
}

interface PoolCanvasProps {
  readonly frames: FrameSource;
  /** The pool at this instant; null when it is gone. */
  readonly moment: () => Moment | null;
}

export function PoolCanvas({ frames, moment }: PoolCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return undefined;
    function draw(): void {
      const now = moment();
      if (now && surface.width > 0) paint(now);
    }
    const surface = createSurface(canvas.current, () => draw());
    const paint = createPainter(surface, `600 12px ${getComputedStyle(canvas.current).fontFamily}`);
    const stop = frames.onFrame(draw);
    return () => {
      stop();
      surface.dispose();
    };
  }, [frames, moment]);
  return <canvas ref={canvas} className="bulkhead-canvas" aria-hidden="true" />;
}
