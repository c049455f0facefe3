/** Writes as the resource met them, and violations with the sentence of what went wrong. */
import { formatInstant } from '../../../sim/format.ts';
import type { LockView, Write } from '../picture.ts';
import { lineOf, xOf, type Scale } from './scale.ts';
import type { Scene } from './scene.tsx';
import { flagsOf, flagWords, layoutStrip, type Flag } from './strip.ts';

const MARK_PX = 7;
const FLAG_PX = 6;
const LABEL_GAP = 7;
export const FLAG_HEIGHT = 9;
/** Height of a line of words, in units of the text size. */
export const LINE = 1.3;

function paintWrite({ surface, scale }: Scene, { isAccepted }: Write, x: number, y: number): void {
  const { context } = surface;
  const radius = Math.max(2, Math.min(MARK_PX, scale.laneHeight / 2 - 1));
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
    const box = { x: xOf(atMs, scale) + MARK_PX + LABEL_GAP, y: y - height / 2, width, height };
    if (!labeler.place(`write ${atMs} ${client}`, [box])) continue;
    brush.write(words, box.x, y + 0.5, {
      tone: isAccepted ? '--pf-succeeded-text' : '--pf-failed-text',
      weight: 650,
      hasRim: true,
    });
  }
}

function paintViolationLine(scene: Scene, { x, violations }: Flag): void {
  const { surface, brush, scale, lanesBottom } = scene;
  const { context } = surface;
  const actors = new Set(violations.flatMap((violation) => violation.actors));
  const lines = [...actors].map((actor) => lineOf(actor, scale)).filter((y) => y !== null);
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
  context.fillStyle = surface.colour('--pf-failed');
  context.beginPath();
  context.moveTo(x, lanesBottom);
  context.lineTo(x - FLAG_PX, lanesBottom + FLAG_HEIGHT);
  context.lineTo(x + FLAG_PX, lanesBottom + FLAG_HEIGHT);
  context.closePath();
  context.fill();
}

/** Red lines through those whom it concerns. */
export function paintViolations(scene: Scene): readonly Flag[] {
  const { view, scale } = scene;
  const flags = flagsOf(view.violations, (atMs) => xOf(atMs, scale), scale.width);
  for (const flag of flags) paintViolationLine(scene, flag);
  return flags;
}

/** Of a violation outside the window: the last one before it, else the first one after it. */
function elsewhereWords({ violations }: LockView, { fromMs }: Scale): string {
  const before = violations.findLast(({ atMs }) => atMs < fromMs);
  const violation = before ?? violations[0];
  if (!violation) return '';
  const { atMs, invariant, words } = violation;
  return `${before ? '◂' : '▸'} ${formatInstant(atMs)}, ${invariant}: ${words}`;
}

/** The sentences in the strip below the lanes; only the newest where it needs several lines. */
export function nameViolations(scene: Scene, flags: readonly Flag[]): void {
  const { brush, view, scale, lanesBottom, strip } = scene;
  if (strip.lines === 0) return;
  const height = brush.textSize * LINE;
  const top = lanesBottom + FLAG_HEIGHT + height / 2;
  const look = { tone: '--pf-failed-text', weight: 600 };
  if (view.violations.length === 0) {
    brush.write('✓ no invariant violated so far', 4, top, { tone: '--pf-succeeded-text' });
    return;
  }
  const newest = flags.at(-1);
  if (!newest) {
    brush.write(brush.fit(elsewhereWords(view, scale), scale.width - 8, 600), 4, top, look);
    return;
  }
  const isLong = strip.lines > 1 && brush.widthOf(flagWords(newest), 600) > scale.width;
  if (strip.isNarrow || isLong) {
    const lines = brush.wrap(flagWords(newest), scale.width - 4, 600).slice(0, strip.lines);
    for (const [row, line] of lines.entries()) brush.write(line, 2, top + row * height, look);
    return;
  }
  const ruler = {
    widthOf: (words: string) => brush.widthOf(words, 600),
    fit: (words: string, width: number) => brush.fit(words, width, 600),
  };
  for (const { row, x, words } of layoutStrip(flags, strip.lines, scale.width, ruler))
    brush.write(words, x, top + row * height, look);
}
