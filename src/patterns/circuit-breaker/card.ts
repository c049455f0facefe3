import type { Card } from '../card.ts';

export const card: Card = {
  id: 'circuit-breaker',
  order: 1,
  title: 'Circuit breaker',
  summary: 'Stops calling a server that keeps failing, and probes carefully until it is well again.',
  invitation: { label: 'Trip a breaker', preset: 'two-outages' },
};
