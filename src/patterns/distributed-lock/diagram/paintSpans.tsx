/** Leases as bars, pauses and crashes as gaps, liars and wrong clocks as marks on their lines. */
import { clearOfArrows } from './nameArrows.tsx';
import { lineOf, xOf } from './scale.ts';
import { holderLook, TROUBLE_TONES, type Scene } from './scene.tsx';
import { barOf, gapOf, zombieOf, type Bar, type Gap } from './spans.ts';

const LABEL_INSET = 7;
/** A shorter bar has no name. */
const LEAST_NAMED_PX = 9;
const ZIGZAG_PX = 4;
/** A holder whose lease is over. */
const ZOMBIE = 'zombie';

function paintZigzag({ surface, scale }: Scene, { left, right, trouble }: Gap, y: number): void {
  const { context } = surface;
  const period = 2 * ZIGZAG_PX;
  // Anchored at its beginning, so that it moves with the diagram.
  const phase = (((xOf(trouble.fromMs, scale) - left) % period) + period) % period;
  context.strokeStyle = surface.colour('--pf-rejected');
  context.lineWidth = 1.75;
  context.beginPath();
  for (let x = left - period + phase, step = 0; x < right; x += ZIGZAG_PX, step += 1)
    context.lineTo(x, y + (step % 2 === 0 ? -3 : 3));
  context.stroke();
}

/** An actor that does nothing has no line; one that lies has a crooked one. */
export function paintGaps(scene: Scene): void {
  const { surface, brush, view, scale } = scene;
  const { context } = surface;
  for (const trouble of view.troubles) {
    const gap = gapOf(trouble, view.nowMs, scale);
    if (!gap) continue;
    const y = gap.top + gap.height / 2;
    const tone = TROUBLE_TONES[trouble.kind];
    const area = { x: gap.left, y: gap.top + 1, width: gap.right - gap.left, height: gap.height - 2 };
    if (trouble.kind === 'byzantine') paintZigzag(scene, gap, y);
    else if (trouble.kind === 'clock') {
      context.setLineDash([2, 4]);
      brush.line([gap.left, y + 2.5], [gap.right, y + 2.5], tone, 2);
      context.setLineDash([]);
      if (xOf(trouble.fromMs, scale) >= 0)
        brush.line([gap.left, gap.top + 2], [gap.left, gap.top + gap.height - 2], tone, 2);
    } else {
      context.fillStyle = surface.colour('--pf-page');
      context.fillRect(area.x, area.y, area.width, area.height);
      const anchorX = xOf(trouble.fromMs, scale);
      context.globalAlpha = 0.6;
      brush.hatch(area, tone, { anchorX });
      if (trouble.kind === 'crashed') brush.hatch(area, tone, { anchorX, isFalling: true });
      context.globalAlpha = 1;
      for (const x of [gap.left, gap.right]) brush.line([x, area.y], [x, area.y + area.height], tone, 1.5);
    }
  }
}

function paintBar({ surface, brush, view, scale }: Scene, bar: Bar): void {
  const { context } = surface;
  const { lease, left, right, plannedRight, top, height } = bar;
  const { tone, isStriped } = holderLook(lease.holder, view.actors);
  const isHolder = lease.side === 'holder';
  const width = Math.max(1.5, right - left);
  context.fillStyle = surface.colour('--pf-surface');
  context.globalAlpha = 0.55;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
  context.fillStyle = surface.colour(`${tone}-soft`);
  context.fillRect(left, top, width, height);
  if (isStriped) {
    context.globalAlpha = 0.3;
    brush.hatch({ x: left, y: top, width, height }, tone, {
      gap: 9,
      lineWidth: 2,
      anchorX: xOf(lease.fromMs, scale),
    });
    context.globalAlpha = 1;
  }
  context.strokeStyle = surface.colour(tone);
  context.lineWidth = isHolder ? 2 : 1;
  context.strokeRect(left, top, width, height);
  if (bar.startsHere) {
    context.fillStyle = surface.colour(tone);
    context.fillRect(left - 1, top - 1, 4, height + 2);
  }
  if (plannedRight - right > 1) {
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.strokeRect(right, top, plannedRight - right, height);
    context.setLineDash([]);
  }
}

function paintZombie(
  { surface, brush }: Scene,
  { top, height }: Bar,
  [left, right]: readonly [number, number],
) {
  const { context } = surface;
  const area = { x: left, y: top, width: right - left, height };
  context.fillStyle = surface.colour('--pf-failed-soft');
  context.fillRect(area.x, area.y, area.width, area.height);
  context.globalAlpha = 0.55;
  brush.hatch(area, '--pf-failed', { gap: 6, lineWidth: 1.5, isFalling: true });
  context.globalAlpha = 1;
  context.strokeStyle = surface.colour('--pf-failed');
  context.lineWidth = 2;
  context.strokeRect(area.x, area.y, area.width, area.height);
}

export function paintBars(scene: Scene): readonly Bar[] {
  const bars: Bar[] = [];
  for (const lease of scene.view.leases) {
    const bar = barOf(lease, scene.view.nowMs, scene.scale);
    if (!bar) continue;
    paintBar(scene, bar);
    const zombie = zombieOf(bar, scene.view.violations, scene.view.nowMs, scene.scale);
    if (zombie) paintZombie(scene, bar, zombie);
    bars.push(bar);
  }
  return bars;
}

/** Beside a bar that is too short for words, where nothing else is written. */
export function nameShortBars(scene: Scene, bars: readonly Bar[]): void {
  const { brush, view, scale, labeler } = scene;
  const isClear = clearOfArrows(scene);
  if (!isClear) return;
  for (const { lease, left, plannedRight, labels } of bars) {
    const [, words] = labels;
    const width = brush.widthOf(words, 600);
    const room = plannedRight - left;
    const y = lineOf(lease.actor, scale);
    if (y === null || room < LEAST_NAMED_PX || width <= room - LABEL_INSET - 3) continue;
    const box = { x: plannedRight + 5, y: y - brush.textSize * 0.6, width, height: brush.textSize * 1.2 };
    if (box.x + width > scale.width || !isClear(box)) continue;
    if (!labeler.place(`beside ${lease.actor} ${lease.holder} ${lease.fromMs}`, [box])) continue;
    const { tone } = holderLook(lease.holder, view.actors);
    brush.write(words, box.x, y + 0.5, { tone: `${tone}-text`, weight: 600, hasRim: true });
  }
}

/** Words in the bars and gaps; they stay in sight while their stretch is. */
export function nameSpans(scene: Scene, bars: readonly Bar[]): void {
  const { brush, view, scale, labeler } = scene;
  const height = brush.textSize * 1.2;
  for (const { lease, left, plannedRight, labels } of bars) {
    const { tone } = holderLook(lease.holder, view.actors);
    const room = plannedRight - left - LABEL_INSET - 3;
    const words = labels.find((label) => brush.widthOf(label, 600) <= room);
    const y = lineOf(lease.actor, scale);
    if (y === null || words === undefined) continue;
    const width = brush.widthOf(words, 600);
    const box = { x: left + LABEL_INSET, y: y - height / 2, width, height };
    if (!labeler.place(`bar ${lease.actor} ${lease.holder} ${lease.fromMs}`, [box])) continue;
    brush.write(words, box.x, y + 0.5, { tone: `${tone}-text`, weight: 600, hasRim: true });
  }
  for (const bar of bars) {
    const zombie = zombieOf(bar, view.violations, view.nowMs, scale);
    const width = brush.widthOf(ZOMBIE, 650);
    if (!zombie || zombie[1] - zombie[0] < width + 2 * LABEL_INSET) continue;
    const y = bar.top + bar.height / 2;
    const box = { x: zombie[0] + LABEL_INSET, y: y - height / 2, width, height };
    if (!labeler.place(`zombie ${bar.lease.actor} ${bar.lease.fromMs}`, [box])) continue;
    brush.write(ZOMBIE, box.x, y + 0.5, { tone: '--pf-failed-text', weight: 650, hasRim: true });
  }
  for (const trouble of view.troubles) {
    const gap = gapOf(trouble, view.nowMs, scale);
    if (!gap) continue;
    const isMark = trouble.kind === 'clock' || trouble.kind === 'byzantine';
    const words = isMark ? trouble.words : brush.fit(trouble.words, gap.right - gap.left - 10, 600);
    const width = brush.widthOf(words, 600);
    if (words.length < 3 || gap.left + width > scale.width) continue;
    const upper = gap.top + height / 2 + 2;
    const middle = gap.top + gap.height / 2;
    const lower = gap.top + gap.height - height / 2 - 2;
    const places = [upper, lower, middle].flatMap((y) =>
      [6, 70, 140]
        .filter((inset) => isMark || gap.left + inset + width < gap.right)
        .map((inset) => ({ x: gap.left + inset, y: y - height / 2, width, height })),
    );
    const box = labeler.place(`gap ${trouble.actor} ${trouble.kind} ${trouble.fromMs}`, places);
    if (!box) continue;
    const tone = trouble.kind === 'paused' ? '--mantine-color-text' : `${TROUBLE_TONES[trouble.kind]}-text`;
    brush.write(words, box.x, box.y + height / 2 + 0.5, { tone, weight: 600, hasRim: true });
  }
}
