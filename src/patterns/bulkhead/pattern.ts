/** Bulkheads: every resource has a pool of its own, so that one that drowns takes no other down with it. */
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { BULKHEAD_CAUSES } from './causes.ts';
import { charts } from './charts.ts';
import { poolMachine } from './machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { pool: poolMachine },
  metrics,
  causes: BULKHEAD_CAUSES,
  charts,
  presets,
  breakpoints: [
    { event: 'pool.overflowed', label: 'a pool starts to reject' },
    { event: 'pool.relieved', label: 'a pool has stopped rejecting' },
    { event: 'caller.gaveUp', label: 'callers start to give up' },
    { event: 'call.rejected', label: 'a call is rejected' },
    { event: 'call.timedOut', label: 'a call times out' },
  ],
  studies,
  create: createModel,
  describe,
});
