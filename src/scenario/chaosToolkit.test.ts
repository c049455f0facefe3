import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { arbitraryScenario } from './arbitrary.ts';
import { chaosExperiment, formatChaosExperiment } from './chaosToolkit.ts';
import type { Experiment } from './experiment.ts';
import { MAX_FILE_CHARS } from './file.ts';
import type { Migration } from './migrations.ts';
import { parseChaosExperiment } from './readChaosToolkit.ts';
import { defaultScenario, type Scenario } from './scenario.ts';
import { testPattern } from './testPattern.ts';

const shelf = [testPattern];
const everyPattern = [...patterns, testPattern];

const experiment: Experiment = {
  title: 'Is the outage noticed?',
  probes: [
    { metric: 'misses', over: 'hits', least: 0, greatest: 0.05 },
    { metric: 'tookMs.p95', over: null, least: 100, greatest: Infinity },
  ],
  windowMs: 3_000,
  checkAtMs: 20_000,
};
const scenario: Scenario = {
  ...defaultScenario(testPattern),
  seed: 7,
  params: { share: 0.2 },
  interventions: [
    { atMs: 5_000, param: 'share', value: 0.8 },
    { atMs: 8_500, param: 'limit', value: Infinity },
    { atMs: 20_000, param: 'share', value: 0.2 },
  ],
  experiment,
};

/** What these fields of a file give on the page of the test pattern. */
function read(fields: object, open: Scenario | null = scenario) {
  const parsed = parseChaosExperiment(JSON.stringify({ method: [], ...fields }), open, shelf);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed;
}

const probe = {
  type: 'probe',
  name: 'hits',
  tolerance: [0, 9],
  provider: { arguments: { metric: 'hits' } },
};
const hypothesis = { 'steady-state-hypothesis': { probes: [probe] } };
const set = (param: unknown, value: unknown, pauses?: unknown) => ({
  type: 'action',
  name: `set ${String(param)}`,
  provider: { arguments: { param, value } },
  ...(pauses === undefined ? {} : { pauses }),
});

describe('an exported experiment', () => {
  it('has the shape of the Chaos Toolkit', () => {
    const from = { type: 'python', module: 'partial_failure_playground' };
    expect(chaosExperiment(scenario, experiment, shelf)).toEqual({
      version: '1.0.0',
      title: 'Is the outage noticed?',
      description: 'Test pattern: 1 min of virtual time, seed 7.',
      tags: ['test-pattern'],
      'steady-state-hypothesis': {
        title: 'misses over hits 0–5 % and time taken p95 at least 100 ms',
        probes: [
          {
            type: 'probe',
            name: 'misses over hits',
            tolerance: { type: 'range', range: [0, 0.05] },
            provider: { ...from, func: 'measure', arguments: { metric: 'misses', over: 'hits', window: 3 } },
          },
          {
            type: 'probe',
            name: 'time taken p95',
            tolerance: { type: 'range', range: [100, Number.MAX_VALUE] },
            provider: { ...from, func: 'measure', arguments: { metric: 'tookMs.p95', window: 3 } },
          },
        ],
      },
      method: [
        {
          type: 'action',
          name: 'Share → 80 %',
          provider: { ...from, func: 'set_parameter', arguments: { param: 'share', value: 0.8 } },
          pauses: { before: 5 },
        },
        {
          type: 'action',
          name: 'Limit → no limit',
          provider: { ...from, func: 'set_parameter', arguments: { param: 'limit', value: 'unlimited' } },
          pauses: { before: 3.5, after: 11.5 },
        },
      ],
      rollbacks: [
        {
          type: 'action',
          name: 'Share → 20 %',
          provider: { ...from, func: 'set_parameter', arguments: { param: 'share', value: 0.2 } },
          pauses: { before: 0 },
        },
      ],
      runtime: { rollbacks: { strategy: 'always' } },
      extensions: [
        {
          name: 'partial-failure-playground',
          scenario: {
            format: 'partial-failure-scenario/1',
            pattern: 'test-pattern',
            params: { share: 0.2 },
            seed: 7,
            durationMs: 60_000,
          },
        },
      ],
    });
  });

  it('has a method that waits when nothing changes before the check', () => {
    expect(chaosExperiment({ ...scenario, interventions: [] }, experiment, shelf)).toMatchObject({
      method: [{ type: 'action', name: 'Wait', pauses: { before: 20 } }],
      rollbacks: [],
    });
  });

  it('gives back every experiment of every pattern', () => {
    for (const pattern of everyPattern) {
      const withExperiment = arbitraryScenario(pattern, { mostProbes: 8 }).filter(
        (each) => each.experiment !== undefined,
      );
      fc.assert(
        fc.property(withExperiment, (each) => {
          const text = formatChaosExperiment(each, each.experiment ?? experiment, everyPattern);
          expect(parseChaosExperiment(text, null, everyPattern)).toEqual({
            ok: true,
            scenario: each,
            notes: [],
          });
        }),
        { numRuns: 150 },
      );
    }
  });
});

describe('an imported experiment', () => {
  it('takes the place of the open timeline when it carries no scenario', () => {
    const { scenario: read1, notes } = read({
      ...hypothesis,
      title: 'By hand',
      method: [set('share', 1, { before: 2, after: 1 }), set('limit', 3, { after: 4.25 })],
      rollbacks: [set('share', 0, { before: 1 })],
    });
    expect(notes).toEqual([]);
    expect(read1).toEqual({
      ...scenario,
      interventions: [
        { atMs: 2_000, param: 'share', value: 1 },
        { atMs: 3_000, param: 'limit', value: 3 },
        { atMs: 8_250, param: 'share', value: 0 },
      ],
      experiment: {
        title: 'By hand',
        probes: [{ metric: 'hits', over: null, least: 0, greatest: 9 }],
        windowMs: 5_000,
        checkAtMs: 7_250,
      },
    });
  });

  it('gets time to measure in when its rollbacks follow at once', () => {
    const { scenario: read1, notes } = read({
      ...hypothesis,
      method: [set('share', 1, { before: 2 })],
      rollbacks: [set('share', 0)],
    });
    expect(read1.experiment?.checkAtMs).toBe(7_000);
    expect(read1.interventions.map(({ atMs }) => atMs)).toEqual([2_000, 7_000]);
    expect(notes).toEqual([
      'There is no pause between the last action and the rollbacks, so one of 5 s was put in to measure in.',
    ]);
  });

  it('is measured over the window of its first probe', () => {
    const windowed = (window: unknown) => ({ ...probe, provider: { arguments: { metric: 'hits', window } } });
    const { scenario: read1, notes } = read({
      'steady-state-hypothesis': { probes: [windowed(2), windowed(3), probe] },
    });
    expect(read1.experiment?.windowMs).toBe(2_000);
    expect(notes).toEqual(['The probes have different windows; that of the first one counts for all.']);
  });

  it.each([
    ['', /^This is not an experiment of the Chaos Toolkit/],
    ['[]', /^This is not an experiment of the Chaos Toolkit/],
    ['{"title":"x"}', /^This is not an experiment of the Chaos Toolkit/],
    ['{"format":"partial-failure-scenario/1","method":[]}', /^This is not an experiment/],
    ['{"method":[]}', 'The experiment names no pattern; import it on the page of one.'],
    [
      '{"method":[],"extensions":[{"name":"partial-failure-playground","scenario":{"format":"partial-failure-scenario/1","pattern":"x"}}]}',
      'There is no pattern “x”. Known patterns: test-pattern.',
    ],
    [
      '{"method":[],"extensions":[{"name":"partial-failure-playground","scenario":{}}]}',
      /^This is not a scenario file/,
    ],
    [' '.repeat(MAX_FILE_CHARS + 1), /^The file is larger than 4 MB/],
  ])('is refused in one sentence: %#', (text, problem) => {
    const parsed = parseChaosExperiment(text, null, shelf);
    expect(parsed).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  const noProbe = 'The experiment was ignored: it has no probe that can be measured.';

  it.each<[object, readonly string[]]>([
    [{}, [noProbe]],
    [
      { 'steady-state-hypothesis': 7 },
      ['steady-state-hypothesis: 7 was ignored: it must be an object.', noProbe],
    ],
    [{ 'steady-state-hypothesis': { probes: 7 } }, ['probes: 7 was ignored: it must be a list.', noProbe]],
    [
      { 'steady-state-hypothesis': { probes: [probe, { name: 'x', tolerance: 200 }] } },
      [
        '{"name":"x","tolerance":200} was ignored: it must have a provider that names the metric among its arguments.',
      ],
    ],
    [
      { 'steady-state-hypothesis': { probes: [probe, { ...probe, name: 'http', tolerance: 200 }] } },
      ['http was ignored: its tolerance must be a range of two numbers.'],
    ],
    [
      {
        'steady-state-hypothesis': {
          probes: [probe, { ...probe, provider: { arguments: { metric: 'x' } } }],
        },
      },
      ['hits was ignored: test pattern has no such figure to measure.'],
    ],
    [
      {
        'steady-state-hypothesis': {
          probes: [probe, { ...probe, tolerance: { type: 'range', range: [3, 1] } }],
        },
      },
      ['hits was ignored: a tolerance goes from the least value to the greatest.'],
    ],
    [{ ...hypothesis, method: {} }, ['method: {} was ignored: it must be a list.']],
    [
      { ...hypothesis, method: [{ ref: 'hits' }] },
      [
        '{"ref":"hits"} was ignored: it must have the type action and a provider; probes and references are not carried out in a method.',
      ],
    ],
    [
      {
        ...hypothesis,
        method: [{ type: 'action', name: 'kill', provider: { type: 'process', path: 'kill' } }],
      },
      ['kill was ignored: only changes of parameters can be carried out here.'],
    ],
    [
      { ...hypothesis, method: [set('nope', 1)] },
      ['set nope was ignored: test pattern has no parameter of that name.'],
    ],
    [{ ...hypothesis, method: [set('share', 7)] }, ['set share was ignored: share must be between 0 and 1.']],
    [
      { ...hypothesis, method: [set('share', 1, { before: 61 })] },
      ['set share was ignored: it comes after the end of the run at 60\u202f000 ms.'],
    ],
    [
      { ...hypothesis, method: [set('share', 1, { before: -1 })] },
      ['A pause of “set share” was ignored: it must be a number of seconds from 0 on.'],
    ],
    [
      { ...hypothesis, method: [set('share', 1, 5)] },
      ['pauses: 5 was ignored: it must be an object with the seconds before and after.'],
    ],
    [
      { ...hypothesis, method: [set('share', 1, { after: 70 })] },
      ['The check before the rollbacks was ignored: it comes after the end of the run at 60\u202f000 ms.'],
    ],
    [{ ...hypothesis, secrets: {} }, ['secrets was ignored: it has no meaning here.']],
    [
      { ...hypothesis, title: 7 },
      ['title: 7 was ignored: the title of an experiment must be a line of text.'],
    ],
    [{ ...hypothesis, description: 'Long' }, ['description was ignored: only the title is kept.']],
    [
      { 'steady-state-hypothesis': { title: 'All is well', probes: [probe] } },
      ['All is well was ignored: a hypothesis is told by its probes.'],
    ],
    [{ ...hypothesis, extensions: [{ name: 'x' }] }, ['The extensions of other programs were ignored.']],
  ])('says what of %j it left out', (fields, notes) => {
    expect(read(fields).notes).toEqual(notes);
  });

  it('keeps the first thousand of ten thousand actions', () => {
    const method = Array.from({ length: 10_000 }, () => set('share', 1, { before: 0.001 }));
    const { scenario: read1, notes } = read({ ...hypothesis, method });
    expect(read1.interventions).toHaveLength(1_000);
    expect(notes).toEqual([
      'The last 9\u202f000 of 10\u202f000 interventions were ignored: a run has at most 1\u202f000.',
    ]);
  });

  it('is understood as the version that wrote it meant it', () => {
    const migrations: readonly Migration[] = [
      [
        { kind: 'paramRenamed', pattern: 'test-pattern', from: 'errors', to: 'share' },
        { kind: 'metricRenamed', pattern: 'test-pattern', from: 'answers', to: 'hits' },
      ],
    ];
    const old = JSON.stringify({
      'steady-state-hypothesis': { probes: [{ ...probe, provider: { arguments: { metric: 'answers' } } }] },
      method: [set('errors', 1, { before: 2 })],
      extensions: [
        {
          name: 'partial-failure-playground',
          scenario: { format: 'partial-failure-scenario/1', pattern: 'test-pattern', seed: 7 },
        },
      ],
    });
    expect(parseChaosExperiment(old, null, shelf, migrations)).toMatchObject({
      ok: true,
      scenario: { interventions: [{ param: 'share' }], experiment: { probes: [{ metric: 'hits' }] } },
      notes: [],
    });
  });

  function textOf(probes: string, method: string, pauses: string, extension: string): string {
    const action = `{"type":"action","provider":{"arguments":${method}},"pauses":${pauses}}`;
    return `{"steady-state-hypothesis":{"probes":[${probes}]},"method":[${action}],"rollbacks":${method},"extensions":[${extension}]}`;
  }

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.json(), fc.json(), (probes, method, pauses, extension) => {
        expect(parseChaosExperiment(textOf(probes, method, pauses, extension), scenario, shelf).ok).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('may be nested as deep as it likes', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(parseChaosExperiment(textOf(deep, deep, deep, deep), scenario, shelf).ok).toBe(true);
  });
});
