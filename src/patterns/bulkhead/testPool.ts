/** A bench for tests: one pool whose calls take as long as a test says, and what became of each. */
import { compose, type Result, type Service } from '../../sim/call.ts';
import type { Clock } from '../../sim/clock.ts';
import type { MachineHost } from '../../sim/machineHost.ts';
import { createWorld, runUntil } from '../../sim/world.ts';
import type { PoolSize } from './kinds.ts';
import { createPatience, type OnTimeout } from './patience.ts';
import { createBulkhead, type Place } from './policy.ts';

export interface BenchCall {
  readonly serviceMs: number;
  readonly timeoutMs?: number;
  readonly fails?: boolean;
}

export interface BenchOptions extends PoolSize {
  readonly onTimeout?: OnTimeout;
  readonly createHost?: (clock: Clock) => MachineHost;
}

export function createBench({ size, queueSize, onTimeout = 'cancelled', createHost }: BenchOptions) {
  const world = createWorld({ seed: 1, durationMs: 1, metrics: {}, ...(createHost && { createHost }) });
  const { clock } = world;
  const calls: BenchCall[] = [];
  const states: string[] = [];
  /** `[call, from, to, instant]` in order. */
  const moves: (readonly [call: number, from: Place, to: Place, atMs: number])[] = [];
  /** `[call, cause, instant]` in order. */
  const ends: (readonly [call: number, cause: string, atMs: number])[] = [];

  const pool = createBulkhead(world, {
    id: 'pool',
    size,
    queueSize,
    cause: 'poolFull',
    onTimeout: () => onTimeout,
    onState: (state) => states.push(state),
  });
  const work: Service = ({ id }, settle) => {
    const { serviceMs = 0, fails = false } = calls[id] ?? {};
    const result: Result = fails
      ? { outcome: 'failed', cause: 'failed', causeMs: null }
      : { outcome: 'succeeded', cause: 'answered', causeMs: null };
    const timer = clock.schedule(serviceMs, () => settle(result));
    return () => clock.cancel(timer);
  };
  const patience = createPatience(world, {
    timeoutMs: ({ id }) => calls[id]?.timeoutMs ?? Infinity,
    onTimeout: () => onTimeout,
  });
  const policy = pool.policyFor({
    kind: 'database',
    onMove: ({ call: { id }, place }, from) => moves.push([id, from, place, clock.nowMs]),
  });
  const service = compose(work, patience, policy);

  return {
    world,
    pool,
    states,
    moves,
    ends,
    call(spec: BenchCall): void {
      const id = calls.length;
      calls.push(spec);
      service({ id, client: 0 }, ({ cause }) => ends.push([id, cause, clock.nowMs]));
    },
    /** Runs every timer up to that instant, that one included. */
    at(ms: number): void {
      runUntil(world, ms);
    },
    finish(): void {
      while (clock.step());
    },
    occupancy: () => pool.machine.context.running + pool.machine.context.waiting.length,
  };
}
