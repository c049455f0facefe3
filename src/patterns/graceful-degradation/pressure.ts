/** What the shop does about pressure as a whole: it dims optional content, and sheds the least critical work. */
import { nothingToCancel, type Policy } from '../../sim/call.ts';
import type { World } from '../../sim/world.ts';
import { createLatencyMeter, nextDimmer } from './brownout.ts';
import { OMITTED } from './causes.ts';
import type { Feature } from './features.ts';
import { isShed } from './shedding.ts';
import type { ShopParams } from './sickness.ts';

export interface Pressure {
  /** Leaves out an optional part that is dimmed or shed. */
  readonly policyOf: (feature: Feature) => Policy;
  /** Whether work of this criticality is dropped now. */
  isShed(feature: Feature): boolean;
  /** A page has come to its end, or its user has left. */
  addLatency(latencyMs: number): void;
  /** θ: share of visits with optional content, 0–1; 1 while the dimmer is off. */
  readonly dimmer: number;
  /** As measured at the last control interval; null before the first page. */
  readonly p95Ms: number | null;
}

export interface PressureOptions {
  readonly params: () => ShopParams;
  /** How full the queue for workers is, 0–1. */
  readonly overload: () => number;
  readonly onShed: (feature: Feature) => void;
  /** After each control interval. */
  readonly onMeasured: (dimmer: number, p95Ms: number | null) => void;
}

export function createPressure(
  world: World,
  { params, overload, onShed, onMeasured }: PressureOptions,
): Pressure {
  const { clock } = world;
  const draws = world.random.stream('dimmer');
  const meter = createLatencyMeter(clock, () => params().measureWindowMs);
  let dimmer: number | null = null;
  let p95Ms: number | null = null;

  const isDimming = () => params().degradation && params().brownout;
  const present = () => (isDimming() ? (dimmer ?? params().dimmerStart) : 1);

  function control(): void {
    p95Ms = meter.p95();
    if (!isDimming()) dimmer = null;
    else if (p95Ms !== null) dimmer = nextDimmer(present(), p95Ms, params());
    onMeasured(present(), p95Ms);
    clock.schedule(params().controlIntervalMs, control);
  }
  clock.schedule(params().controlIntervalMs, control);

  function isShedNow(feature: Feature): boolean {
    const { degradation, shedding } = params();
    const isNow = degradation && shedding && isShed(feature.criticality, overload());
    if (isNow) onShed(feature);
    return isNow;
  }

  return {
    get dimmer() {
      return present();
    },
    get p95Ms() {
      return p95Ms;
    },
    isShed: isShedNow,
    addLatency: (latencyMs) => meter.add(latencyMs),
    policyOf: (feature) => (next) => (call, settle) => {
      const isDimmed = isDimming() && draws.at(call.id) >= present();
      if (!isDimmed && !isShedNow(feature)) return next(call, settle);
      settle(isDimmed ? OMITTED.dimmed : OMITTED.shed);
      return nothingToCancel;
    },
  };
}
