/** The one sentence under the stage: what just happened, and why. */
import { formatDuration, formatInstant, formatNumber, formatShare } from '../sim/format.ts';
import type { TraceEvent } from '../sim/trace.ts';
import type { ParamSpec, ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { INTERVENTION_EVENT, type Run } from '../run/run.ts';

/** A parameter's value in words: "80 %", "5 s", "hangs", "unlimited". */
export function formatParam(spec: ParamSpec, value: ParamValue): string {
  if (spec.kind === 'choice') return spec.options[String(value)] ?? String(value);
  if (spec.kind === 'flag') return value ? 'on' : 'off';
  const number = Number(value);
  if (number === Infinity) return spec.unlimited ?? 'unlimited';
  switch (spec.kind) {
    case 'duration':
      return formatDuration(number);
    case 'ratio':
      return formatShare(number);
    case 'rate':
      return `${formatNumber(number)}/s`;
    case 'factor':
      return `×${formatNumber(number)}`;
    case 'count':
      return formatNumber(number);
  }
}

function describeEvent(pattern: AnyPattern, event: TraceEvent): string | null {
  if (event.type !== INTERVENTION_EVENT) return pattern.describe(event);
  const id = String(event.data['param']);
  const spec = pattern.params[id];
  const value = event.data['value'];
  if (!spec || value === null || value === undefined) return null;
  return `${spec.label} is set to ${formatParam(spec, value)}.`;
}

/** The sentence about the newest milestone; before the first one, that nothing has gone wrong yet. */
export function presentSentence(run: Run): string {
  const event = run.world.trace.lastMilestone;
  const sentence = event && describeEvent(run.pattern, event);
  if (!sentence) return 'Calls flow; nothing has happened yet.';
  return `At ${formatInstant(event.atMs)}: ${sentence}`;
}
