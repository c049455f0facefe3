/** What a page and the worker that measures a study say to each other: one order in, then row by row, then the end. */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { StudyFigures } from '../patterns/study.ts';
import { checkOrder, measureRow, rowsOf } from './study.ts';

export type StudyReply =
  | { readonly type: 'row'; readonly row: string; readonly figures: StudyFigures }
  | { readonly type: 'done' }
  /** One sentence; nothing comes after it. */
  | { readonly type: 'problem'; readonly problem: string };

/** Carries out whatever came in: a row's reply is given as soon as the row is measured. Never throws. */
export function* repliesToStudy(order: unknown, patterns: readonly AnyPattern[]): Generator<StudyReply> {
  const checked = checkOrder(order, patterns);
  if (!checked.ok) {
    yield { type: 'problem', problem: checked.problem };
    return;
  }
  for (const row of rowsOf(checked.job)) {
    try {
      yield { type: 'row', row: row.id, figures: measureRow(checked.job, row) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      yield {
        type: 'problem',
        problem: `“${row.label}” could not be measured: ${message.replace(/\.$/, '')}.`,
      };
      return;
    }
  }
  yield { type: 'done' };
}
