/** The icons of the controls: one small set on a 16 × 16 grid, drawn in the colour of the text around them. */
import type { ReactNode } from 'react';

export interface IconProps {
  /** Edge length in px at the usual text size, with which it grows; default 16. */
  readonly size?: number;
}

function icon(content: ReactNode) {
  return function Icon({ size = 16 }: IconProps) {
    return (
      <svg
        width={`${size / 16}rem`}
        height={`${size / 16}rem`}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {content}
      </svg>
    );
  };
}

const solid = { fill: 'currentColor', stroke: 'none' } as const;

export const PlayIcon = icon(
  <path d="M4.5 2.6v10.8a.6.6 0 0 0 .9.5l8.4-5.4a.6.6 0 0 0 0-1L5.4 2.1a.6.6 0 0 0-.9.5Z" {...solid} />,
);
export const PauseIcon = icon(
  <>
    <rect x="3.5" y="2.5" width="3.4" height="11" rx="0.9" {...solid} />
    <rect x="9.1" y="2.5" width="3.4" height="11" rx="0.9" {...solid} />
  </>,
);
export const StepBackIcon = icon(
  <>
    <path d="M13 4v8a.5.5 0 0 1-.8.4L6.6 8.4a.5.5 0 0 1 0-.8l5.6-4A.5.5 0 0 1 13 4Z" {...solid} />
    <path d="M3.5 3.5v9" strokeWidth={2} />
  </>,
);
export const StepForwardIcon = icon(
  <>
    <path d="M3 4v8a.5.5 0 0 0 .8.4l5.6-4a.5.5 0 0 0 0-.8l-5.6-4A.5.5 0 0 0 3 4Z" {...solid} />
    <path d="M12.5 3.5v9" strokeWidth={2} />
  </>,
);
export const ToEndIcon = icon(
  <>
    <path d="M1.8 4v8a.5.5 0 0 0 .8.4l4.6-4a.5.5 0 0 0 0-.8l-4.6-4A.5.5 0 0 0 1.8 4Z" {...solid} />
    <path d="M7.4 4v8a.5.5 0 0 0 .8.4l4.6-4a.5.5 0 0 0 0-.8l-4.6-4A.5.5 0 0 0 7.4 4Z" {...solid} />
    <path d="M14.3 3.5v9" strokeWidth={2} />
  </>,
);
export const RestartIcon = icon(<path d="M13.4 8.6A5.5 5.5 0 1 1 11.7 4l1.7 1.6m0-3.4v3.4H10" />);
export const DiceIcon = icon(
  <>
    <rect x="2.2" y="2.2" width="11.6" height="11.6" rx="2.4" />
    <circle cx="5.3" cy="5.3" r="1.15" {...solid} />
    <circle cx="10.7" cy="5.3" r="1.15" {...solid} />
    <circle cx="8" cy="8" r="1.15" {...solid} />
    <circle cx="5.3" cy="10.7" r="1.15" {...solid} />
    <circle cx="10.7" cy="10.7" r="1.15" {...solid} />
  </>,
);
export const BreakpointIcon = icon(
  <>
    <path d="M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2Z" />
    <path d="M6.4 5.6v4.8M9.6 5.6v4.8" strokeWidth={1.8} />
  </>,
);
export const InfoIcon = icon(
  <>
    <circle cx="8" cy="8" r="6.2" strokeWidth={1.3} />
    <path d="M8 7.4v3.6" />
    <circle cx="8" cy="4.9" r="0.95" {...solid} />
  </>,
);
export const ResetIcon = icon(<path d="M5.6 2.4 2.8 5.2 5.6 8M3.1 5.2h6.4a3.9 3.9 0 1 1 0 7.8H5.4" />);
export const ChevronIcon = icon(<path d="m5.8 3.4 4.6 4.6-4.6 4.6" />);
export const LockIcon = icon(
  <>
    <rect x="3.2" y="7" width="9.6" height="6.6" rx="1.4" />
    <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
  </>,
);
export const DownloadIcon = icon(
  <path d="M8 2v7.5M4.8 6.6 8 9.8l3.2-3.2M2.5 11v2.5h11V11" strokeWidth={1.4} />,
);
export const CheckIcon = icon(<path d="m2.8 8.6 3.4 3.4 7-8" strokeWidth={2.2} />);
export const CrossIcon = icon(<path d="m3.6 3.6 8.8 8.8m0-8.8-8.8 8.8" strokeWidth={2.2} />);
export const RemoveIcon = icon(
  <path d="M2.8 4.2h10.4M6.2 4V2.4h3.6V4M4.2 4.4l.6 9h6.4l.6-9M6.7 7v4M9.3 7v4" strokeWidth={1.4} />,
);

/** Faults that are injected. */
export const InjectIcon = icon(<path d="M9.2 1.4 3.4 9h3.9l-.6 5.6L12.6 7H8.7Z" {...solid} />);
/** The policy that is tuned. */
export const TuneIcon = icon(
  <>
    <path d="M2 4.6h5.4m4 0H14M2 11.4h2.6m4 0H14" />
    <circle cx="9.4" cy="4.6" r="1.9" />
    <circle cx="6.6" cy="11.4" r="1.9" />
  </>,
);
/** The traffic that loads the system. */
export const LoadIcon = icon(<path d="M1.6 5h7.2M6.2 2.2 9 5 6.2 7.8M7.2 11h7.2m-2.8-2.8 2.8 2.8-2.8 2.8" />);
