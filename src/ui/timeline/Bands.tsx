/** The bands of states on the track: of a single lane as they came, of several as shares. Painted without rendering. */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import type { Band } from '../../sim/lanes.ts';
import { humanise, textWidth } from '../statechart/words.ts';
import { lanePaths, sharePaths, type BandPaths } from './bandPaths.ts';
import { StatePattern } from './StatePattern.tsx';

export interface BandsProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
  readonly durationMs: number;
  /** Every state that may be drawn, in the order of the legend. */
  readonly states: readonly string[];
  readonly stateTone: (state: string) => string;
}

const LABEL_FONT_SIZE = 12;
const LABEL_PADDING = 12;

/** Writes the state's name into every band that is wide enough, into as many reused elements. */
function drawLabels(holder: HTMLElement, bands: readonly Band[], pxPerMs: number): void {
  let used = 0;
  for (const { state, fromMs, toMs } of bands) {
    const word = humanise(state);
    const width = (toMs - fromMs) * pxPerMs;
    if (width < textWidth(word, LABEL_FONT_SIZE) + LABEL_PADDING) continue;
    const label = holder.children[used] ?? holder.appendChild(document.createElement('span'));
    if (label.textContent !== word) label.textContent = word;
    (label as HTMLElement).style.left = `${fromMs * pxPerMs}px`;
    used += 1;
  }
  while (holder.children.length > used) holder.lastElementChild?.remove();
}

export function Bands({ frames, currentRun, durationMs, states, stateTone }: BandsProps) {
  const dom = useId();
  const { ref, width, height } = useElementSize();
  const drawing = useRef<SVGGElement>(null);
  const labels = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (width === 0) return;
    const field = { durationMs, width, height };

    function paint(paths: BandPaths): void {
      states.forEach((state, index) => {
        drawing.current?.children[index]?.setAttribute('d', paths.get(state) ?? '');
      });
    }
    function drawFrame(): void {
      const [lane, second] = currentRun().world.lanes.all();
      if (!second) paint(lane ? lanePaths(lane.bands(), field) : new Map());
    }
    function drawTick(): void {
      const run = currentRun();
      const lanes = run.world.lanes.all();
      const single = lanes.length === 1 ? lanes[0]?.bands() : undefined;
      if (labels.current) drawLabels(labels.current, single ?? [], width / durationMs);
      if (lanes.length <= 1) return;
      const allBands = lanes.map((each) => each.bands());
      paint(sharePaths(allBands, states, run.nowMs, field));
    }
    const endings = [frames.onFrame(drawFrame), frames.onTick(drawTick)];
    return () => {
      for (const end of endings) end();
    };
  }, [frames, currentRun, durationMs, states, width, height]);

  return (
    <div className="timeline-bands" ref={ref} aria-hidden="true">
      <svg width="100%" height="100%">
        <defs>
          {states.map((state, index) => (
            <StatePattern key={state} id={`${dom}${index}`} index={index} tone={stateTone(state)} />
          ))}
        </defs>
        <g ref={drawing}>
          {states.map((state, index) => (
            <path key={state} fill={`url(#${dom}${index})`} />
          ))}
        </g>
      </svg>
      <div className="timeline-band-labels" ref={labels} />
    </div>
  );
}
