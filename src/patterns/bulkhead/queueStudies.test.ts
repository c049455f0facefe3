/** Laws for which there is no formula, against the reference's own bulkhead simulated independently of this project. */
import { expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { params } from './params.ts';
import { queueStudies } from './queueStudies.ts';

/** Of the quoted figures, which were simulated too. */
const QUOTED_TO = 0.002;

it.each([
  ['database-fixed-8', 0.0178],
  ['database-fixed-10', 0.0798],
  ['database-fixed-20', 0.4992],
  ['api-as-written-1', 0.0056],
  ['api-as-written-2', 0.069],
  ['api-as-written-3', 0.2033],
])('with its queue, %s rejects a share of %d', (rowId, quoted) => {
  const study = queueStudies.find(({ id }) => id === 'queue');
  const row = study?.rows.find(({ id }) => id === rowId);
  const set = { ...defaultParams(params), ...study?.conditions, ...row?.set };
  const rejected = study?.measure({ params: set, seed: 3, trials: 25, confidence: 0.999 })['rejected'];
  expect(rejected?.predicted).toBeUndefined();
  expect(rejected?.low).toBeLessThanOrEqual(quoted + QUOTED_TO);
  expect(rejected?.high).toBeGreaterThanOrEqual(quoted - QUOTED_TO);
});
