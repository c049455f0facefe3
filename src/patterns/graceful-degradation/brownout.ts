/**
 * The brownout dimmer: a controller that serves optional content to the share θ of visits, so that latency stays at a
 * setpoint (Klein, Maggio, Årzén, Hernández-Rodriguez: “Brownout”, ICSE 2014; their code’s `executeController`).
 */
import type { Clock } from '../../sim/clock.ts';

export interface DimmerSettings {
  readonly setpointMs: number;
  /** 0–1; how cautious the controller is. */
  readonly pole: number;
  readonly slowIncrease: boolean;
}

/** Below this the estimate of latency per θ would divide by next to nothing, and a dimmer at 0 would stay there. */
const LEAST_DIMMER = 0.01;
const INCREASE = 0.1;

/** θ after one control interval in which latency was `latencyMs` > 0: α = latency/θ, θ ← clamp(θ + (1 − p)/α · e, 0, 1). */
export function nextDimmer(dimmer: number, latencyMs: number, settings: DimmerSettings): number {
  const { setpointMs, pole, slowIncrease } = settings;
  const gain = latencyMs / Math.max(dimmer, LEAST_DIMMER);
  const error = setpointMs - latencyMs;
  const weighed = error > 0 && slowIncrease ? error * INCREASE : error;
  return Math.min(1, Math.max(0, dimmer + ((1 - pole) / gain) * weighed));
}

export interface LatencyMeter {
  add(latencyMs: number): void;
  /** Of the pages of the last while in ms; null when there was none. */
  p95(): number | null;
}

/** `windowMs` is asked each time. */
export function createLatencyMeter(clock: Clock, windowMs: () => number): LatencyMeter {
  let pages: { readonly atMs: number; readonly latencyMs: number }[] = [];
  return {
    add(latencyMs) {
      pages.push({ atMs: clock.nowMs, latencyMs });
    },
    p95() {
      const sinceMs = clock.nowMs - windowMs();
      pages = pages.filter(({ atMs }) => atMs > sinceMs);
      const sorted = Float64Array.from(pages, ({ latencyMs }) => latencyMs).toSorted();
      return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? null;
    },
  };
}
