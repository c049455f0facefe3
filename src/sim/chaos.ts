/**
 * Chaos as a policy: it disturbs calls on purpose, before or after the service behind it, and keeps a log of every time
 * it did. Modes and their order of draws are those of the reference's `ChaosInjector` (Exercise 5).
 */
import type { Call, Cancel, Policy, Result, Settle } from './call.ts';
import { nothingToCancel } from './call.ts';
import { quantiseMs } from './clock.ts';
import { drawOf, type RandomStream } from './random.ts';
import { createRing } from './trace.ts';
import { truncate } from './truncate.ts';
import type { World } from './world.ts';

/** What can be done to a call. */
export const CHAOS_MODES = ['latency', 'error', 'partial', 'timeout'] as const;
export type Disturbance = (typeof CHAOS_MODES)[number];

/** `random`: each call meets one of the four, or none, all five alike. */
export type ChaosMode = Disturbance | 'random' | 'off';

export interface ChaosOptions {
  /** The master switch. */
  readonly isOn: boolean;
  readonly mode: ChaosMode;
  /** Share of calls that are disturbed, 0–1. */
  readonly rate: number;
  /** `everyCall` as in the reference: latency and random come without a rate. */
  readonly latencyHits: 'atRate' | 'everyCall';
  readonly latencyMinMs: number;
  readonly latencyMaxMs: number;
  /** How long a lost call is waited for before the caller's own library gives up. */
  readonly timeoutDelayMs: number;
  /** What a timeout loses: the request, so that the service never hears of it, or its reply. */
  readonly timeoutLoses: 'request' | 'reply';
  readonly truncates: 'copy' | 'original';
  /** Share of clients that chaos touches at all, 0–1: always the same ones, and more of them at a larger share. */
  readonly blastRadius: number;
}

/** One injection. */
export interface Incident {
  readonly atMs: number;
  readonly mode: Disturbance;
  readonly service: string;
  /** How late an answer came or how long a lost one was waited for; null where no time belongs to it. */
  readonly delayMs: number | null;
  /** What a partial answer lost. */
  readonly lost: string | null;
  readonly client: number;
  /** Id of the call that was disturbed. */
  readonly call: number;
}

export interface ChaosLog {
  note(incident: Incident): void;
  /** The newest, oldest first. */
  recent(): readonly Incident[];
  /** How many of each mode, of all time. */
  summary(): Readonly<Record<Disturbance, number>>;
}

export function createChaosLog(capacity: number): ChaosLog {
  const ring = createRing<Incident>(capacity);
  const counts = { latency: 0, error: 0, partial: 0, timeout: 0 };
  return {
    note(incident) {
      counts[incident.mode] += 1;
      ring.push(incident);
    },
    recent: () => ring.items(),
    summary: () => ({ ...counts }),
  };
}

/** What a draw decides: whether a mode hits, which mode `random` picks, how late, how much is lost and which keys. */
export type ChaosPurpose = Disturbance | 'random' | 'mode' | 'delay' | 'count' | 'pick';

/** Gives the value in [0, 1) for that purpose of a call; `index` tells several of one purpose apart. */
export type ChaosDraw = (call: Call, purpose: ChaosPurpose, index: number) => number;

export interface ChaosSetup {
  /** Named in the log, and apart from others in the draws. */
  readonly service: string;
  readonly options: () => ChaosOptions;
  readonly onInjected: (incident: Incident) => void;
  /** The world's own streams when left out. */
  readonly draw?: ChaosDraw;
}

const RANDOM_OUTCOMES = ['latency', 'error', 'partial', 'timeout', 'none'] as const;

const PURPOSES: readonly ChaosPurpose[] = [...CHAOS_MODES, 'random', 'mode', 'delay', 'count', 'pick'];

function drawFrom({ random }: World, service: string): ChaosDraw {
  const streams = Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, random.stream(`chaos.${service}.${purpose}`)]),
  ) as Record<ChaosPurpose, RandomStream>;
  return (call, purpose, index) => drawOf(streams[purpose], call, index);
}

/** Whether chaos touches that client at this blast radius. */
export function isInBlastRadius({ random }: World, client: number, radius: number): boolean {
  return radius >= 1 || random.stream('chaos.blast').at(client) < radius;
}

export function createChaos(world: World, setup: ChaosSetup): Policy {
  const { service, options, onInjected } = setup;
  const draw = setup.draw ?? drawFrom(world, service);
  const { clock } = world;

  function inject(
    { id, client }: Call,
    mode: Disturbance,
    { delayMs = null, lost = null }: { delayMs?: number | null; lost?: string | null } = {},
  ): void {
    onInjected({ atMs: clock.nowMs, mode, service, delayMs, lost, client, call: id });
  }

  /** The mode of this call, null when it is left alone, and the rate at which it hits. */
  function modeOf(
    call: Call,
    now: ChaosOptions,
  ): { readonly mode: Disturbance; readonly rate: number } | null {
    if (!now.isOn || now.mode === 'off' || !isInBlastRadius(world, call.client, now.blastRadius)) return null;
    if (now.mode !== 'random') return { mode: now.mode, rate: now.rate };
    if (now.latencyHits === 'atRate' && draw(call, 'random', 0) >= now.rate) return null;
    const picked = RANDOM_OUTCOMES[Math.floor(draw(call, 'mode', 0) * RANDOM_OUTCOMES.length)] ?? 'none';
    return picked === 'none' ? null : { mode: picked, rate: 1 };
  }

  return (next) => {
    function late(call: Call, settle: Settle, now: ChaosOptions): Cancel {
      const delayMs = quantiseMs(
        now.latencyMinMs + Math.max(0, now.latencyMaxMs - now.latencyMinMs) * draw(call, 'delay', 0),
      );
      inject(call, 'latency', { delayMs });
      let cancel: Cancel = nothingToCancel;
      const timer = clock.schedule(delayMs, () => {
        cancel = next(call, settle);
      });
      return () => {
        clock.cancel(timer);
        cancel();
      };
    }

    function refuse(call: Call, settle: Settle): Cancel {
      inject(call, 'error');
      const timer = clock.schedule(0, () =>
        settle({ outcome: 'failed', cause: 'injectedError', causeMs: null }),
      );
      return () => clock.cancel(timer);
    }

    function lose(call: Call, settle: Settle, { timeoutDelayMs, timeoutLoses }: ChaosOptions): Cancel {
      inject(call, 'timeout', { delayMs: timeoutDelayMs });
      const cancel = timeoutLoses === 'reply' ? next(call, () => {}) : nothingToCancel;
      const timer = clock.schedule(timeoutDelayMs, () =>
        settle({ outcome: 'timedOut', cause: 'injectedTimeout', causeMs: timeoutDelayMs }),
      );
      return () => {
        clock.cancel(timer);
        cancel();
      };
    }

    function shorten(call: Call, result: Result, { truncates }: ChaosOptions): Result {
      const { value, lost } = truncate(result.value, truncates, {
        count: () => draw(call, 'count', 0),
        pick: (index) => draw(call, 'pick', index),
      });
      inject(call, 'partial', { lost });
      return { ...result, outcome: 'degraded', cause: 'answeredInPart', value };
    }

    return (call, settle) => {
      const now = options();
      const chosen = modeOf(call, now);
      if (!chosen) return next(call, settle);
      const { mode, rate } = chosen;
      const isHit = () => draw(call, mode, 0) < rate;
      switch (mode) {
        case 'latency': {
          const hitsAll = now.latencyHits === 'everyCall' || now.mode === 'random';
          return hitsAll || isHit() ? late(call, settle, now) : next(call, settle);
        }
        case 'error':
          return isHit() ? refuse(call, settle) : next(call, settle);
        case 'timeout':
          return isHit() ? lose(call, settle, now) : next(call, settle);
        case 'partial':
          return next(call, (result) => {
            const isAnswer = result.outcome === 'succeeded' || result.outcome === 'degraded';
            settle(isAnswer && isHit() ? shorten(call, result, now) : result);
          });
      }
    };
  };
}
