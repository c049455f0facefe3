/** The studies of adaptive retry. */
import type { Study } from '../study.ts';
import { metastableStudy } from './metastableStudy.ts';
import { contendersStudy } from './regimeStudy.ts';
import type { AdaptiveParams } from './settings.ts';

export const studies: readonly Study<AdaptiveParams>[] = [contendersStudy, metastableStudy];
