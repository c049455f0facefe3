/** The timeout policy: the caller stops waiting after so long. The server is not told and may go on working. */
import type { CauseSpec, Policy } from './call.ts';
import type { World } from './world.ts';

export const TIMEOUT_CAUSES = {
  callTimeout: {
    outcome: 'timedOut',
    label: 'call timeout',
    describe: (time) => `after ${time ?? 'its timeout'}, perhaps still running on the server`,
  },
} as const satisfies Record<string, CauseSpec>;

/** `timeoutMs` is asked once per call; `Infinity` means no limit. An answer at the same instant as the timeout loses. */
export function createTimeout(world: World, timeoutMs: () => number): Policy {
  return (next) => (call, settle) => {
    const limitMs = timeoutMs();
    if (limitMs === Infinity) return next(call, settle);
    const timer = world.clock.schedule(limitMs, () => {
      cancel();
      settle({ outcome: 'timedOut', cause: 'callTimeout', causeMs: limitMs });
    });
    const cancel = next(call, (result) => {
      world.clock.cancel(timer);
      settle(result);
    });
    return () => {
      world.clock.cancel(timer);
      cancel();
    };
  };
}
