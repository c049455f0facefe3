/** A pattern with a study of loaded coins, for tests of whatever carries out studies. */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Study, StudyRow } from '../patterns/study.ts';
import { testPattern } from '../scenario/testPattern.ts';
import { exactly, shareEstimate } from '../sim/estimate.ts';
import { formatShare } from '../sim/format.ts';
import { createRandom } from '../sim/random.ts';

const rows: readonly StudyRow[] = [
  { id: 'rare', label: 'rare', group: 'Loaded', set: { share: 0.2 } },
  { id: 'frequent', label: 'frequent', group: 'Loaded', set: { share: 0.8 } },
  { id: 'fair', label: 'fair', group: 'Honest', set: {} },
];

export const coinStudy: Study = {
  id: 'coins',
  title: 'How often do heads come up?',
  question: 'Each coin is thrown many times.',
  trialsOf: 'throws',
  columns: {
    heads: { label: 'heads', unit: 'share', help: 'Share of throws that show heads.' },
    throws: { label: 'throws', unit: 'count', help: 'How often the coin was thrown.' },
  },
  rows,
  conditions: { share: 0.5 },
  trials: [100, 1_000],
  checkedTrials: 2_000,
  measure({ params, seed, trials, confidence }) {
    const share = Number(params['share']);
    const throws = createRandom(seed).stream('throws');
    let heads = 0;
    for (let i = 0; i < trials; i += 1) heads += Number(throws.at(i) < share);
    return { heads: shareEstimate(heads, trials, confidence, share), throws: exactly(trials, trials) };
  },
  findings({ fair }) {
    const heads = fair?.['heads']?.value;
    return typeof heads === 'number' ? [`A fair coin shows heads ${formatShare(heads)} of the time.`] : [];
  },
};

export const patternWith = (...studies: readonly Study[]): AnyPattern => ({ ...testPattern, studies });
