/** The studies of the distributed lock. */
import type { Study } from '../study.ts';
import { byzantineStudy } from './byzantineStudy.ts';
import { driftStudy } from './driftStudy.ts';
import { faultStudy } from './faultStudy.ts';
import { fencingStudy } from './fencingStudy.ts';
import type { LockParams } from './params.ts';

export const studies: readonly Study<LockParams>[] = [faultStudy, fencingStudy, byzantineStudy, driftStudy];
