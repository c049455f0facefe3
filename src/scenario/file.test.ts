import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { arbitraryScenario } from './arbitrary.ts';
import { formatScenarioFile, MAX_FILE_CHARS, parseScenarioFile } from './file.ts';
import { defaultScenario, type Scenario } from './scenario.ts';
import { testPattern } from './testPattern.ts';

const shelf = [testPattern];
const plain: Scenario = { ...defaultScenario(testPattern), seed: 7 };

const example: Scenario = {
  ...plain,
  params: { share: 0.2, limit: Infinity, isSlow: true },
  durationMs: 20_000,
  interventions: [
    { atMs: 2_000, param: 'law', value: 'atRandom' },
    { atMs: 7_000, param: 'limit', value: 3 },
  ],
  script: [{ atMs: 0.5, durationMs: 120, outcome: 'success' }],
};

/** What a file with these fields gives. */
function read(fields: object) {
  const text = JSON.stringify({
    format: 'partial-failure-scenario/1',
    pattern: 'test-pattern',
    seed: 7,
    ...fields,
  });
  const parsed = parseScenarioFile(text, shelf);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed;
}

describe('scenario file', () => {
  it('is readable, with one line per intervention and per call, in a fixed order', () => {
    expect(formatScenarioFile(example, shelf)).toBe(`{
  "format": "partial-failure-scenario/1",
  "pattern": "test-pattern",
  "params": {
    "share": 0.2,
    "limit": "unlimited",
    "isSlow": true
  },
  "seed": 7,
  "durationMs": 20000,
  "interventions": [
    {"atMs":2000,"param":"law","value":"atRandom"},
    {"atMs":7000,"param":"limit","value":3}
  ],
  "script": [
    {"atMs":0.5,"durationMs":120,"outcome":"success"}
  ]
}
`);
  });

  it('gives back every scenario of every pattern', () => {
    for (const pattern of patterns) {
      fc.assert(
        fc.property(arbitraryScenario(pattern), (scenario) => {
          expect(parseScenarioFile(formatScenarioFile(scenario, patterns), patterns)).toEqual({
            ok: true,
            scenario,
            notes: [],
          });
        }),
        { numRuns: 300 },
      );
    }
  });

  it('needs no more than a format and a pattern', () => {
    const text = '{"format":"partial-failure-scenario/1","pattern":"test-pattern"}';
    expect(parseScenarioFile(text, shelf)).toEqual({
      ok: true,
      scenario: defaultScenario(testPattern),
      notes: ['No seed is given; 1 is used.'],
    });
  });

  it.each([
    ['', /^This is not a scenario file/],
    ['{', /^This is not a scenario file/],
    ['null', /^This is not a scenario file/],
    ['[]', /^This is not a scenario file/],
    ['['.repeat(1_000_000), /^This is not a scenario file/],
    ['{"pattern":"test-pattern"}', /^This is not a scenario file/],
    ['{"format":"other/1","pattern":"test-pattern"}', /its format must be “partial-failure-scenario\/1”/],
    [
      '{"format":"partial-failure-scenario/1","pattern":"x"}',
      /^There is no pattern “x”\. Known patterns: test-pattern\.$/,
    ],
    [' '.repeat(MAX_FILE_CHARS + 1), /^The file is larger than 4 MB/],
  ])('is refused in one sentence: %#', (text, problem) => {
    const parsed = parseScenarioFile(text, shelf);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.problem).toMatch(problem);
  });

  it.each([
    [{ params: { share: 7 } }, 'share: 7 was ignored: share must be between 0 and 1.'],
    [{ params: { share: '0.2' } }, 'share: "0.2" was ignored: share must be a number between 0 and 1.'],
    [{ params: { isSlow: 'yes' } }, 'isSlow: "yes" was ignored: slow must be on or off.'],
    [{ params: { nope: {} } }, 'nope: {} was ignored: test pattern has no parameter of that name.'],
    [{ params: [1] }, 'params: [1] was ignored: it must be an object of parameters.'],
    [
      { seed: 1.5 },
      'seed: 1.5 was ignored: the seed must be a whole number between 0 and 4\u202f294\u202f967\u202f295; 1 is used.',
    ],
    [
      { durationMs: '9' },
      'durationMs: "9" was ignored: the length of the run must be a whole number between 1\u202f000 and 3\u202f600\u202f000 ms; 60\u202f000 is used.',
    ],
    [{ interventions: {} }, 'interventions: {} was ignored: it must be a list.'],
    [{ interventions: [5] }, '5 was ignored: it must have atMs, param and value.'],
    [
      { interventions: [{ atMs: 1e9, param: 'rate', value: 1 }] },
      '{"atMs":1000000000,"param":"rate","value":1} was ignored: it comes after the end of the run at 60\u202f000 ms.',
    ],
    [{ script: 'x' }, 'script: "x" was ignored: it must be a list.'],
    [{ colour: 'red' }, 'colour was ignored: a scenario file has no field of that name.'],
  ])('says what of %j it ignored', (fields, note) => {
    const { scenario, notes } = read(fields);
    expect(notes).toEqual([note]);
    expect({ ...scenario, seed: 7 }).toEqual(plain);
  });

  it('does not let __proto__ in', () => {
    const text =
      '{"format":"partial-failure-scenario/1","pattern":"test-pattern","seed":7,"__proto__":{"a":1},"params":{"__proto__":{"share":0.9}}}';
    const parsed = parseScenarioFile(text, shelf);
    expect(parsed).toMatchObject({ ok: true, scenario: plain });
    expect(parsed.ok && parsed.notes).toHaveLength(2);
  });

  it('is read however deep it is nested', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const text = `{"format":"partial-failure-scenario/1","pattern":"test-pattern","seed":7,"interventions":[${deep}]}`;
    expect(parseScenarioFile(text, shelf)).toMatchObject({
      scenario: plain,
      notes: ['Something nested very deep was ignored: it must have atMs, param and value.'],
    });
  });

  it('keeps the first ten thousand scripted calls', () => {
    const script = Array.from({ length: 10_001 }, () => ({ atMs: 1, durationMs: 2, outcome: 'failure' }));
    const { scenario, notes } = read({ script });
    expect(scenario.script).toHaveLength(10_000);
    expect(notes).toEqual([
      'The last 1 of 10\u202f001 scripted calls were ignored: a run has at most 10\u202f000.',
    ]);
  });

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.json(), (params, interventions, script) => {
        const fields = `"params":${params},"interventions":[${interventions}],"script":[${script}]`;
        const text = `{"format":"partial-failure-scenario/1","pattern":"test-pattern","seed":7,${fields}}`;
        expect(parseScenarioFile(text, shelf).ok).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
