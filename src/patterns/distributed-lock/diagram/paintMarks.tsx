/** Writes as the resource met them, and violations with the sentence of what went wrong. */
import type { Violation, Write } from '../picture.ts';
import { lineOf, xOf } from './scale.ts';
import type { Scene } from './scene.tsx';

const MARK_PX = 7;
const FLAG_PX = 6;
/** In units of the text size. */
const LINE = 1.3;
const STRIP_INSET = 0.4;
/** Two violations nearer than this are one line. */
const LEAST_APART_PX = 2;

function paintWrite({ surface, scale }: Scene, { isAccepted }: Write, x: number, y: number): void {
  const { context } = surface;
  const radius = Math.min(MARK_PX, scale.laneHeight / 2 - 1);
  const tick = radius * 0.48;
  context.fillStyle = surface.colour(isAccepted ? '--pf-succeeded' : '--pf-failed');
  context.beginPath();
  if (isAccepted) context.arc(x, y, radius, 0, 2 * Math.PI);
  else context.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, 2);
  context.fill();
  context.strokeStyle = surface.colour('--pf-surface');
  context.lineWidth = 2;
  context.beginPath();
  if (isAccepted) {
    context.moveTo(x - tick, y);
    context.lineTo(x - tick * 0.2, y + tick * 0.8);
    context.lineTo(x + tick, y - tick * 0.8);
  } else {
    context.moveTo(x - tick, y - tick);
    context.lineTo(x + tick, y + tick);
    context.moveTo(x + tick, y - tick);
    context.lineTo(x - tick, y + tick);
  }
  context.stroke();
}

/** With their tokens, as far as they do not cover each other; before other words, because they matter more. */
export function paintWrites(scene: Scene): void {
  const { brush, view, scale, labeler } = scene;
  const y = lineOf('resource', scale);
  if (y === null) return;
  const height = brush.textSize * 1.2;
  const inSight = view.writes.filter(({ atMs }) => {
    const x = xOf(atMs, scale);
    return x > -MARK_PX && x < scale.width + MARK_PX;
  });
  for (const write of inSight) {
    const x = xOf(write.atMs, scale);
    paintWrite(scene, write, x, y);
    labeler.block({ x: x - MARK_PX, y: y - height / 2, width: 2 * MARK_PX, height });
  }
  for (const { atMs, token, client, isAccepted } of inSight) {
    const words = token === null ? client : `#${token}`;
    const width = brush.widthOf(words, 650);
    const box = { x: xOf(atMs, scale) + MARK_PX + 4, y: y - height / 2, width, height };
    if (!labeler.place(`write ${atMs} ${client}`, [box])) continue;
    brush.write(words, box.x, y + 0.5, {
      tone: isAccepted ? '--pf-succeeded-text' : '--pf-failed-text',
      weight: 650,
      hasRim: true,
    });
  }
}

function paintViolationLine(scene: Scene, { actors }: Violation, x: number): void {
  const { surface, brush, scale, lanesBottom } = scene;
  const { context } = surface;
  const lines = actors.map((actor) => lineOf(actor, scale)).filter((y) => y !== null);
  context.globalAlpha = 0.75;
  brush.line([x, Math.min(lanesBottom, ...lines)], [x, lanesBottom], '--pf-failed', 1.75);
  context.globalAlpha = 1;
  context.strokeStyle = surface.colour('--pf-failed');
  context.lineWidth = 2;
  context.beginPath();
  for (const y of lines) {
    context.moveTo(x + FLAG_PX, y);
    context.arc(x, y, FLAG_PX, 0, 2 * Math.PI);
  }
  context.stroke();
}

function paintFlag({ surface, lanesBottom }: Scene, x: number): void {
  const { context } = surface;
  context.fillStyle = surface.colour('--pf-failed');
  context.beginPath();
  context.moveTo(x, lanesBottom);
  context.lineTo(x - FLAG_PX, lanesBottom + FLAG_PX * 1.7);
  context.lineTo(x + FLAG_PX, lanesBottom + FLAG_PX * 1.7);
  context.closePath();
  context.fill();
}

/** Red lines through those whom it concerns. */
export function paintViolations(scene: Scene): readonly Violation[] {
  const { view, scale } = scene;
  const shown: Violation[] = [];
  let lastX = -Infinity;
  for (const violation of view.violations) {
    const x = xOf(violation.atMs, scale);
    if (x < -FLAG_PX || x > scale.width + FLAG_PX) continue;
    shown.push(violation);
    if (x - lastX < LEAST_APART_PX) continue;
    lastX = x;
    paintViolationLine(scene, violation, x);
    paintFlag(scene, x);
  }
  return shown;
}

const wordsOf = ({ invariant, words }: Violation) => `${invariant}: ${words}`;

/** The sentences in the strip below the lanes, the newest first where there is not room for all. */
export function nameViolations(scene: Scene, shown: readonly Violation[]): void {
  const { brush, view, scale, lanesBottom, stripLines, labeler } = scene;
  const height = brush.textSize * LINE;
  const y = lanesBottom + brush.textSize * STRIP_INSET + height / 2;
  if (view.violations.length === 0) {
    brush.write('✓ no invariant violated so far', 4, y, { tone: '--pf-succeeded-text' });
    return;
  }
  const newest = shown.at(-1);
  if (stripLines > 1 && newest) {
    const top = y + FLAG_PX * 1.4;
    brush
      .wrap(wordsOf(newest), scale.width - 4, 600)
      .slice(0, stripLines)
      .forEach((line, index) => {
        brush.write(line, 2, top + index * height, { tone: '--pf-failed-text', weight: 600 });
      });
    return;
  }
  for (const { atMs } of shown)
    labeler.block({ x: xOf(atMs, scale) - FLAG_PX, y: lanesBottom, width: 2 * FLAG_PX, height });
  for (const violation of shown.toReversed()) {
    const { atMs, invariant } = violation;
    const x = xOf(atMs, scale);
    const rightRoom = scale.width - x - FLAG_PX - 6;
    const leftRoom = x - FLAG_PX - 6;
    const sentence = brush.fit(wordsOf(violation), Math.max(rightRoom, leftRoom), 600);
    const width = brush.widthOf(sentence, 600);
    const right = { x: x + FLAG_PX + 4, y: y - height / 2, width, height };
    const left = { ...right, x: x - FLAG_PX - 4 - width };
    const places = [right, left].filter((box) => box.x >= 0 && box.x + width <= scale.width);
    const box = labeler.place(`violation ${invariant} ${atMs}`, places);
    if (box) brush.write(sentence, box.x, y, { tone: '--pf-failed-text', weight: 600 });
  }
}
