/** Messages: slanted arrows, drawn tone by tone so that many cost little, and their words where there is room. */
import type { Message } from '../picture.ts';
import { crosses, emptyArrow, shapeArrow, type Arrow } from './arrows.ts';
import type { Box } from './labels.ts';
import { ARROW_LOOKS, type Scene } from './scene.tsx';

const TONES = Object.keys(ARROW_LOOKS) as readonly Message['tone'][];
/** Where there are very many, what changes something stands out. */
const CROWDED_ALPHA: Readonly<Record<Message['tone'], number>> = {
  request: 0.35,
  replication: 0.35,
  refusal: 0.45,
  grant: 0.7,
  write: 0.9,
  forged: 0.9,
};
const HEAD_LENGTH = 7;
const HEAD_WIDTH = 3.4;
const BAR_WIDTH = 4.5;
const BAR_LENGTH = 2.5;
const CROSS_PX = 4;
const RING_PX = 3.5;
const DOT_PX = 3.5;
/** More than so many at once are thin and have no words, only colours and shapes. */
const MOST_NAMED = 240;
/** With more than this there are no dashes, which cost several times what lines do. */
const MOST_DASHED = 60;
/** With more than this, words no longer look for places without arrows. */
const MOST_AVOIDED = 80;
/** The same words from the same sender, or to the same asker, are not repeated within this distance, in units of the text size. */
const REPEAT_DISTANCE = 6;
/** How many gaps between lanes are tried on each side. */
const TRIED_GAPS = 3;

const arrow = emptyArrow();

const isCrowded = ({ range: [from, to] }: Scene) => to - from > MOST_NAMED;

function addLine(context: CanvasRenderingContext2D, { fromX, fromY, toX, toY }: Arrow): void {
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
}

function addHead(context: CanvasRenderingContext2D, { fromX, fromY, toX, toY }: Arrow): void {
  const length = Math.hypot(toX - fromX, toY - fromY) || 1;
  const x = (toX - fromX) / length;
  const y = (toY - fromY) / length;
  context.moveTo(toX, toY);
  context.lineTo(toX - HEAD_LENGTH * x - HEAD_WIDTH * y, toY - HEAD_LENGTH * y + HEAD_WIDTH * x);
  context.lineTo(toX - HEAD_LENGTH * x + HEAD_WIDTH * y, toY - HEAD_LENGTH * y - HEAD_WIDTH * x);
  context.closePath();
}

/** A refusal stops short, at a bar. */
function addBar(context: CanvasRenderingContext2D, { fromX, fromY, toX, toY }: Arrow): void {
  const length = Math.hypot(toX - fromX, toY - fromY) || 1;
  const x = (toX - fromX) / length;
  const y = (toY - fromY) / length;
  context.moveTo(toX - BAR_WIDTH * y, toY + BAR_WIDTH * x);
  context.lineTo(toX + BAR_WIDTH * y, toY - BAR_WIDTH * x);
  context.lineTo(toX + BAR_WIDTH * y - BAR_LENGTH * x, toY - BAR_WIDTH * x - BAR_LENGTH * y);
  context.lineTo(toX - BAR_WIDTH * y - BAR_LENGTH * x, toY + BAR_WIDTH * x - BAR_LENGTH * y);
  context.closePath();
}

/** One path of everything that `add` adds for the messages in sight. */
function tracePath(
  { surface, view, scale, range: [from, to] }: Scene,
  isWanted: (message: Message) => boolean,
  add: (context: CanvasRenderingContext2D, arrow: Arrow) => void,
): void {
  const { context } = surface;
  context.beginPath();
  for (let index = from; index < to; index += 1) {
    const message = view.messages[index] as Message;
    if (isWanted(message) && shapeArrow(message, view.nowMs, scale, arrow)) add(context, arrow);
  }
}

function paintTone(scene: Scene, tone: Message['tone']): void {
  const { context, colour } = scene.surface;
  const look = ARROW_LOOKS[tone];
  const isMine = (message: Message) => message.tone === tone;
  context.strokeStyle = colour(look.tone);
  context.fillStyle = colour(look.tone);
  const isPlain = isCrowded(scene);
  const addEnd = tone === 'refusal' ? addBar : addHead;
  context.lineWidth = isPlain ? 1 : look.width;
  const [from, to] = scene.range;
  if (to - from <= MOST_DASHED) context.setLineDash(look.dash as number[]);
  tracePath(scene, isMine, addLine);
  context.stroke();
  context.setLineDash([]);
  tracePath(scene, isMine, (path, each) => {
    if (each.end === 'head' && !isPlain) addEnd(path, each);
    else if (each.end === 'dot') {
      path.moveTo(each.toX + DOT_PX, each.toY);
      path.arc(each.toX, each.toY, DOT_PX, 0, 2 * Math.PI);
    }
  });
  context.fill();
  context.lineWidth = 1.75;
  context.fillStyle = colour('--pf-surface');
  tracePath(
    scene,
    (message) => isMine(message) && message.fate === 'ignored',
    (path, { toX, toY, end }) => {
      if (end !== 'ring') return;
      path.moveTo(toX + RING_PX, toY);
      path.arc(toX, toY, RING_PX, 0, 2 * Math.PI);
    },
  );
  context.fill();
  context.stroke();
}

function paintCrosses(scene: Scene): void {
  const { context, colour } = scene.surface;
  context.strokeStyle = colour('--pf-failed');
  context.lineWidth = 2.5;
  tracePath(
    scene,
    ({ fate }) => fate === 'lost',
    (path, { toX, toY, end }) => {
      if (end !== 'cross') return;
      path.moveTo(toX - CROSS_PX, toY - CROSS_PX);
      path.lineTo(toX + CROSS_PX, toY + CROSS_PX);
      path.moveTo(toX + CROSS_PX, toY - CROSS_PX);
      path.lineTo(toX - CROSS_PX, toY + CROSS_PX);
    },
  );
  context.stroke();
}

function paintSelected({ surface, view, scale, selected }: Scene): void {
  if (selected?.kind !== 'message') return;
  const { context } = surface;
  if (!shapeArrow(selected.message, view.nowMs, scale, arrow)) return;
  context.strokeStyle = surface.colour('--pf-accent');
  context.globalAlpha = 0.35;
  context.lineWidth = 10;
  context.lineCap = 'round';
  context.beginPath();
  addLine(context, arrow);
  context.stroke();
  context.lineCap = 'butt';
  context.globalAlpha = 1;
}

export function paintArrows(scene: Scene): void {
  paintSelected(scene);
  const { context } = scene.surface;
  for (const tone of TONES) {
    context.globalAlpha = isCrowded(scene) ? CROWDED_ALPHA[tone] : 1;
    paintTone(scene, tone);
  }
  context.globalAlpha = 1;
  paintCrosses(scene);
}

const isAnswer = ({ tone }: Message) => tone === 'grant' || tone === 'refusal' || tone === 'forged';

/** Whether no arrow goes through a box; null where there are too many to look at. */
export function clearOfArrows({ view, scale, range: [from, to] }: Scene): ((box: Box) => boolean) | null {
  if (to - from > MOST_AVOIDED) return null;
  const arrows: Arrow[] = [];
  for (let index = from; index < to; index += 1) {
    const each = emptyArrow();
    if (shapeArrow(view.messages[index] as Message, view.nowMs, scale, each)) arrows.push(each);
  }
  return (box) => arrows.every((other) => !crosses(other, box));
}

function wordsOf({ words, fate }: Message, { end }: Arrow): string {
  if (end === 'cross') return `${words} · lost`;
  return fate === 'ignored' && end === 'ring' ? `${words} · ignored` : words;
}

/** In the gaps between lanes that the arrow crosses, the one next to its sender first; requests on the left, answers on the right. */
function placesOf(
  { scale: { top, laneHeight } }: Scene,
  message: Message,
  { fromX, fromY, toX, toY, end }: Arrow,
  width: number,
  height: number,
): readonly Box[] {
  if (end === 'cross') {
    const y = toY - height / 2;
    return [
      { x: toX + CROSS_PX + 4, y, width, height },
      { x: toX - CROSS_PX - 4 - width, y, width, height },
    ];
  }
  const isDown = toY > fromY;
  const first = isDown ? Math.ceil((fromY - top) / laneHeight) : Math.floor((fromY - top) / laneHeight);
  const last = isDown ? Math.floor((toY - top) / laneHeight) : Math.ceil((toY - top) / laneHeight);
  const places: Box[] = [];
  const step = isDown ? 1 : -1;
  for (let gap = first, tried = 0; gap !== last + step && tried < TRIED_GAPS; gap += step, tried += 1) {
    const middle = top + gap * laneHeight;
    const x = toY === fromY ? fromX : fromX + ((middle - fromY) / (toY - fromY)) * (toX - fromX);
    const right = { x: x + 6, y: middle - height / 2, width, height };
    const left = { ...right, x: x - 6 - width };
    places.push(...(isAnswer(message) ? [right, left] : [left, right]));
  }
  return places;
}

/** Replication comes last: there is much of it, and little depends on it. */
const NAMING_PASSES: readonly ((message: Message) => boolean)[] = [
  ({ tone }) => tone !== 'replication',
  ({ tone }) => tone === 'replication',
];

export function nameArrows(scene: Scene): void {
  if (isCrowded(scene)) return;
  const isClear = clearOfArrows(scene);
  for (const isMeant of NAMING_PASSES) nameSome(scene, isMeant, isClear ?? (() => true));
}

function nameSome(
  scene: Scene,
  isMeant: (message: Message) => boolean,
  isClear: (box: Box) => boolean,
): void {
  const { brush, labeler, view, scale, range } = scene;
  const [from, to] = range;
  const height = brush.textSize * 1.15;
  const lastX = new Map<string, number>();
  for (let index = from; index < to; index += 1) {
    const message = view.messages[index] as Message;
    const isForetelling = message.fate === 'lost' && message.endsMs > view.nowMs;
    if (!isMeant(message) || isForetelling || !shapeArrow(message, view.nowMs, scale, arrow)) continue;
    const asker = isAnswer(message) ? message.to : message.from;
    const repeat = `${asker} ${message.words} ${message.fate}`;
    if (arrow.fromX - (lastX.get(repeat) ?? -Infinity) < REPEAT_DISTANCE * brush.textSize) continue;
    const words = wordsOf(message, arrow);
    const width = brush.widthOf(words);
    // Of a message under way the whole slant is not there yet, but its words must not move.
    if (arrow.end === 'dot') shapeArrow(message, message.endsMs, scale, arrow);
    const places = placesOf(scene, message, arrow, width, height).filter(
      ({ x }) => x >= 0 && x + width <= scale.width,
    );
    const box = labeler.place(message.id, places, isClear);
    if (!box) continue;
    lastX.set(repeat, arrow.fromX);
    const tone = arrow.end === 'cross' ? '--pf-failed-text' : `${ARROW_LOOKS[message.tone].tone}-text`;
    brush.write(words, box.x, box.y + height / 2, { tone, hasRim: true });
  }
}
