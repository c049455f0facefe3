/** What befalls the services: whom, when (steadily or as a square wave), and how much slower it has become meanwhile. */
import { NO_FAULTS } from '../../sim/faults.ts';
import type { ServerOptions } from '../../sim/server.ts';
import type { ParamValues } from '../params.ts';
import type { Feature } from './features.ts';
import type { params } from './params.ts';

export type ShopParams = ParamValues<typeof params>;

export interface Faults {
  /** Whether the square wave has the faults on; always, without one. */
  readonly isOn: boolean;
  /** Seconds since the slow poison was given, 0 without any. */
  readonly poisonedForSeconds: number;
}

/** How much service times scatter: standard deviation over mean. */
const LATENCY_SPREAD = 0.35;

export function isTargeted({ dependency, isCore }: Feature, { sickDependency }: ShopParams): boolean {
  if (sickDependency === 'all') return true;
  return sickDependency === 'allOptional' ? !isCore : sickDependency === dependency;
}

/** The square wave starts with the faults on. */
export function isWaveUp(flapPeriodMs: number, atMs: number): boolean {
  return flapPeriodMs === Infinity || Math.floor((2 * atMs) / flapPeriodMs) % 2 === 0;
}

function meanLatencyMs(feature: Feature, params: ShopParams, faults: Faults): number {
  if (!faults.isOn || !isTargeted(feature, params)) return feature.latencyMs;
  return feature.latencyMs * (params.latencyFactor + params.latencyCreep * faults.poisonedForSeconds);
}

/** Whether the faults alone make the feature unhealthy: what times to disable and to restore are measured from. */
export function isSick(feature: Feature, params: ShopParams, faults: Faults): boolean {
  if (!faults.isOn || !isTargeted(feature, params)) return false;
  const isTooSlow =
    meanLatencyMs(feature, params, faults) > Math.min(params.goodLatencyMs, params.callTimeoutMs);
  return params.outage !== 'none' || isTooSlow || 1 - params.errorRate < params.disableBelow;
}

export function serviceOptions(feature: Feature, params: ShopParams, faults: Faults): ServerOptions {
  const isHit = faults.isOn && isTargeted(feature, params);
  return {
    ...NO_FAULTS,
    concurrency: params.serviceConcurrency,
    queueLimit: params.serviceConcurrency,
    serviceTime: {
      law: 'logNormal',
      meanMs: meanLatencyMs(feature, params, faults),
      spreadRatio: LATENCY_SPREAD,
    },
    errorRatio: isHit ? params.errorRate : 0,
    errorsTakeTime: true,
    outage: isHit ? params.outage : 'none',
  };
}
