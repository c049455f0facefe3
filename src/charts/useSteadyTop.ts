/** Remembers the top of an axis whose figures go up and down. */
import { useState } from 'react';
import { steadyTop } from './scale.ts';

export function useSteadyTop(peak: number): number {
  const [held, setHeld] = useState(0);
  const top = steadyTop(held, peak);
  if (top !== held) setHeld(top);
  return top;
}
