/** The studies of graceful degradation. */
import type { Study } from '../study.ts';
import { coreStudy, hysteresisStudy, returnStudy } from './runStudies.ts';
import type { ShopParams } from './sickness.ts';
import { brownoutStudy, thresholdStudy } from './ruleStudies.ts';

export const studies: readonly Study<ShopParams>[] = [
  coreStudy,
  returnStudy,
  hysteresisStudy,
  brownoutStudy,
  thresholdStudy,
];
