/** Which states the lanes of a run have shown so far, in order of appearance, and how many lanes there are. */
import { useEffect, useState } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';

export interface SeenStates {
  readonly states: readonly string[];
  readonly laneLabels: readonly string[];
}

const NOTHING: SeenStates = { states: [], laneLabels: [] };

export function useSeenStates(frames: FrameSource, currentRun: () => Run): SeenStates {
  const [seen, setSeen] = useState(NOTHING);
  useEffect(() => {
    let pattern = currentRun().pattern;
    let known: SeenStates = NOTHING;
    return frames.onTick(() => {
      const run = currentRun();
      if (run.pattern !== pattern) known = NOTHING;
      pattern = run.pattern;
      const lanes = run.world.lanes.all();
      const states = new Set(known.states);
      for (const lane of lanes) for (const { state } of lane.bands()) states.add(state);
      if (states.size === known.states.length && lanes.length === known.laneLabels.length) return;
      known = { states: [...states], laneLabels: lanes.map(({ label }) => label) };
      setSeen(known);
    });
  }, [frames, currentRun]);
  return seen;
}
