/** Finds the pattern and the query in whatever a person pastes: a whole address, its part from `#` on, or less. */

/** Beyond this a link is not read any further. */
export const MAX_LINK_CHARS = 100_000;

export interface Address {
  /** Id of the pattern, unchecked; empty when there is none. */
  readonly pattern: string;
  /** What stands after the pattern in the path and has no meaning. */
  readonly rest: string;
  readonly query: string;
  /** The text was longer than `MAX_LINK_CHARS`, and this is only its beginning, up to a whole entry. */
  readonly isCut: boolean;
}

export function parseAddress(text: string): Address {
  const isCut = text.length > MAX_LINK_CHARS;
  const whole = unescape(isCut ? text.slice(0, MAX_LINK_CHARS) : text).trim();
  const link = isCut ? whole.replace(/[~&?][^~&?]*$/, '') : whole;

  const hashAt = link.indexOf('#');
  const isPage = hashAt < 0 && link.includes('://');
  const route = isPage ? '' : link.slice(hashAt + 1);
  const queryAt = route.indexOf('?');
  const path = (queryAt < 0 ? route : route.slice(0, queryAt)).split('/').filter((part) => part !== '');
  return {
    pattern: path[0] ?? '',
    rest: path.slice(1).join('/'),
    query: queryAt < 0 ? '' : route.slice(queryAt + 1),
    isCut,
  };
}

/** Takes back what mail and chat programs do to links; nothing in a link of ours is escaped. */
function unescape(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll(/(?:%[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}
