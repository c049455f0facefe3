import type { Card } from '../card.ts';

export const card: Card = {
  id: 'adaptive-retry',
  order: 8,
  title: 'Adaptive retry',
  summary:
    'Learns from every failure when a retry will help, and when it is the load that keeps a server down.',
  invitation: { label: 'Outlive a metastable outage', preset: 'metastable-outage' },
};
