import { expect, it } from 'vitest';
import { exactly } from '../../sim/estimate.ts';
import { faultStudy } from './faultStudy.ts';

const figures = (unsafe: number, twoLeases: number, stalls: number) => ({
  unsafe: exactly(unsafe),
  twoLeases: exactly(twoLeases),
  stalls: exactly(stalls),
});

it('tells late writes, which a fence keeps out, from two leases at once', () => {
  const findings = faultStudy.findings({
    'replicated-delay': figures(0.2, 0, 0),
    'replicated-drift': figures(0.1, 0.1, 0),
    'replicated-partition': figures(0, 0, 0.1),
    'replicated-registered-delay': figures(0, 0, 0),
  });
  expect(findings).toContain(
    'Replicated log of five: unsafe with two leases at once when clocks drift while links are cut; unsafe by late writes alone when messages are lost and late; stalls when links are cut.',
  );
  expect(findings).toContain(
    'Replicated log, tokens registered: safe and alive in every schedule that was drawn.',
  );
});
