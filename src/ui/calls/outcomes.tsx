/** How the outcomes of calls look everywhere: a word, a shape and a colour each. */
import type { ReactNode } from 'react';
import type { Outcome } from '../../sim/call.ts';

/** An outcome, or that there is none yet. */
export type Fate = Outcome | 'inFlight';

export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  succeeded: 'succeeded',
  degraded: 'degraded',
  failed: 'failed',
  timedOut: 'timed out',
  rejected: 'rejected',
  inFlight: 'in flight',
};

/** For graphics; `fateTextColour` for words. */
export function fateColour(fate: Fate): string {
  return `var(--pf-${fate})`;
}

export function fateTextColour(fate: Fate): string {
  return `var(--pf-${fate}-text)`;
}

const SHAPES: Readonly<Record<Fate, ReactNode>> = {
  succeeded: <circle cx="6" cy="6" r="4.4" fill="currentColor" />,
  degraded: (
    <>
      <circle cx="6" cy="6" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 2.2a3.8 3.8 0 0 0 0 7.6Z" fill="currentColor" />
    </>
  ),
  failed: (
    <path
      d="M2.4 2.4 9.6 9.6M9.6 2.4 2.4 9.6"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
  ),
  timedOut: <path d="M2 1.6h8L7 6l3 4.4H2L5 6Z" fill="currentColor" />,
  rejected: <path d="M6 .9 11.1 6 6 11.1.9 6ZM3.6 5.2v1.6h4.8V5.2Z" fill="currentColor" fillRule="evenodd" />,
  inFlight: (
    <circle
      cx="6"
      cy="6"
      r="4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="2.6 1.6"
    />
  ),
};

export interface OutcomeMarkProps {
  readonly fate: Fate;
  /** Edge length in px at the usual text size, with which it grows; default 12. */
  readonly size?: number;
}

/** The shape alone, in its colour. Put the word beside it, or name it on the element around it. */
export function OutcomeMark({ fate, size = 12 }: OutcomeMarkProps) {
  return (
    <svg
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 12 12"
      style={{ color: fateColour(fate), flex: 'none' }}
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[fate]}
    </svg>
  );
}
