/** Where the bands of lanes lie in a plot: one path per state for all lanes together, and the words that find room. */
import type { Band } from '../sim/lanes.ts';
import { PLOT, plotHeight, plotWidth, type Size } from './geometry.ts';
import { labelWidth, shorten } from './labels.ts';
import { wordOfState } from './laneBands.ts';

export interface LaneSnapshot {
  readonly label: string;
  readonly bands: readonly Band[];
}

interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface LaneShapes {
  /** State → path of all its bands. */
  readonly paths: ReadonlyMap<string, string>;
  /** Width of a band's edge; thin bands have none. */
  readonly edgePx: number;
  readonly words: readonly (Word & { readonly state: string })[];
  readonly labels: readonly Word[];
}

const MOST_PITCH_PX = 72;
const LEAST_LABEL_PX = 14;
const LEAST_WORD_HEIGHT_PX = 14;
const LABEL_ROOM_PX = PLOT.left - 7;
const LEAST_EDGED_PX = 6;

/** Distance of two lanes in px. */
export function lanePitch(count: number, size: Size): number {
  return Math.min(MOST_PITCH_PX, plotHeight(size) / Math.max(1, count));
}

function gapOf(pitch: number): number {
  if (pitch < 3) return 0;
  return pitch < 10 ? 1 : 4;
}

const round = (px: number) => Math.round(px * 10) / 10;

/** A band is at least one pixel wide; one of which less than half a pixel would be seen is left out. */
export function laneShapes(lanes: readonly LaneSnapshot[], durationMs: number, size: Size): LaneShapes {
  const pxPerMs = plotWidth(size) / durationMs;
  const pitch = lanePitch(lanes.length, size);
  const height = pitch - gapOf(pitch);
  const labelEvery = Math.ceil(LEAST_LABEL_PX / pitch);
  const paths = new Map<string, string>();
  const words: (Word & { state: string })[] = [];
  const labels: Word[] = [];

  lanes.forEach(({ label, bands }, index) => {
    const top = PLOT.top + index * pitch;
    const middle = round(top + height / 2);
    if (index % labelEvery === 0)
      labels.push({ text: shorten(label, LABEL_ROOM_PX), x: PLOT.left - 6, y: middle });
    let drawnTo: number = PLOT.left;
    for (const { state, fromMs, toMs } of bands) {
      const from = Math.max(drawnTo, PLOT.left + fromMs * pxPerMs);
      const to = Math.max(PLOT.left + toMs * pxPerMs, PLOT.left + fromMs * pxPerMs + 1);
      if (to - from < 0.5) continue;
      drawnTo = to;
      const band = `M${round(from)} ${round(top)}h${round(to - from)}v${round(height)}h${round(from - to)}z`;
      paths.set(state, (paths.get(state) ?? '') + band);
      const text = wordOfState(state);
      if (height >= LEAST_WORD_HEIGHT_PX && labelWidth(text) + 8 < to - from) {
        words.push({ text, state, x: round((from + to) / 2), y: middle });
      }
    }
  });
  return { paths, edgePx: height < LEAST_EDGED_PX ? 0 : 0.75, words, labels };
}
