/** The studies of the distributed lock. */
import type { Study } from '../study.ts';
import type { LockParams } from './params.ts';

export const studies: readonly Study<LockParams>[] = [];
