/** Turning uniform draws into durations: the laws of service time and of gaps between arrivals. */
import { quantiseMs } from './clock.ts';

/** `fixed` always the mean; `uniform` mean ± spread·mean; `exponential` memoryless; `logNormal` skewed with a long tail. */
export type DurationLaw = 'fixed' | 'uniform' | 'exponential' | 'logNormal';

export interface DurationSpec {
  readonly law: DurationLaw;
  readonly meanMs: number;
  /** Half width over mean for `uniform` (at most 1), standard deviation over mean for `logNormal`; unused otherwise. */
  readonly spreadRatio: number;
}

/** Inverse of the exponential distribution function with mean 1, for u in [0, 1). */
export function exponentialQuantile(u: number): number {
  return -Math.log1p(-u);
}

/** A standard normal value from two uniforms (Box–Muller). */
function standardNormal(u: number, v: number): number {
  return Math.sqrt(2 * exponentialQuantile(u)) * Math.cos(2 * Math.PI * v);
}

/** A duration in ms, ≥ 0 and whole in nanoseconds, whose mean is `spec.meanMs`. */
export function sampleDurationMs(spec: DurationSpec, u: number, v: number): number {
  const { law, meanMs, spreadRatio } = spec;
  switch (law) {
    case 'fixed':
      return quantiseMs(meanMs);
    case 'uniform':
      return quantiseMs(meanMs * (1 + Math.min(spreadRatio, 1) * (2 * u - 1)));
    case 'exponential':
      return quantiseMs(meanMs * exponentialQuantile(u));
    case 'logNormal': {
      const variance = Math.log1p(spreadRatio * spreadRatio);
      return quantiseMs(meanMs * Math.exp(Math.sqrt(variance) * standardNormal(u, v) - variance / 2));
    }
  }
}
