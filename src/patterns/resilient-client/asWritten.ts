/** The ways of the reference's client and injector (Exercise 5) where they differ from our defaults. */
import type { ClientParams } from './model.ts';

export const asWritten = {
  latencyHits: 'everyCall',
  truncates: 'original',
  timeoutLoses: 'request',
  retryJitter: 0,
  staleMaxAgeMs: Infinity,
  staleUse: 'atFirstFailure',
  answers: 'trusted',
  cacheAdmits: 'anyAnswer',
  flawsCountAs: 'full',
  lostPaymentCountsAs: 'full',
  timeouts: false,
  singleFlight: false,
  breaker: false,
} as const satisfies Partial<ClientParams>;

/** What the reference injects where. */
export const referenceChaos = {
  userDataChaos: 'latency',
  userDataRate: 1,
  transactionsChaos: 'timeout',
  transactionsRate: 0.15,
  recommendationsChaos: 'partial',
  recommendationsRate: 0.3,
  paymentChaos: 'error',
  paymentRate: 0.2,
  latencyMinMs: 500,
  latencyMaxMs: 2_000,
  timeoutDelayMs: 2_000,
} as const satisfies Partial<ClientParams>;
