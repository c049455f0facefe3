/** How series and states look: always a colour and a pattern, so that neither has to be told apart by colour alone. */
import type { Outcome } from '../sim/call.ts';
import type { ChartSeries, ChartSpec } from '../patterns/pattern.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Tone } from '../ui/statechart/tone.ts';
import { toneOf } from '../ui/statechart/tone.ts';
import { statesOf } from './tones.ts';

export type Hatch = 'plain' | 'slash' | 'stripes' | 'cross' | 'dots' | 'bars';

export interface Look {
  /** CSS colour for graphics. */
  readonly colour: string;
  /** CSS colour for words. */
  readonly textColour: string;
  readonly hatch: Hatch;
  /** `stroke-dasharray` of a line. */
  readonly dash: string;
}

function look(name: string, hatch: Hatch, dash: string): Look {
  return { colour: `var(--pf-${name})`, textColour: `var(--pf-${name}-text)`, hatch, dash };
}

const DASHES = ['none', '7 3', '2 3', '10 3 2 3'] as const;
const HATCHES: readonly Hatch[] = ['plain', 'slash', 'stripes', 'cross', 'dots', 'bars'];

const OUTCOME_LOOKS: Readonly<Record<Outcome, Look>> = {
  succeeded: look('succeeded', 'plain', 'none'),
  degraded: look('degraded', 'dots', '10 3 2 3'),
  failed: look('failed', 'slash', 'none'),
  timedOut: look('timedOut', 'stripes', '7 3'),
  rejected: look('rejected', 'cross', '2 3'),
};

const TONE_LOOKS: Readonly<Record<NonNullable<ChartSeries['tone']>, Look>> = {
  accent: look('accent', 'plain', 'none'),
  muted: look('inFlight', 'dots', '2 3'),
  warning: look('testing', 'slash', '7 3'),
};

const STATE_LOOKS: Readonly<Record<Tone, Look>> = {
  healthy: look('healthy', 'plain', 'none'),
  tripped: look('tripped', 'slash', 'none'),
  testing: look('testing', 'dots', 'none'),
  manual: look('manual', 'cross', 'none'),
  neutral: look('neutral', 'bars', 'none'),
};

function after<T>(values: readonly T[], value: T, steps: number): T {
  return values[(values.indexOf(value) + steps) % values.length] ?? value;
}

/** A look with the next patterns, for the second, third… thing of the same colour. */
function variant(base: Look, steps: number): Look {
  if (steps === 0) return base;
  return { ...base, hatch: after(HATCHES, base.hatch, steps), dash: after<string>(DASHES, base.dash, steps) };
}

function baseLook({ outcome, tone }: ChartSeries): Look {
  return outcome ? OUTCOME_LOOKS[outcome] : TONE_LOOKS[tone ?? 'accent'];
}

/** Looks of a chart's series, in their order. */
export function seriesLooks({ series }: ChartSpec): readonly Look[] {
  return series.map((each, index) => {
    const base = baseLook(each);
    const sameBefore = series.slice(0, index).filter((earlier) => baseLook(earlier) === base).length;
    return variant(base, sameBefore);
  });
}

/** The look of a state: its tone's colour, and another pattern than the states of that tone before it. */
export function stateLook(pattern: AnyPattern, state: string): Look {
  const states = statesOf(pattern);
  const index = states.findIndex(({ path }) => path === state);
  const found = states[index];
  if (!found) return STATE_LOOKS.neutral;
  const tone = toneOf(found);
  return variant(
    STATE_LOOKS[tone],
    states.slice(0, index).filter((earlier) => toneOf(earlier) === tone).length,
  );
}
