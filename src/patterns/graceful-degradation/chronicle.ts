/** How well features were switched: how soon after the truth changed, how often, and how often for nothing. */
import { quantiseMs } from '../../sim/clock.ts';
import { createRing, type Ring } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import { FEATURES, type Feature } from './features.ts';
import type { HealthTotals } from './healthWindow.ts';
import type { FeatureEmitted } from './machine.ts';
import type { ShopMetric } from './metrics.ts';

export interface Chronicle {
  /** Tells whether the feature’s service is sick; telling the same again changes nothing. */
  noteSickness(feature: Feature, isSick: boolean): void;
  noteEvent(feature: Feature, event: FeatureEmitted, truth: HealthTotals, disableBelow: number): void;
  /** Brings the toggles per minute up to now. */
  tick(): void;
  /** When its service was sick, oldest first; the newest ones are kept. */
  sickSpans(feature: Feature): readonly SickSpan[];
}

export interface SickSpan {
  readonly fromMs: number;
  /** The present instant for the span that goes on. */
  readonly toMs: number;
}

const FLAP_MS = 10_000;
const TOGGLE_WINDOW_MS = 20_000;
const MINUTE_MS = 60_000;
const KEPT_SPANS = 256;

/** What is noted about one feature. */
interface Page {
  /** Since when its service is sick, null while it is well. */
  sickSinceMs: number | null;
  /** Since when it is well again, null once that has been noticed. */
  wellSinceMs: number | null;
  isNoticed: boolean;
  restoredAtMs: number;
  readonly spans: Ring<SickSpan>;
}

export function createChronicle(world: World): Chronicle {
  const { clock, metrics } = world;
  const counter = (id: ShopMetric) => metrics.counter(id);
  const toggles = counter('toggles');
  const flaps = counter('flaps');
  const failedReturns = counter('failedReturns');
  const falseDisables = counter('falseDisables');
  const perMinute = metrics.gauge('togglesPerMinute');
  const pages = new Map<Feature, Page>(
    FEATURES.map((feature) => [
      feature,
      {
        sickSinceMs: null,
        wellSinceMs: null,
        isNoticed: true,
        restoredAtMs: -Infinity,
        spans: createRing<SickSpan>(KEPT_SPANS),
      },
    ]),
  );
  let toggledAtMs: number[] = [];

  function noteToggle(): void {
    toggles.add();
    toggledAtMs.push(clock.nowMs);
  }

  function noteOff(page: Page): void {
    noteToggle();
    if (clock.nowMs - page.restoredAtMs <= FLAP_MS) flaps.add();
    if (page.sickSinceMs === null || page.isNoticed) return;
    page.isNoticed = true;
    metrics.gauge('timeToDisableMs').set(quantiseMs(clock.nowMs - page.sickSinceMs));
  }

  function noteOn(page: Page): void {
    noteToggle();
    page.restoredAtMs = clock.nowMs;
    if (page.wellSinceMs === null) return;
    metrics.gauge('timeToRestoreMs').set(quantiseMs(clock.nowMs - page.wellSinceMs));
    page.wellSinceMs = null;
  }

  return {
    noteSickness(feature, isSick) {
      const page = pages.get(feature) as Page;
      if (isSick === (page.sickSinceMs !== null)) return;
      if (page.sickSinceMs !== null) page.spans.push({ fromMs: page.sickSinceMs, toMs: clock.nowMs });
      page.wellSinceMs = !isSick && page.isNoticed ? clock.nowMs : null;
      page.sickSinceMs = isSick ? clock.nowMs : null;
      page.isNoticed = !isSick;
    },
    noteEvent(feature, event, truth, disableBelow) {
      const page = pages.get(feature) as Page;
      switch (event.type) {
        case 'feature.disabled':
        case 'feature.fellBack':
          if (event.reason === 'unhealthy') noteOff(page);
          else failedReturns.add();
          if (truth.total > 0 && truth.good / truth.total >= disableBelow) falseDisables.add();
          break;
        case 'feature.restored':
          if (event.reason === 'ramp') noteOn(page);
          break;
        default:
      }
    },
    sickSpans(feature) {
      const { spans, sickSinceMs } = pages.get(feature) as Page;
      if (sickSinceMs === null) return spans.items();
      return [...spans.items(), { fromMs: sickSinceMs, toMs: clock.nowMs }];
    },
    tick() {
      const sinceMs = clock.nowMs - TOGGLE_WINDOW_MS;
      toggledAtMs = toggledAtMs.filter((atMs) => atMs > sinceMs);
      perMinute.set((toggledAtMs.length * MINUTE_MS) / TOGGLE_WINDOW_MS);
    },
  };
}
