/** The contenders as small multiples: what each sends to its server in the last seconds, what of it is answered, and the sums. */
import { useEffect, useRef } from 'react';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import { formatNumber, formatShare } from '../../sim/format.ts';
import { createSurface, type Surface } from '../../ui/surface.ts';
import { setData, setText } from '../../ui/writing.ts';
import { SHORT_LABELS, CONTENDERS } from './contenders.ts';
import { KEPT_BINS } from './tally.ts';
import type { AdaptiveView, ContenderView } from './view.ts';

const BIN_MS = 100;
/** Three bins in one bar: at small rates a bar of one is only noise. */
const BINS_PER_BAR = 3;
const SHOWN_BINS = 180;
/** The upper edge stands for this many times the calls. */
const TOP_FACTOR = 4;

function paint(surface: Surface, contender: ContenderView, view: AdaptiveView): void {
  const { context, width, height } = surface;
  const { newest, attempts, ok } = contender.bins;
  const steady = (view.callsPerSecond * BIN_MS * BINS_PER_BAR) / 1000;
  const top = Math.max(2, steady * TOP_FACTOR);
  const shownMs = SHOWN_BINS * BIN_MS;
  const xOf = (atMs: number) => width * (1 - (view.nowMs - atMs) / shownMs);
  context.clearRect(0, 0, width, height);

  for (const { fromMs, toMs } of view.outages) {
    const left = Math.max(0, xOf(fromMs));
    const right = xOf(toMs ?? view.nowMs);
    if (right <= left) continue;
    context.fillStyle = surface.colour('--pf-failed');
    context.globalAlpha = 0.16;
    context.fillRect(left, 0, right - left, height);
    context.globalAlpha = 1;
  }

  const barWidth = Math.max(1, (width * BINS_PER_BAR) / SHOWN_BINS - 0.5);
  const lastBar = Math.floor(newest / BINS_PER_BAR);
  const firstBar = Math.max(0, lastBar - SHOWN_BINS / BINS_PER_BAR);
  const sumOf = (counts: Uint16Array, bar: number) => {
    let sum = 0;
    for (let bin = bar * BINS_PER_BAR; bin < (bar + 1) * BINS_PER_BAR && bin <= newest; bin += 1)
      sum += counts[bin % KEPT_BINS] as number;
    return sum;
  };
  for (const [colour, counts] of [
    ['--pf-timedOut', attempts],
    ['--pf-succeeded', ok],
  ] as const) {
    context.fillStyle = surface.colour(colour);
    context.beginPath();
    for (let bar = firstBar; bar <= lastBar; bar += 1) {
      const sum = sumOf(counts, bar);
      const barHeight = Math.min(1, sum / top) * height;
      if (sum > 0) context.rect(xOf(bar * BINS_PER_BAR * BIN_MS), height - barHeight, barWidth, barHeight);
    }
    context.fill();
  }

  const y = Math.round(height - (steady / top) * height) + 0.5;
  context.strokeStyle = surface.colour('--mantine-color-text');
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
  context.setLineDash([]);
}

const shareWords = (value: number | null) => (value === null ? '–' : formatShare(value));
const timesWords = (value: number | null) => (value === null ? '–' : `${value.toFixed(2)}×`);

interface ContendersProps {
  readonly frames: FrameSource;
  readonly view: () => AdaptiveView;
}

export function Contenders({ frames, view }: ContendersProps) {
  const root = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const items = [...(root.current?.querySelectorAll('li') ?? [])];
    const draw = () => {
      const now = view();
      now.contenders.forEach((contender, index) => {
        const surface = surfaces[index];
        if (surface && surface.width > 0) paint(surface, contender, now);
      });
    };
    const surfaces = items.flatMap((item) => {
      const canvas = item.querySelector('canvas');
      return canvas ? [createSurface(canvas, draw)] : [];
    });
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const stopDrawing = isStill ? frames.onTick(draw, READING_MS) : frames.onFrame(draw);
    const stopTelling = frames.onTick(() => {
      const { contenders, watched } = view();
      contenders.forEach(({ id, success, wasted, amplification, queued }, index) => {
        const item = items[index];
        if (!item) return;
        const write = (part: string, text: string) =>
          setText(item.querySelector(`[data-part="${part}"]`), text);
        setData(item, 'watched', id === watched ? 'yes' : 'no');
        write('success', shareWords(success));
        write('load', timesWords(amplification));
        write('wasted', `${formatNumber(wasted)} wasted`);
        write('queued', queued > 0 ? `${formatNumber(queued)} queued` : '');
      });
    }, READING_MS);
    return () => {
      stopDrawing();
      stopTelling();
      for (const surface of surfaces) surface.dispose();
    };
  }, [frames, view]);

  return (
    <figure className="adaptive-contenders" aria-labelledby="adaptive-contenders">
      <figcaption id="adaptive-contenders">
        <b>Same calls, own servers</b>
        <span className="adaptive-key adaptive-key-attempt">attempts</span>
        <span className="adaptive-key adaptive-key-ok">answered</span>
        <span className="adaptive-key adaptive-key-calls">calls</span>
        <span className="adaptive-key adaptive-key-outage">outage</span>
      </figcaption>
      <ul ref={root}>
        {CONTENDERS.map((id) => (
          <li key={id} data-contender={id}>
            <span className="adaptive-name">{SHORT_LABELS[id]}</span>
            <strong data-part="success" title="calls answered within the user’s deadline" />
            <canvas aria-hidden="true" />
            <span className="adaptive-sums">
              <span data-part="load" title="attempts per call" />
              <span data-part="wasted" title="retries and hedges that were not answered first" />
              <span data-part="queued" title="attempts waiting at its server" />
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
