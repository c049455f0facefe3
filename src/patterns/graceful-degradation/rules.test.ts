import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { chanceToReturn, chanceToSuspect } from './closedForms.ts';
import { params } from './params.ts';
import {
  admittedShare,
  enableThreshold,
  isConfirmed,
  isUnhealthy,
  isWell,
  longestReturnMs,
  offPeriodMs,
  probesVerdict,
  relapsesAfter,
  type FeatureContext,
} from './rules.ts';

const settings = { ...defaultParams(params), hysteresisMs: 4_000, disabledGrowth: 2, maxDisabledMs: 10_000 };

const context: FeatureContext = {
  settings,
  health: { good: 0, total: 0 },
  suspectSinceMs: 10_000,
  onSinceMs: -Infinity,
  offForMs: 0,
  endsAtMs: 0,
  relapses: 0,
  rampStep: 1,
};

const outOf20 = (good: number) => ({ good, total: 20 });

describe('health', () => {
  it('says nothing before there are enough answers', () => {
    const few = { good: 0, total: settings.minimumAnswers - 1 };
    expect([isUnhealthy(settings, few), isWell(settings, few)]).toEqual([false, false]);
  });

  it('is neither well nor unhealthy between the two thresholds', () => {
    expect(isUnhealthy(settings, outOf20(11))).toBe(true);
    for (const good of [12, 15]) {
      expect([isUnhealthy(settings, outOf20(good)), isWell(settings, outOf20(good))]).toEqual([false, false]);
    }
    expect(isWell(settings, outOf20(16))).toBe(true);
  });

  it('never enables a feature in a health that would disable it', () => {
    expect(enableThreshold({ ...settings, disableBelow: 0.9, enableAbove: 0.3 })).toBe(0.9);
  });
});

describe('a suspect feature', () => {
  it('goes off when it has been suspect for long enough', () => {
    expect(isConfirmed(context, outOf20(0), 10_000 + settings.suspectMs - 1)).toBe(false);
    expect(isConfirmed(context, outOf20(0), 10_000 + settings.suspectMs)).toBe(true);
  });

  it('stays on until the hysteresis window since its return is over', () => {
    const back = { ...context, onSinceMs: 9_000 };
    expect(isConfirmed(back, outOf20(0), 12_999)).toBe(false);
    expect(isConfirmed(back, outOf20(0), 13_000)).toBe(true);
  });
});

describe('probes', () => {
  it('decide as soon as there are enough of them', () => {
    expect(probesVerdict(settings, { good: 4, total: 4 })).toBe('goOn');
    expect(probesVerdict(settings, { good: 4, total: 5 })).toBe('on');
    expect(probesVerdict(settings, { good: 3, total: 5 })).toBe('off');
  });
});

describe('time off', () => {
  it('grows with each relapse up to its greatest length, and never below the hysteresis window', () => {
    expect([0, 1, 2, 3, 2_000].map((relapses) => offPeriodMs(settings, relapses))).toEqual([
      4_000, 8_000, 10_000, 10_000, 10_000,
    ]);
    expect(offPeriodMs({ ...settings, maxDisabledMs: 1_000 }, 3)).toBe(4_000);
    expect(offPeriodMs({ ...settings, hysteresisMs: 0 }, 3)).toBe(0);
  });

  it('counts as a relapse what follows soon, and what never came back', () => {
    const back = { ...context, offForMs: 4_000, onSinceMs: 20_000 };
    expect(relapsesAfter(back, 'unhealthy', 32_000)).toBe(1);
    expect(relapsesAfter(back, 'unhealthy', 32_001)).toBe(0);
    expect(relapsesAfter(back, 'probes', 99_000)).toBe(1);
    expect(relapsesAfter(context, 'unhealthy', 5_000)).toBe(0);
  });
});

describe('admission', () => {
  it('is all, none, the probe share, or the step of the ramp', () => {
    const shares = ['healthy', 'suspect', 'pinned', 'disabled', 'onFallback', 'killed', 'probing', 'ramping'];
    expect(shares.map((state) => admittedShare(state, context))).toEqual([1, 1, 1, 0, 0, 0, 0.1, 0.2]);
  });
});

describe('the stated time of return', () => {
  const conditions = { sickForMs: 9_000, callTimeoutMs: 1_000, asksPerSecond: 20 };

  it('adds up the timeout, the time off, late probes, the ramp and two judgements', () => {
    // The second time off begins at 4 s of 10 s at the latest and lasts 8 s. Where 20.65 probes are expected, and two come
    // per second, fewer than five come once in 100 000.
    const ms = longestReturnMs(settings, conditions);
    expect(ms - (1_000 + 8_000 + 4 * 1_000 + 500)).toBeCloseTo((20.648 / 2) * 1_000, -1);
  });

  it('does not end where nobody asks, and ends for every setting where somebody does', () => {
    expect(longestReturnMs(settings, { ...conditions, asksPerSecond: 0 })).toBe(Infinity);
    fc.assert(
      fc.property(
        fc.nat(60_000),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.nat(600_000),
        (hysteresisMs, disabledGrowth, sickForMs) => {
          const ms = longestReturnMs(
            { ...settings, hysteresisMs, disabledGrowth },
            { ...conditions, sickForMs },
          );
          expect(ms).toBeLessThan(100_000);
        },
      ),
    );
  });
});

describe('chance', () => {
  it('follows the binomial law', () => {
    // One of two answers good or none: 1 − 0.7².
    const two = { ...settings, disableBelow: 0.6, enableAbove: 1, probeAnswers: 2 };
    expect(chanceToSuspect(two, 2, 0.3)).toBeCloseTo(0.51, 12);
    expect(chanceToReturn(two, 0.3)).toBeCloseTo(0.49, 12);
  });
});
