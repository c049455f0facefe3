import type { Study } from '../study.ts';
import type { ClientParams } from './model.ts';
export const studies: readonly Study<ClientParams>[] = [];
