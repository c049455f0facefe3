/** Recent answer times in buckets that grow by a factor and fade, and how much longer answers take than on an idle server. */
import type { Clock } from '../../sim/clock.ts';
import { fadeFactor } from '../../sim/fade.ts';

const GROWTH = 1.3;
const BUCKETS = 44;
/** Lower ends of the buckets in ms, from multiplications only: logarithms differ in their last bit from engine to engine. */
const EDGES = Array.from({ length: BUCKETS }, () => 0).reduce<number[]>(
  (edges) => [...edges, (edges.at(-1) ?? 1 / GROWTH) * GROWTH],
  [],
);
/** Faded this often, so that it costs little. */
const FADE_EVERY_MS = 200;

interface LatencySettings {
  /** After so long an answer counts half. */
  readonly latencyHalfLifeMs: number;
  /** With fewer answers there is nothing to say. */
  readonly latencyKnownFrom: number;
  /** Nor is the median of fewer to be trusted as that of an idle server: the least of many rough ones is far too low. */
  readonly idleKnownFrom: number;
  /** The idle median follows slower servers with this half-life. */
  readonly idleHalfLifeMs: number;
}

export interface LatencySketch {
  /** The timeout itself for an attempt of which it is only known that it took longer. */
  note(latencyMs: number): void;
  /** null while there is too little evidence. */
  quantile(q: number): number | null;
  /** As of the last time that evidence has faded: cheap to ask for. */
  readonly medianMs: number | null;
  /** That one answer in a hundred exceeds. */
  readonly tailMs: number | null;
  /** Present median over the median of an idle server, ≥ 1. */
  loadFactor(): number;
}

export function createLatencySketch(clock: Clock, settings: () => LatencySettings): LatencySketch {
  const counts = new Float64Array(BUCKETS);
  let total = 0;
  let fadedAtMs = 0;
  let idleMs: number | null = null;
  let factor = 1;
  let median: number | null = null;
  let tail: number | null = null;

  function quantile(q: number): number | null {
    if (total < settings().latencyKnownFrom) return null;
    let rest = q * total;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const count = counts[bucket] as number;
      // Evenly spread within its bucket.
      if (count > 0 && count >= rest) return (EDGES[bucket] as number) * (1 + ((GROWTH - 1) * rest) / count);
      rest -= count;
    }
    return EDGES[BUCKETS - 1] as number;
  }

  function bucketOf(latencyMs: number): number {
    let low = 0;
    let high = BUCKETS - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (latencyMs >= (EDGES[middle] as number)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function fade(): void {
    const passedMs = clock.nowMs - fadedAtMs;
    if (passedMs < FADE_EVERY_MS) return;
    const { latencyHalfLifeMs, idleKnownFrom, idleHalfLifeMs } = settings();
    const kept = fadeFactor(passedMs, latencyHalfLifeMs);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) counts[bucket] = (counts[bucket] as number) * kept;
    total *= kept;
    fadedAtMs = clock.nowMs;
    median = quantile(0.5);
    tail = quantile(0.99);
    if (median === null || total < idleKnownFrom) return;
    const relaxed = idleMs === null ? median : idleMs / fadeFactor(passedMs, idleHalfLifeMs);
    idleMs = Math.min(median, relaxed);
    factor = median / idleMs;
  }

  return {
    note(latencyMs) {
      fade();
      const at = bucketOf(latencyMs);
      counts[at] = (counts[at] as number) + 1;
      total += 1;
    },
    quantile,
    get medianMs() {
      return median;
    },
    get tailMs() {
      return tail;
    },
    loadFactor() {
      fade();
      return factor;
    },
  };
}
