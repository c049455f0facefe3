/** How the labels of parts look: a word, a sign and a colour each. */
import type { ReactNode } from 'react';
import type { PartStatus } from './page.ts';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const SIGNS: Readonly<Record<PartStatus, ReactNode>> = {
  waiting: <path d="M4 8h.01M8 8h.01M12 8h.01" {...line} strokeWidth={2} />,
  asking: <circle cx="8" cy="8" r="5" {...line} strokeDasharray="4 3" />,
  fresh: <path d="m3.2 8.6 3.2 3.2 6.4-7.2" {...line} strokeWidth={2.2} />,
  cached: (
    <g {...line}>
      <ellipse cx="8" cy="4.2" rx="5" ry="2" />
      <path d="M3 4.2v7.6c0 1.1 2.2 2 5 2s5-.9 5-2V4.2M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" />
    </g>
  ),
  stale: (
    <g {...line}>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 4.6V8l2.4 1.6" />
    </g>
  ),
  fallback: (
    <g {...line}>
      <path d="M2.4 8.4a5.6 5.6 0 0 1 11.2 0Z" />
      <path d="M8 8.4v4.2a1.4 1.4 0 0 0 2.8 0M8 2.8v-1" />
    </g>
  ),
  truncated: <path d="M3 3h6.6M3 3v10h3.4M13 6.4V13H9.6M10 2.4 6 13.8" {...line} />,
  missing: <path d="m4 4 8 8m0-8-8 8" {...line} strokeWidth={2.2} />,
};

/** Ends of the names of the palette’s colours. */
export const LABEL_TONES: Readonly<Record<PartStatus, string>> = {
  waiting: 'inFlight',
  asking: 'inFlight',
  fresh: 'succeeded',
  cached: 'one',
  stale: 'timedOut',
  fallback: 'degraded',
  truncated: 'two',
  missing: 'failed',
};

interface LabelBadgeProps {
  readonly status: PartStatus;
  readonly note: string;
}

export function LabelBadge({ status, note }: LabelBadgeProps) {
  const tone = LABEL_TONES[status];
  return (
    <span
      className="rc-label"
      data-label={status}
      style={{ color: `var(--pf-${tone}-text)`, background: `var(--pf-${tone}-soft)` }}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {SIGNS[status]}
      </svg>
      <span>
        {status}
        {note && <small>{note}</small>}
      </span>
    </span>
  );
}
