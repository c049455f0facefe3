/** What the bands mean: the states in colour, texture and word, and whose they are. */
import { useId } from 'react';
import { humanise } from '../statechart/words.ts';
import { StatePattern } from './StatePattern.tsx';
import type { SeenStates } from './useSeenStates.ts';

function whose(laneLabels: readonly string[]): string {
  const [first = '', ...others] = laneLabels;
  const last = others.at(-1);
  return last === undefined ? first : `share of ${laneLabels.length}: ${first} … ${last}`;
}

export interface LegendProps {
  readonly seen: SeenStates;
  readonly stateTone: (state: string) => string;
}

export function Legend({ seen: { states, laneLabels }, stateTone }: LegendProps) {
  const dom = useId();
  if (states.length === 0) return null;
  return (
    <p className="timeline-legend">
      {states.map((state, index) => (
        <span key={state}>
          <svg width="0.875rem" height="0.625rem" viewBox="0 0 14 10" aria-hidden="true">
            <defs>
              <StatePattern id={`${dom}${index}`} index={index} tone={stateTone(state)} />
            </defs>
            <rect
              x={0.5}
              y={0.5}
              width={13}
              height={9}
              rx={2}
              fill={`url(#${dom}${index})`}
              style={{ stroke: stateTone(state) }}
            />
          </svg>
          {humanise(state)}
        </span>
      ))}
      <span className="timeline-whose">{whose(laneLabels)}</span>
    </p>
  );
}
