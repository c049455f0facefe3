import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { asWritten, referenceChaos } from './asWritten.ts';
import { pageLaw } from './closedForms.ts';
import type { ClientParams } from './model.ts';
import { params } from './params.ts';

const FORGETFUL = { breaker: false, serviceMs: 0 } as const;
const lawOf = (change: Partial<ClientParams>) =>
  pageLaw({ ...defaultParams(params), ...FORGETFUL, ...referenceChaos, ...change });

describe('the law of the reference’s dashboard', () => {
  it('is what its authors’ parameters give as written', () => {
    const law = lawOf(asWritten);
    expect(law?.full).toBeCloseTo(0.85, 12);
    expect(law?.partial).toBeCloseTo(0.15, 12);
    expect(law?.failed).toBe(0);
    expect(law?.fullYetDegraded).toBeCloseTo(0.374, 12);
    expect(law?.itemsMissing).toBeCloseTo(0.1, 12);
    expect(law?.paymentLost).toBeCloseTo(0.2, 12);
    expect(law?.meanMs).toBeCloseTo(1_550, 9);
  });

  it('hides nothing once it is counted honestly', () => {
    const law = lawOf({ ...asWritten, flawsCountAs: 'partial', lostPaymentCountsAs: 'partial' });
    expect(law?.full).toBeCloseTo(0.85 * 0.7 * 0.8, 12);
    expect(law?.fullYetDegraded).toBe(0);
  });

  it('follows a geometric law when user data fails too', () => {
    const law = lawOf({ ...asWritten, userDataChaos: 'error', userDataRate: 0.9 });
    expect(law?.failed).toBeCloseTo(0.9 ** 3, 12);
    expect(law?.meanMs).toBeCloseTo(0.9 * 100 + 0.81 * 200 + (1 - 0.729) * 300, 9);
  });

  it('cuts latency at the timeout', () => {
    const law = lawOf({
      ...asWritten,
      attempts: 1,
      timeouts: true,
      userDataTimeoutMs: 1_000,
      transactionsChaos: 'off',
    });
    expect(law?.failed).toBeCloseTo(2 / 3, 12);
    expect(law?.meanMs).toBeCloseTo((750 + 2 * 1_000) / 3, 9);
  });

  it('is certain while chaos is off', () => {
    expect(lawOf({ chaos: false })).toMatchObject({ full: 1, partial: 0, failed: 0, meanMs: 0 });
  });

  it.each<Partial<ClientParams>>([
    { serviceMs: 40 },
    { breaker: true },
    { hedgeAfterMs: 100 },
    { blastRadius: 0.5 },
  ])('is not known with %j', (change) => {
    expect(lawOf(change)).toBeNull();
  });
});
