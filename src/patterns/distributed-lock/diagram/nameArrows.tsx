/** The words of messages, in the gaps between lanes where there is room. */
import type { Message } from '../picture.ts';
import { crosses, emptyArrow, shapeArrow, type Arrow } from './arrows.ts';
import type { Box } from './labels.ts';
import { CROSS_PX, isCrowded } from './paintArrows.tsx';
import { ARROW_LOOKS, type Scene } from './scene.tsx';

/** With more than this, words no longer look for places without arrows. */
const MOST_AVOIDED = 80;
/** The same words from the same sender, or to the same asker, are not repeated within this distance, in units of the text size. */
const REPEAT_DISTANCE = 6;
/** How many gaps between lanes are tried on each side. */
const TRIED_GAPS = 3;

const arrow = emptyArrow();

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
