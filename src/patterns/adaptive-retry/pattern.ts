/** Adaptive retry: learns from failures when a retry helps, and keeps its own retries from becoming the load. */
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { CALL_CAUSES } from './causes.ts';
import { charts } from './charts.ts';
import { admissionMachine, budgetMachine, strategyMachine } from './machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { strategy: strategyMachine, budget: budgetMachine, admission: admissionMachine },
  metrics,
  causes: CALL_CAUSES,
  charts,
  presets,
  breakpoints: [
    { event: 'strategy.changed', label: 'the learner changes its strategy' },
    { event: 'recovery.learned', label: 'the learner has seen an outage' },
    { event: 'admission.changed', label: 'admission opens or throttles' },
    { event: 'budget.changed', label: 'the adaptive budget changes' },
    { event: 'contender.recovered', label: 'a contender has recovered' },
    { event: 'call.decided', label: 'a failed call is decided on' },
    { event: 'call.failed', label: 'a call fails' },
  ],
  studies,
  create: createModel,
  describe,
});
