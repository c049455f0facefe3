/** The steps of a sequence in words. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { enumerate } from './enumerate.ts';
import { judgeSteps, seenSteps, unusedGroups, type Step } from './steps.ts';
import { formatValue, type ChartUnit } from './units.ts';

const widthOf = ({ p5, p95 }: Step) => (p95 ?? 0) - (p5 ?? 0);

function medianWords({ label, p50, allowed }: Step, unit: ChartUnit): string {
  const most = allowed?.[1] ?? Infinity;
  const median = `${label} ${formatValue(p50, unit)}`;
  return Number.isFinite(most) ? `${median} (at most ${formatValue(most, unit)})` : median;
}

/** For example "5th retry to 9th retry". */
function groupWords(steps: readonly Step[], [first, last]: readonly [number, number]): string {
  const ends = first === last ? [first] : [first, last];
  return ends.map((place) => steps[place]?.label ?? '').join(' to ');
}

/** Empty while nothing was observed. */
export function stepParts(spec: ChartSpec, run: Run): string[] {
  const steps = judgeSteps(spec, seenSteps(spec, run), run.params);
  const seen = steps.filter(({ count }) => count > 0);
  const widest = seen.toSorted((a, b) => widthOf(b) - widthOf(a))[0];
  if (!widest) return [];
  const [from, to] = [widest.p5, widest.p95].map((value) => formatValue(value, spec.unit));
  const parts = [
    `${seen.length === 1 ? 'median' : 'medians'} ${enumerate(seen.map((step) => medianWords(step, spec.unit)))}`,
    `p5 to p95 widest at ${widest.label}, ${from} to ${to}`,
  ];
  const awaited = steps.filter(({ count, isUsed }) => isUsed && count === 0).map(({ label }) => label);
  if (awaited.length > 0) parts.push(`no values yet for ${enumerate(awaited)}`);
  const unused = unusedGroups(steps).map((group) => groupWords(steps, group));
  if (unused.length > 0) parts.push(`not used: ${enumerate(unused)}`);
  return parts;
}
