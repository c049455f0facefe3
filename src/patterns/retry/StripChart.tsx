/** The last calls of one client as strips: attempts as bars, waits as lines before the band that each was drawn from. */
import { useEffect, useRef } from 'react';
import { formatDuration } from '../../sim/format.ts';
import { drawOutcome } from '../../ui/outcomeShape.ts';
import { createSurface, type Surface } from '../../ui/surface.ts';
import type { StageProps } from '../../ui/stage.ts';
import { drawLively } from '../../ui/drawLively.ts';
import type { RetryView } from './model.ts';
import { fateWords, stripSentence } from './stageWords.ts';
import { nextSpanMs, rowShapes, type RowShape, type StripPlace } from './stripShapes.ts';

const LABEL_WIDTH = 54;
const FATE_WIDTH = 136;
const AXIS_HEIGHT = 20;
const LEAST_ROW_HEIGHT = 20;
const MOST_ROWS = 6;
const BAR = 9;
const BAND = 15;
const SHAPE_RADIUS = 4;

function placeOf({ width, height }: Surface): StripPlace {
  const room = height - AXIS_HEIGHT;
  const rows = Math.max(1, Math.min(MOST_ROWS, Math.floor(room / LEAST_ROW_HEIGHT)));
  return { left: LABEL_WIDTH, right: width - FATE_WIDTH, top: 0, rowHeight: room / rows, rows };
}

/** Into how many parts an axis of 1, 2 or 5 times a power of ten falls, so that its ticks are round. */
function partsOf(spanMs: number, width: number): number {
  const isFive = String(spanMs).startsWith('5');
  if (width < 300) return isFive ? 1 : 2;
  return isFive ? 5 : 4;
}

function paintAxis(surface: Surface, { left, right }: StripPlace, spanMs: number, font: string): void {
  const { context, height } = surface;
  const bottom = height - AXIS_HEIGHT;
  const parts = partsOf(spanMs, right - left);
  context.font = font;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (let part = 0; part <= parts; part += 1) {
    const x = Math.round(left + (part / parts) * (right - left)) + 0.5;
    context.strokeStyle = surface.colour('--mantine-color-default-border');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, bottom);
    context.stroke();
    context.fillStyle = surface.colour('--mantine-color-dimmed');
    context.fillText(formatDuration((spanMs * part) / parts), x, bottom + 4);
  }
}

function paintRow(surface: Surface, shape: RowShape, place: StripPlace, font: string): void {
  const { context } = surface;
  const { strip, y, isNewest, bands, asked, waits, attempts } = shape;

  context.fillStyle = surface.colour('--pf-accent');
  context.globalAlpha = 0.17;
  for (const [from, to] of bands) context.fillRect(from, y - BAND / 2, Math.max(1, to - from), BAND);
  context.globalAlpha = 0.8;
  for (const [, to] of bands) context.fillRect(to - 1, y - BAND / 2, 1.5, BAND);
  context.globalAlpha = 1;

  context.lineWidth = 2.5;
  context.strokeStyle = surface.colour('--pf-accent');
  for (const [from, to] of waits) {
    context.beginPath();
    context.moveTo(from, y);
    context.lineTo(to, y);
    context.stroke();
  }
  context.strokeStyle = surface.colour('--pf-timedOut');
  context.lineWidth = 3;
  context.setLineDash([2, 3]);
  for (const [from, to] of asked) {
    context.beginPath();
    context.moveTo(from, y);
    context.lineTo(to, y);
    context.stroke();
  }
  context.setLineDash([]);

  for (const { reach, outcome } of attempts) {
    const [from, to] = reach;
    context.fillStyle = surface.colour(outcome ? `--pf-${outcome}` : '--pf-inFlight');
    context.globalAlpha = outcome ? 0.55 : 0.8;
    context.fillRect(from, y - BAR / 2, Math.max(2, to - from), BAR);
    context.globalAlpha = 1;
  }
  for (const { reach, outcome } of attempts)
    if (outcome) drawOutcome(surface, outcome, reach[1], y, SHAPE_RADIUS);

  context.font = isNewest ? `700 ${font}` : font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = surface.colour(isNewest ? '--mantine-color-text' : '--mantine-color-dimmed');
  context.fillText(`#${strip.call}`, 0, y);
  context.font = font;
  context.fillStyle = surface.colour(strip.outcome ? `--pf-${strip.outcome}-text` : '--mantine-color-dimmed');
  context.fillText(fateWords(strip), place.right + 12, y);
}

type StripChartProps = Pick<StageProps, 'frames' | 'currentRun'> & { readonly view: () => RetryView };

const LISTED = Array.from({ length: MOST_ROWS }, (_, place) => place);

export function StripChart({ frames, currentRun, view }: StripChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const askedKey = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const { current } = canvas;
    if (!current) return undefined;
    const surface = createSurface(current, () => paint());
    let spanMs: number | null = null;

    function paint(): void {
      const { strips } = view();
      const { nowMs } = currentRun();
      const place = placeOf(surface);
      const style = getComputedStyle(surface.context.canvas);
      const font = `${style.fontSize} ${style.fontFamily}`;
      surface.context.clearRect(0, 0, surface.width, surface.height);
      if (place.right <= place.left) return;
      spanMs = nextSpanMs(spanMs, strips.slice(-place.rows), nowMs);
      paintAxis(surface, place, spanMs, font);
      for (const shape of rowShapes(strips, nowMs, spanMs, place)) paintRow(surface, shape, place, font);
    }
    function tell(): void {
      const strips = view().strips.slice(-MOST_ROWS);
      const sentences = strips.map(stripSentence);
      if (askedKey.current)
        askedKey.current.hidden = !strips.some(({ waits }) => waits.some(({ askedMs }) => askedMs > 0));
      for (const [place, item] of Array.from(list.current?.children ?? []).entries()) {
        const text = sentences[place] ?? '';
        if (item.textContent !== text) item.textContent = text;
      }
    }
    return drawLively({ frames, surface, paint, tell });
  }, [frames, currentRun, view]);

  return (
    <figure className="retry-picture" aria-labelledby="retry-strips">
      <figcaption id="retry-strips">
        <b>Client 1’s calls</b>
        <span className="retry-key retry-key-attempt">attempt</span>
        <span className="retry-key retry-key-asked" ref={askedKey} hidden>
          asked for
        </span>
        <span className="retry-key retry-key-wait">wait</span>
        <span className="retry-key retry-key-band">what it is drawn from</span>
      </figcaption>
      <canvas ref={canvas} aria-hidden="true" />
      <ul ref={list} className="pf-visually-hidden">
        {LISTED.map((place) => (
          <li key={place} />
        ))}
      </ul>
    </figure>
  );
}
