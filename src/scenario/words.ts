/** Parameters and changes in words: `80 %`, `2.4 s`, `forced open`, `Failure rate → 80 %`. */
import { isNumberParam, type ParamSpec, type ParamSpecs, type ParamValue } from '../patterns/params.ts';
import { formatDuration, formatNumber, formatShare } from '../sim/format.ts';

export function formatParamValue(spec: ParamSpec, value: ParamValue): string {
  if (!isNumberParam(spec)) {
    return spec.kind === 'flag'
      ? value === true
        ? 'on'
        : 'off'
      : (spec.options[String(value)] ?? String(value));
  }
  const number = Number(value);
  if (number === Infinity) return spec.unlimited ?? 'no limit';
  switch (spec.kind) {
    case 'duration':
      return formatDuration(number);
    case 'ratio':
      return formatShare(number);
    case 'rate':
      return `${formatNumber(number)} /s`;
    case 'factor':
      return `${formatNumber(number)} ×`;
    case 'count':
      return formatNumber(number);
  }
}

export function describeChange(specs: ParamSpecs, id: string, value: ParamValue): string {
  const spec = specs[id];
  return spec ? `${spec.label} → ${formatParamValue(spec, value)}` : `${id} → ${String(value)}`;
}
