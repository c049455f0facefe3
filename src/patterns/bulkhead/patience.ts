/** How long a caller waits, the time in the queue included. An answer at the very instant of the timeout still counts. */
import type { Call, Policy } from '../../sim/call.ts';
import type { World } from '../../sim/world.ts';

/** What becomes of a call that nobody waits for any more. */
export type OnTimeout = 'abandoned' | 'cancelled';

export interface Patience {
  /** Asked once per call; `Infinity` means no limit. */
  readonly timeoutMs: (call: Call) => number;
  /** For the cause: what becomes of the call is up to the services that are told of the cancellation. */
  readonly onTimeout: () => OnTimeout;
}

export function createPatience({ clock }: World, { timeoutMs, onTimeout }: Patience): Policy {
  return (next) => (call, settle) => {
    const limitMs = timeoutMs(call);
    if (limitMs === Infinity) return next(call, settle);

    function giveUp(): void {
      cancel();
      settle({ outcome: 'timedOut', cause: onTimeout(), causeMs: limitMs });
    }
    // Behind everything else that is due at that instant, a result among it.
    let timer = clock.schedule(limitMs, () => {
      timer = clock.schedule(0, giveUp);
    });
    const cancel = next(call, (result) => {
      clock.cancel(timer);
      settle(result);
    });
    return () => {
      clock.cancel(timer);
      cancel();
    };
  };
}
