/** The contract that every study keeps: sound words and parameters, figures that repeat, and theory that agrees with them. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { defaultParams, type AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Study, StudyFigures, StudyRow } from '../patterns/study.ts';
import { checkParamValue } from '../scenario/check.ts';
import { isOutside, type Estimate } from '../sim/estimate.ts';
import { GIVEN_ROW, measureRow, MOST_TRIALS, rowsOf, type FiguresOfRows } from './study.ts';
import { coinStudy, patternWith } from './testStudy.ts';

const SEED = 1;
/** Per row, where only the form of the figures matters. */
const FEW_TRIALS = 3;
const CHECKED_CONFIDENCE = 0.999;
const SENTENCE = /^\p{Lu}.*[.!?]$/su;
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const COLUMN_ID = /^[a-z][a-zA-Z0-9]*$/;

const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= MOST_TRIALS;
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

/** Everything that can be read off the study itself. */
function problemsOf(pattern: AnyPattern, study: Study): readonly string[] {
  const { id, title, question, trialsOf, columns, rows, conditions, trials, checkedTrials } = study;
  const problems: string[] = [];
  const check = (isSound: boolean, problem: string) => {
    if (!isSound) problems.push(problem);
  };
  check(KEBAB_CASE.test(id), `id ${id}`);
  check(title !== '' && trialsOf !== '', 'title or trialsOf is empty');
  check(SENTENCE.test(question), 'question is no sentence');
  check(Object.keys(columns).length > 0 && rows.length > 0, 'no columns or no rows');
  for (const [column, { label, help }] of Object.entries(columns)) {
    check(COLUMN_ID.test(column), `id of column ${column}`);
    check(label !== '' && SENTENCE.test(help), `words of column ${column}`);
  }
  for (const row of rows) {
    check(KEBAB_CASE.test(row.id) && row.id !== GIVEN_ROW, `id of row ${row.id}`);
    check(row.label !== '' && row.group !== '', `words of row ${row.id}`);
  }
  for (const twice of repeated(rows.map((row) => row.id))) check(false, `two rows ${twice}`);
  for (const twice of repeated(rows.map(({ group, label }) => `${group}: ${label}`))) {
    check(false, `two rows labelled ${twice}`);
  }
  const groups = rows.map(({ group }) => group ?? '').filter((group, i, all) => group !== all[i - 1]);
  for (const twice of repeated(groups)) check(false, `group ${twice} in two places`);
  for (const [where, set] of [
    ['conditions', conditions] as const,
    ...rows.map((row) => [row.id, row.set] as const),
  ]) {
    for (const [param, value] of Object.entries(set)) {
      const spec = pattern.params[param];
      check(spec !== undefined && checkParamValue(spec, value).ok, `${param} of ${where}`);
    }
  }
  check(trials.length > 0 && trials.every(isCount) && isCount(checkedTrials), 'trials are no counts');
  check(
    trials.every((count, i) => i === 0 || count > (trials[i - 1] ?? NaN)),
    'trials do not ascend',
  );
  return problems;
}

/** Figures that a table could not show. */
function problemsOfFigures({ columns }: Study, figures: StudyFigures): readonly string[] {
  const expected = Object.keys(columns);
  const problems = [
    ...expected.filter((id) => !(id in figures)).map((id) => `no figure ${id}`),
    ...Object.keys(figures)
      .filter((id) => !expected.includes(id))
      .map((id) => `no column ${id}`),
  ];
  for (const [id, { value, low, high, predicted }] of Object.entries(figures)) {
    const isNumbers = [value, low, high, predicted ?? null].every((n) => n === null || Number.isFinite(n));
    const isWhole = (low === null) === (high === null) && (low === null || value !== null);
    const isOrdered = low === null || high === null || value === null || (low <= value && value <= high);
    if (!isNumbers || !isWhole || !isOrdered) problems.push(`figure ${id}`);
  }
  return problems;
}

/** Predictions that the measured interval does not hold; without an interval the two must be equal. */
function refuted(figures: StudyFigures): readonly string[] {
  const isRefuted = (estimate: Estimate): boolean => {
    const { value, low, predicted } = estimate;
    if (predicted === undefined) return false;
    return low === null ? value !== predicted : isOutside(estimate);
  };
  return Object.entries(figures)
    .filter(([, estimate]) => isRefuted(estimate))
    .map(
      ([id, { value, low, high, predicted }]) =>
        `${id}: ${predicted} is not in ${low}…${high} around ${value}`,
    );
}

const problemsOfSentences = (sentences: readonly string[]) =>
  sentences.filter((text) => !SENTENCE.test(text) || /null|undefined|NaN|—/.test(text));

/** Figures of which none could be measured. */
const emptied = (figures: StudyFigures): StudyFigures =>
  Object.fromEntries(Object.keys(figures).map((id) => [id, { value: null, low: null, high: null }]));

/** Findings that are no sentences: from all rows, from none, from any one alone, from all but one, and from empty ones. */
function problemsOfFindings(study: Study, figures: FiguresOfRows): readonly string[] {
  const some = Object.entries(figures);
  const choices = some.flatMap((one) => [[one], some.filter((other) => other !== one)]);
  const empty = some.map(([id, row]) => [id, emptied(row)] as const);
  return [some, [], empty, ...choices].flatMap((rows) =>
    problemsOfSentences(study.findings(Object.fromEntries(rows))),
  );
}

/** What a page is set to when it is opened: the defaults, the first preset and the last one with all that changes in it. */
function settingsOf({ params, presets }: AnyPattern): readonly AnyParamValues[] {
  const defaults = defaultParams(params);
  const [first, last] = [presets[0], presets.at(-1)];
  const changed = Object.assign({}, ...(last?.interventions ?? []).map(({ set }) => set)) as AnyParamValues;
  return [
    defaults,
    { ...defaults, ...first?.params } as AnyParamValues,
    { ...defaults, ...last?.params, ...changed } as AnyParamValues,
  ];
}

function measured(
  pattern: AnyPattern,
  study: Study,
  row: StudyRow,
  trials: number,
  seed = SEED,
): StudyFigures {
  return measureRow({ pattern, study, seed, trials, given: null }, row, CHECKED_CONFIDENCE);
}

function measuredRows(pattern: AnyPattern, study: Study): FiguresOfRows {
  const trials = study.trials[0] ?? 1;
  return Object.fromEntries(study.rows.map((row) => [row.id, measured(pattern, study, row, trials)]));
}

function keepsContract(pattern: AnyPattern, study: Study): void {
  let remembered: FiguresOfRows | null = null;
  const figuresOfRows = () => (remembered ??= measuredRows(pattern, study));

  it('has sound words and parameters', () => {
    expect(problemsOf(pattern, study)).toEqual([]);
  });

  it(
    'gives a figure for every column, the same ones from the same seed, and says them in sentences',
    { timeout: 60_000 },
    () => {
      const figures = figuresOfRows();
      expect(Object.values(figures).flatMap((row) => problemsOfFigures(study, row))).toEqual([]);
      for (const row of new Set([study.rows[0], study.rows.at(-1)] as StudyRow[])) {
        expect(measured(pattern, study, row, study.trials[0] ?? 1)).toEqual(figures[row.id]);
      }
      expect(problemsOfFindings(study, figures)).toEqual([]);
      for (const row of Object.values(figures)) {
        if (!study.verdictOf) break;
        expect(study.verdictOf(row)?.word).toMatch(/^\S.*$/);
        expect(study.verdictOf(emptied(row))).toBeNull();
      }
    },
  );

  it('is drawn anew from another seed where a figure has an interval', { timeout: 60_000 }, () => {
    const [least = 1] = study.trials;
    const isDrawn = (figures: StudyFigures) => Object.values(figures).some(({ low, high }) => low !== high);
    const isNew = (row: StudyRow, figures: StudyFigures) =>
      !isDeepStrictEqual(measured(pattern, study, row, least, SEED + 1), figures);
    const figuresOf = figuresOfRows();
    const drawn = study.rows
      .map((row) => [row, figuresOf[row.id] ?? {}] as const)
      .filter(([, figures]) => isDrawn(figures));
    expect(drawn.some(([row, figures]) => isNew(row, figures))).toBe(drawn.length > 0);
  });

  it('gives sound figures for what a page is set to', { timeout: 60_000 }, () => {
    for (const given of settingsOf(pattern)) {
      const job = { pattern, study, seed: SEED, trials: FEW_TRIALS, given };
      const [first, unchanged] = [study.rows[0], rowsOf(job).at(-1)] as [StudyRow, StudyRow];
      const figures = Object.fromEntries([first, unchanged].map((row) => [row.id, measureRow(job, row)]));
      expect(Object.values(figures).flatMap((row) => problemsOfFigures(study, row))).toEqual([]);
      expect(problemsOfFindings(study, figures)).toEqual([]);
    }
  });

  it.each(study.rows.map((row) => [row.id, row] as const))(
    'measures what theory predicts in row %s',
    { timeout: 60_000 },
    (_, row) => {
      const figures = measured(pattern, study, row, study.checkedTrials);
      expect(problemsOfFigures(study, figures)).toEqual([]);
      expect(refuted(figures)).toEqual([]);
    },
  );
}

describe.each(patterns.map((pattern) => [pattern.id, pattern] as const))('%s', (_, pattern) => {
  it('has studies of different names', () => {
    expect(repeated(pattern.studies.map(({ id }) => id))).toEqual([]);
  });
  describe.each(pattern.studies.map((study) => [study.id, study] as const))('%s', (__, study) => {
    keepsContract(pattern, study);
  });
});

describe('a sound study', () => {
  keepsContract(patternWith(coinStudy), coinStudy);
});

describe('the contract', () => {
  const [first, second, third] = coinStudy.rows as readonly [StudyRow, StudyRow, StudyRow];
  const heads = { label: 'heads', unit: 'share', help: 'Heads.' } as const;

  it.each<[string, Partial<Study>]>([
    ['id Coins', { id: 'Coins' }],
    ['title or trialsOf is empty', { trialsOf: '' }],
    ['question is no sentence', { question: 'Each coin is thrown many times' }],
    ['no columns or no rows', { rows: [] }],
    ['id of column 1st', { columns: { '1st': heads } }],
    ['words of column heads', { columns: { heads: { ...heads, help: 'heads' } } }],
    ['id of row as-given', { rows: [{ ...first, id: GIVEN_ROW }] }],
    ['words of row rare', { rows: [{ ...first, label: '' }] }],
    ['two rows rare', { rows: [first, { ...second, id: first.id }] }],
    ['two rows labelled Loaded: rare', { rows: [first, { ...second, label: first.label }] }],
    ['group Loaded in two places', { rows: [first, third, second] }],
    ['share of rare', { rows: [{ ...first, set: { share: 2 } }] }],
    ['chance of conditions', { conditions: { chance: 1 } }],
    ['trials are no counts', { trials: [0.5] }],
    ['trials are no counts', { checkedTrials: MOST_TRIALS + 1 }],
    ['trials do not ascend', { trials: [100, 100] }],
  ])('finds %s', (problem, change) => {
    const study = { ...coinStudy, ...change };
    expect(problemsOf(patternWith(study), study)).toEqual([problem]);
  });

  const fine: Estimate = { value: 1, low: 0, high: 2 };
  it.each<[string, StudyFigures]>([
    ['no figure throws', { heads: fine }],
    ['no column tails', { heads: fine, throws: fine, tails: fine }],
    ['figure heads', { heads: { ...fine, value: NaN }, throws: fine }],
    ['figure heads', { heads: { ...fine, high: null }, throws: fine }],
    ['figure heads', { heads: { ...fine, value: null }, throws: fine }],
    ['figure heads', { heads: { ...fine, low: 1.5 }, throws: fine }],
    ['figure heads', { heads: { ...fine, predicted: Infinity }, throws: fine }],
  ])('finds %s', (problem, figures) => {
    expect(problemsOfFigures(coinStudy, figures)).toEqual([problem]);
  });

  it('refutes a theory that is a little wrong', () => {
    const wrong: Study = {
      ...coinStudy,
      measure(measuring) {
        const { heads: share, throws } = coinStudy.measure(measuring);
        if (!share || !throws) throw new Error('There is a column too few.');
        return { heads: { ...share, predicted: Number(share.predicted) + 0.05 }, throws };
      },
    };
    const figures = measured(patternWith(wrong), wrong, third, wrong.checkedTrials);
    expect(refuted(figures)).toEqual([expect.stringMatching(/^heads: 0\.55 is not in 0\.4/)]);
  });

  it('refutes a theory about a figure without interval, and about one that was not measured', () => {
    expect(refuted({ throws: { value: 100, low: null, high: null, predicted: 101 } })).toHaveLength(1);
    expect(refuted({ throws: { value: null, low: null, high: null, predicted: 100 } })).toHaveLength(1);
    expect(refuted({ throws: { value: 100, low: null, high: null, predicted: 100 } })).toEqual([]);
  });

  it('finds findings that are no sentences, also where a row is missing', () => {
    const careless: Study = {
      ...coinStudy,
      findings: ({ fair, rare }) =>
        fair ? [`Heads come up ${fair['heads']?.value} of the time, rarely ${rare?.['heads']?.value}.`] : [],
    };
    const figures = measuredRows(patternWith(careless), careless);
    expect(problemsOfFindings(careless, figures).length).toBeGreaterThan(0);
    expect(problemsOfFindings({ ...careless, findings: () => ['not a sentence'] }, figures)).not.toEqual([]);
  });
});
