import { describe, expect, it } from 'vitest';
import { changeIntervention } from './edit.ts';
import {
  cleanTitle,
  followRollback,
  markRollback,
  MAX_TITLE_CHARS,
  phasesOf,
  type Experiment,
} from './experiment.ts';
import { formatScenarioFile, parseScenarioFile } from './file.ts';
import { formatLink, parseLink } from './link.ts';
import type { Migration } from './migrations.ts';
import { defaultScenario, type Intervention, type Scenario } from './scenario.ts';
import { testPattern } from './testPattern.ts';

const shelf = [testPattern];

const experiment: Experiment = {
  title: 'Is the outage noticed?',
  probes: [
    { metric: 'misses', over: 'hits', least: 0, greatest: 0.05 },
    { metric: 'tookMs.p95', over: null, least: 100, greatest: Infinity },
  ],
  windowMs: 3_000,
  checkAtMs: 20_000,
};
const changeAt = (atMs: number): Intervention => ({ atMs, param: 'share', value: 1 });
const scenario: Scenario = {
  ...defaultScenario(testPattern),
  seed: 7,
  interventions: [5_000, 8_000, 20_000, 21_000].map(changeAt),
  experiment,
};

function linkOf(given: Scenario): string {
  const formatted = formatLink(given, shelf);
  return 'link' in formatted ? formatted.link : formatted.tooLong;
}

function read(query: string) {
  const parsed = parseLink(`#/test-pattern?seed=7&${query}`, shelf);
  if (!parsed.ok) throw new Error(parsed.problem);
  return { experiment: parsed.scenario.experiment, notes: parsed.notes };
}

describe('an experiment in a link', () => {
  it('is short and can be read', () => {
    expect(linkOf({ ...scenario, interventions: [] })).toBe(
      '#/test-pattern?seed=7&experiment=Is_the_outage_noticed~3f~&window=3000&check=20000&hypothesis=misses/hits:0:0.05~tookMs.p95:100:unlimited',
    );
  });

  it('says nothing of what is usual', () => {
    const [probe] = experiment.probes;
    const usual = {
      title: 'Untitled experiment',
      probes: probe ? [probe] : [],
      windowMs: 5_000,
      checkAtMs: null,
    };
    expect(linkOf({ ...scenario, interventions: [], experiment: usual })).toBe(
      '#/test-pattern?seed=7&hypothesis=misses/hits:0:0.05',
    );
    expect(read('hypothesis=misses/hits:0:0.05')).toEqual({ experiment: usual, notes: [] });
  });

  it('may be written by hand', () => {
    expect(read('hypothesis=hits:0:10&experiment=Größer als 5 %')).toMatchObject({
      experiment: { title: 'Größer als 5 %' },
      notes: [],
    });
  });

  it('comes back in the compressed part of a long link', () => {
    const params = { waitMs: 0.123456789012345 * 20_000, share: 0.123456789012345 };
    const long = {
      ...scenario,
      params,
      interventions: Array.from({ length: 385 }, (_, index) => ({
        atMs: index * 137,
        param: 'waitMs',
        value: 10 + ((index * 7919) % 500) * 10,
      })),
      experiment: { ...experiment, title: '“'.repeat(100) },
    };
    const link = linkOf(long);
    expect(link).not.toContain('hypothesis=');
    expect(parseLink(link, shelf)).toMatchObject({ ok: true, scenario: long, notes: [] });
  });

  it.each([
    ['check=5000', 'The experiment was ignored: it has no probe that can be measured.'],
    ['hypothesis=', 'hypothesis= was ignored: it has no value.'],
    [
      'hypothesis=hits:0:1&check=60001',
      'check=60001 was ignored: it comes after the end of the run at 60\u202f000 ms.',
    ],
    [
      'hypothesis=hits:0:1&window=5',
      'window=5 was ignored: the window of an experiment must be between 100 and 3\u202f600\u202f000 ms; 5\u202f000 is used.',
    ],
    ['hypothesis=hits:0:1~nope:0:1', 'nope:0:1 was ignored: test pattern has no such figure to measure.'],
    ['hypothesis=hits:0:1~tookMs:0:1', 'tookMs:0:1 was ignored: test pattern has no such figure to measure.'],
    [
      'hypothesis=hits:0:1~toString:0:1',
      'toString:0:1 was ignored: test pattern has no such figure to measure.',
    ],
    [
      'hypothesis=hits:0:1~level/hits:0:1',
      'level/hits:0:1 was ignored: a share is one counter over another, both of test pattern.',
    ],
    [
      'hypothesis=hits:0:1~hits:2:1',
      'hits:2:1 was ignored: a tolerance goes from the least value to the greatest.',
    ],
    [
      'hypothesis=hits:0:1~hits:-1:1',
      'hits:-1:1 was ignored: the least value of a tolerance must be between 0 and 1\u202f000\u202f000\u202f000.',
    ],
    [
      'hypothesis=hits:0:1~hits:0',
      'hits:0 was ignored: the greatest value of a tolerance must be a number between 0 and 1\u202f000\u202f000\u202f000, or unlimited.',
    ],
    [
      'hypothesis=hits:0:1&experiment=_',
      'experiment=_ was ignored: the title of an experiment must be a line of text.',
    ],
  ])('leaves a note about %s', (query, note) => {
    const { experiment: kept, notes } = read(query);
    expect(notes).toEqual([note]);
    const isKept = query.includes('hits:0:1');
    expect(kept?.probes).toEqual(
      isKept ? [{ metric: 'hits', over: null, least: 0, greatest: 1 }] : undefined,
    );
  });

  it('has at most eight probes', () => {
    const { experiment: kept, notes } = read(`hypothesis=${'hits:0:1~'.repeat(10_000)}`);
    expect(kept?.probes).toHaveLength(8);
    expect(notes).toEqual([
      'The last 9\u202f992 of 10\u202f000 probes were ignored: a hypothesis has at most 8.',
    ]);
  });

  it('has a title of one short line that shows what it says', () => {
    expect(cleanTitle('  a\n\tb\u202ec\0 ')).toBe('a b c');
    expect(cleanTitle('\u{1f4a5}'.repeat(500))).toBe('\u{1f4a5}'.repeat(MAX_TITLE_CHARS));
    expect(read(`hypothesis=hits:0:1&experiment=${'a'.repeat(101)}`)).toMatchObject({
      experiment: { title: 'a'.repeat(100) },
      notes: ['The title of the experiment was cut after 100 characters.'],
    });
  });
});

describe('an experiment in a file', () => {
  it('stands beside the timeline', () => {
    const text = formatScenarioFile(scenario, shelf);
    expect(JSON.parse(text)).toMatchObject({
      experiment: {
        title: 'Is the outage noticed?',
        windowMs: 3_000,
        checkAtMs: 20_000,
        probes: [
          { metric: 'misses', over: 'hits', least: 0, greatest: 0.05 },
          { metric: 'tookMs.p95', least: 100, greatest: 'unlimited' },
        ],
      },
    });
    expect(parseScenarioFile(text, shelf)).toEqual({ ok: true, scenario, notes: [] });
  });

  it.each([
    [{ probes: {} }, 'experiment: {"probes":{}} was ignored: it must be an object with a list of probes.'],
    [
      { probes: [{ metric: 'hits', least: 0, greatest: 1 }, 5] },
      '5 was ignored: it must have metric, least and greatest.',
    ],
    [
      { probes: [{ metric: 'hits', least: 0, greatest: 1 }], title: 7 },
      'title: 7 was ignored: the title of an experiment must be a line of text.',
    ],
    [
      { probes: [{ metric: 'hits', least: 0, greatest: 1 }], colour: 'red' },
      'colour was ignored: an experiment has no field of that name.',
    ],
  ])('says what of %j it ignored', (given, note) => {
    const text = JSON.stringify({
      format: 'partial-failure-scenario/1',
      pattern: 'test-pattern',
      seed: 7,
      experiment: given,
    });
    expect(parseScenarioFile(text, shelf)).toMatchObject({ ok: true, notes: [note] });
  });
});

describe('the timeline of an experiment', () => {
  it('has the method before the check and the rollbacks from it on', () => {
    expect(phasesOf(scenario, experiment)).toEqual({
      method: [changeAt(5_000), changeAt(8_000)],
      rollbacks: [changeAt(20_000), changeAt(21_000)],
      methodAtMs: 5_000,
      checkAtMs: 20_000,
    });
    expect(phasesOf(scenario, { ...experiment, checkAtMs: null })).toMatchObject({
      rollbacks: [],
      checkAtMs: 60_000,
    });
    expect(phasesOf(scenario, { ...experiment, checkAtMs: 0 })).toMatchObject({
      method: [],
      methodAtMs: null,
    });
  });

  it('marks a change and all later ones as rollbacks, or it and all earlier ones as the method', () => {
    const checkAfter = (index: number, isRollback: boolean) =>
      markRollback(scenario, index, isRollback).experiment?.checkAtMs;
    expect(checkAfter(1, true)).toBe(8_000);
    expect(checkAfter(2, false)).toBe(21_000);
    expect(checkAfter(3, false)).toBeNull();
    expect(markRollback(scenario, 9, true)).toBe(scenario);
  });

  it('moves the check with the rollback at which it stands, as long as the method stays before it', () => {
    const checkAfterMove = (index: number, atMs: number) =>
      changeIntervention(scenario, index, { atMs }).experiment?.checkAtMs;
    expect(checkAfterMove(2, 15_000)).toBe(15_000);
    expect(checkAfterMove(2, 20_500)).toBe(20_500);
    expect(checkAfterMove(2, 30_000)).toBe(21_000);
    expect(checkAfterMove(2, 7_000)).toBe(21_000);
    expect(checkAfterMove(3, 7_000)).toBe(20_000);
    expect(checkAfterMove(0, 9_000)).toBe(20_000);
    const single = { ...scenario, interventions: [5_000, 20_000].map(changeAt) };
    expect(changeIntervention(single, 1, { atMs: 4_000 }).experiment?.checkAtMs).toBeNull();
    expect(changeIntervention(scenario, 2, { value: 0 }).experiment).toEqual(experiment);
    expect(followRollback({ ...scenario, interventions: [] }, changeAt(1), 2)).toBe(experiment);
  });
});

describe('migrations', () => {
  const migrations: readonly Migration[] = [
    [
      { kind: 'metricRenamed', pattern: 'test-pattern', from: 'failures', to: 'misses' },
      { kind: 'metricRenamed', pattern: 'test-pattern', from: 'waitedMs', to: 'tookMs' },
      { kind: 'metricRenamed', pattern: 'other-pattern', from: 'hits', to: 'calls' },
    ],
  ];

  it('rename the metrics that probes measure', () => {
    const link = '#/test-pattern?seed=7&hypothesis=failures/hits:0:1~hits/failures:0:1~waitedMs.p95:0:1';
    const parsed = parseLink(link, shelf, migrations);
    expect(parsed.ok && parsed.scenario.experiment?.probes.map(({ metric, over }) => [metric, over])).toEqual(
      [
        ['misses', 'hits'],
        ['hits', 'misses'],
        ['tookMs.p95', null],
      ],
    );
    expect(parseLink('#/test-pattern?seed=7', shelf, migrations)).toMatchObject({ notes: [] });
  });
});
