import type { Card } from '../card.ts';

export const card: Card = {
  id: 'distributed-lock',
  order: 7,
  title: 'Distributed lock',
  summary: 'Lets one of many clients work at a time, although messages, clocks and processes fail.',
  invitation: { label: 'Two holders, one lock', preset: 'pause' },
};
