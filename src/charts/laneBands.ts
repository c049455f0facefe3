/** What the lanes of a run add up to: the states they are in now and how their time is shared out. */
import type { Run } from '../run/run.ts';
import { humanise } from '../ui/statechart/words.ts';
import { statesOf } from './tones.ts';

export interface LaneTotals {
  readonly lanes: number;
  /** Ends of bands so far. */
  readonly changes: number;
  /** In the order of the statechart; `share` is 0–1 of the lanes' time, as far back as their bands are kept. */
  readonly states: readonly { readonly state: string; readonly lanesNow: number; readonly share: number }[];
}

/** A state as its word on screen: the innermost name of its path. */
export function wordOfState(state: string): string {
  return humanise(state.split('.').at(-1) ?? state);
}

export function laneTotals({ pattern, world }: Run): LaneTotals {
  const order = statesOf(pattern).map(({ path }) => path);
  const place = (state: string) => (order.indexOf(state) + order.length + 1) % (order.length + 1);
  const timeMs = new Map<string, number>();
  const lanesNow = new Map<string, number>();
  let changes = 0;
  for (const lane of world.lanes.all()) {
    const bands = lane.bands();
    changes += Math.max(0, bands.length - 1);
    for (const { state, fromMs, toMs } of bands) timeMs.set(state, (timeMs.get(state) ?? 0) + toMs - fromMs);
    const now = bands.at(-1)?.state;
    if (now !== undefined) lanesNow.set(now, (lanesNow.get(now) ?? 0) + 1);
  }
  const totalMs = [...timeMs.values()].reduce((sum, ms) => sum + ms, 0);
  return {
    lanes: world.lanes.all().length,
    changes,
    states: [...timeMs]
      .map(([state, ms]) => ({
        state,
        lanesNow: lanesNow.get(state) ?? 0,
        share: totalMs > 0 ? ms / totalMs : 0,
      }))
      .toSorted((a, b) => place(a.state) - place(b.state)),
  };
}
