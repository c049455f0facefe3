/** Values of parameters drawn at random, for tests that try whatever a page may be set to. */
import { isNumberParam, type ParamSpec, type ParamValue } from '../patterns/params.ts';

/** `draw` gives numbers in [0, 1). */
export function drawValue(spec: ParamSpec, draw: () => number): ParamValue {
  if (spec.kind === 'flag') return draw() < 0.5;
  if (!isNumberParam(spec)) {
    const options = Object.keys(spec.options);
    return options[Math.floor(draw() * options.length)] as string;
  }
  if (spec.unlimited && draw() < 0.2) return Infinity;
  // Small values are where things happen: most limits are reached only by a few.
  const value = spec.min + (spec.max - spec.min) * draw() ** 3;
  return spec.kind === 'count' ? Math.round(value) : value;
}
