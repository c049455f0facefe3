/** The one sentence under the stage: what just happened, and why. */
import { formatInstant } from '../sim/format.ts';
import type { TraceEvent } from '../sim/trace.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { INTERVENTION_EVENT, type Run } from '../run/run.ts';
import { describeChange } from '../scenario/words.ts';

function describeEvent(pattern: AnyPattern, event: TraceEvent): string | null {
  if (event.type !== INTERVENTION_EVENT) return pattern.describe(event);
  const { param, value } = event.data;
  return `${describeChange(pattern.params, String(param), value ?? '')}.`;
}

/** The sentence about the newest milestone; before the first one, that nothing has gone wrong yet. */
export function presentSentence(run: Run): string {
  const event = run.world.trace.lastMilestone;
  const sentence = event && describeEvent(run.pattern, event);
  if (!sentence) return 'Calls flow; nothing has happened yet.';
  return `At ${formatInstant(event.atMs)}: ${sentence}`;
}
