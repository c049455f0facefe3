/** The pools of a world: one per kind or one for all, each made when it is first needed, with its lane, its episodes and what the stage shows of it. */
import type { Outcome } from '../../sim/call.ts';
import { createRing, type Ring } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import { createEpisode, type Episode } from './episode.ts';
import { KIND_NAMES, KINDS, sizeOf, type BulkheadParams, type Kind, type PoolId } from './kinds.ts';
import { createBulkhead, type Bulkhead } from './policy.ts';

/** How many of the calls that have just gone are kept for the stage. */
const KEPT_DEPARTURES = 64;

/** A call that has just gone, or was turned away. */
export interface Departure {
  readonly atMs: number;
  readonly kind: Kind;
  readonly outcome: Outcome;
  /** The slot it left; null when it never had one. */
  readonly slot: number | null;
}

export interface PoolTransition {
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
}

export interface Pool {
  readonly id: PoolId;
  readonly bulkhead: Bulkhead;
  readonly departures: Ring<Departure>;
  readonly rejections: Episode;
  readonly transition: PoolTransition | null;
}

export interface Pools {
  get(id: PoolId): Pool;
  /** All that have been needed so far. */
  all(): readonly Pool[];
}

export function createPools(world: World, params: () => BulkheadParams): Pools {
  const { clock, trace } = world;
  const pools = new Map<PoolId, Pool>();
  const subjectOf = (id: PoolId) => (id === 'shared' ? KINDS.length : KINDS.indexOf(id));

  function runningByKind({ slots }: Bulkhead): Record<Kind, number> {
    const running = { database: 0, cache: 0, api: 0 };
    for (const job of slots()) if (job) running[job.kind] += 1;
    return running;
  }

  function createPool(id: PoolId): Pool {
    const lane = world.lanes.add(id === 'shared' ? 'shared pool' : KIND_NAMES[id]);
    let transition: PoolTransition | null = null;
    let previous: string | null = null;
    const bulkhead = createBulkhead(world, {
      ...sizeOf(id, params()),
      id: `pool-${id}`,
      cause: id === 'shared' ? 'sharedFull' : 'poolFull',
      onTimeout: () => params().onTimeout,
      onState(state) {
        lane.enter(state);
        if (previous !== null) {
          transition = { from: previous, to: state, sequence: (transition?.sequence ?? 0) + 1 };
        }
        previous = state;
      },
    });
    const rejections = createEpisode(clock, {
      onBegin() {
        const { running, waiting } = bulkhead.machine.context;
        const data = { pool: id, running, waiting: waiting.length };
        trace.record('pool.overflowed', subjectOf(id), { ...data, ...runningByKind(bulkhead) });
      },
      onEnd(rejected, lastedMs) {
        trace.record('pool.relieved', subjectOf(id), { pool: id, rejected, lastedMs });
      },
    });
    return {
      id,
      bulkhead,
      departures: createRing(KEPT_DEPARTURES),
      rejections,
      get transition() {
        return transition;
      },
    };
  }

  return {
    get(id) {
      let pool = pools.get(id);
      if (!pool) {
        pool = createPool(id);
        pools.set(id, pool);
      }
      return pool;
    },
    all: () => [...pools.values()],
  };
}
