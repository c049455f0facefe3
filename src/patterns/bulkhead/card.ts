import type { Card } from '../card.ts';

export const card: Card = {
  id: 'bulkhead',
  order: 4,
  title: 'Bulkheads',
  summary: 'Gives every resource a pool of its own, so that one that drowns takes no other down with it.',
  invitation: { label: 'Sink one bulkhead', preset: 'flood-the-database' },
};
