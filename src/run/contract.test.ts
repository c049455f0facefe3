/** The contract that every pattern folder keeps, as far as it can be read off its value; `contract.runs.test.ts` runs it. */
import { describe, expect, it } from 'vitest';
import type { StateNode } from 'xstate';
import { QUANTILES } from '../sim/metrics.ts';
import { checkParamValue } from '../scenario/check.ts';
import { DURATION_RANGE_MS, MAX_SEED } from '../scenario/scenario.ts';
import { patterns } from '../patterns/index.ts';
import { defaultParams, isNumberParam, type ParamSpec } from '../patterns/params.ts';
import type { AnyPattern, ChartSpec } from '../patterns/pattern.ts';

const folders = Object.keys(import.meta.glob('../patterns/*/pattern.ts')).map(
  (path) => path.split('/')[2] ?? '',
);

const SENTENCE = /^\S.*[.?!]$/;

const isValid = (spec: ParamSpec | undefined, value: unknown) =>
  spec !== undefined && checkParamValue(spec, value).ok;

/** `<metric>`, or `<metric>.<quantile>` of a histogram. */
function isMetric({ metrics }: AnyPattern, id: string): boolean {
  const [name = '', quantile] = id.split('.');
  const kind = metrics[name]?.kind;
  return kind === 'histogram' ? quantile !== undefined && quantile in QUANTILES : Boolean(kind) && !quantile;
}

/** Kinds that show all values of a histogram and therefore name it without a quantile. */
const isOfValues = ({ kind }: ChartSpec) => kind === 'steps' || kind === 'distribution';

function statesOf(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap(statesOf)];
}

it('is kept by every folder: its name is the id, and the order on the shelf is unambiguous', () => {
  expect(patterns.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  expect(new Set(patterns.map(({ order }) => order)).size).toBe(patterns.length);
});

describe.each(patterns.map((pattern) => [pattern.id, pattern] as const))('%s', (_, pattern) => {
  const specs = Object.entries(pattern.params);
  const { metrics, charts, presets, causes, machines } = pattern;

  it('introduces itself', () => {
    expect(pattern.order).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(pattern.order)).toBe(true);
    expect(pattern.title).not.toBe('');
    expect(pattern.summary).toMatch(SENTENCE);
    expect(pattern.invitation.label).not.toBe('');
    expect(presets.map(({ id }) => id)).toContain(pattern.invitation.preset);
  });

  it.each(specs)('describes parameter %s: in words, with a default that is allowed', (id, spec) => {
    expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(spec.label).not.toBe('');
    expect(spec.help).toMatch(SENTENCE);
    expect(isValid(spec, spec.default)).toBe(true);
  });

  it('has ranges that hold something, in steps that fit into them', () => {
    for (const [id, spec] of specs) {
      const isFine =
        !isNumberParam(spec) || (spec.min < spec.max && spec.step > 0 && spec.step <= spec.max - spec.min);
      expect([id, isFine]).toEqual([id, true]);
    }
  });

  it('shows parameters by values that others can have, and the defaults of some', () => {
    for (const [id, { appliesWhen }] of specs) {
      for (const [other, values] of Object.entries(appliesWhen ?? {})) {
        const odd = values.filter((value) => !isValid(pattern.params[other], value));
        expect([id, other, odd, values.length > 0]).toEqual([id, other, [], true]);
      }
    }
  });

  it('explains every metric and every cause', () => {
    for (const { label, help } of Object.values(metrics)) {
      expect(label).not.toBe('');
      expect(help).toMatch(SENTENCE);
    }
    for (const cause of Object.values(causes)) {
      expect(cause.label).not.toBe('');
      for (const time of ['2.4 s', null]) expect(cause.describe(time)).not.toMatch(/^$|null|undefined/);
    }
  });

  it('draws charts of metrics that it has', () => {
    expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length);
    for (const chart of charts) {
      const { series, kind, threshold } = chart;
      const isKnown = (id: string) =>
        isOfValues(chart) ? metrics[id]?.kind === 'histogram' : isMetric(pattern, id);
      expect(series.filter(({ metric }) => !isKnown(metric))).toEqual([]);
      expect(series.filter(({ over }) => over && metrics[over]?.kind !== 'counter')).toEqual([]);
      expect(series.length > 0).toBe(kind !== 'lanes');
      const limit = threshold && pattern.params[threshold.param];
      expect(!threshold || (limit && isNumberParam(limit))).toBe(true);
      const stacked = kind === 'stacked' ? series : [];
      expect(stacked.filter(({ metric }) => metrics[metric]?.kind !== 'counter')).toEqual([]);
    }
  });

  it('draws steps and distributions of what they can show', () => {
    for (const { kind, unit, series, allowed } of charts) {
      const limits = allowed?.(defaultParams(pattern.params)) ?? [];
      expect(limits).toHaveLength(allowed ? series.length : 0);
      expect(limits.filter((range) => range && !(range[0] <= range[1]))).toEqual([]);
      expect(!allowed || kind === 'steps').toBe(true);
      const isOneOfMsOrShares = series.length === 1 && (unit === 'ms' || unit === 'share');
      expect(kind !== 'distribution' || isOneOfMsOrShares).toBe(true);
    }
  });

  it('has a preset to open with, and no two of one name', () => {
    expect(presets.length).toBeGreaterThan(0);
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  });

  it.each(presets.map((preset) => [preset.id, preset] as const))('has a sound preset %s', (id, preset) => {
    const { story, seed, durationMs, params, interventions } = preset;
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(preset.title).not.toBe('');
    expect(story).toMatch(SENTENCE);
    expect(Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED).toBe(true);
    expect(Number.isInteger(durationMs)).toBe(true);
    expect(durationMs).toBeGreaterThanOrEqual(DURATION_RANGE_MS[0]);
    expect(durationMs).toBeLessThanOrEqual(DURATION_RANGE_MS[1]);

    const settings = [params, ...interventions.map(({ set }) => set)].flatMap((set) => Object.entries(set));
    expect(settings.filter(([name, value]) => !isValid(pattern.params[name], value))).toEqual([]);
    const instants = interventions.map(({ atMs }) => atMs);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(instants.filter((atMs) => !Number.isInteger(atMs) || atMs < 0 || atMs > durationMs)).toEqual([]);

    for (const [metric, [least, greatest]] of Object.entries(preset.expect)) {
      expect([metric, isMetric(pattern, metric), least <= greatest]).toEqual([metric, true, true]);
    }
  });

  it.each(Object.entries(machines))('describes every state of its machine %s', (__, machine) => {
    for (const state of statesOf(machine.root as StateNode).slice(1)) {
      expect([state.key, SENTENCE.test(state.description ?? '')]).toEqual([state.key, true]);
      expect([state.key, state.tags.length > 0]).toEqual([state.key, true]);
    }
  });

  it('names the kinds of events at which it can pause', () => {
    for (const { event, label } of pattern.breakpoints) {
      expect(event).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
      expect(label).not.toBe('');
    }
  });

  it('lets a search disturb only what it has, in ways that are allowed', () => {
    for (const [id, { weight = 1, values = [], lastsMs = [1, 2] }] of Object.entries(
      pattern.search?.faults ?? {},
    )) {
      const [least, most] = lastsMs;
      expect([id, pattern.params[id] !== undefined, weight > 0]).toEqual([id, true, true]);
      expect([id, values.filter((value) => !isValid(pattern.params[id], value))]).toEqual([id, []]);
      expect([id, least >= 1 && least <= most]).toEqual([id, true]);
    }
  });
});
