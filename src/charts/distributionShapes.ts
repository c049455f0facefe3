/** Where the bars of a distribution and its threshold lie in a plot. */
import type { Bin } from './distribution.ts';
import { LEAST_TIME_TICK_PX, PLOT, plotHeight, plotWidth, type Size } from './geometry.ts';
import { labelWidth } from './labels.ts';
import type { Scale } from './scale.ts';

/** Bars wider than this stand a pixel apart. */
const LEAST_SPACED_PX = 5;
const LABEL_GAP_PX = 5;

const round = (px: number) => Math.round(px * 10) / 10;

/** One path for what lies within the threshold and one, on top of it, for what lies beyond; `most` is the share at the top. */
export function barPaths(bins: readonly Bin[], most: number, size: Size): { within: string; beyond: string } {
  const pitch = plotWidth(size) / Math.max(1, bins.length);
  const width = round(pitch - (pitch > LEAST_SPACED_PX ? 1 : 0));
  const bottom = size.height - PLOT.bottom;
  const heightOf = (share: number) => (share / most) * plotHeight(size);

  function bar(bin: number, low: number, high: number): string {
    if (high <= low) return '';
    const height = round(heightOf(high) - heightOf(low));
    return `M${round(PLOT.left + bin * pitch)} ${round(bottom - heightOf(low))}v${-height}h${width}v${height}z`;
  }

  return {
    within: bins.map(({ share, beyond }, bin) => bar(bin, 0, share - beyond)).join(''),
    beyond: bins.map(({ share, beyond }, bin) => bar(bin, share - beyond, share)).join(''),
  };
}

/** The tick marks of the axis of values that find room. */
export function valueTicks({ ticks }: Scale, size: Size): readonly number[] {
  const every = Math.ceil((LEAST_TIME_TICK_PX * (ticks.length - 1)) / plotWidth(size));
  return ticks.filter((_, index) => index % every === 0);
}

export interface ThresholdShape {
  /** False: it lies further to the right than the axis goes. */
  readonly isOnAxis: boolean;
  readonly x: number;
  readonly text: string;
  readonly textX: number;
  readonly anchor: 'start' | 'end';
}

export function thresholdShape(words: string, value: number, max: number, size: Size): ThresholdShape {
  const right = size.width - PLOT.right;
  if (value > max) return { isOnAxis: false, x: right, text: `${words} →`, textX: right, anchor: 'end' };
  const x = round(PLOT.left + (value / max) * plotWidth(size));
  const fitsRight = x + LABEL_GAP_PX + labelWidth(words) <= size.width;
  return fitsRight
    ? { isOnAxis: true, x, text: words, textX: x + LABEL_GAP_PX, anchor: 'start' }
    : { isOnAxis: true, x, text: words, textX: x - LABEL_GAP_PX, anchor: 'end' };
}
