/** For tests: small machines that together use every construct the compiled host supports. */
import { and, assign, cancel, createMachine, emit, not, or, raise, setup } from 'xstate';
import { cuesOf, type Cue, type Play, type Replies } from './testPlay.ts';
import type fc from 'fast-check';

interface Counted {
  readonly n: number;
  readonly log: readonly string[];
}

type NumberEvent = { type: string; n: number };

const house = setup({
  types: { context: {} as Counted, events: {} as NumberEvent, emitted: {} as { type: string; n?: number } },
  guards: {
    isEven: ({ context }) => context.n % 2 === 0,
    isAbove: ({ context, event }, { limit }: { limit: number }) => context.n + (event.n ?? 0) > limit,
    isEvenAndLow: and(['isEven', not({ type: 'isAbove', params: { limit: 12 } })]),
  },
  actions: {
    add: assign(({ context }, { amount }: { amount: number }) => ({ n: context.n + amount })),
    addEvent: assign({ n: ({ context, event }) => (context.n + (event.n ?? 0)) % 20 }),
    note: assign({ log: ({ context }, text: string) => [...context.log.slice(-5), text] }),
    say: emit((_, text: string) => ({ type: text })),
    tell: emit(({ context, event }, factor: number) => ({
      type: 'told',
      n: context.n * factor + (event.n ?? 0),
    })),
    ping: emit({ type: 'ping' }),
  },
  delays: { short: 10, dynamic: ({ context }) => context.n % 20, never: Infinity },
});

const say = (params: string) => ({ type: 'say' as const, params });
const start = { n: 0, log: [] };
