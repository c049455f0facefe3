/** Which states the lanes of a run have shown so far, in order of appearance, and how many lanes there are. */
import { useEffect, useState } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';

export interface SeenStates {
  readonly states: readonly string[];
  readonly laneLabels: readonly string[];
}

interface Seen extends SeenStates {
  readonly pattern: Run['pattern'];
}

/** What is known after a look at the run; `known` itself when there is nothing new. States outlive a rewind. */
function look({ pattern, world }: Run, known: Seen | null): Seen {
  const lanes = world.lanes.all();
  const states = new Set(known?.pattern === pattern ? known.states : []);
  for (const lane of lanes) for (const { state } of lane.bands()) states.add(state);
  const isOld =
    known?.pattern === pattern &&
    states.size === known.states.length &&
    lanes.length === known.laneLabels.length;
  return isOld ? known : { pattern, states: [...states], laneLabels: lanes.map(({ label }) => label) };
}

export function useSeenStates(frames: FrameSource, currentRun: () => Run): SeenStates {
  const [seen, setSeen] = useState(() => look(currentRun(), null));
  useEffect(() => frames.onTick(() => setSeen((known) => look(currentRun(), known))), [frames, currentRun]);
  return seen;
}
