/** What is done off the page's thread, and how: an order goes to a worker, which replies until the order is carried out. */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { SearchOrder } from './search.ts';
import { repliesToSearch, type SearchReply } from './searchProtocol.ts';
import type { StudyOrder } from './study.ts';
import { repliesToStudy, type StudyReply } from './studyProtocol.ts';

export type WorkOrder = { readonly study: StudyOrder } | { readonly search: SearchOrder };
type WorkReply = StudyReply | SearchReply;

export function repliesTo(order: WorkOrder, patterns: readonly AnyPattern[]): Generator<WorkReply> {
  return 'study' in order ? repliesToStudy(order.study, patterns) : repliesToSearch(order.search, patterns);
}
