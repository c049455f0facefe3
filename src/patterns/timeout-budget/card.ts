import type { Card } from '../card.ts';

export const card: Card = {
  id: 'timeout-budget',
  order: 3,
  title: 'Timeout budgets',
  summary:
    'Gives a whole operation one deadline, cuts every call’s timeout from what is left of it, and starts nothing that cannot finish.',
  invitation: { label: 'Run out of time', preset: 'doomed-retry' },
};
