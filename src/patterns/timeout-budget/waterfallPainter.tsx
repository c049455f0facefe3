/** Paints waterfalls on a canvas: the watched operation bar by bar, and the ones before it as strips on the same time axis. */
import type { Outcome } from '../../sim/call.ts';
import { formatDuration } from '../../sim/format.ts';
import { createBrush } from '../../ui/brush.ts';
import { drawOutcome } from '../../ui/outcomeShape.ts';
import { createSurface } from '../../ui/surface.ts';
import { axisLengthMs, axisTicks, type Bar, type Stretch, type Waterfall } from './waterfall.ts';

export interface WaterfallPainter {
  /** `watched` bar by bar, `earlier` as strips, newest first. */
  paint(watched: Waterfall | null, earlier: readonly Waterfall[], budgetMs: number): void;
  dispose(): void;
}

/** Widths in units of the text size. */
const LABEL_WIDTH = 7;
const STATUS_WIDTH = 12.2;
/** Narrower than this many units there is no column of words on the right. */
const ROOM_FOR_STATUS = 34;
const MARK_RADIUS = 5;
const HATCH_GAP_PX = 6;
const TICK_GAP_PX = 60;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly hasStatus: boolean;
  readonly x: (ms: number) => number;
}

export function createWaterfallPainter(canvas: HTMLCanvasElement): WaterfallPainter {
  const surface = createSurface(canvas, () => brush.refresh());
  const { context, colour } = surface;
  const brush = createBrush(surface);
  const { write, fit } = brush;
  brush.refresh();

  const softly = (alpha: number, draw: () => void) => {
    context.globalAlpha = alpha;
    draw();
    context.globalAlpha = 1;
  };

  function box(frame: Frame, [fromMs, toMs]: Stretch, y: number, height: number) {
    const x = frame.x(fromMs);
    return { x, y, width: Math.max(0, Math.min(frame.x(toMs), frame.right) - x), height };
  }

  function fill({ x, y, width, height }: ReturnType<typeof box>, tone: string, radius = 3): void {
    if (width <= 0) return;
    context.fillStyle = colour(tone);
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(radius, width / 2));
    context.fill();
  }

  function hatch(area: ReturnType<typeof box>, tone: string, lineWidth = 2): void {
    brush.hatch(area, tone, { gap: HATCH_GAP_PX, lineWidth, anchorX: 0 });
  }

  function outline(
    { x, y, width, height }: ReturnType<typeof box>,
    tone: string,
    dash: readonly number[] = [],
  ): void {
    if (width <= 0) return;
    context.strokeStyle = colour(tone);
    context.lineWidth = 1.5;
    context.setLineDash([...dash]);
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1, 3);
    context.stroke();
    context.setLineDash([]);
  }

  function vertical(
    x: number,
    top: number,
    bottom: number,
    tone: string,
    width: number,
    dash: readonly number[] = [],
  ): void {
    context.strokeStyle = colour(tone);
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
    context.setLineDash([]);
  }

  function paintAxis(frame: Frame, lengthMs: number, budgetMs: number, reserveMs: number): void {
    const { left, right, top, bottom, x } = frame;
    const y = top - brush.textSize * 0.85;
    const budgetX = x(budgetMs);
    const label = `budget ${formatDuration(budgetMs)}`;
    const half = brush.widthOf(label, 700) / 2;
    const isFar = budgetMs > lengthMs;
    const labelX = isFar
      ? right - half - brush.textSize
      : Math.min(Math.max(budgetX, left + half), right - half);

    for (const ms of axisTicks(lengthMs, (right - left) / TICK_GAP_PX)) {
      const words = ms === 0 ? '0' : formatDuration(ms);
      const atX = x(ms);
      softly(0.7, () => vertical(atX, top, bottom, '--mantine-color-default-border', 1));
      const isCovered = Math.abs(atX - labelX) < half + brush.textSize * 2 || atX > right - brush.textSize;
      if (!isCovered)
        write(words, atX, y, { tone: '--mantine-color-dimmed', align: ms === 0 ? 'left' : 'center' });
    }
    write(isFar ? `${label} ▸` : label, labelX, y, {
      tone: '--pf-accent-text',
      weight: 700,
      align: 'center',
    });
    if (isFar) return;
    const over = { x: budgetX, y: top, width: right - budgetX, height: bottom - top };
    softly(0.13, () => fill(over, '--pf-failed', 0));
    const reserve = {
      x: x(budgetMs - reserveMs),
      y: top,
      width: budgetX - x(budgetMs - reserveMs),
      height: bottom - top,
    };
    softly(0.16, () => fill(reserve, '--pf-inFlight', 0));
  }

  const toneOf = (end: Outcome | null) => (end === null ? '--pf-accent' : `--pf-${end}`);

  function paintBar(frame: Frame, bar: Bar, budgetMs: number, y: number, height: number): void {
    const thick = Math.min(height * 0.62, 20);
    const top = y + (height - thick) / 2;
    const wedge = box(frame, [bar.fromMs, Math.max(bar.fromMs, budgetMs)], y + 1, height - 2);
    softly(0.14, () => fill(wedge, '--pf-accent', 2));
    if (bar.neededToMs !== null)
      outline(box(frame, [bar.fromMs, bar.neededToMs], top, thick), '--pf-rejected', [4, 3]);
    if (bar.orphaned) {
      const orphan = box(frame, bar.orphaned, top, thick);
      softly(0.2, () => fill(orphan, '--pf-failed', 0));
      hatch(orphan, '--pf-failed');
    }
    const used = box(frame, bar.used, top, thick);
    softly(bar.end === null ? 0.75 : 0.85, () => fill(used, toneOf(bar.end)));
    const queued = box(frame, bar.queued, top, thick);
    softly(0.65, () => hatch(queued, '--pf-surface', 3));
    if (bar.givenToMs !== null)
      outline(box(frame, [bar.fromMs, bar.givenToMs], top, thick), '--mantine-color-text');
    if (bar.end === null) return;
    const endX = Math.min(frame.x(bar.used[1]), frame.right);
    const middle = y + height / 2;
    context.fillStyle = colour('--pf-surface');
    context.beginPath();
    context.arc(endX, middle, MARK_RADIUS + 3.5, 0, 2 * Math.PI);
    context.fill();
    drawOutcome(surface, bar.end, endX, middle, MARK_RADIUS);
  }

  function paintRows(frame: Frame, waterfall: Waterfall, rowHeight: number): void {
    const { rows, bars, pauses, budgetMs } = waterfall;
    const hasTwoLines = rowHeight >= brush.textSize * 2.2;
    const statusX = frame.right + brush.textSize * 0.7;
    rows.forEach((label, row) => {
      const y = frame.top + row * rowHeight;
      const middle = y + rowHeight / 2;
      const bar = bars.find((each) => each.row === row);
      const pause = pauses.find((each) => each.row === row);
      if (pause) {
        const thick = Math.min(rowHeight * 0.25, 7);
        const gap = box(frame, pause.stretch, middle - thick / 2, thick);
        softly(0.8, () => hatch(gap, '--pf-inFlight', 2));
        outline(gap, '--pf-inFlight');
      }
      if (bar) paintBar(frame, bar, budgetMs, y, rowHeight);
      const tone = bar ? '--mantine-color-text' : '--mantine-color-dimmed';
      const isSplit = hasTwoLines && bar !== undefined;
      write(label, 0, isSplit ? middle - brush.textSize * 0.55 : middle, { tone, weight: bar ? 600 : 400 });
      if (isSplit) {
        write(`${formatDuration(bar.leftMs)} left`, 0, middle + brush.textSize * 0.6, {
          tone: '--pf-accent-text',
        });
      }
      if (bar && frame.hasStatus) {
        const end =
          bar.end === null || bar.end === 'succeeded' ? '--mantine-color-text' : `--pf-${bar.end}-text`;
        const room = surface.width - statusX;
        const hasNote = bar.note !== null && hasTwoLines;
        write(fit(bar.status, room), statusX, hasNote ? middle - brush.textSize * 0.55 : middle, {
          tone: end,
        });
        if (bar.note !== null && hasNote) {
          write(fit(bar.note, room), statusX, middle + brush.textSize * 0.6, { tone: '--pf-failed-text' });
        }
      }
    });
  }

  function paintStrip(frame: Frame, waterfall: Waterfall, y: number, height: number): void {
    const { bars, pauses, outcome, elapsedMs, id, ending, gaveUpMs } = waterfall;
    const middle = y + height / 2;
    const thick = height * 0.5;
    write(`#${id}`, 0, middle, { tone: '--mantine-color-dimmed' });
    for (const bar of bars) {
      if (bar.orphaned)
        softly(0.8, () =>
          hatch(box(frame, bar.orphaned as Stretch, middle - thick / 2, thick), '--pf-failed'),
        );
      softly(0.7, () => fill(box(frame, bar.used, middle - thick / 2, thick), toneOf(bar.end), 1));
    }
    for (const { stretch } of pauses) {
      softly(0.7, () => hatch(box(frame, stretch, middle - thick / 4, thick / 2), '--pf-inFlight'));
    }
    if (gaveUpMs !== null) vertical(frame.x(gaveUpMs), y + 1, y + height - 1, '--pf-timedOut', 2);
    if (outcome)
      drawOutcome(surface, outcome, Math.min(frame.x(elapsedMs), frame.right), middle, MARK_RADIUS - 0.5);
    if (!frame.hasStatus) return;
    const x = frame.right + brush.textSize * 0.7;
    const tone =
      outcome === null || outcome === 'succeeded' ? '--mantine-color-dimmed' : `--pf-${outcome}-text`;
    write(fit(ending, surface.width - x), x, middle, { tone });
  }

  return {
    paint(watched, earlier, budgetMs) {
      const { width, height } = surface;
      context.clearRect(0, 0, width, height);
      if (width === 0 || height === 0) return;
      const size = brush.textSize;
      const hasStatus = width >= ROOM_FOR_STATUS * size;
      const left = LABEL_WIDTH * size;
      const right = width - (hasStatus ? STATUS_WIDTH * size : size);
      const top = size * 1.8;
      const budget = watched?.budgetMs ?? budgetMs;
      const lengthMs = axisLengthMs(watched ? [watched, ...earlier] : earlier, budget);
      const x = (ms: number) => left + ((right - left) * ms) / lengthMs;
      const frame: Frame = { left, right, top, bottom: height, hasStatus, x };

      const rows = watched?.rows.length ?? 4;
      const stripHeight = size * 1.4;
      const rowHeight = Math.min(size * 2.6, (height - top - 2.5 * stripHeight) / rows);
      paintAxis(frame, lengthMs, budget, watched?.reserveMs ?? 0);
      if (watched) paintRows(frame, watched, rowHeight);
      const stripsTop = top + rows * rowHeight + size * 0.5;
      const strips = Math.max(0, Math.floor((height - stripsTop) / stripHeight));
      earlier.slice(0, strips).forEach((waterfall, index) => {
        paintStrip(frame, waterfall, stripsTop + index * stripHeight, stripHeight);
      });
      if (budget <= lengthMs) vertical(x(budget), top - 2, height, '--pf-accent', 2.5);
      if (watched && watched.outcome === null) {
        vertical(
          Math.min(x(watched.elapsedMs), right),
          top,
          top + rows * rowHeight,
          '--mantine-color-text',
          1,
          [2, 2],
        );
      }
    },
    dispose: surface.dispose,
  };
}
