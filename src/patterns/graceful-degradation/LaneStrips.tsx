/** The state of every feature over time, and below each lane when its service was truly sick. */
import { useEffect, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import type { Band } from '../../sim/lanes.ts';
import { createSurface, type Surface } from '../../ui/surface.ts';
import { FEATURES } from './features.ts';
import type { ShopView } from './view.ts';

const LABEL_PX = 112;
const GAP_PX = 3;
const SICK_PX = 3;
const LEAST_PX = 1;
const FONT = '12px system-ui, sans-serif';

interface StripLook {
  readonly colour: string;
  /** Share of the lane's height at the band's beginning and at its end: how many users are asked for it. */
  readonly height: readonly [number, number];
}

const LOOKS: Readonly<Record<string, StripLook>> = {
  healthy: { colour: '--pf-healthy', height: [1, 1] },
  suspect: { colour: '--pf-testing', height: [1, 1] },
  disabled: { colour: '--pf-tripped', height: [0.12, 0.12] },
  onFallback: { colour: '--pf-neutral', height: [0.5, 0.5] },
  probing: { colour: '--pf-testing', height: [0.25, 0.25] },
  ramping: { colour: '--pf-testing', height: [0.3, 0.95] },
  pinned: { colour: '--pf-manual', height: [1, 1] },
  killed: { colour: '--pf-manual', height: [0.12, 0.12] },
};

interface Row {
  readonly top: number;
  readonly height: number;
  readonly pxPerMs: number;
}

function drawBand({ context, colour }: Surface, band: Band, { top, height, pxPerMs }: Row): void {
  const look = LOOKS[band.state];
  if (!look) return;
  const [from, to] = look.height;
  const left = LABEL_PX + band.fromMs * pxPerMs;
  const right = Math.max(left + LEAST_PX, LABEL_PX + band.toMs * pxPerMs);
  const bottom = top + height;
  context.fillStyle = colour(look.colour);
  context.beginPath();
  context.moveTo(left, bottom);
  context.lineTo(left, bottom - from * height);
  context.lineTo(right, bottom - to * height);
  context.lineTo(right, bottom);
  context.closePath();
  context.fill();
}

function drawLanes(surface: Surface, run: Run, { features }: ShopView): void {
  const { context, width, height } = surface;
  const rowPx = height / FEATURES.length;
  const pxPerMs = (width - LABEL_PX) / run.scenario.durationMs;
  const lanes = run.world.lanes.all();
  context.clearRect(0, 0, width, height);
  context.font = FONT;
  context.textBaseline = 'middle';
  features.forEach(({ feature, sickSpans, isSick }, index) => {
    const top = index * rowPx + GAP_PX / 2;
    const row = { top, height: rowPx - GAP_PX - SICK_PX, pxPerMs };
    context.fillStyle = surface.colour(isSick ? '--pf-failed-text' : '--mantine-color-text');
    context.fillText(feature.label, 0, top + (rowPx - GAP_PX) / 2, LABEL_PX - 6);
    context.fillStyle = surface.colour('--mantine-color-default-border');
    context.fillRect(LABEL_PX, top + row.height, width - LABEL_PX, 1);
    for (const band of lanes[index]?.bands() ?? []) drawBand(surface, band, row);
    context.fillStyle = surface.colour('--pf-failed');
    for (const { fromMs, toMs } of sickSpans) {
      const left = LABEL_PX + fromMs * pxPerMs;
      context.fillRect(
        left,
        top + row.height + 1,
        Math.max(LEAST_PX, (toMs - fromMs) * pxPerMs),
        SICK_PX - 1,
      );
    }
  });
  const now = LABEL_PX + run.nowMs * pxPerMs;
  context.fillStyle = surface.colour('--mantine-color-text');
  context.fillRect(Math.min(now, width - 1), 0, 1, height);
}

interface LaneStripsProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
  readonly view: () => ShopView;
}

export function LaneStrips({ frames, currentRun, view }: LaneStripsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return undefined;
    const surface = createSurface(canvas.current, draw);
    function draw(): void {
      drawLanes(surface, currentRun(), view());
    }
    const stop = frames.onFrame(draw);
    return () => {
      stop();
      surface.dispose();
    };
  }, [frames, currentRun, view]);

  return (
    <div className="shop-lanes">
      <canvas ref={canvas} />
    </div>
  );
}
