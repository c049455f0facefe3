import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { checkParamValue } from '../scenario/check.ts';
import { defaultScenario } from '../scenario/scenario.ts';
import {
  applicableFaults,
  areApart,
  changesOf,
  countInterventions,
  drawFaults,
  faultsOf,
} from './searchFaults.ts';
import { searchedPattern, searchedScenario } from './testSearch.ts';

const MANY = 300;
const seeds = Array.from({ length: MANY }, (_, seed) => seed);
const drawMany = (pattern: AnyPattern = searchedPattern, most = 8, instantsMs: readonly number[] = []) =>
  seeds.map((seed) =>
    drawFaults({ pattern, base: { ...searchedScenario, pattern: pattern.id, seed }, instantsMs }, most),
  );

describe('faults that are drawn', () => {
  it('are the same for the same seed, and as many as allowed at most', () => {
    expect(drawMany()).toEqual(drawMany());
    const counts = [1, 2, 3, 8].map((most) =>
      Math.max(...drawMany(searchedPattern, most).map(countInterventions)),
    );
    expect(counts).toEqual([1, 2, 3, 8]);
  });

  it('mostly end, differ from what is there, lie in the run and do not end each other', () => {
    const faults = drawMany().flat();
    const ending = faults.filter(({ untilMs }) => untilMs !== null);
    expect(ending.length / faults.length).toBeGreaterThan(0.6);
    expect(ending.length).toBeLessThan(faults.length);
    expect(drawMany().filter((list) => !areApart(list))).toEqual([]);
    for (const { param, value, fromMs, untilMs } of faults) {
      expect(value).not.toBe(searchedPattern.params[param]?.default);
      expect([fromMs, untilMs ?? 1].every(Number.isInteger)).toBe(true);
      expect(fromMs).toBeGreaterThanOrEqual(0);
      expect(untilMs ?? fromMs + 1).toBeGreaterThan(fromMs);
      expect(untilMs ?? fromMs).toBeLessThanOrEqual(searchedScenario.durationMs);
    }
  });

  it('often begin and end right after something that happens, within their lengths', () => {
    const instantsMs = [10_000.5, 30_000.5];
    const isSoonAfter = (ms: number, atMs = 0) => ms >= atMs && ms <= atMs + 601;
    const faults = drawMany(searchedPattern, 8, instantsMs).flat();
    const begins = faults.filter(({ fromMs }) => instantsMs.some((atMs) => isSoonAfter(fromMs, atMs)));
    expect(begins.length / faults.length).toBeGreaterThan(0.4);
    expect(begins.length / faults.length).toBeLessThan(0.7);
    const between = faults.filter(
      ({ fromMs, untilMs }) => fromMs < 20_000 && fromMs > 10_000 && untilMs !== null,
    );
    const ends = between.filter(({ untilMs }) => isSoonAfter(untilMs ?? 0, instantsMs[1]));
    expect(ends.length / between.length).toBeGreaterThan(0.4);
    expect(ends.length / between.length).toBeLessThan(0.7);
  });

  it('go to the ends of a range more often than anywhere else', () => {
    const shares = drawMany()
      .flat()
      .filter(({ param }) => param === 'share');
    const ends = shares.filter(({ value }) => value === 0 || value === 1);
    expect(ends.length / shares.length).toBeGreaterThan(0.3);
    expect(new Set(shares.map(({ value }) => value)).size).toBeGreaterThan(8);
  });

  it('are of parameters that apply, at the start or once another fault is there', () => {
    expect(applicableFaults(searchedPattern, { node: 'up' })).toEqual(['share', 'isSlow', 'client', 'node']);
    const deep = drawMany().filter((list) => list.some(({ param }) => param === 'depth'));
    expect(deep.length).toBeGreaterThan(0);
    expect(deep.filter((list) => !list.some(({ param }) => param === 'node'))).toEqual([]);
  });

  it('are those that the pattern names, with its values, lengths and weights', () => {
    const faults = {
      client: { weight: 9, values: ['paused'], lastsMs: [2_000, 4_000] },
      waitMs: { values: [10, 20] },
    } as const;
    const drawn = drawMany({ ...searchedPattern, search: { faults } }).flat();
    const pauses = drawn.filter(({ param }) => param === 'client');
    expect(new Set(drawn.map(({ param, value }) => `${param} ${String(value)}`))).toEqual(
      new Set(['client paused', 'waitMs 10', 'waitMs 20']),
    );
    expect(pauses.length).toBeGreaterThan(4 * (drawn.length - pauses.length) * 0.5);
    const lengths = pauses.flatMap(({ fromMs, untilMs }) => (untilMs === null ? [] : [untilMs - fromMs]));
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4_000);
  });

  it('of a set add members to it and take some away', () => {
    const options = { a: '', b: '', c: '', d: '', e: '' };
    const links = { group: 'inject', kind: 'set', label: '', help: '', options, default: 'a.b' } as const;
    const drawn = drawMany({ ...searchedPattern, params: { links } }).flat();
    const values = drawn.map(({ value }) => String(value));
    expect(values.filter((value) => !checkParamValue(links, value).ok)).toEqual([]);
    expect(values).toEqual(expect.arrayContaining(['a', 'b', 'a.b.c', 'a.b.c.d']));
    expect(values).not.toContain('a.b');
    const isOffered = (member: string) => member !== 'e';
    const offered = drawMany({ ...searchedPattern, params: { links: { ...links, isOffered } } }).flat();
    expect(offered.filter(({ value }) => String(value).split('.').includes('e'))).toEqual([]);
  });

  it('end with what the scenario has at that instant', () => {
    const interventions = [{ atMs: 3_000, param: 'client', value: 'slow' }];
    const fault = { param: 'client', value: 'paused', fromMs: 1_000, untilMs: 5_000 };
    expect(changesOf(searchedPattern, { ...searchedScenario, interventions }, [fault])).toEqual([
      { atMs: 1_000, param: 'client', value: 'paused' },
      { atMs: 5_000, param: 'client', value: 'slow' },
    ]);
  });

  it.each(patterns.map((pattern) => [pattern.id, pattern] as const))('are valid on %s', (_, pattern) => {
    const base = defaultScenario(pattern);
    const drawn = seeds
      .slice(0, 60)
      .flatMap((seed) => drawFaults({ pattern, base: { ...base, seed }, instantsMs: [] }, 8));
    expect(new Set(drawn.map(({ param }) => param)).size).toBeGreaterThan(1);
    for (const { param, value } of drawn) {
      const spec = pattern.params[param];
      expect([param, faultsOf(pattern).has(param)]).toEqual([param, true]);
      expect([param, value, spec && checkParamValue(spec, value).ok]).toEqual([param, value, true]);
      expect([param, Object.is(value, -0)]).toEqual([param, false]);
    }
  });
});
