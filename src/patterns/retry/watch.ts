/** The first client under the glass: the statechart of one of its calls at a time, and strips of its last ones. */
import type { Call, Outcome } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import type { World } from '../../sim/world.ts';
import type { EndReason } from './machine.ts';
import type { EndedCall, RunningCall } from './policy.ts';
import type { Wait } from './rules.ts';
import { createStrips, type Strip } from './strips.ts';

export const WATCHED_CLIENT = 0;

export interface WatchedCall {
  readonly call: number;
  readonly state: string;
  /** Number of its present or last attempt, from 1. */
  readonly attempt: number;
  readonly waitMs: number;
  /** 0 unless it waits. */
  readonly waitLeftMs: number;
  readonly transition: { readonly from: string; readonly to: string; readonly sequence: number } | null;
  /** Id of the cause of the last failed attempt, or why the call ended. */
  readonly why: string | null;
}

export interface Watch {
  state(call: Call, state: string, running: RunningCall | null): void;
  attempt(call: Call): (outcome: Outcome | null) => void;
  wait(call: Call, wait: Wait, cause: string): void;
  end(ended: EndedCall): void;
  /** null before the first call. */
  watched(): WatchedCall | null;
  strips(): readonly Strip[];
}

const OUTCOMES: Readonly<Record<EndReason, Outcome>> = {
  answered: 'succeeded',
  lastAttempt: 'failed',
  budgetSpent: 'rejected',
  hopeless: 'failed',
  deadline: 'timedOut',
  callerLeft: 'timedOut',
};

export function createWatch({ clock, lanes }: World): Watch {
  const strips = createStrips();
  const lane = lanes.add('client 1');
  let current: { readonly call: number; state: string; isOver: boolean; why: string | null } | null = null;
  let running: RunningCall | null = null;
  let transition: WatchedCall['transition'] = null;
  let sequence = 0;
  let waitEndsAtMs = 0;

  const isCurrent = ({ id }: Call) => current?.call === id;

  return {
    state(call, state, port) {
      if (port === null) {
        strips.begin(call.id, clock.nowMs);
        if (current && !current.isOver) return;
        current = { call: call.id, state, isOver: false, why: null };
        running = null;
        transition = null;
      } else if (current && isCurrent(call)) {
        sequence += 1;
        transition = { from: current.state, to: state, sequence };
        current.state = state;
        running = port;
      } else return;
      lane.enter(state);
    },
    attempt(call) {
      const end = strips.attempt(call, clock.nowMs);
      return (outcome) => end(outcome, clock.nowMs);
    },
    wait(call, wait, cause) {
      strips.wait(call, wait, clock.nowMs);
      if (!current || !isCurrent(call)) return;
      current.why = cause;
      waitEndsAtMs = clock.nowMs + wait.waitMs;
    },
    end({ call, reason }) {
      strips.end(call.id, reason, OUTCOMES[reason], clock.nowMs);
      if (!current || !isCurrent(call)) return;
      current.why = reason;
      current.isOver = true;
    },
    watched() {
      if (!current) return null;
      const { call, state, why } = current;
      const { attempt = 0, waitMs = 0 } = running?.context ?? {};
      const waitLeftMs = state === 'waiting' ? Math.max(0, quantiseMs(waitEndsAtMs - clock.nowMs)) : 0;
      return { call, state, attempt: attempt + 1, waitMs, waitLeftMs, transition, why };
    },
    strips: () => strips.all(),
  };
}
