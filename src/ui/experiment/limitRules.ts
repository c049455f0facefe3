/** How the two ends of a tolerance are typed: in the unit of what is measured. */
import type { NumberKind } from '../../patterns/params.ts';
import { MAX_TOLERANCE } from '../../scenario/experiment.ts';
import type { Unit } from '../../sim/metrics.ts';
import type { NumberRules } from '../form/parseEntry.ts';

const KINDS: Readonly<Record<Unit, NumberKind>> = {
  share: 'ratio',
  ms: 'duration',
  calls: 'factor',
  count: 'factor',
};

export function limitRules(end: 'least' | 'greatest', unit: Unit): NumberRules {
  const rules = { kind: KINDS[unit], min: 0, max: MAX_TOLERANCE, step: 1, shareUpTo: 1 };
  if (end === 'least') return { ...rules, label: 'The least value' };
  return { ...rules, label: 'The greatest value', unlimited: 'no limit' };
}
