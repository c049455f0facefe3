/** The circuit breaker: stop calling what is failing, and find out carefully when it is well again. */
import { SERVER_CAUSES } from '../../sim/server.ts';
import { TIMEOUT_CAUSES } from '../../sim/timeout.ts';
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { charts } from './charts.ts';
import { breakerMachine } from '../../sim/breaker/machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { BREAKER_CAUSES } from '../../sim/breaker/policy.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { breaker: breakerMachine },
  metrics,
  causes: { ...SERVER_CAUSES, ...TIMEOUT_CAUSES, ...BREAKER_CAUSES },
  charts,
  presets,
  breakpoints: [
    { event: 'breaker.opened', label: 'the breaker opens' },
    { event: 'breaker.halfOpened', label: 'the breaker goes half-open' },
    { event: 'breaker.closed', label: 'the breaker closes' },
    { event: 'call.rejected', label: 'a call is rejected' },
    { event: 'call.timedOut', label: 'a call times out' },
  ],
  studies,
  create: createModel,
  describe,
});
