import { expect, it } from 'vitest';
import { rowsOf } from '../../run/study.ts';
import { coinStudy, patternWith } from '../../run/testStudy.ts';
import { exactly } from '../../sim/estimate.ts';
import { studyCsv, studyFileName } from './studyCsv.ts';

const job = { pattern: patternWith(coinStudy), study: coinStudy, seed: 3, trials: 100, given: null };

it('a comparison becomes a line per row with every number of it, empty where there is none', () => {
  const figures = {
    rare: { heads: { value: 0.21, low: 0.142, high: 0.3, predicted: 0.2 }, throws: exactly(100, 100) },
    fair: { heads: { value: null, low: null, high: null }, throws: exactly(0.1 + 0.2) },
  };
  const rows = rowsOf(job).with(1, { id: 'frequent', label: 'often, “very”', set: {} });
  expect(studyCsv(job, rows, figures).split('\n')).toEqual([
    'group,row,heads (per cent),heads from (per cent),heads to (per cent),heads theory (per cent),throws,throws from,throws to,throws theory',
    'Loaded,rare,21,14.2,30,20,100,,,100',
    ',"often, “very”",,,,,,,,',
    'Honest,fair,,,,,0.3,,,',
    '',
  ]);
});

it('its file tells what it was measured with', () => {
  expect(studyFileName(job)).toBe('test-pattern-coins-seed-3-trials-100.csv');
});
