/** What reaches the server in the last seconds, in bins of 10 ms: first attempts, and retries on top of them. */
import { useEffect, useRef } from 'react';
import { formatNumber } from '../../sim/format.ts';
import { createSurface, type Surface } from '../../ui/surface.ts';
import type { StageProps } from '../../ui/stage.ts';
import { BIN_MS, KEPT_BINS } from './arrivals.ts';
import { drawLively } from '../../ui/drawLively.ts';
import type { RetryView } from './model.ts';
import { capacityWords, herdWords } from './stageWords.ts';
import { niceAtLeast } from './stripShapes.ts';

const SHOWN_BINS = 300;
const AXIS_HEIGHT = 20;
/** An outage narrower than this has no room for its name. */
const NAMED_WIDTH = 90;
const TOP = 6;
const LEAST_TOP = 5;
const TOPS = [1, 2, 3, 4, 5, 6, 8];
/** The scale falls once the highest bar takes less of it than this. */
const LEAST_USE = 0.3;

interface Plot {
  readonly width: number;
  readonly bottom: number;
  /** Arrivals at the upper edge. */
  readonly top: number;
  readonly nowMs: number;
}

const SHOWN_MS = SHOWN_BINS * BIN_MS;
const xOf = (atMs: number, { width, nowMs }: Plot) => width * (1 - (nowMs - atMs) / SHOWN_MS);
const heightOf = (count: number, { bottom, top }: Plot) => (count / top) * (bottom - TOP);

/** Arrivals of the shown bins from `first` on, and the bin's number. */
function* shownBins({ newest, firsts, retries }: RetryView['arrivals']) {
  for (let bin = Math.max(0, newest - SHOWN_BINS); bin <= newest; bin += 1) {
    const at = bin % KEPT_BINS;
    yield { bin, first: firsts[at] ?? 0, retried: retries[at] ?? 0 };
  }
}

function peakOf(view: RetryView): number {
  let peak = 0;
  for (const { first, retried } of shownBins(view.arrivals)) peak = Math.max(peak, first + retried);
  return peak;
}

function paintOutages(surface: Surface, { outages }: RetryView, plot: Plot): void {
  const { context } = surface;
  for (const { fromMs, toMs } of outages) {
    const left = Math.max(0, xOf(fromMs, plot));
    const right = xOf(toMs ?? plot.nowMs, plot);
    if (right <= left) continue;
    context.fillStyle = surface.colour('--pf-failed');
    context.globalAlpha = 0.13;
    context.fillRect(left, TOP, right - left, plot.bottom - TOP);
    context.globalAlpha = 1;
  }
}

/** Words before the bars, with a rim so that both stay readable. */
function write(surface: Surface, text: string, x: number, y: number): void {
  const { context } = surface;
  context.strokeStyle = surface.colour('--pf-surface');
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

function nameOutages(surface: Surface, { outages }: RetryView, plot: Plot): void {
  const { context } = surface;
  context.fillStyle = surface.colour('--pf-failed-text');
  context.textAlign = 'left';
  context.textBaseline = 'top';
  for (const { fromMs, toMs } of outages) {
    const left = Math.max(0, xOf(fromMs, plot));
    if (xOf(toMs ?? plot.nowMs, plot) - left > NAMED_WIDTH) write(surface, 'server down', left + 6, TOP + 4);
  }
}

function paintBars(surface: Surface, { arrivals }: RetryView, plot: Plot): void {
  const { context } = surface;
  const barWidth = Math.max(1.5, (plot.width * BIN_MS) / SHOWN_MS);
  const layers = [
    { colour: '--pf-accent', from: 0, of: 'first' },
    { colour: '--pf-timedOut', from: 'first', of: 'retried' },
  ] as const;
  for (const { colour, from, of } of layers) {
    context.beginPath();
    for (const counts of shownBins(arrivals)) {
      if (counts[of] === 0) continue;
      const base = plot.bottom - (from === 0 ? 0 : heightOf(counts[from], plot));
      const height = heightOf(counts[of], plot);
      context.rect(xOf(counts.bin * BIN_MS, plot), base - height, barWidth, height);
    }
    context.fillStyle = surface.colour(colour);
    context.fill();
  }
}

function paintFrame(surface: Surface, { capacityPerBin }: RetryView, plot: Plot): void {
  const { context } = surface;
  context.textBaseline = 'top';
  context.fillStyle = surface.colour('--mantine-color-dimmed');
  context.strokeStyle = surface.colour('--mantine-color-default-border');
  context.lineWidth = 1;
  for (const y of [TOP, plot.bottom]) {
    context.beginPath();
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(plot.width, Math.round(y) + 0.5);
    context.stroke();
  }
  const instants = [
    ['left', '3 s ago', 0],
    ['center', '1.5 s', plot.width / 2],
    ['right', 'now', plot.width],
  ] as const;
  for (const [align, text, x] of instants) {
    context.textAlign = align;
    context.fillText(text, x, plot.bottom + 4);
  }
  context.textAlign = 'right';
  write(surface, formatNumber(plot.top), plot.width - 4, TOP + 4);

  if (capacityPerBin > plot.top) return;
  const y = plot.bottom - heightOf(capacityPerBin, plot);
  context.strokeStyle = surface.colour('--pf-succeeded');
  context.lineWidth = 1.5;
  context.setLineDash([6, 4]);
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(plot.width, y);
  context.stroke();
  context.setLineDash([]);
}

type HerdChartProps = Pick<StageProps, 'frames' | 'currentRun'> & { readonly view: () => RetryView };

export function HerdChart({ frames, currentRun, view }: HerdChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const capacity = useRef<HTMLSpanElement>(null);
  const state = useRef<HTMLSpanElement>(null);
  const words = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const { current } = canvas;
    if (!current) return undefined;
    const surface = createSurface(current, () => paint());
    let top = LEAST_TOP;

    function paint(): void {
      const now = view();
      const { context, width, height } = surface;
      const style = getComputedStyle(context.canvas);
      const highest = Math.max(LEAST_TOP, peakOf(now));
      if (highest > top || highest < LEAST_USE * top) top = niceAtLeast(highest, TOPS);
      const plot: Plot = { width, bottom: height - AXIS_HEIGHT, top, nowMs: currentRun().nowMs };
      context.font = `${style.fontSize} ${style.fontFamily}`;
      context.clearRect(0, 0, width, height);
      paintOutages(surface, now, plot);
      paintBars(surface, now, plot);
      paintFrame(surface, now, plot);
      nameOutages(surface, now, plot);
    }
    function tell(): void {
      const now = view();
      const texts = [
        [capacity.current, capacityWords(now.capacityPerBin)],
        [state.current, herdWords(now)],
        [
          words.current,
          `In the last 3 seconds at most ${formatNumber(peakOf(now))} attempts reached the server within 10 ms.`,
        ],
      ] as const;
      for (const [element, text] of texts)
        if (element && element.textContent !== text) element.textContent = text;
    }
    return drawLively({ frames, surface, paint, tell });
  }, [frames, currentRun, view]);

  return (
    <figure className="retry-picture" aria-labelledby="retry-herd">
      <figcaption id="retry-herd">
        <b>Arrivals per 10 ms</b>
        <span className="retry-key retry-key-first">first</span>
        <span className="retry-key retry-key-retry">retries</span>
        <span className="retry-key retry-key-capacity" ref={capacity} />
        <span className="retry-state" ref={state} />
      </figcaption>
      <canvas ref={canvas} aria-hidden="true" />
      <p ref={words} className="pf-visually-hidden" />
    </figure>
  );
}
