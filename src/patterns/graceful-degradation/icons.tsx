/** One icon per feature, 16 px, drawn with the text colour. */
import type { ReactNode } from 'react';
import type { FeatureId } from './features.ts';

const PATHS: Readonly<Record<FeatureId, ReactNode>> = {
  recommendations: <path d="m8 2 1.7 3.8 4 .4-3 2.8.8 4L8 11l-3.5 2 .8-4-3-2.8 4-.4Z" />,
  reviews: <path d="M2.5 3h11v7.5H8L4.8 13v-2.5H2.5Z" />,
  personalPrices: (
    <>
      <path d="M2.5 2.5h5.3l5.7 5.7-5.3 5.3-5.7-5.7Z" />
      <circle cx="5.4" cy="5.4" r="0.9" fill="currentColor" />
    </>
  ),
  ads: (
    <>
      <path d="M2.5 6.2v3.4l7.5 3V3.2Z" />
      <path d="M12.3 6.2a3 3 0 0 1 0 3.4M4.6 10.6l.9 2.9h1.7" />
    </>
  ),
  liveStock: (
    <>
      <path d="m8 1.8 5.5 2.9v6.4L8 14.2l-5.5-3.1V4.7Z" />
      <path d="M2.7 4.8 8 7.7l5.3-2.9M8 7.7v6.3" />
    </>
  ),
  browse: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.2 10.2 3.6 3.6" />
    </>
  ),
  checkout: (
    <>
      <path d="M1.5 2.5h2l1.6 7.8h7l1.4-5.6H4" />
      <circle cx="6.1" cy="12.9" r="1" />
      <circle cx="11.3" cy="12.9" r="1" />
    </>
  ),
};

export function FeatureIcon({ id }: { readonly id: FeatureId }) {
  return (
    <svg className="shop-icon" viewBox="0 0 16 16" aria-hidden="true">
      {PATHS[id]}
    </svg>
  );
}
