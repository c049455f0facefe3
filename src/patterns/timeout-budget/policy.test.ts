import { describe, expect, it } from 'vitest';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { play } from './testOperation.ts';

const WRITTEN = { coordination: 'asWritten' } as const;
const NEVER = Infinity;

describe('an operation', () => {
  it('is over with a cache hit', () => {
    const { result, elapsedMs, steps } = play({ isHit: true });
    expect(result?.cause).toBe('fromCache');
    expect(elapsedMs).toBe(30);
    expect(steps).toEqual(['cache 300']);
  });

  it('goes from a miss to the database and on to the enrichment', () => {
    const { result, elapsedMs, steps, states } = play({ databaseMs: [400], apiMs: 200 });
    expect(result?.cause).toBe('enriched');
    expect(elapsedMs).toBe(630);
    expect(steps).toEqual(['cache 300', 'database 1 1782', 'api 1285']);
    expect(states).toEqual(['lookingUp', 'querying', 'enriching', 'succeeded']);
  });

  it('asks the database again after a pause', () => {
    const { result, elapsedMs, steps } = play({ databaseMs: [-400, 400] });
    expect(result?.cause).toBe('enriched');
    expect(elapsedMs).toBe(30 + 400 + 100 + 400 + 200);
    expect(steps.slice(1, 4)).toEqual(['database 1 1782', 'pause 100', 'database 2 1482']);
  });

  it('fails with the last attempt', () => {
    expect(play({ databaseMs: [-400, -400] }).result?.cause).toBe('databaseFailed');
    expect(play({ databaseMs: [NEVER, NEVER] }).result).toMatchObject({ cause: 'databaseTimedOut' });
  });

  it('is degraded, not failed, without its enrichment', () => {
    expect(play({ apiMs: NEVER }).result).toMatchObject({
      outcome: 'degraded',
      cause: 'enrichmentTimedOut',
      causeMs: 1_285,
    });
    expect(play({ apiMs: -50 }).result).toMatchObject({ outcome: 'degraded', cause: 'enrichmentFailed' });
    expect(play({ databaseMs: [800] }, { budgetMs: 940, databaseFraction: 1 }).result).toMatchObject({
      outcome: 'degraded',
      cause: 'enrichmentSkipped',
      causeMs: 110,
    });
  });

  it('loses to a timeout at the same instant', () => {
    const tie = { databaseMs: [582, 582] };
    expect(play(tie, { budgetMs: 1_000, maxAttempts: 1 }).result?.cause).toBe('databaseTimedOut');
    expect(play({ databaseMs: [581.999] }, { budgetMs: 1_000, maxAttempts: 1 }).result?.outcome).not.toBe(
      'failed',
    );
  });

  it('is the same on both hosts', () => {
    for (const databaseMs of [[400], [NEVER, 200], [-100, NEVER]]) {
      for (const coordination of ['corrected', 'asWritten', 'uncoordinated'] as const) {
        const settings = { coordination, budgetMs: 1_000 };
        const interpreted = play({ databaseMs }, settings);
        const compiled = play({ databaseMs }, settings, { createHost: createCompiledHost });
        expect(compiled.world.trace.hash()).toBe(interpreted.world.trace.hash());
        expect(compiled.states).toEqual(interpreted.states);
      }
    }
  });
});

describe('as written', () => {
  it('a cache that is too slow fails the whole operation', () => {
    expect(play({ cacheMs: 400 }, WRITTEN).result).toMatchObject({ cause: 'cacheTimedOut', causeMs: 300 });
  });

  it('a hit without data is a success', () => {
    expect(play({ isHit: true, hasData: false }, WRITTEN).result).toMatchObject({
      outcome: 'succeeded',
      cause: 'hitWithoutData',
    });
  });

  it('600 ms of a 500 ms budget are spent, because the pause is not part of it', () => {
    const { result, elapsedMs, steps } = play({ databaseMs: [600, 10] }, { ...WRITTEN, budgetMs: 500 });
    expect(elapsedMs).toBe(600);
    expect(result).toMatchObject({ cause: 'budgetExhausted', causeMs: 100 });
    expect(steps).toEqual(['cache 100', 'database 1 470', 'pause 100', 'database 2 exhausted']);
  });

  it('at 1 s the second query gets less than the fastest one takes', () => {
    const { result, elapsedMs, steps } = play({ databaseMs: [700, 300] }, { ...WRITTEN, budgetMs: 1_000 });
    expect(steps.at(-1)).toBe('database 2 288');
    expect(result?.cause).toBe('databaseTimedOut');
    expect(elapsedMs).toBe(1_000);
  });
});

describe('corrected', () => {
  it('a cache that is too slow is a miss', () => {
    const { result, steps } = play({ cacheMs: 400 });
    expect(result?.cause).toBe('enriched');
    expect(steps.slice(0, 2)).toEqual(['cache 300', 'database 1 1620']);
  });

  it('neither the pause nor the second query starts where the query could not finish', () => {
    const { result, elapsedMs, steps } = play({ databaseMs: [700, 300] }, { budgetMs: 1_000 });
    expect(result).toMatchObject({ outcome: 'failed', cause: 'noTimeToRetry', causeMs: 388 });
    expect(elapsedMs).toBe(612);
    expect(steps).toEqual(['cache 100', 'database 1 582']);
  });

  it('the database is not asked at all where it could not answer in time', () => {
    const { result, elapsedMs, steps, states } = play({ cacheMs: 50 }, { budgetMs: 350 });
    expect(result).toMatchObject({ outcome: 'rejected', cause: 'tooLittleTime', causeMs: 300 });
    expect(elapsedMs).toBe(50);
    expect(steps.at(-1)).toBe('database 1 refused');
    expect(states.at(-1)).toBe('refused');
  });

  it('the cache is skipped where not even that fits', () => {
    const { steps, elapsedMs } = play({}, { budgetMs: 400, cacheNeedsMs: 390 });
    expect(steps[0]).toBe('cache refused');
    expect(steps[1]).toBe('database 1 380');
    expect(elapsedMs).toBe(380);
  });

  it('with the rest for the last attempt, the second of 1 s is enough', () => {
    const { result } = play({ databaseMs: [700], apiMs: 150 }, { budgetMs: 1_000, spendsRest: true });
    expect(result?.cause).toBe('enriched');
  });
});

describe('uncoordinated', () => {
  const fixed = { coordination: 'uncoordinated', budgetMs: 1_000, databaseTimeoutMs: 800 } as const;
  const slow = { databaseMs: [NEVER, 700] };

  it('the user gives up when the budget is over, and the operation goes on where it is not told', () => {
    const { result, resultAtMs, elapsedMs, operation } = play(slow, fixed, { isPropagated: false });
    expect(result).toMatchObject({ outcome: 'timedOut', cause: 'userGaveUp', causeMs: 1_000 });
    expect(resultAtMs).toBe(1_000);
    expect(elapsedMs).toBe(30 + 800 + 100 + 700 + 200);
    expect(operation.result?.cause).toBe('enriched');
    expect(operation.steps.at(-1)?.isForNobody).toBe(true);
  });

  it('an operation is cut off where it is told', () => {
    const { resultAtMs, elapsedMs, operation, states } = play(slow, fixed);
    expect([resultAtMs, elapsedMs]).toEqual([1_000, 1_000]);
    expect(operation.steps.at(-1)).toMatchObject({ child: 'database', attempt: 1, end: 'cut' });
    expect(states.at(-1)).toBe('failed');
  });

  it('an operation is cut off in its pause, too, and starts nothing afterwards', () => {
    const { operation, elapsedMs } = play({ databaseMs: [NEVER, 10] }, { ...fixed, budgetMs: 900 });
    expect(elapsedMs).toBe(900);
    expect(operation.steps.at(-1)).toMatchObject({ child: 'pause', end: 'cut' });
  });

  it('an answer at the very end of the budget comes too late', () => {
    const { result } = play({ databaseMs: [770], apiMs: 200 }, fixed);
    expect(result?.cause).toBe('userGaveUp');
  });
});
