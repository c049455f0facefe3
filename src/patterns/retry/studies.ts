/** The studies of the retry page. */
import type { Study } from '../study.ts';
import { amplification } from './amplificationStudy.ts';
import { budgetBurst, budgetThreshold } from './budgetStudies.ts';
import { comparison } from './comparisonStudy.ts';
import { contention } from './contentionStudy.ts';
import { herd } from './herdStudy.ts';
import type { RetryParams } from './model.ts';

export const studies: readonly Study<RetryParams>[] = [
  comparison,
  herd,
  contention,
  amplification,
  budgetBurst,
  budgetThreshold,
];
