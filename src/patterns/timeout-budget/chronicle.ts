/** The first client's operations, for show: the newest ones, the state of the one that is watched, and what is worth a word. */
import { quantiseMs } from '../../sim/clock.ts';
import { createRing } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import { isOverBudget } from './bookkeeping.ts';
import type { Operation } from './operation.ts';

const KEPT_OPERATIONS = 12;

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
}

export interface Watched {
  /** Of the first client, oldest first, running ones included. */
  readonly operations: readonly Operation[];
  /** The one that is watched from its start to its end, null before the first. */
  readonly focus: Operation | null;
  /** State of the watched one; empty before the first. */
  readonly state: string;
  readonly transition: Transition | null;
}

export interface Chronicle {
  noteStart(operation: Operation): void;
  noteState(operation: Operation, state: string): void;
  noteGiveUp(operation: Operation): void;
  noteEnd(operation: Operation, fastestQueryMs: number): void;
  watched(): Watched;
}

export function createChronicle({ clock, lanes, trace }: World): Chronicle {
  const operations = createRing<Operation>(KEPT_OPERATIONS);
  const lane = lanes.add('client 1');
  let focus: Operation | null = null;
  let state = '';
  let transition: Transition | null = null;
  let transitions = 0;

  return {
    noteStart(operation) {
      if (operation.call.client !== 0) return;
      operations.push(operation);
      if (focus && focus.endedAtMs === null) return;
      focus = operation;
      state = '';
      transition = null;
    },
    noteState(operation, next) {
      if (operation !== focus) return;
      lane.enter(next);
      if (state !== '') {
        transitions += 1;
        transition = { from: state, to: next, sequence: transitions };
      }
      state = next;
    },
    noteGiveUp(operation) {
      if (operation !== focus) return;
      trace.record('operation.givenUp', operation.call.id, {
        budgetMs: operation.settings.budgetMs,
      });
    },
    noteEnd(operation, fastestQueryMs) {
      const { call, settings, startedAtMs, steps, result, gaveUpAtMs } = operation;
      if (operation !== focus || !result) return;
      const elapsedMs = quantiseMs(clock.nowMs - startedAtMs);
      const queries = steps.filter(({ child, verdict }) => child === 'database' && verdict === 'start');
      const last = steps.at(-1);
      const data = {
        cause: result.cause,
        causeMs: result.causeMs,
        elapsedMs,
        budgetMs: settings.budgetMs,
        queries: queries.length,
        neededMs: last?.neededMs ?? 0,
        isDoomed: (queries.at(-1)?.timeoutMs ?? Infinity) <= fastestQueryMs,
        fastestQueryMs,
        gaveUp: gaveUpAtMs !== null,
      };
      const overran = isOverBudget(operation) && elapsedMs > settings.budgetMs;
      if (overran) trace.record('operation.overran', call.id, data);
      else if (result.outcome === 'rejected') trace.record('operation.refused', call.id, data);
      else if (result.outcome === 'failed') trace.record('operation.failed', call.id, data);
    },
    watched: () => ({ operations: operations.items(), focus, state, transition }),
  };
}
