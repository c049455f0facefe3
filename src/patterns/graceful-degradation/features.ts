/** What the shop page is made of: its features, the services they ask, and what each is worth. */

export interface FeatureSpec {
  readonly id: string;
  readonly label: string;
  /** The one service that it asks. */
  readonly dependency: string;
  /** The shop lives on it: it is never disabled. */
  readonly isCore: boolean;
  /** 1 the most critical, 100 the least: what is shed first under pressure. */
  readonly criticality: number;
  /** Worth to a user who asked for it, in points. */
  readonly weight: number;
  /** Mean time its service takes when it is well, in ms. */
  readonly latencyMs: number;
}

/** Optional features first: the first one is the page’s first lane. */
export const FEATURES = [
  {
    id: 'recommendations',
    label: 'Recommendations',
    dependency: 'recommender',
    isCore: false,
    criticality: 80,
    weight: 2,
    latencyMs: 90,
  },
  {
    id: 'reviews',
    label: 'Reviews',
    dependency: 'reviewStore',
    isCore: false,
    criticality: 70,
    weight: 2,
    latencyMs: 60,
  },
  {
    id: 'personalPrices',
    label: 'Personal prices',
    dependency: 'pricing',
    isCore: false,
    criticality: 50,
    weight: 2,
    latencyMs: 50,
  },
  {
    id: 'ads',
    label: 'Ads',
    dependency: 'adServer',
    isCore: false,
    criticality: 95,
    weight: 1,
    latencyMs: 70,
  },
  {
    id: 'liveStock',
    label: 'Live stock',
    dependency: 'stock',
    isCore: false,
    criticality: 40,
    weight: 2,
    latencyMs: 40,
  },
  {
    id: 'browse',
    label: 'Browse',
    dependency: 'catalogue',
    isCore: true,
    criticality: 20,
    weight: 10,
    latencyMs: 30,
  },
  {
    id: 'checkout',
    label: 'Checkout',
    dependency: 'orders',
    isCore: true,
    criticality: 5,
    weight: 20,
    latencyMs: 60,
  },
] as const satisfies readonly FeatureSpec[];

export type Feature = (typeof FEATURES)[number];
export type FeatureId = Feature['id'];

/** What a visit asks for. Personal parts are for those who are signed in. */
export function isAsked(feature: FeatureId, isCheckout: boolean, isSignedIn: boolean): boolean {
  switch (feature) {
    case 'browse':
    case 'reviews':
    case 'ads':
      return !isCheckout;
    case 'checkout':
      return isCheckout;
    case 'recommendations':
      return !isCheckout && isSignedIn;
    case 'personalPrices':
      return isSignedIn;
    case 'liveStock':
      return true;
  }
}

/** What became of a part of a page: asked and there, from the last good data, asked in vain, or not asked. */
export type PartState = 'shown' | 'fallback' | 'missing' | 'off';
