/** A distributed lock: which design survives which fault, and why. */
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { LOCK_CAUSES } from './causes.ts';
import { charts } from './charts.ts';
import { clientMachine } from './clientMachine.ts';
import { INVARIANT_IDS, INVARIANTS } from './invariants.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { gateMachine, nodeMachine } from './nodeMachine.ts';
import { params } from './params.ts';
import { presets } from './presets.ts';
import { searchHints } from './search.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { client: clientMachine, node: nodeMachine, resource: gateMachine },
  metrics,
  causes: LOCK_CAUSES,
  charts,
  presets,
  breakpoints: [
    ...INVARIANT_IDS.map((id) => ({ event: INVARIANTS[id].event, label: INVARIANTS[id].breakpoint })),
    { event: 'lock.acquired', label: 'a client gets the lock' },
    { event: 'lock.lost', label: 'a holder loses the lock' },
    { event: 'write.rejected', label: 'a write is rejected' },
  ],
  search: searchHints,
  studies,
  create: createModel,
  describe,
});
