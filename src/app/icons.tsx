/** The shell's icons, 20 px, drawn with the text colour. */
import type { ReactNode } from 'react';

function icon(paths: ReactNode) {
  return function Icon() {
    return (
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {paths}
      </svg>
    );
  };
}

export const LogoIcon = icon(
  <>
    <circle cx="4" cy="13" r="2" fill="currentColor" />
    <circle cx="16" cy="13" r="2" fill="currentColor" />
    <path d="M5.5 11.5 13 5" />
  </>,
);

export const ShareIcon = icon(
  <>
    <circle cx="15" cy="5" r="2.2" />
    <circle cx="5" cy="10" r="2.2" />
    <circle cx="15" cy="15" r="2.2" />
    <path d="m7 9 6-3M7 11l6 3" />
  </>,
);

export const KeyboardIcon = icon(
  <>
    <rect x="2" y="5" width="16" height="10" rx="2" />
    <path d="M5 8.5h.01M8.3 8.5h.01M11.6 8.5h.01M15 8.5h.01M6.5 12h7" />
  </>,
);

export const PresenterIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="10" rx="1" />
    <path d="M10 13.5V17M7 17h6" />
  </>,
);

export const AppearanceIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
  </>,
);

export const ControlsIcon = icon(<path d="M3 6h7M14 6h3M3 14h3M10 14h7M10 4v4M6 12v4" />);
