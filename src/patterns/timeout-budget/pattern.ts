/** Timeout budgets: one deadline for the whole operation, from which every call gets its share. */
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { OPERATION_CAUSES } from './causes.ts';
import { charts } from './charts.ts';
import { operationMachine } from './machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { operation: operationMachine },
  metrics,
  causes: OPERATION_CAUSES,
  charts,
  presets,
  breakpoints: [
    { event: 'operation.failed', label: 'the watched operation fails' },
    { event: 'operation.refused', label: 'the watched operation is refused' },
    { event: 'operation.overran', label: 'the watched operation exceeds its budget' },
    { event: 'call.timedOut', label: 'a user gives up' },
    { event: 'waste.rose', label: 'much of the work is for nobody' },
  ],
  studies,
  create: createModel,
  describe,
});
