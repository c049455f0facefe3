import { expect, it } from 'vitest';
import { defaultParams, isNumberParam, type ParamSpec } from '../params.ts';
import { OURS } from './decisionParams.ts';
import { params } from './params.ts';
import { REGIME_MS, REGIMES } from './regimeStudy.ts';
import type { AdaptiveParams } from './settings.ts';
import { createTrial } from './trials.ts';

/** Share of calls answered in time, each regime counting alike. */
function meanSuccess(change: Partial<AdaptiveParams>): number {
  const shares = REGIMES.map(({ set }) => {
    const trial = createTrial({ ...defaultParams(params), ...set, contender: 'adaptive', ...change }, 1);
    trial.runTo(REGIME_MS);
    trial.finish();
    return trial.tally.ok / trial.tally.endedCalls;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

const ours = Object.entries<ParamSpec>(params).flatMap(([id, spec]) =>
  isNumberParam(spec) && spec.help.includes(OURS) ? [[id, spec] as const] : [],
);

const usual = meanSuccess({});

it.each(ours)('need not be exact: half or twice of %s moves success by less than a point', (id, spec) => {
  const others = [spec.default / 2, spec.default * 2].filter(
    (value) => value >= spec.min && value <= spec.max,
  );
  expect(others.length).toBeGreaterThan(0);
  const differences = others.map((other) => meanSuccess({ [id]: other }) - usual);
  expect(differences.filter((difference) => Math.abs(difference) >= 0.01)).toEqual([]);
});
