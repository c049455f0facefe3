/** All metrics of a run in numbers: one cell each, rewritten as the run goes on without rendering. */
import { Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import { formatFigure } from '../../sim/format.ts';
import { QUANTILES, type MetricSpec, type MetricSpecs } from '../../sim/metrics.ts';
import './figures.css';

export interface FiguresProps {
  readonly frames: FrameSource;
  /** A stable function. */
  readonly currentRun: () => Run;
  readonly specs: MetricSpecs;
}

const EVENTS = { hover: true, focus: true, touch: true };

/** Ids in the summary of what one cell shows, with the word before each. */
function figuresOf(
  id: string,
  { kind }: MetricSpec,
): readonly { readonly id: string; readonly word: string }[] {
  if (kind !== 'histogram') return [{ id, word: '' }];
  return Object.keys(QUANTILES).map((quantile) => ({ id: `${id}.${quantile}`, word: quantile }));
}

export function Figures({ frames, currentRun, specs }: FiguresProps) {
  const grid = useRef<HTMLDListElement>(null);
  useEffect(() => {
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>('[data-figure]') ?? [])];
    return frames.onTick(() => {
      const summary = currentRun().world.metrics.summary();
      for (const cell of cells) {
        const { figure = '', metric = '' } = cell.dataset;
        const text = formatFigure(summary[figure] ?? null, specs[metric]?.unit ?? 'count');
        if (cell.textContent !== text) cell.textContent = text;
      }
    });
  }, [frames, currentRun, specs]);

  return (
    <section className="figures-section" aria-label="Figures">
      <dl className="figures" ref={grid}>
        {Object.entries(specs).map(([id, spec]) => (
          <div key={id} className="figures-cell" data-wide={spec.kind === 'histogram' || undefined}>
            <dt>
              <Tooltip label={spec.help} multiline maw={260} withArrow openDelay={150} events={EVENTS}>
                <button type="button" className="figures-label">
                  {spec.label}
                </button>
              </Tooltip>
            </dt>
            <dd>
              {figuresOf(id, spec).map((figure) => (
                <span key={figure.id} className="figures-value">
                  {figure.word && <span className="figures-word">{figure.word}</span>}
                  <span data-figure={figure.id} data-metric={id}>
                    —
                  </span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
