/** The sums that are kept of visits: of the shop, and of the twin beside it. */
import type { World } from '../../sim/world.ts';
import { FEATURES, type Feature, type FeatureId, type PartState } from './features.ts';
import { createHealthWindow } from './healthWindow.ts';
import { metricOf, type ShopMetric } from './metrics.ts';

/** What a part from the last good data is worth of a fresh one. */
const FALLBACK_WORTH = 0.5;

/** How far back “now” looks on the stage. */
const NOW_MS = 3_000;

const WORTH: Readonly<Record<PartState, number>> = {
  shown: 1,
  fallback: FALLBACK_WORTH,
  missing: 0,
  off: 0,
};

export interface Books {
  /** A visit has ended; null: the user got no page. */
  close(asked: readonly Feature[], parts: readonly PartState[] | null): void;
  /** Brings the availability of each feature up to now. */
  tick(): void;
  /** Of the visits of the last seconds; null when there were none. */
  readonly availabilityNow: number | null;
  /** Share of visits that got the part lately; null when nobody asked. */
  partNow(id: FeatureId): number | null;
}

interface BooksOptions {
  readonly metrics: Readonly<Record<'asked' | 'served' | 'availability' | 'value', ShopMetric>>;
  /** Whether the sums of each feature are kept too. */
  readonly hasFeatures: boolean;
}

export function createBooks(world: World, { metrics: ids, hasFeatures }: BooksOptions): Books {
  const { clock, metrics } = world;
  const asked = metrics.counter(ids.asked);
  const served = metrics.counter(ids.served);
  const availability = metrics.gauge(ids.availability);
  const value = metrics.gauge(ids.value);
  const lately = createHealthWindow(clock, () => NOW_MS);
  const featureAvailability = metrics.gauge('featureAvailability');
  const ofFeature = new Map(
    FEATURES.map(({ id }) => [
      id,
      {
        asked: 0,
        there: 0,
        gauge: metrics.gauge(metricOf('availability', id)),
        lately: createHealthWindow(clock, () => NOW_MS),
      },
    ]),
  );
  let worthAsked = 0;
  let worthGot = 0;

  function noteFeature({ id }: Feature, isThere: boolean): void {
    const sums = ofFeature.get(id);
    if (!sums) return;
    sums.asked += 1;
    sums.there += Number(isThere);
    sums.lately.record(isThere);
  }

  const shareNow = ({ totals }: Pick<typeof lately, 'totals'>) => {
    const { good, total } = totals();
    return total === 0 ? null : good / total;
  };

  return {
    close(features, parts) {
      asked.add();
      if (parts) served.add();
      lately.record(parts !== null);
      features.forEach((feature, index) => {
        const state = parts?.[index] ?? 'missing';
        worthAsked += feature.weight;
        worthGot += feature.weight * WORTH[state];
        if (hasFeatures) noteFeature(feature, WORTH[state] > 0);
      });
      availability.set(served.total / asked.total);
      value.set(worthGot / worthAsked);
    },
    tick() {
      let optionalAsked = 0;
      let optionalThere = 0;
      for (const { id, isCore } of FEATURES) {
        const sums = ofFeature.get(id);
        if (!sums || sums.asked === 0) continue;
        sums.gauge.set(sums.there / sums.asked);
        optionalAsked += isCore ? 0 : sums.asked;
        optionalThere += isCore ? 0 : sums.there;
      }
      if (optionalAsked > 0) featureAvailability.set(optionalThere / optionalAsked);
    },
    get availabilityNow() {
      return shareNow(lately);
    },
    partNow: (id) => shareNow(ofFeature.get(id)?.lately ?? lately),
  };
}
