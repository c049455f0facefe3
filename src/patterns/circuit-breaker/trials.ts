/** One breaker and nothing else: calls come one after the other and end at once, trial after trial. */
import type { Result } from '../../sim/call.ts';
import { nothingToCancel } from '../../sim/call.ts';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { drawFault, NO_FAULTS } from '../../sim/faults.ts';
import { createWorld, runUntil } from '../../sim/world.ts';
import type { BreakerParams } from './model.ts';
import { createBreaker } from '../../sim/breaker/policy.ts';
import { openRemainingMs } from '../../sim/breaker/rules.ts';

const ANSWERED: Result = { outcome: 'succeeded', cause: 'answered', causeMs: null };
const FAILED: Result = { outcome: 'failed', cause: 'injectedError', causeMs: null };
const ignore = () => {};

/** Trials with one breaker. No draw is used twice: the calls of all trials are numbered on. The operator keeps out of it. */
export function createTrials(params: BreakerParams, seed: number) {
  const world = createWorld({ seed, durationMs: 1, metrics: {}, createHost: createCompiledHost });
  const { machine, policy } = createBreaker(world, { client: 0, settings: params, onState: ignore });
  const faults = world.random.stream('faults');
  const rates = { ...NO_FAULTS, errorRatio: params.failureRate, errorLaw: params.failureLaw };
  const gapMs = params.callsPerSecond > 0 ? 1_000 / params.callsPerSecond : 0;
  let calls = 0;
  let result: Result = ANSWERED;
  const service = policy((_, settle) => {
    settle(result);
    return nothingToCancel;
  });

  function callEndingWith(ending: Result): void {
    result = ending;
    service({ id: calls, client: 0 }, ignore);
  }

  function call(): void {
    callEndingWith(drawFault(rates, faults, { id: calls, client: 0 }) === 'error' ? FAILED : ANSWERED);
    calls += 1;
  }

  function startAfresh(): void {
    machine.send({ type: 'operator.forceOpen' });
    machine.send({ type: 'operator.reset' });
  }

  return {
    /** Gives the number of the call that opens a closed breaker, or `Infinity` when none of the first `limit` does. */
    callsToOpen(limit: number): number {
      startAfresh();
      for (let count = 1; count <= limit; count += 1) {
        call();
        if (machine.state === 'open') return count;
        runUntil(world, world.clock.nowMs + gapMs);
      }
      return Infinity;
    },
    /** Whether a breaker that has been opened closes after its open period rather than opening again; it must trip on failures. */
    closesAgain(): boolean {
      startAfresh();
      while (machine.state === 'closed') callEndingWith(FAILED);
      runUntil(world, world.clock.nowMs + openRemainingMs(machine.context, world.clock.nowMs));
      do call();
      while (machine.state === 'halfOpen');
      return machine.state === 'closed';
    },
  };
}
