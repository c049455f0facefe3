/** Where calls come from: clients that call at fixed intervals, at random (Poisson), one call after another, or all at once. */
import { exponentialQuantile } from './distribution.ts';
import type { Timer } from './clock.ts';
import type { Script } from './script.ts';
import type { World } from './world.ts';

/**
 * `fixed`: evenly spaced, clients in turn. `poisson`: independent of one another. `sequential`: each client makes its
 * next call a pause after the last one ended (a closed loop). `together`: all clients in the same instant, again and again.
 */
export type ArrivalLaw = 'fixed' | 'poisson' | 'sequential' | 'together';

export interface TrafficOptions {
  readonly law: ArrivalLaw;
  /** All clients together, ≥ 0; 0 pauses the traffic. For `sequential` the pause is clients / callsPerSecond. */
  readonly callsPerSecond: number;
  /** Number of clients, ≥ 1. */
  readonly clients: number;
  /** Calls of the whole run; `Infinity` for no limit. */
  readonly maxCalls: number;
}

export interface Traffic {
  configure(change: Partial<TrafficOptions>): void;
}

/** The wait of one client, counted in mean gaps, so that a new rate stretches what is left of it and draws stay the same. */
interface Lane {
  readonly client: number;
  state: 'waiting' | 'calling' | 'removed';
  arrivals: number;
  gapsLeft: number;
  countedAtMs: number;
  timer: Timer | null;
}

/**
 * `arrive` makes one call of that client and runs `ended` when it is settled. A world with a script follows it.
 * `stream` names the draws, for worlds with several kinds of traffic.
 */
export function createTraffic(
  world: World,
  initial: TrafficOptions,
  arrive: (client: number, ended: () => void) => void,
  stream = 'arrivals',
): Traffic {
  if (world.script) return followScript(world, world.script, arrive);
  const gaps = world.random.stream(stream);
  const lanes: Lane[] = [];
  let options = initial;
  let callsMade = 0;

  const gapsPerMs = () => options.callsPerSecond / 1000 / options.clients;

  function countPassedTime(lane: Lane): void {
    if (lane.timer)
      lane.gapsLeft = Math.max(0, lane.gapsLeft - (world.clock.nowMs - lane.countedAtMs) * gapsPerMs());
    lane.countedAtMs = world.clock.nowMs;
  }

  function arm(lane: Lane): void {
    if (lane.timer) world.clock.cancel(lane.timer);
    lane.timer = null;
    const rate = gapsPerMs();
    if (lane.state !== 'waiting' || rate === 0 || callsMade >= options.maxCalls) return;
    lane.timer = world.clock.schedule(lane.gapsLeft / rate, () => fire(lane));
  }

  function wait(lane: Lane, gapsLeft: number): void {
    lane.state = lane.client < options.clients ? 'waiting' : 'removed';
    lane.gapsLeft = gapsLeft;
    lane.countedAtMs = world.clock.nowMs;
    arm(lane);
  }

  function nextGap(lane: Lane): number {
    return options.law === 'poisson' ? exponentialQuantile(gaps.at(lane.arrivals, lane.client)) : 1;
  }

  function firstGap(lane: Lane): number {
    if (options.law === 'poisson') return nextGap(lane);
    if (options.law === 'together') return lanes[0]?.gapsLeft ?? 0;
    return lane.client / options.clients;
  }

  function fire(lane: Lane): void {
    lane.timer = null;
    if (callsMade >= options.maxCalls) return;
    callsMade += 1;
    lane.arrivals += 1;
    const isClosedLoop = options.law === 'sequential';
    if (!isClosedLoop) {
      arrive(lane.client, () => {});
      wait(lane, nextGap(lane));
      return;
    }
    const call = lane.arrivals;
    lane.state = 'calling';
    arrive(lane.client, () => {
      if (lane.state === 'calling' && lane.arrivals === call) wait(lane, nextGap(lane));
    });
  }

  function updateLanes(): void {
    for (const lane of lanes) {
      if (lane.state === 'removed' && lane.client < options.clients) wait(lane, firstGap(lane));
      else if (lane.state === 'calling' && options.law !== 'sequential') wait(lane, nextGap(lane));
      else if (lane.state === 'waiting' && lane.client >= options.clients) lane.state = 'removed';
      arm(lane);
    }
    while (lanes.length < options.clients) {
      const lane: Lane = {
        client: lanes.length,
        state: 'waiting',
        arrivals: 0,
        gapsLeft: 0,
        countedAtMs: 0,
        timer: null,
      };
      lanes.push(lane);
      wait(lane, firstGap(lane));
    }
  }

  updateLanes();

  return {
    configure(change) {
      const isChanged = Object.entries(change).some(
        ([key, value]) => options[key as keyof TrafficOptions] !== value,
      );
      if (!isChanged) return;
      for (const lane of lanes) countPassedTime(lane);
      const isGathered = change.law === 'together' && options.law !== 'together';
      if (isGathered) for (const lane of lanes) lane.gapsLeft = 0;
      options = { ...options, ...change };
      updateLanes();
    },
  };
}

/** The n-th scripted call is armed once the one before it has been made: what that one does at the same instant comes first. */
function followScript(
  world: World,
  script: Script,
  arrive: (client: number, ended: () => void) => void,
): Traffic {
  function arm(index: number): void {
    const call = script[index];
    if (!call) return;
    world.clock.schedule(Math.max(0, call.atMs - world.clock.nowMs), () => {
      arrive(0, () => {});
      arm(index + 1);
    });
  }
  arm(0);
  return { configure: () => {} };
}
