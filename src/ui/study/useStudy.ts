/** Carries out a study beside the page: its figures so far, row by row, and those shown before until theirs are there. */
import { useEffect, useState } from 'react';
import type { FiguresOfRows, StudyJob } from '../../run/study.ts';
import { orderKey, rememberedFigures, startStudy } from '../../run/studyRunner.ts';

/** Parameters that a person is still moving are not measured. */
const SETTLED_MS = 300;

export interface StudyProgress {
  readonly figures: FiguresOfRows;
  /** Of the same study under what was asked for before. */
  readonly before: FiguresOfRows;
  readonly isDone: boolean;
  /** Why there will be no more figures: one sentence. */
  readonly problem: string | null;
}

interface Shown extends StudyProgress {
  readonly study: string;
}

/** `job` is a stable value. */
export function useStudy({ pattern, study, seed, trials, given }: StudyJob): StudyProgress {
  const order = { pattern: pattern.id, study: study.id, seed, trials, given };
  const key = orderKey(order);
  const name = `${pattern.id}/${study.id}`;
  const [shown, setShown] = useState<Shown>(() => ({ ...NOTHING, study: name }));

  useEffect(() => {
    const known = rememberedFigures(order);
    if (known) {
      setShown({ ...NOTHING, study: name, figures: known, isDone: true });
      return undefined;
    }
    setShown((last) => ({
      ...NOTHING,
      study: name,
      before: last.study === name ? { ...last.before, ...last.figures } : {},
    }));
    let cancel = () => {};
    const timer = setTimeout(
      () => {
        cancel = startStudy(order, (reply) => {
          if (reply.type === 'problem') setShown((last) => ({ ...last, problem: reply.problem }));
          else if (reply.type === 'done') setShown((last) => ({ ...last, isDone: true }));
          else {
            setShown((last) => ({ ...last, figures: { ...last.figures, [reply.row]: reply.figures } }));
          }
        });
      },
      given ? SETTLED_MS : 0,
    );
    return () => {
      clearTimeout(timer);
      cancel();
    };
    // The key says all that matters about the order.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return shown;
}

const NOTHING: StudyProgress = { figures: {}, before: {}, isDone: false, problem: null };
