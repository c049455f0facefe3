/** What everything else stands on: the lanes with their lines, the time axis, cut links, times with two believed holders, and the playhead. */
import { formatInstant } from '../../../sim/format.ts';
import { axisTicks } from './axis.ts';
import { laneTop, lineOf, reachOf, xOf } from './scale.ts';
import type { Scene } from './scene.tsx';
import { cutBandOf, doubleBeliefs, type CutBand } from './spans.ts';

/** Between two instants of the axis, in units of the text size. */
const TICK_GAP = 5.5;
/** As many of them as there is room for. */
const DOUBLE_WORDS = ['two believe they hold it', 'both believe'];

export function paintLanes({ surface, brush, view, scale, axisBottom, lanesBottom, nowX }: Scene): void {
  const { context, width } = surface;
  context.fillStyle = surface.colour('--pf-page');
  context.globalAlpha = 0.75;
  const future = Math.min(width, Math.max(0, nowX));
  context.fillRect(future, axisBottom, width - future, lanesBottom - axisBottom);
  context.globalAlpha = 1;

  const leastGapMs = (TICK_GAP * brush.textSize) / scale.pxPerMs;
  for (const { atMs, label } of axisTicks(scale.fromMs, scale.fromMs + scale.spanMs, leastGapMs)) {
    const x = Math.round(xOf(atMs, scale)) + 0.5;
    context.globalAlpha = 0.6;
    brush.line([x, axisBottom], [x, lanesBottom], '--mantine-color-default-border');
    context.globalAlpha = 1;
    const labelX = Math.min(Math.max(x, brush.widthOf(label) / 2), width - brush.widthOf(label) / 2);
    if (Math.abs(labelX - nowX) < brush.textSize * 5) continue;
    brush.write(label, labelX, axisBottom - brush.textSize * 0.75, {
      tone: '--mantine-color-dimmed',
      align: 'center',
    });
  }

  let role = '';
  for (const actor of view.actors) {
    const top = laneTop(actor.id, scale) ?? 0;
    const y = lineOf(actor.id, scale) ?? 0;
    const isNewRole = actor.role !== role;
    role = actor.role;
    context.globalAlpha = isNewRole ? 1 : 0.45;
    brush.line(
      [0, Math.round(top) + 0.5],
      [width, Math.round(top) + 0.5],
      '--mantine-color-default-border',
      isNewRole ? 1.5 : 1,
    );
    context.globalAlpha = 0.6;
    brush.line([Math.max(0, xOf(0, scale)), y], [Math.max(0, Math.min(width, nowX)), y], '--pf-inFlight');
    context.globalAlpha = 1;
  }
  brush.line([0, lanesBottom], [width, lanesBottom], '--mantine-color-default-border', 1.5);
}

function paintCutBand({ surface, brush, scale, axisBottom, labeler }: Scene, band: CutBand): void {
  const { context } = surface;
  const { left, right, laneTops, partition } = band;
  const width = Math.max(1.5, right - left);
  context.fillStyle = surface.colour('--pf-rejected');
  context.globalAlpha = 0.14;
  for (const top of laneTops) context.fillRect(left, top, width, scale.laneHeight);
  context.globalAlpha = 1;
  const [first, last] = [laneTops[0], laneTops.at(-1)];
  if (first !== undefined && last !== undefined) {
    context.setLineDash([3, 4]);
    for (const x of [left, left + width])
      brush.line([x, axisBottom], [x, last + scale.laneHeight], '--pf-rejected');
    context.setLineDash([]);
  }
  const row = { x: left, y: axisBottom + 1, width, height: scale.top - axisBottom - 2 };
  context.fillStyle = surface.colour('--pf-surface');
  context.fillRect(row.x, row.y, row.width, row.height);
  context.fillStyle = surface.colour('--pf-rejected-soft');
  context.fillRect(row.x, row.y, row.width, row.height);
  brush.hatch(row, '--pf-rejected-soft', { anchorX: xOf(partition.fromMs, scale) });
  const room = surface.width - left - 8;
  const words = brush.fit(`✂ ${partition.words}`, room, 600);
  const box = {
    x: left + 5,
    y: row.y,
    width: brush.widthOf(words, 600),
    height: row.height,
  };
  if (words.length > 3 && labeler.place(`cut ${partition.fromMs} ${partition.words}`, [box]))
    brush.write(words, box.x, row.y + row.height / 2 + 0.5, {
      tone: '--pf-rejected-text',
      weight: 600,
      hasRim: true,
    });
}

export function paintCuts(scene: Scene): void {
  const { view, scale } = scene;
  for (const partition of view.partitions) {
    const band = cutBandOf(partition, view.nowMs, scale);
    if (band) paintCutBand(scene, band);
  }
}

/** Red between the lanes of two clients while both take themselves for the holder. */
export function paintDoubleBeliefs({ surface, brush, view, scale, labeler }: Scene): void {
  const { context } = surface;
  for (const { holders, fromMs, untilMs } of doubleBeliefs(view.leases, view.nowMs, scale)) {
    const reach = reachOf(fromMs, untilMs, scale);
    const lines = holders
      .map((holder) => lineOf(holder, scale))
      .filter((y) => y !== null)
      .toSorted((a, b) => a - b);
    const [upper, lower] = lines;
    if (!reach || upper === undefined || lower === undefined) continue;
    const [left, right] = reach;
    const top = upper + scale.barHeight / 2;
    const height = lower - upper - scale.barHeight;
    const area = { x: left, y: top, width: Math.max(2, right - left), height };
    context.fillStyle = surface.colour('--pf-failed');
    context.globalAlpha = 0.2;
    context.fillRect(area.x, area.y, area.width, area.height);
    context.globalAlpha = 1;
    for (const y of [top, top + height]) brush.line([left, y], [left + area.width, y], '--pf-failed', 2);
    const words = DOUBLE_WORDS.find((each) => brush.widthOf(each, 650) + 12 < area.width) ?? '';
    const width = brush.widthOf(words, 650);
    const y = upper + (lower - upper) / 2;
    const box = { x: left + 6, y: y - brush.textSize * 0.65, width, height: brush.textSize * 1.3 };
    if (words !== '' && labeler.place(`double ${fromMs} ${holders.join()}`, [box]))
      brush.write(words, box.x, y, { tone: '--pf-failed-text', weight: 650, hasRim: true });
  }
}

export function paintPlayhead({ surface, brush, view, nowX, axisBottom, lanesBottom }: Scene): void {
  const { context, width } = surface;
  if (nowX < -1 || nowX > width + 1) return;
  brush.line([nowX, axisBottom - 2], [nowX, lanesBottom], '--pf-accent', 1.5);
  const label = formatInstant(view.nowMs);
  const pill = brush.widthOf(label, 650) + 12;
  const x = Math.min(Math.max(0, nowX - pill / 2), width - pill);
  const height = brush.textSize * 1.4;
  context.fillStyle = surface.colour('--pf-accent');
  context.beginPath();
  context.roundRect(x, axisBottom - height - 1, pill, height, 4);
  context.fill();
  brush.write(label, x + 6, axisBottom - height / 2 - 0.5, { tone: '--pf-surface', weight: 650 });
}
