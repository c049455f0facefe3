/** Studies on a page: hands an order to the worker, tells of its replies, and remembers what was measured. */
import type { StudyReply } from './studyProtocol.ts';
import type { FiguresOfRows, StudyOrder } from './study.ts';
import { startWork } from './workers.ts';

/** Whole tables; the one used longest ago is forgotten. */
const MOST_REMEMBERED = 50;
const remembered = new Map<string, FiguresOfRows>();

/** Equal for orders that give the same figures. */
export function orderKey({ pattern, study, seed, trials, given }: StudyOrder): string {
  const params = given && Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([pattern, study, seed, trials, params], (_key, value: unknown) =>
    value === Infinity ? 'unlimited' : value,
  );
}

/** All rows of an order that was carried out before, else null. */
export function rememberedFigures(order: StudyOrder): FiguresOfRows | null {
  const key = orderKey(order);
  const figures = remembered.get(key);
  if (!figures) return null;
  remembered.delete(key);
  remembered.set(key, figures);
  return figures;
}

function remember(order: StudyOrder, figures: FiguresOfRows): void {
  remembered.set(orderKey(order), figures);
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

/** Starts measuring; gives what ends it at once, in the middle of a row too. */
export function startStudy(order: StudyOrder, onReply: (reply: StudyReply) => void): () => void {
  let figures: FiguresOfRows = {};
  return startWork<StudyReply>(
    { study: order },
    {
      isLast: ({ type }) => type !== 'row',
      onReply(reply) {
        if (reply.type === 'row') figures = { ...figures, [reply.row]: reply.figures };
        if (reply.type === 'done') remember(order, figures);
        onReply(reply);
      },
      onFailure: () =>
        onReply({ type: 'problem', problem: 'The comparison could not be computed in this browser.' }),
    },
  );
}
