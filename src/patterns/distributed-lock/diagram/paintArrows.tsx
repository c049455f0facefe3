/** Messages: slanted arrows, drawn tone by tone so that many cost little, and their words where there is room. */
import type { Message } from '../picture.ts';
import { emptyArrow, shapeArrow, type Arrow } from './arrows.ts';
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
export const CROSS_PX = 4;
const RING_PX = 3.5;
const DOT_PX = 3.5;
/** More than so many at once are thin and have no words, only colours and shapes. */
const MOST_NAMED = 240;
/** With more than this there are no dashes, which cost several times what lines do. */
const MOST_DASHED = 60;
/** With more than this the tones that change nothing are left out. */
const MOST_DRAWN = 1_200;
const LEFT_OUT: readonly Message['tone'][] = ['request', 'refusal', 'replication'];

const arrow = emptyArrow();
/** By sender and receiver, where the last one began, in half px. */
const lastX: number[] = [];

export const isCrowded = ({ range: [from, to] }: Scene) => to - from > MOST_NAMED;

/** So crowded that not everything is drawn. */
export const isThinned = ({ range: [from, to] }: Scene) => to - from > MOST_DRAWN;

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

/** One path of everything that `add` adds for the messages in sight; of many that fall on one pixel, one. */
function tracePath(
  { surface, view, scale, range: [from, to] }: Scene,
  isWanted: (message: Message) => boolean,
  add: (context: CanvasRenderingContext2D, arrow: Arrow) => void,
): void {
  const { context } = surface;
  const lanes = scale.laneOf.size;
  lastX.length = lanes * lanes;
  lastX.fill(-Infinity);
  context.beginPath();
  for (let index = from; index < to; index += 1) {
    const message = view.messages[index] as Message;
    if (!isWanted(message) || !shapeArrow(message, view.nowMs, scale, arrow)) continue;
    const way = (scale.laneOf.get(message.from) ?? 0) * lanes + (scale.laneOf.get(message.to) ?? 0);
    const x = Math.round(2 * arrow.fromX);
    if (x === lastX[way]) continue;
    lastX[way] = x;
    add(context, arrow);
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
    if (isThinned(scene) && LEFT_OUT.includes(tone)) continue;
    context.globalAlpha = isCrowded(scene) ? CROWDED_ALPHA[tone] : 1;
    paintTone(scene, tone);
  }
  context.globalAlpha = 1;
  paintCrosses(scene);
}
