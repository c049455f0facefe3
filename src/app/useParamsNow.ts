/** The parameter values at the present instant, as React state that changes only when a value does. */
import { useEffect, useState } from 'react';
import type { AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';
import { nextInterventionAtMs, paramsAt } from '../scenario/edit.ts';
import type { Scenario } from '../scenario/scenario.ts';

function isEqual(a: AnyParamValues, b: AnyParamValues): boolean {
  return Object.keys(a).every((id) => Object.is(a[id], b[id]));
}

export function useParamsNow(
  pattern: AnyPattern,
  scenario: Scenario,
  frames: FrameSource,
  currentRun: () => Run,
): AnyParamValues {
  const present = () => paramsAt(pattern, scenario, nextInterventionAtMs(currentRun().nowMs));
  const [params, setParams] = useState(present);
  useEffect(
    () =>
      frames.onTick(() => {
        const next = paramsAt(pattern, scenario, nextInterventionAtMs(currentRun().nowMs));
        setParams((shown) => (isEqual(shown, next) ? shown : next));
      }),
    [pattern, scenario, frames, currentRun],
  );
  return params;
}
