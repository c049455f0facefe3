import type { Card } from '../card.ts';

export const card: Card = {
  id: 'graceful-degradation',
  order: 6,
  title: 'Graceful degradation',
  summary: 'Switches off what is optional and unwell, so that what users came for goes on.',
  invitation: { label: 'Lose a feature, keep the shop', preset: 'one-sick-dependency' },
};
