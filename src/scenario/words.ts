/** Parameters and changes in words: `80 %`, `2.4 s`, `forced open`, `Failure rate → 80 %`. */
import {
  isNumberParam,
  membersOf,
  type NumberParam,
  type ParamSpec,
  type ParamSpecs,
  type ParamValue,
} from '../patterns/params.ts';
import { formatDuration, formatNumber, formatShare } from '../sim/format.ts';

export function formatNumberParam(
  { kind, unlimited }: Pick<NumberParam, 'kind' | 'unlimited'>,
  value: number,
): string {
  if (value === Infinity) return unlimited ?? 'no limit';
  switch (kind) {
    case 'duration':
      return formatDuration(value);
    case 'ratio':
      return formatShare(value);
    case 'rate':
      return `${formatNumber(value)} /s`;
    case 'factor':
      return `${formatNumber(value)} ×`;
    case 'count':
      return formatNumber(value);
  }
}

export function formatParamValue(spec: ParamSpec, value: ParamValue): string {
  if (isNumberParam(spec)) return formatNumberParam(spec, Number(value));
  if (spec.kind === 'flag') return value === true ? 'on' : 'off';
  if (spec.kind === 'set') {
    const labels = membersOf(String(value)).map((member) => spec.options[member] ?? member);
    return labels.length > 0 ? labels.join(', ') : 'none';
  }
  return spec.options[String(value)] ?? String(value);
}

export function describeChange(specs: ParamSpecs, id: string, value: ParamValue): string {
  const spec = specs[id];
  return spec ? `${spec.label} → ${formatParamValue(spec, value)}` : `${id} → ${String(value)}`;
}

/** A label inside a sentence; "TTL" stays as it is. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
