/** What all contenders meet alike: when the server cannot be reached, and the fate of each attempt. */
import type { Timer } from '../../sim/clock.ts';
import { sampleDurationMs } from '../../sim/distribution.ts';
import { drawOf } from '../../sim/random.ts';
import type { World } from '../../sim/world.ts';
import type { AdaptiveParams, ParamsNow } from './settings.ts';

/** Of one attempt, whoever makes it; attempts of the same number in the same call meet the same one. */
export interface Fate {
  readonly isBlip: boolean;
  readonly isPermanent: boolean;
  readonly serviceMs: number;
}

export interface OutageSpan {
  readonly fromMs: number;
  /** null while it lasts. */
  toMs: number | null;
}

export interface Weather {
  /** Kind of the present outage. */
  readonly outage: AdaptiveParams['outage'];
  /** The last outages, oldest first. */
  readonly outages: readonly OutageSpan[];
  /** When the present outage ends, or null. */
  readonly endsAtMs: number | null;
  fateOf(call: number, attempt: number, arrivedAtMs: number): Fate;
  /** To be called after the parameters have changed. */
  update(): void;
}

const KEPT_OUTAGES = 6;
const ROUNDING = 1e-6;
/** Beyond the parts of all attempts. */
const PERMANENT_PART = 1_000_000;

/** `onChange` runs when an outage begins or ends. */
export function createWeather(world: World, params: ParamsNow, onChange: (began: boolean) => void): Weather {
  const { clock } = world;
  const faults = world.random.stream('faults');
  const services = world.random.stream('serviceTime');
  const outages: OutageSpan[] = [];
  let present: AdaptiveParams['outage'] = 'none';
  let chosenAtMs: number | null = null;
  let endsAtMs: number | null = null;
  let timer: Timer | null = null;
  let known = { call: -1, attempt: -1, fate: null as Fate | null };

  function become(outage: AdaptiveParams['outage'], untilMs: number): void {
    const isDown = outage !== 'none';
    endsAtMs = isDown ? untilMs : null;
    const wasDown = present !== 'none';
    present = outage;
    if (isDown === wasDown) return;
    if (isDown) {
      outages.push({ fromMs: clock.nowMs, toMs: null });
      if (outages.length > KEPT_OUTAGES) outages.shift();
    } else {
      const last = outages.at(-1);
      if (last) last.toMs = clock.nowMs;
    }
    onChange(isDown);
  }

  /** Sees what the plan says of this instant, and comes again when that changes. */
  function follow(): void {
    const { outage, outageMs, outageAtMs, outageEveryMs } = params();
    if (timer) clock.cancel(timer);
    timer = null;
    chosenAtMs = outage === 'none' ? null : (chosenAtMs ?? clock.nowMs);
    if (chosenAtMs === null) {
      become('none', Infinity);
      return;
    }
    const sinceMs = clock.nowMs - Math.max(chosenAtMs, outageAtMs);
    const isBefore = sinceMs < -ROUNDING;
    const cycle =
      isBefore || outageEveryMs === Infinity ? 0 : Math.floor((sinceMs + ROUNDING) / outageEveryMs);
    const phaseMs = sinceMs - (cycle > 0 ? cycle * outageEveryMs : 0);
    const isDown = !isBefore && phaseMs < outageMs - ROUNDING;
    const nextMs = isBefore
      ? -sinceMs
      : (isDown ? Math.min(outageMs, outageEveryMs) : outageEveryMs) - phaseMs;
    become(isDown ? outage : 'none', clock.nowMs + nextMs);
    timer = clock.schedule(Math.max(0, nextMs), follow);
  }

  function draw(call: number, attempt: number, arrivedAtMs: number): Fate {
    const { failureRate, permanentShare, healsAfterMs, slowShare, slowMs, serviceMs } = params();
    const at = { id: call, client: 0, attempt };
    const isHit = (share: number, part: number) => share > 0 && drawOf(faults, at, part) < share;
    const isSlow = isHit(slowShare, 1);
    return {
      isBlip: isHit(failureRate, 0),
      isPermanent:
        permanentShare > 0 &&
        clock.nowMs - arrivedAtMs < healsAfterMs &&
        faults.at(call, PERMANENT_PART) < permanentShare,
      serviceMs: isSlow
        ? slowMs
        : sampleDurationMs(
            { law: 'exponential', meanMs: serviceMs, spreadRatio: 1 },
            drawOf(services, at),
            0,
          ),
    };
  }

  return {
    get outage() {
      return present;
    },
    get endsAtMs() {
      return endsAtMs;
    },
    outages,
    fateOf(call, attempt, arrivedAtMs) {
      // First attempts of all contenders come in the same instant: they are drawn once.
      if (attempt > 0) return draw(call, attempt, arrivedAtMs);
      if (known.call !== call || !known.fate)
        known = { call, attempt, fate: draw(call, attempt, arrivedAtMs) };
      return known.fate as Fate;
    },
    update() {
      known = { call: -1, attempt: -1, fate: null };
      follow();
    },
  };
}
