/** Retry with backoff: try again what may work the next time, without making it worse for everybody else. */
import { SERVER_CAUSES, THROTTLE_CAUSES } from '../../sim/server.ts';
import { TIMEOUT_CAUSES } from '../../sim/timeout.ts';
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { charts } from './charts.ts';
import { callMachine } from './machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { RETRY_CAUSES } from './policy.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { call: callMachine },
  metrics,
  causes: { ...SERVER_CAUSES, ...THROTTLE_CAUSES, ...TIMEOUT_CAUSES, ...RETRY_CAUSES },
  charts,
  presets,
  breakpoints: [
    { event: 'call.retried', label: 'a call is retried' },
    { event: 'herd.arrived', label: 'a herd arrives' },
    { event: 'storm.began', label: 'retries outnumber calls' },
    { event: 'budget.spent', label: 'the retry budget is spent' },
    { event: 'call.rejected', label: 'the budget rejects a retry' },
    { event: 'call.failed', label: 'a call fails' },
  ],
  studies,
  create: createModel,
  describe,
});
