/** What a feature’s state means right now, in a word and a short note: the same on its tile and in the table. */
import { formatInstant, formatShare } from '../../sim/format.ts';
import type { FeatureView } from './view.ts';

/** Names of states as they are written everywhere. */
const WORDS: Readonly<Record<string, string>> = { onFallback: 'on fallback' };

export const wordOf = (state: string): string => WORDS[state] ?? state;

const left = ({ remainingMs }: FeatureView): string => formatInstant(remainingMs ?? 0);

/** A share as a person says it, in whole per cent. */
export const roughShare = (share: number): string => formatShare(Math.round(share * 100) / 100);

export function noteOn(view: FeatureView, isDegrading: boolean): string {
  const { state, good, total, share, thereNow, lastGoodAgeMs } = view;
  switch (state) {
    case 'suspect':
      return total > 0 ? `${good} of ${total} good` : 'no answers';
    case 'disabled':
      return `probe in ${left(view)}`;
    case 'onFallback':
      return `${formatInstant(lastGoodAgeMs ?? 0)} old`;
    case 'probing':
      return total > 0 ? `${good} of ${total} good` : 'no answer yet';
    case 'ramping':
      return `${roughShare(share)} of users`;
    case 'killed':
      return 'by an operator';
    case 'pinned':
      return isDegrading ? 'by an operator' : 'always asked';
    default:
      return thereNow === null || thereNow > 0.995 ? '' : `${roughShare(thereNow)} got it`;
  }
}
