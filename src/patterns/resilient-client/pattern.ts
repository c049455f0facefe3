/** Chaos and the resilient client: a page that stays up while the services behind it are disturbed on purpose. */
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { charts } from './charts.ts';
import { pageMachine } from './machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { PAGE_CAUSES } from './policy.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { page: pageMachine },
  metrics,
  causes: PAGE_CAUSES,
  charts,
  presets,
  breakpoints: [
    { event: 'page.failed', label: 'the watched page fails' },
    { event: 'page.partial', label: 'the watched page comes up in part' },
    { event: 'cache.poisoned', label: 'the cache is poisoned' },
    { event: 'breaker.opened', label: 'a service’s breaker opens' },
    { event: 'call.disturbed', label: 'chaos disturbs a call' },
    { event: 'call.failed', label: 'a page fails' },
  ],
  studies,
  create: createModel,
  describe,
});
