/** The verdict on the running experiment, as React state that changes only when the verdict does. */
import { useEffect, useState } from 'react';
import type { AnyPattern } from '../../patterns/pattern.ts';
import { judge, type Verdict } from '../../run/experiment.ts';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import type { Experiment } from '../../scenario/experiment.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** null before the first one. */
export function useVerdict(
  pattern: AnyPattern,
  scenario: Scenario,
  experiment: Experiment,
  frames: FrameSource,
  currentRun: () => Run,
): Verdict | null {
  const [told, setTold] = useState<{ readonly text: string; readonly verdict: Verdict } | null>(null);
  useEffect(
    () =>
      frames.onTick(() => {
        const { nowMs, world } = currentRun();
        const verdict = judge(pattern, scenario, experiment, { nowMs, metrics: world.metrics });
        const text = JSON.stringify(verdict);
        setTold((shown) => (shown?.text === text ? shown : { text, verdict }));
      }, READING_MS),
    [pattern, scenario, experiment, frames, currentRun],
  );
  return told?.verdict ?? null;
}
