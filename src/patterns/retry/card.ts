import type { Card } from '../card.ts';

export const card: Card = {
  id: 'retry',
  order: 2,
  title: 'Retry with backoff',
  summary:
    'Tries again what failed, waiting longer each time, and keeps all those retries from becoming the next failure.',
  invitation: { label: 'Stampede a recovering server', preset: 'herd-without-jitter' },
};
