import type { Card } from '../card.ts';

export const card: Card = {
  id: 'resilient-client',
  order: 5,
  title: 'Chaos and the resilient client',
  summary:
    'Disturbs four services on purpose, and builds a page that stays up by retries, a cache and fallbacks, and says what is wrong on it.',
  invitation: { label: 'Let chaos loose on a page', preset: 'one-storm-two-clients' },
};
