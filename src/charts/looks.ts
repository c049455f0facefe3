/** How series and states look: always a colour and a pattern, so that neither has to be told apart by colour alone. */
import type { Outcome } from '../sim/call.ts';
import type { AnyPattern, ChartSeries, ChartSpec } from '../patterns/pattern.ts';
import { toneOf, type Tone } from '../ui/statechart/tone.ts';
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

const DASHES: readonly string[] = ['none', '7 3', '2 3', '10 3 2 3'];
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
  one: look('one', 'plain', 'none'),
  two: look('two', 'slash', '7 3'),
  three: look('three', 'dots', '2 3'),
};

const STATE_LOOKS: Readonly<Record<Tone, Look>> = {
  healthy: look('healthy', 'plain', 'none'),
  tripped: look('tripped', 'slash', 'none'),
  testing: look('testing', 'dots', 'none'),
  manual: look('manual', 'cross', 'none'),
  neutral: look('neutral', 'bars', 'none'),
};

/** The preferred one of `all` while it is free, else the first that is. */
function pick<T>(preferred: T, all: readonly T[], taken: Set<T>): T {
  const picked = taken.has(preferred) ? (all.find((each) => !taken.has(each)) ?? preferred) : preferred;
  taken.add(picked);
  return picked;
}

/** Gives each a pattern of its own, as long as there are enough. */
function distinct(looks: readonly Look[]): readonly Look[] {
  const hatches = new Set<Hatch>();
  const dashes = new Set<string>();
  return looks.map((each) => ({
    ...each,
    hatch: pick(each.hatch, HATCHES, hatches),
    dash: pick(each.dash, DASHES, dashes),
  }));
}

/** The look of a series that its place tells apart from the others. */
export function ownLook({ outcome, tone }: Pick<ChartSeries, 'outcome' | 'tone'>): Look {
  return outcome ? OUTCOME_LOOKS[outcome] : TONE_LOOKS[tone ?? 'accent'];
}

/** Looks of a chart's series, in their order. */
export function seriesLooks({ series }: ChartSpec): readonly Look[] {
  return distinct(series.map(ownLook));
}

/** Of values up to a threshold and of those beyond it. */
export function distributionLooks({ series }: ChartSpec): { readonly within: Look; readonly beyond: Look } {
  const { outcome, tone } = series[0] ?? {};
  const isWarning = outcome === 'timedOut' || tone === 'warning';
  const own = ownLook(series[0] ?? {});
  const [within = own, beyond = own] = distinct([own, isWarning ? OUTCOME_LOOKS.failed : TONE_LOOKS.warning]);
  return { within, beyond };
}

/** What parameters say rather than what happened. */
export const INK_LOOK: Look = {
  colour: 'var(--chart-ink)',
  textColour: 'var(--chart-ink)',
  hatch: 'plain',
  dash: '3 3',
};
export const ALLOWED_LOOK: Look = { ...INK_LOOK, colour: 'var(--chart-muted)', dash: 'none' };

const looksOfStates = new WeakMap<AnyPattern, ReadonlyMap<string, Look>>();

export function stateLook(pattern: AnyPattern, state: string): Look {
  let looks = looksOfStates.get(pattern);
  if (!looks) {
    const states = statesOf(pattern);
    const each = distinct(states.map((found) => STATE_LOOKS[toneOf(found)]));
    looks = new Map(states.map(({ path }, index) => [path, each[index] as Look]));
    looksOfStates.set(pattern, looks);
  }
  return looks.get(state) ?? STATE_LOOKS.neutral;
}
