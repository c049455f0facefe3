/** The player as a statechart: playing, paused, seeking, ended. It decides when time moves; `Playback` moves it. */
import { assign, fromCallback, setup } from 'xstate';
import type { Playback, Target } from './playback.ts';

export const MIN_SPEED = 0.1;
export const MAX_SPEED = 100;

export interface PlayerContext {
  readonly playback: Playback;
  /** Virtual time per wall time, `MIN_SPEED`…`MAX_SPEED`. */
  readonly speed: number;
  /** The speed really reached, null while it is the asked one. */
  readonly trueSpeed: number | null;
  /** Types of trace events at which playing stops. */
  readonly breakpoints: readonly string[];
  /** Why playing stopped by itself: the event type of a breakpoint, or null. */
  readonly stoppedAt: string | null;
  readonly target: Target;
  readonly playsAfterSeek: boolean;
}

export type PlayerEvent =
  | { type: 'play' }
  | { type: 'pause' }
  | { type: 'toggle' }
  | { type: 'stepForward' }
  | { type: 'stepBack' }
  /** Goes to a time; plays on afterwards if it was playing, unless `thenPause`. */
  | { type: 'seek'; atMs: number; thenPause?: boolean }
  | { type: 'restart' }
  | { type: 'runToEnd' }
  | { type: 'speed.changed'; speed: number }
  | { type: 'breakpoints.changed'; breakpoints: readonly string[] }
  | { type: 'trueSpeed.measured'; trueSpeed: number | null }
  | { type: 'breakpoint.hit'; event: string }
  | { type: 'end.reached' }
  | { type: 'target.reached' };

/** The true speed is measured over this much wall time, and told when it is below this share of the asked one. */
const MEASURE_MS = 500;
const KEEPING_UP = 0.9;

interface LoopInput {
  readonly read: () => PlayerContext;
}

const playLoop = fromCallback<{ type: string }, LoopInput>(({ sendBack, input }) => {
  const { playback } = input.read();
  let elapsed = 0;
  let advanced = 0;

  function measure(elapsedMs: number, advancedMs: number, { speed, trueSpeed }: PlayerContext): void {
    elapsed += elapsedMs;
    advanced += advancedMs;
    if (elapsed < MEASURE_MS) return;
    const reached = advanced / elapsed;
    const measured = reached < KEEPING_UP * speed ? Number(reached.toPrecision(2)) : null;
    if (measured !== trueSpeed) sendBack({ type: 'trueSpeed.measured', trueSpeed: measured });
    elapsed = 0;
    advanced = 0;
  }

  return playback.frames.play((elapsedMs) => {
    const context = input.read();
    const { breakpoints, speed } = context;
    const { end, advancedMs } = playback.play(elapsedMs, speed, new Set(breakpoints));
    if (end === 'breakpoint') {
      const event = playback
        .current()
        .world.trace.recent()
        .findLast(({ type }) => breakpoints.includes(type));
      sendBack({ type: 'breakpoint.hit', event: event?.type ?? '' });
    } else if (playback.current().isOver) sendBack({ type: 'end.reached' });
    else measure(elapsedMs, advancedMs, context);
    return true;
  });
});

const seekLoop = fromCallback<{ type: string }, LoopInput>(({ sendBack, input }) => {
  const { playback, target } = input.read();
  playback.rewindFor(target);
  return playback.frames.play(() => {
    const isThere = playback.approach(target);
    if (isThere) sendBack({ type: 'target.reached' });
    return isThere;
  });
});

const readSelf = ({ self }: { self: { getSnapshot(): unknown } }): LoopInput => ({
  read: () => (self.getSnapshot() as { context: PlayerContext }).context,
});

const playerSetup = setup({
  types: {
    context: {} as PlayerContext,
    events: {} as PlayerEvent,
    input: {} as { playback: Playback; speed?: number },
  },
  actors: { playLoop, seekLoop },
  guards: {
    isOver: ({ context }) => context.playback.current().isOver,
    playsAfterSeek: ({ context }) => context.playsAfterSeek && !context.playback.current().isOver,
  },
  actions: {
    aimAt: assign((_, { atMs, thenPlay }: { atMs: number; thenPlay: boolean }) => ({
      target: { atMs },
      playsAfterSeek: thenPlay,
    })),
    aimAtPrevious: assign(({ context }) => ({ target: context.playback.previous(), playsAfterSeek: false })),
    aimAtEnd: assign({ target: { atMs: Infinity }, playsAfterSeek: false }),
    stepForward: ({ context }) => {
      context.playback.stepForward();
    },
    forgetStop: assign({ stoppedAt: null }),
    forgetTrueSpeed: assign({ trueSpeed: null }),
  },
});

const toStart = { type: 'aimAt', params: { atMs: 0, thenPlay: true } } as const;

export const playerMachine = playerSetup.createMachine({
  id: 'player',
  initial: 'paused',
  context: ({ input }) => ({
    playback: input.playback,
    speed: input.speed ?? 1,
    trueSpeed: null,
    breakpoints: [],
    stoppedAt: null,
    target: { atMs: 0 },
    playsAfterSeek: false,
  }),
  on: {
    'speed.changed': {
      actions: [
        assign({ speed: ({ event }) => Math.min(MAX_SPEED, Math.max(MIN_SPEED, event.speed)) }),
        'forgetTrueSpeed',
      ],
    },
    'breakpoints.changed': { actions: assign({ breakpoints: ({ event }) => event.breakpoints }) },
    seek: {
      target: '.seeking',
      reenter: true,
      actions: [
        'forgetStop',
        { type: 'aimAt', params: ({ event }) => ({ atMs: event.atMs, thenPlay: false }) },
      ],
    },
    restart: { target: '.seeking', reenter: true, actions: ['forgetStop', toStart] },
    runToEnd: { target: '.seeking', reenter: true, actions: ['forgetStop', 'aimAtEnd'] },
    stepBack: { target: '.seeking', reenter: true, actions: ['forgetStop', 'aimAtPrevious'] },
  },
  states: {
    paused: {
      description: 'Time stands still.',
      on: {
        play: 'playing',
        toggle: 'playing',
        stepForward: { actions: ['forgetStop', 'stepForward'] },
      },
      always: { guard: 'isOver', target: 'ended' },
    },
    playing: {
      description: 'Virtual time follows the wall clock at the chosen speed.',
      entry: 'forgetStop',
      exit: 'forgetTrueSpeed',
      invoke: { src: 'playLoop', input: readSelf },
      on: {
        pause: 'paused',
        toggle: 'paused',
        stepForward: { target: 'paused', actions: 'stepForward' },
        seek: {
          target: 'seeking',
          actions: {
            type: 'aimAt',
            params: ({ event }) => ({ atMs: event.atMs, thenPlay: event.thenPause !== true }),
          },
        },
        'trueSpeed.measured': { actions: assign({ trueSpeed: ({ event }) => event.trueSpeed }) },
        'breakpoint.hit': { target: 'paused', actions: assign({ stoppedAt: ({ event }) => event.event }) },
        'end.reached': 'ended',
      },
    },
    seeking: {
      description: 'The run is made again up to the wanted instant.',
      invoke: { src: 'seekLoop', input: readSelf },
      on: {
        seek: {
          target: 'seeking',
          reenter: true,
          actions: {
            type: 'aimAt',
            params: ({ context, event }) => ({
              atMs: event.atMs,
              thenPlay: event.thenPause !== true && context.playsAfterSeek,
            }),
          },
        },
        play: { actions: assign({ playsAfterSeek: true }) },
        pause: { actions: assign({ playsAfterSeek: false }) },
        toggle: { actions: assign({ playsAfterSeek: ({ context }) => !context.playsAfterSeek }) },
        'target.reached': [
          { guard: 'playsAfterSeek', target: 'playing' },
          { guard: 'isOver', target: 'ended' },
          { target: 'paused' },
        ],
      },
    },
    ended: {
      description: 'The run is over.',
      on: {
        play: { target: 'seeking', actions: toStart },
        toggle: { target: 'seeking', actions: toStart },
        stepForward: {},
      },
    },
  },
});
