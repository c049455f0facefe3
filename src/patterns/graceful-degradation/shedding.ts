/**
 * Load shedding by criticality: the fuller the queue, the lower the threshold above which work is dropped. The curve is
 * Netflix’s cubic throttle as its published points suggest: at 35 % overload only the least critical 5 % go, at 95 % all
 * but the most critical 15 %.
 */

/** The criticality (1 the most critical, 100 the least) from which work is dropped at this overload, 0–1. */
export function sheddingThreshold(overload: number): number {
  return 100 * (1 - Math.min(1, Math.max(0, overload)) ** 3);
}

export function isShed(criticality: number, overload: number): boolean {
  return overload > 0 && criticality > sheddingThreshold(overload);
}
