/** How calls end here: the causes of each kind, so that every call says whose pool it met and what happened there. */
import type { CauseSpec, Outcome, Policy } from '../../sim/call.ts';
import { capitalise, KIND_NAMES, KINDS, type Kind } from './kinds.ts';

/** Endings that are the same for all kinds; a cause is the kind and one of these. */
const ENDINGS = {
  answered: {
    outcome: 'succeeded',
    label: (name) => `${name}: answered`,
    words: (name) => `answered by the ${name}`,
  },
  failed: {
    outcome: 'failed',
    label: (name) => `${name}: error`,
    words: (name) => `error of the ${name}`,
  },
  abandoned: {
    outcome: 'timedOut',
    label: (name) => `${name}: timeout, goes on`,
    words: (name, time) => `${name} call timed out after ${time}; it goes on for nobody`,
  },
  cancelled: {
    outcome: 'timedOut',
    label: (name) => `${name}: timeout, cancelled`,
    words: (name, time) => `${name} call cancelled after ${time}`,
  },
  poolFull: {
    outcome: 'rejected',
    label: (name) => `${name}: pool full`,
    words: (name) => `${name} pool and queue full`,
  },
  sharedFull: {
    outcome: 'rejected',
    label: (name) => `${name}: shared pool full`,
    words: (name) => `${name} call met a full shared pool`,
  },
} as const satisfies Record<
  string,
  { outcome: Outcome; label: (name: string) => string; words: (name: string, time: string) => string }
>;

type Ending = keyof typeof ENDINGS;

const causeOf = (kind: Kind, ending: Ending) => `${kind}${capitalise(ending)}`;

export const BULKHEAD_CAUSES: Readonly<Record<string, CauseSpec>> = Object.fromEntries(
  KINDS.flatMap((kind) =>
    Object.entries(ENDINGS).map(([ending, { outcome, label, words }]) => [
      causeOf(kind, ending as Ending),
      {
        outcome,
        label: label(KIND_NAMES[kind]),
        describe: (time: string | null) => words(KIND_NAMES[kind], time ?? 'its timeout'),
      },
    ]),
  ),
);

/** Causes of the server and of the policies, by what they mean here. */
const MEANINGS: Readonly<Record<string, Ending>> = {
  answered: 'answered',
  injectedError: 'failed',
  unexpectedError: 'failed',
  abandoned: 'abandoned',
  cancelled: 'cancelled',
  poolFull: 'poolFull',
  sharedFull: 'sharedFull',
};

/** Tells whose call it was in the cause of every result. */
export function sayWhose(kind: Kind): Policy {
  const causes: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(MEANINGS).map(([cause, ending]) => [cause, causeOf(kind, ending)]),
  );
  return (next) => (call, settle) =>
    next(call, ({ outcome, cause, causeMs }) => settle({ outcome, cause: causes[cause] ?? cause, causeMs }));
}
