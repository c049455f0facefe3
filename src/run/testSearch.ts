/** A pattern that is quickly run, with events of which it is known what they take, for tests of searches. */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { World } from '../sim/world.ts';
import { testPattern } from '../scenario/testPattern.ts';
import { defaultScenario, type Scenario } from '../scenario/scenario.ts';
import type { SearchOrder } from './search.ts';

/** So long a client must be paused before it wakes up without its lock. */
export const LEASE_MS = 3_000;
/** A node that is down loses messages at this share and above. */
export const LEAST_LOSS = 0.3;

const TICK_MS = 1_000;

interface Values {
  readonly client: string;
  readonly node: string;
  readonly share: number;
}

const someParams = Object.fromEntries(
  Object.entries(testPattern.params).filter(([id]) => ['share', 'waitMs', 'isSlow'].includes(id)),
);

export const searchedPattern: AnyPattern = {
  ...testPattern,
  params: {
    ...someParams,
    client: {
      group: 'inject',
      kind: 'choice',
      label: 'Client',
      help: '',
      options: { running: 'running', slow: 'slow', paused: 'paused' },
      default: 'running',
    },
    node: {
      group: 'inject',
      kind: 'choice',
      label: 'Node',
      help: '',
      options: { up: 'up', down: 'down' },
      default: 'up',
    },
    depth: {
      group: 'inject',
      kind: 'count',
      label: 'Depth',
      help: '',
      min: 0,
      max: 10,
      step: 1,
      default: 0,
      appliesWhen: { node: ['down'] },
    },
  },
  breakpoints: [
    { event: 'client.woke', label: 'a client wakes up without its lock' },
    { event: 'message.lost', label: 'a message is lost' },
    { event: 'clock.ticked', label: 'the clock ticks' },
    { event: 'nothing.happened', label: 'nothing happens' },
  ],
  create: createClockwork as unknown as AnyPattern['create'],
  describe: ({ type, atMs }) => (type === 'client.woke' ? `A client woke up at ${atMs} ms.` : null),
};

/** Ticks; `client.woke`: a pause of `LEASE_MS` has ended; `message.lost`: the node is down while enough is lost. */
function createClockwork({ clock, trace }: World, initial: Values) {
  let params = initial;
  let pausedSinceMs = initial.client === 'paused' ? 0 : null;

  function tick(): void {
    trace.record('clock.ticked', 0);
    if (params.node === 'down' && params.share >= LEAST_LOSS) trace.record('message.lost', 0);
    clock.schedule(TICK_MS, tick);
  }
  clock.schedule(TICK_MS, tick);

  return {
    apply(change: Partial<Values>) {
      params = { ...params, ...change };
      if (params.client === 'paused') pausedSinceMs ??= clock.nowMs;
      else {
        if (pausedSinceMs !== null && clock.nowMs - pausedSinceMs >= LEASE_MS) trace.record('client.woke', 0);
        pausedSinceMs = null;
      }
    },
    observe: () => null,
  };
}

export const searchedScenario: Scenario = defaultScenario(searchedPattern);

export function orderOf(change: Partial<SearchOrder> = {}): SearchOrder {
  return {
    scenario: searchedScenario,
    keepsChanges: false,
    event: 'client.woke',
    firstSeed: 1,
    seeds: 200,
    mostInterventions: 8,
    ...change,
  };
}
