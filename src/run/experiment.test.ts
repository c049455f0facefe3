import { describe, expect, it } from 'vitest';
import { findPattern, patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { phasesOf, type Experiment } from '../scenario/experiment.ts';
import { parseLink } from '../scenario/link.ts';
import { defaultScenario, type Scenario } from '../scenario/scenario.ts';
import { testPattern } from '../scenario/testPattern.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { judge, type Verdict } from './experiment.ts';
import { verdictSentence } from './experimentWords.ts';
import { createRun } from './run.ts';

const missRate: Experiment = {
  title: 'Do enough calls hit?',
  probes: [{ metric: 'misses', over: 'hits', least: 0, greatest: 0.1 }],
  windowMs: 3_000,
  checkAtMs: 6_000,
};

/** A run of 10 s in rows of 1 s, with ten hits and this many misses in each. */
interface Told {
  readonly misses: readonly number[];
  readonly nowMs?: number;
  readonly changesMs?: readonly number[];
  readonly experiment?: Experiment;
}

function judged({
  misses,
  nowMs = 10_000,
  changesMs = [3_000, 6_000],
  experiment = missRate,
}: Told): Verdict {
  const scenario: Scenario = {
    ...defaultScenario(testPattern),
    durationMs: 10_000,
    interventions: changesMs.map((atMs) => ({ atMs, param: 'share', value: 1 })),
  };
  const rows = Math.floor(nowMs / 1_000) + 1;
  const series = (id: string) =>
    Float64Array.from({ length: rows }, (_, row) => (id === 'hits' && row < 10 ? 10 : (misses[row] ?? 0)));
  return judge(testPattern, scenario, experiment, { nowMs, metrics: { rowMs: 1_000, series } });
}

const outcome = (told: Told) => {
  const verdict = judged(told);
  return [verdict.status, verdict.deviated, verdictSentence(testPattern, verdict)];
};

const well = [0, 0, 0];
const sick = [5, 5, 5];
const ill = [2, 2, 2];

describe('the verdict', () => {
  it('is completed when the hypothesis holds before the method and at the check', () => {
    expect(outcome({ misses: [...well, ...well, ...well] })).toEqual([
      'completed',
      false,
      'Completed: the hypothesis held before and after the method.',
    ]);
  });

  it('tells of the end, but does not judge it', () => {
    expect(outcome({ misses: [...well, ...well, ...sick, 5] })).toEqual([
      'completed',
      false,
      'Completed: the hypothesis held before and after the method, but at the end misses over hits is 50 % (tolerance 0–10 %).',
    ]);
  });

  it('has deviated, and failed, when the hypothesis is not met at the check', () => {
    expect(outcome({ misses: [...well, ...sick, ...well] })).toEqual([
      'failed',
      true,
      'Deviated: misses over hits rose to 50 % (tolerance 0–10 %); by the end it was met again.',
    ]);
    expect(outcome({ misses: [...well, ...sick, ...ill, 2] })).toEqual([
      'failed',
      true,
      'Deviated: misses over hits rose to 50 % (tolerance 0–10 %); at the end it is still not met.',
    ]);
  });

  it('has failed, and judges nothing later, when the hypothesis is not met before the method', () => {
    const verdict = judged({ misses: [...ill, ...well, ...well] });
    expect(verdict).toMatchObject({ status: 'failed', deviated: false, after: null, end: null });
    expect(verdictSentence(testPattern, verdict)).toBe(
      'Failed: before the method misses over hits was 20 % (tolerance 0–10 %), so the method is not judged.',
    );
    expect(judged({ misses: ill, nowMs: 3_000 }).status).toBe('failed');
  });

  it('has failed when the method leaves no time to measure before it', () => {
    expect(outcome({ misses: [], changesMs: [999, 6_000] })).toEqual([
      'failed',
      false,
      'Failed: the method begins at 1.0 s, too early to measure anything before it.',
    ]);
  });

  it('is aborted without a method', () => {
    const sentence = 'Aborted: nothing changes before the check, so there is no method.';
    expect(outcome({ misses: [], changesMs: [] })).toEqual(['aborted', false, sentence]);
    expect(outcome({ misses: [], changesMs: [7_000] })).toEqual(['aborted', false, sentence]);
    expect(judged({ misses: [], changesMs: [], nowMs: 9_000 }).status).toBe('interrupted');
  });

  it.each([
    [0, well, 'Not measured yet.'],
    [500, well, 'Not measured yet.'],
    [2_000, well, 'Met so far.'],
    [2_000, ill, 'Not met so far: misses over hits is 20 % (tolerance 0–10 %).'],
    [3_000, well, 'Met before the method.'],
    [3_500, [...well, ...sick], 'Met before the method.'],
    [4_000, [...well, ...sick], 'Met before the method; now misses over hits is 50 % (tolerance 0–10 %).'],
    [5_000, [...well, ...well], 'Met before the method, and so far after it.'],
    [6_000, [...well, ...well], 'Met before and after the method.'],
    [6_000, [...well, ...sick], 'Deviated: misses over hits rose to 50 % (tolerance 0–10 %).'],
    [9_000, [...well, ...sick], 'Deviated: misses over hits rose to 50 % (tolerance 0–10 %).'],
  ])('says at %d ms how it looks so far: misses %j', (nowMs, misses, sentence) => {
    const verdict = judged({ misses, nowMs });
    expect(verdict.status).toBe('interrupted');
    expect(verdictSentence(testPattern, verdict)).toBe(sentence);
  });

  it('checks at the end of the run when there are no rollbacks', () => {
    const experiment = { ...missRate, checkAtMs: null };
    expect(judged({ misses: [...well, ...sick, ...well, 0], experiment })).toMatchObject({
      status: 'completed',
      after: { stretch: { fromMs: 7_000, toMs: 10_000 } },
      end: null,
    });
  });

  it('takes the time before the method no further back than it goes, and none of it for the check', () => {
    const experiment = { ...missRate, windowMs: 9_000 };
    expect(judged({ misses: [], experiment })).toMatchObject({
      before: { stretch: { fromMs: 0, toMs: 3_000 } },
      after: { stretch: { fromMs: 3_000, toMs: 6_000 } },
      end: { stretch: { fromMs: 6_000, toMs: 10_000 } },
    });
  });

  it('names every probe that is out of tolerance, with enough digits to see it', () => {
    const probes = [
      { metric: 'misses', over: null, least: 0, greatest: 10 },
      { metric: 'hits', over: 'misses', least: 2.5, greatest: Infinity },
      { metric: 'misses', over: 'hits', least: 0, greatest: 0.4999 },
      { metric: 'hits', over: null, least: 0, greatest: 30 },
    ];
    const verdict = judged({ misses: [1, 1, 1, ...sick], experiment: { ...missRate, probes }, nowMs: 6_000 });
    expect(verdictSentence(testPattern, verdict)).toBe(
      'Deviated: misses rose to 15 (tolerance 0–10), hits over misses fell to 200 % (tolerance at least 250 %) and misses over hits rose to 50 % (tolerance 0–49.99 %).',
    );
  });

  it('takes a figure that cannot be measured for one that is not met', () => {
    const probes = [{ metric: 'hits', over: 'misses', least: 0, greatest: Infinity }];
    const experiment = { ...missRate, probes };
    expect(outcome({ misses: [1, 1, 1], experiment, nowMs: 6_000 })[2]).toBe(
      'Deviated: hits over misses had no value (tolerance at least 0 %).',
    );
  });
});

describe('the verdict on a circuit breaker', () => {
  const breaker = findPattern('circuit-breaker') as AnyPattern;
  const outage =
    '#/circuit-breaker?openDurationMs=2000&failureRate=0&seed=7&for=30000&do=10000:outage=errors~20000:outage=none';

  function verdictOf(query: string, stops: readonly number[] = []): Verdict {
    const parsed = parseLink(outage + query, patterns);
    if (!parsed.ok || !parsed.scenario.experiment) throw new Error('There is no experiment.');
    const run = createRun(breaker, parsed.scenario, createCompiledHost);
    for (const atMs of [...stops, Infinity]) run.advanceTo(atMs);
    return judge(breaker, parsed.scenario, parsed.scenario.experiment, {
      nowMs: run.nowMs,
      metrics: run.world.metrics,
    });
  }

  it('depends on whether the hypothesis is checked during the outage or after it', () => {
    const during = verdictOf('&check=20000&hypothesis=failures/attempted:0:0.05');
    expect(during).toMatchObject({ status: 'failed', deviated: true, end: { isMet: true } });
    expect(verdictSentence(breaker, during)).toBe(
      'Deviated: failure rate rose to 100 % (tolerance 0–5 %); by the end it was met again.',
    );
    expect(verdictOf('&hypothesis=failures/attempted:0:0.05~rejected:0:0')).toMatchObject({
      status: 'completed',
      deviated: false,
    });
  });

  it('is the same however the run was carried out', () => {
    const query =
      '&check=20000&window=4321&hypothesis=failures/attempted:0:0.05~latencyMs.p95:0:300~shareOpen:0:1';
    const stops = Array.from({ length: 90 }, (_, index) => index * 333.3);
    expect(verdictOf(query, stops)).toEqual(verdictOf(query));
  });

  it('has its phases from the timeline', () => {
    const { phases, experiment } = verdictOf('&check=15000&hypothesis=rejected:0:0');
    expect(phases).toMatchObject({ methodAtMs: 10_000, checkAtMs: 15_000 });
    expect(phases.rollbacks.map(({ atMs }) => atMs)).toEqual([20_000]);
    expect(phasesOf({ interventions: [], durationMs: 30_000 }, experiment).methodAtMs).toBeNull();
  });
});
