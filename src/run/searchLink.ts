/** What a search found as a link that opens the run paused at the moment. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatLink, PLAIN_VIEW, type FormattedLink, type LinkView } from '../scenario/link.ts';
import type { Found } from './search.ts';

export function linkOfFound(
  pattern: AnyPattern,
  { scenario, event }: Found,
  view: LinkView = PLAIN_VIEW,
): FormattedLink {
  return formatLink(scenario, [pattern], { ...view, atMs: event.atMs });
}
