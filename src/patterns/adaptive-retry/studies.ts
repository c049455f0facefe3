/** The studies of adaptive retry. */
import type { Study } from '../study.ts';
import type { AdaptiveParams } from './settings.ts';

export const studies: readonly Study<AdaptiveParams>[] = [];
