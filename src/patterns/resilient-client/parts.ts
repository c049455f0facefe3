/** The four services behind a page, what a whole answer of each holds, and the one label that each part of a page carries. */

export const SERVICES = ['userData', 'transactions', 'recommendations', 'payment'] as const;
export type ServiceId = (typeof SERVICES)[number];

/** Parts without which a page is still worth showing. */
export const OPTIONAL_PARTS = ['transactions', 'recommendations', 'payment'] as const;
export type OptionalPart = (typeof OPTIONAL_PARTS)[number];

export const PART_NAMES: Readonly<Record<ServiceId, string>> = {
  userData: 'user data',
  transactions: 'transactions',
  recommendations: 'recommendations',
  payment: 'payment',
};

/**
 * Where a part came from and in what state, as an honest page would say it. `cached`: from the cache within its time;
 * `stale`: past it; `fallback`: a stand-in; `truncated`: with something lost; `missing`: what the part is about is gone.
 */
export const LABELS = ['fresh', 'cached', 'stale', 'fallback', 'truncated', 'missing'] as const;
export type Label = (typeof LABELS)[number];

/** What a damaged answer is labelled. */
export type Flaw = 'truncated' | 'missing';

/** Keys of a whole answer; the first is what the part is about. */
const WHOLE: Readonly<Record<ServiceId, readonly string[]>> = {
  userData: ['name', 'id', 'balance'],
  transactions: ['transactions', 'user_id'],
  recommendations: ['items', 'user_id', 'score'],
  payment: ['status', 'transaction_id'],
};

/** What is wrong with an answer; null when it is whole. */
export function flawOf(service: ServiceId, value: unknown): Flaw | null {
  const held = (key: string) => typeof value === 'object' && value !== null && key in value;
  const [essential = '', ...others] = WHOLE[service];
  if (!held(essential)) return 'missing';
  return others.every(held) ? null : 'truncated';
}

/** Whether a part shows all that it should, as of now or as of a moment ago. */
export const isSound = (label: Label): boolean => label === 'fresh' || label === 'cached';
