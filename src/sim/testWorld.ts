/** Worlds for tests, and a service whose calls a test settles by hand. */
import type { Call, Result, Service } from './call.ts';
import type { Script } from './script.ts';
import { createWorld, type World } from './world.ts';

export function createTestWorld({
  seed = 1,
  script = null,
}: { seed?: number; script?: Script | null } = {}): World {
  return createWorld({ seed, durationMs: 60_000, metrics: {}, script });
}

export const callOf = (id: number, client = 0): Call => ({ id, client });

/** Calls service and clock, and keeps what came back: `[call id, instant, cause]`, in order. */
export function createCaller(world: World, service: Service) {
  const ended: (readonly [id: number, atMs: number, cause: string])[] = [];
  return {
    ended,
    call: (id: number) =>
      service(callOf(id), ({ cause }: Result) => ended.push([id, world.clock.nowMs, cause])),
  };
}
