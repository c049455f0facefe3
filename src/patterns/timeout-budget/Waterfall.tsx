/** The waterfall of the watched operation and the ones before it: a picture for those who see it, a table for those who do not. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { READING_MS } from '../../run/frames.ts';
import { formatDuration } from '../../sim/format.ts';
import type { StageProps } from '../../ui/stage.ts';
import type { BudgetView } from './model.ts';
import { waterfallOf, type Waterfall as Picture } from './waterfall.ts';
import { createWaterfallPainter } from './waterfallPainter.tsx';

interface WaterfallProps extends Pick<StageProps, 'frames' | 'currentRun'> {
  readonly view: () => BudgetView;
  readonly children: ReactNode;
}

interface Shown {
  readonly watched: Picture | null;
  /** Newest first. */
  readonly earlier: readonly Picture[];
}

function showOf({ watched: { operations, focus } }: BudgetView, nowMs: number): Shown {
  return {
    watched: focus && waterfallOf(focus, nowMs),
    earlier: operations
      .filter((operation) => operation !== focus)
      .toReversed()
      .map((operation) => waterfallOf(operation, nowMs)),
  };
}

/** Without motion a bar shows once it has ended. */
const standStill = (picture: Picture): Picture => ({
  ...picture,
  bars: picture.bars.map((bar) =>
    bar.end === null ? { ...bar, used: [bar.fromMs, bar.fromMs], queued: [bar.fromMs, bar.fromMs] } : bar,
  ),
});

const endingOf = ({ ending, elapsedMs }: Picture) => `${ending}, after ${formatDuration(elapsedMs)}`;

function stepRows({ rows, bars }: Picture) {
  return bars.map(({ row, leftMs, status, note }) => ({
    label: rows[row] ?? '',
    left: formatDuration(leftMs),
    status: note === null ? status : `${status}, ${note}`,
  }));
}

function WaterfallTable({ watched, earlier }: Shown) {
  return (
    <div className="pf-visually-hidden">
      {watched && (
        <table>
          <caption>
            Operation #{watched.id}, budget {formatDuration(watched.budgetMs)}: {endingOf(watched)}
          </caption>
          <thead>
            <tr>
              <th scope="col">step</th>
              <th scope="col">left of the budget</th>
              <th scope="col">time</th>
            </tr>
          </thead>
          <tbody>
            {stepRows(watched).map(({ label, left, status }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{left}</td>
                <td>{status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul aria-label="Operations before">
        {earlier.map((picture) => (
          <li key={picture.id}>
            #{picture.id}: {endingOf(picture)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `children` stand between the picture and its legend. */
export function Waterfall({ frames, currentRun, view, children }: WaterfallProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<Shown>({ watched: null, earlier: [] });

  useEffect(() => {
    if (!canvas.current) return undefined;
    const painter = createWaterfallPainter(canvas.current);
    const stillness = matchMedia('(prefers-reduced-motion: reduce)');
    const stopDrawing = frames.onFrame(() => {
      const seen = view();
      const { watched, earlier } = showOf(seen, currentRun().nowMs);
      painter.paint(
        stillness.matches && watched ? standStill(watched) : watched,
        earlier,
        seen.params.budgetMs,
      );
    });
    const stopTelling = frames.onTick(() => setWords(showOf(view(), currentRun().nowMs)), READING_MS);
    return () => {
      stopDrawing();
      stopTelling();
      painter.dispose();
    };
  }, [frames, currentRun, view]);

  return (
    <div className="pf-waterfall">
      <canvas ref={canvas} className="pf-waterfall-canvas" aria-hidden="true" />
      {children}
      <ul className="pf-waterfall-legend" aria-label="Parts of the picture">
        <li>
          <i data-part="left" aria-hidden="true" /> budget left
        </li>
        <li>
          <i data-part="given" aria-hidden="true" /> timeout
        </li>
        <li>
          <i data-part="used" aria-hidden="true" /> used
        </li>
        <li>
          <i data-part="queued" aria-hidden="true" /> queued
        </li>
        <li>
          <i data-part="orphaned" aria-hidden="true" /> for nobody
        </li>
      </ul>
      <WaterfallTable {...words} />
    </div>
  );
}
