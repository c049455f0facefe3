/** Where the marks of steps lie in a plot: one column per step, its name below it. */
import { PLOT, plotWidth, type Size } from './geometry.ts';
import { labelWidth, shorten, withoutSharedWords } from './labels.ts';
import { unusedGroups, type Step } from './steps.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface StepShape {
  readonly label: Label;
  /** The values allowed, and whether their upper edge is the ceiling rather than the end of the plot. */
  readonly allowed: (Box & { readonly hasCeiling: boolean }) | null;
  /** From p5 to p95. */
  readonly range: Box | null;
  readonly median: Box | null;
}

export interface UnusedShape extends Box {
  readonly label: Label & { readonly isUpright: boolean };
}

export interface StepShapes {
  readonly steps: readonly StepShape[];
  readonly unused: readonly UnusedShape[];
}

export const NOT_USED = 'not used';

const LINE_PX = 13;
const LEAST_GAP_PX = 4;
const MOST_COLUMN_PX = 84;
const MOST_BAR_PX = 26;
const MEDIAN_PX = 3;
const round = (px: number) => Math.round(px * 10) / 10;

/** Names that find no room side by side lose the words that they share; when that is not enough they stand on two lines in turn. */
function placeNames(steps: readonly Step[], pitch: number): { names: readonly string[]; lines: 1 | 2 } {
  const full = steps.map(({ label }) => label);
  const brief = withoutSharedWords(full);
  const fit = (names: readonly string[], room: number) =>
    names.every((name) => labelWidth(name) <= room - LEAST_GAP_PX);
  if (fit(full, pitch)) return { names: full, lines: 1 };
  if (fit(brief, pitch)) return { names: brief, lines: 1 };
  return { names: fit(full, 2 * pitch) ? full : brief, lines: 2 };
}

/** Where 0 lies, in px from the top. */
export function bottomOfSteps(steps: readonly Step[], size: Size): number {
  const { lines } = placeNames(steps, plotWidth(size) / Math.max(1, steps.length));
  return size.height - PLOT.bottom - (lines - 1) * LINE_PX;
}

/** `max` is the value at the top of the plot. */
export function stepShapes(steps: readonly Step[], max: number, size: Size): StepShapes {
  const pitch = plotWidth(size) / Math.max(1, steps.length);
  const { names, lines } = placeNames(steps, pitch);
  const bottom = bottomOfSteps(steps, size);
  const centreOf = (place: number) => PLOT.left + (place + 0.5) * pitch;
  const y = (value: number) => round(bottom - Math.min(1, value / max) * (bottom - PLOT.top));
  const columnPx = Math.min(pitch * 0.8, MOST_COLUMN_PX);
  const barPx = Math.min(pitch * 0.4, MOST_BAR_PX);

  function box(centre: number, width: number, low: number, high: number): Box {
    return { x: round(centre - width / 2), width: round(width), y: y(high), height: round(y(low) - y(high)) };
  }

  function labelOf(place: number): Label {
    const text = shorten(names[place] ?? '', lines * pitch - LEAST_GAP_PX);
    const half = labelWidth(text) / 2;
    const x = Math.min(size.width - half, Math.max(half, centreOf(place)));
    return { text, x: round(x), y: bottom + 6 + (place % lines) * LINE_PX };
  }

  return {
    steps: steps.map(({ p5, p50, p95, allowed }, place) => {
      const centre = centreOf(place);
      const hasCeiling = allowed !== null && allowed[1] <= max;
      return {
        label: labelOf(place),
        allowed: allowed && { ...box(centre, columnPx, allowed[0], allowed[1]), hasCeiling },
        range: p5 === null || p95 === null ? null : box(centre, barPx, p5, p95),
        median:
          p50 === null
            ? null
            : {
                ...box(centre, Math.min(barPx + 8, columnPx), p50, p50),
                y: y(p50) - MEDIAN_PX / 2,
                height: MEDIAN_PX,
              },
      };
    }),
    unused: unusedGroups(steps).map(([first, last]) => {
      const width = (last - first + 1) * pitch;
      const centre = (centreOf(first) + centreOf(last)) / 2;
      const isUpright = labelWidth(NOT_USED) > width;
      const label = { text: NOT_USED, x: round(centre), y: round((PLOT.top + bottom) / 2), isUpright };
      return { ...box(centre, width - 2, 0, max), label };
    }),
  };
}
