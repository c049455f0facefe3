/**
 * One page as a statechart: the required user data with its attempts, then the optional parts. It knows no services, no
 * cache, no clock and no chance: what they gave comes with the events, jitter from a function of the attempt.
 */
import { assign, emit, setup } from 'xstate';
import type { Flaw, Label, OptionalPart } from './parts.ts';
import {
  countsAsFull,
  partsToAsk,
  pauseAfter,
  shownInstead,
  triesAgain,
  type Failure,
  type PageContext,
  type Shown,
} from './rules.ts';

export type PageEvent =
  /** An answer that the client takes, from the service or the cache. */
  | { type: 'user.answered'; label: Label }
  /** `flaw`: it was an answer, but a damaged one that the client does not take. */
  | ({ type: 'user.failed' } & Failure)
  /** `label` is null when the part has failed and has no fallback. */
  | { type: 'part.ended'; part: OptionalPart; label: Label | null };

export type PageOutcome = 'full' | 'partial' | 'noUserData' | 'partLost';

export type PageEmitted =
  | { type: 'user.wanted'; attempt: number }
  | ({ type: 'user.shown' } & Shown)
  | { type: 'parts.wanted'; parts: readonly OptionalPart[] }
  | { type: 'page.ended'; outcome: PageOutcome };

export type PageInput = Pick<PageContext, 'settings' | 'jitterOf'>;

interface PartParams {
  readonly part: OptionalPart;
  readonly label: Label | null;
}

const pageSetup = setup({
  types: {
    context: {} as PageContext,
    events: {} as PageEvent,
    emitted: {} as PageEmitted,
    input: {} as PageInput,
    tags: {} as 'working' | 'healthy' | 'tripped' | 'testing' | 'manual',
  },
  delays: { pause: ({ context }) => context.pauseMs },
  guards: {
    triesAgain: ({ context }, failure: Failure) => triesAgain(context, failure.stale),
    somethingToShow: ({ context }, failure: Failure) => shownInstead(context, failure) !== null,
    lostWithoutFallback: (_, { label }: PartParams) => label === null,
    lastAndWhole: ({ context }, part: PartParams) => {
      const next = withPart(context, part);
      return partsToAsk(next).length === 0 && countsAsFull(context.settings, next.labels);
    },
    last: ({ context }, part: PartParams) => partsToAsk(withPart(context, part)).length === 0,
  },
  actions: {
    planPause: assign(({ context }, { flaw }: { flaw: Flaw | null }) => ({
      pauseMs: pauseAfter(context),
      flaw: flaw ?? context.flaw,
    })),
    countAttempt: assign({ attempt: ({ context }) => context.attempt + 1 }),
    wantUser: emit(({ context }) => ({ type: 'user.wanted', attempt: context.attempt })),
    noteUser: assign(({ context }, { label }: Shown) => ({ labels: { ...context.labels, userData: label } })),
    reportUser: emit((_, { source, label }: Shown) => ({ type: 'user.shown', source, label })),
    notePart: assign(({ context }, part: PartParams) => withPart(context, part)),
    wantParts: emit(({ context }) => ({ type: 'parts.wanted', parts: partsToAsk(context) })),
    wantNextPart: emit(({ context }) => ({
      type: 'parts.wanted',
      parts: context.settings.partsOrder === 'inTurn' ? partsToAsk(context) : [],
    })),
    reportEnd: emit((_, { outcome }: { outcome: PageOutcome }) => ({ type: 'page.ended', outcome })),
  },
});

function withPart(context: PageContext, { part, label }: PartParams): PageContext {
  return { ...context, labels: { ...context.labels, [part]: label ?? 'missing' } };
}

const ofEvent = <Event>({ event }: { event: Event }): Event => event;
const ending = (outcome: PageOutcome) => ({ type: 'reportEnd', params: { outcome } }) as const;

const answered = ({ event }: { event: { label: Label } }): Shown => ({
  source: 'answer',
  label: event.label,
});
const instead = ({ context, event }: { context: PageContext; event: Failure }): Shown =>
  shownInstead(context, event) as Shown;

export const pageMachine = pageSetup.createMachine({
  id: 'page',
  initial: 'fetchingUser',
  context: ({ input }) => ({ ...input, attempt: 0, pauseMs: 0, flaw: null, labels: {} }),
  states: {
    fetchingUser: {
      description: 'Asks for the user data that no page can do without: the cache first, then the service.',
      tags: 'working',
      on: {
        'user.answered': {
          target: 'fetchingParts',
          actions: [
            { type: 'noteUser', params: answered },
            { type: 'reportUser', params: answered },
            'wantParts',
          ],
        },
        'user.failed': [
          {
            guard: { type: 'triesAgain', params: ofEvent },
            target: 'pausing',
            actions: { type: 'planPause', params: ofEvent },
          },
          {
            guard: { type: 'somethingToShow', params: ofEvent },
            target: 'fetchingParts',
            actions: [
              { type: 'noteUser', params: instead },
              { type: 'reportUser', params: instead },
              'wantParts',
            ],
          },
          { target: 'failed', actions: ending('noUserData') },
        ],
      },
    },
    pausing: {
      description: 'The last attempt failed. The next one follows after a pause that grows each time.',
      tags: 'testing',
      after: { pause: { target: 'fetchingUser', actions: ['countAttempt', 'wantUser'] } },
    },
    fetchingParts: {
      description: 'There is user data to show. Asks for the optional parts; each may fall back.',
      tags: 'working',
      on: {
        'part.ended': [
          {
            guard: { type: 'lostWithoutFallback', params: ofEvent },
            target: 'failed',
            actions: [{ type: 'notePart', params: ofEvent }, ending('partLost')],
          },
          {
            guard: { type: 'lastAndWhole', params: ofEvent },
            target: 'full',
            actions: [{ type: 'notePart', params: ofEvent }, ending('full')],
          },
          {
            guard: { type: 'last', params: ofEvent },
            target: 'partial',
            actions: [{ type: 'notePart', params: ofEvent }, ending('partial')],
          },
          { actions: [{ type: 'notePart', params: ofEvent }, 'wantNextPart'] },
        ],
      },
    },
    full: {
      description: 'The page is reported as a full success.',
      tags: 'healthy',
      type: 'final',
    },
    partial: {
      description: 'The page is shown and reported as partial: something on it is a stand-in or flawed.',
      tags: 'testing',
      type: 'final',
    },
    failed: {
      description: 'There is no page to show, only an error.',
      tags: 'tripped',
      type: 'final',
    },
  },
});
