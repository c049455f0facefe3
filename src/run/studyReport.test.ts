import { describe, expect, it } from 'vitest';
import type { Study } from '../patterns/study.ts';
import { exactly, shareEstimate } from '../sim/estimate.ts';
import { carryOut, reportJson, reportText } from './studyReport.ts';
import { agreementWords, intervalWords, theoryWords } from './studyWords.ts';
import { coinStudy, patternWith } from './testStudy.ts';

const job = { pattern: patternWith(coinStudy), study: coinStudy, seed: 3, trials: 100, given: null };

describe('the report of a study', () => {
  it('has every figure in its text, under its column', () => {
    const lines = reportText(carryOut(job)).split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'Test pattern: How often do heads come up?',
      '100 throws per row, seed 3, as posed; 95 % intervals',
    ]);
    const heads = lines.slice(lines.indexOf('heads') + 1, lines.indexOf('heads') + 4);
    expect(heads.map((line) => line.trim())).toEqual([
      expect.stringMatching(/^Loaded: rare +\d+ % +\d+–\d+ % +theory 20 %/),
      expect.stringMatching(/^Loaded: frequent +\d+ % +\d+–\d+ % +theory 80 %/),
      expect.stringMatching(/^Honest: fair +\d+ % +\d+–\d+ % +theory 50 %/),
    ]);
    expect(lines).toContain('  Honest: fair      100    theory 100');
    expect(lines.at(-2)).toMatch(/^ {2}A fair coin shows heads \d+ % of the time\.$/);
    expect(lines.at(-1)).toMatch(/^ {2}(All 3|Of 3) values from theory .+\.$/);
  });

  it('puts rows into words, with links to the runs that show what is not good', () => {
    const study: Study = {
      ...coinStudy,
      verdictOf: ({ heads }) => {
        if (typeof heads?.value !== 'number') return null;
        return heads.value > 0.6 ? { word: 'loaded', tone: 'bad' } : { word: 'fair', tone: 'good' };
      },
    };
    const lines = reportText(carryOut({ ...job, pattern: patternWith(study), study })).split('\n');
    const first = lines.indexOf('verdicts, and the runs that show them') + 1;
    expect(lines.slice(first, first + 3)).toEqual([
      '  Loaded: rare      fair',
      '  Loaded: frequent  loaded  #/test-pattern?share=0.8&seed=3',
      '  Honest: fair      fair',
    ]);
  });

  it('has the same figures in JSON, with a link to a run of each row', () => {
    const report = carryOut(job);
    const json = JSON.parse(reportJson(report)) as {
      readonly rows: readonly { readonly id: string; readonly link: string; readonly figures: object }[];
    };
    expect(json).toMatchObject({
      pattern: 'test-pattern',
      study: 'coins',
      seed: 3,
      trials: 100,
      confidence: 0.95,
    });
    expect(json.rows.map(({ id, figures }) => [id, figures])).toEqual(Object.entries(report.figures));
    expect(json.rows.map(({ link }) => link)).toEqual([
      '#/test-pattern?share=0.2&seed=3',
      '#/test-pattern?share=0.8&seed=3',
      '#/test-pattern?seed=3',
    ]);
  });

  it('has an additional row for given parameters', () => {
    const report = carryOut({ ...job, given: { limit: Infinity } });
    expect(report.rows.at(-1)?.label).toBe('this page’s settings');
    expect(reportJson(report)).toContain('"limit": "unlimited"');
    expect(reportText(report)).toContain('under the given parameters');
  });
});

describe('words about figures', () => {
  const inside = shareEstimate(657, 1_000, 0.95, 0.65);
  const outside = shareEstimate(657, 1_000, 0.95, 0.7);

  it('name the interval and the theory, where there is one', () => {
    expect([intervalWords(inside, 'share'), theoryWords(inside, 'share')]).toEqual([
      '62.7–68.6 %',
      'theory 65 %',
    ]);
    expect([intervalWords(exactly(7), 'calls'), theoryWords(exactly(7), 'calls')]).toEqual(['', '']);
  });

  it('say how well theory and measurement agree', () => {
    expect(agreementWords([])).toBeNull();
    expect(agreementWords([{ a: exactly(7, 7) }])).toBeNull();
    expect(agreementWords([{ a: inside }])).toBe('The value from theory lies inside its 95 % interval.');
    expect(agreementWords([{ a: inside, b: exactly(7) }, { a: inside }])).toBe(
      'All 2 values from theory lie inside their 95 % intervals.',
    );
    expect(agreementWords([{ a: inside, b: outside }])).toMatch(
      /^Of 2 values from theory 1 lies outside its 95 % interval; about 1 in 20 does by chance/,
    );
    expect(agreementWords([{ a: outside, b: outside }])).toMatch(
      /^Of 2 values from theory 2 lie outside their /,
    );
  });
});
