/** Makes the calls of one contender: sends attempts, minds timeouts and deadlines, and does what the strategy says. */
import { quantiseMs } from '../../sim/clock.ts';
import type { World } from '../../sim/world.ts';
import type { Attempt, Decision, Failure, LabCall, Strategy } from './attempt.ts';
import type { CallCause } from './causes.ts';
import { createServerCopy, type ServerCopy } from './serverCopy.ts';
import type { ParamsNow } from './settings.ts';
import type { Tally } from './tally.ts';
import { createTimeoutLine } from './timeoutLine.ts';
import type { Weather } from './weather.ts';

const TIMED_OUT: Failure = { errorClass: 'slow', askedMs: null };

/** Hears what becomes of a call that somebody watches. */
export interface Watcher {
  sent(attempt: Attempt): void;
  failed(attempt: Attempt, failure: Failure): void;
  waits(call: LabCall, waitMs: number): void;
}

export interface Runner {
  readonly server: ServerCopy;
  make(id: number, client: number, settle: LabCall['settle']): void;
}

export interface RunnerOptions {
  readonly weather: Weather;
  readonly params: ParamsNow;
  readonly strategy: Strategy;
  readonly tally: Tally;
  readonly watcher: Watcher;
}

export function createRunner(world: World, options: RunnerOptions): Runner {
  const { clock } = world;
  const { weather, params, strategy, tally, watcher } = options;
  const line = createTimeoutLine(clock, (attempt) => answer(attempt, TIMED_OUT));
  const server = createServerCopy(world, weather, params, answer);

  function end(call: LabCall, cause: CallCause, answered: Attempt | null): void {
    call.isOver = true;
    tally.ended(call, answered);
    call.settle?.(cause);
  }

  function send(call: LabCall, isHedge: boolean): void {
    const { nowMs } = clock;
    const attempt: Attempt = {
      call,
      number: call.attempts,
      isHedge,
      sentAtMs: nowMs,
      timeoutAtMs: Math.min(quantiseMs(nowMs + params().attemptTimeoutMs), call.deadlineAtMs),
      after: isHedge ? null : call.failedAs,
      delayMs: nowMs - call.failedAtMs,
      isOpen: true,
    };
    if (!strategy.admits(attempt)) {
      if (call.open === 0) follow(call, strategy.turnedAway?.(call) ?? 'turnedAway');
      return;
    }
    call.attempts += 1;
    call.open += 1;
    tally.attempted(attempt);
    if (call.settle) watcher.sent(attempt);
    line.add(attempt);
    if (!isHedge) hedgeLater(attempt);
    server.accept(attempt);
  }

  function hedgeLater(attempt: Attempt): void {
    const afterMs = strategy.hedgeAfterMs?.() ?? Infinity;
    if (afterMs === Infinity) return;
    clock.schedule(afterMs, () => {
      if (attempt.isOpen && !attempt.call.isOver && strategy.hedges?.()) send(attempt.call, true);
    });
  }

  function answer(attempt: Attempt, failure: Failure | null): void {
    if (!attempt.isOpen) return;
    const { call } = attempt;
    attempt.isOpen = false;
    call.open -= 1;
    if (failure === null) {
      strategy.answered(attempt);
      if (!call.isOver) end(call, 'answered', attempt);
      return;
    }
    strategy.failed(attempt, failure);
    if (call.settle) watcher.failed(attempt, failure);
    if (call.isOver || call.open > 0) return;
    call.failedAs = failure.errorClass;
    call.failedAtMs = clock.nowMs;
    follow(call, strategy.decide(call, failure));
  }

  function follow(call: LabCall, decision: Decision): void {
    if (typeof decision !== 'number') {
      end(call, decision, null);
      return;
    }
    if (call.settle) watcher.waits(call, decision);
    clock.schedule(decision, () => {
      const further = strategy.dispatch?.(call) ?? null;
      if (further === null) send(call, false);
      else follow(call, further);
    });
  }

  return {
    server,
    make(id, client, settle) {
      const { nowMs } = clock;
      tally.arrived();
      const call: LabCall = {
        id,
        client,
        arrivedAtMs: nowMs,
        deadlineAtMs: quantiseMs(nowMs + params().callDeadlineMs),
        attempts: 0,
        open: 0,
        isOver: false,
        failedAs: null,
        failedAtMs: nowMs,
        settle,
      };
      send(call, false);
    },
  };
}
