/** How much time a followed run shows by itself: less of it where many messages are sent, so that they can be told apart. */

/** Shares of the wanted span, from all of it downwards. */
const SHARES = [1, 0.6, 0.36, 0.22, 0.13];
const MOST_MESSAGES = 600;
/** More time is shown again once that would leave this much room. */
const GROW_BELOW = 0.7;

/** `countAt`: how many messages are in the window at that share of the span. */
export function fittingShare(present: number, countAt: (share: number) => number): number {
  let index = Math.max(0, SHARES.indexOf(present));
  const shareAt = (at: number) => SHARES[at] as number;
  const before = index;
  while (index < SHARES.length - 1 && countAt(shareAt(index)) > MOST_MESSAGES) index += 1;
  if (index === before)
    while (index > 0 && countAt(shareAt(index - 1)) < GROW_BELOW * MOST_MESSAGES) index -= 1;
  return shareAt(index);
}
