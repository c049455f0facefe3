/** How many liars a Byzantine quorum bears: n nodes of which f lie, each in its own way. */
import { shareEstimate } from '../../sim/estimate.ts';
import type { Study, StudyRow } from '../study.ts';
import {
  BUSY,
  hasTwoLeases,
  isStalled,
  runSchedule,
  seedOfTrial,
  stallsColumn,
  twoLeasesColumn,
} from './batch.ts';
import { drawSchedule } from './faults.ts';
import { NODES } from './actors.ts';
import { nodeParam, type LockParams } from './params.ts';
import { nodesOf, quorumOf } from './rules.ts';

const MOST_LIARS = 3;

const rowId = (nodes: number, liars: number) => `n${nodes}-f${liars}`;

const rows: readonly StudyRow<LockParams>[] = [4, 5, 6, 7].flatMap((nodes) =>
  Array.from({ length: MOST_LIARS + 1 }, (_, liars) => ({
    id: rowId(nodes, liars),
    label: `${liars} ${liars === 1 ? 'liar' : 'liars'}${3 * liars < nodes ? '' : ', a third or more'}`,
    group: `${nodes} nodes`,
    set: {
      nodes,
      ...Object.fromEntries(NODES.slice(0, liars).map((id) => [nodeParam(id, 'Lies'), 'grantsAll'])),
    },
  })),
);

const liarsIn = (params: LockParams) =>
  nodesOf(params).filter((id) => params[nodeParam(id, 'Lies')] !== 'none').length;

const honest = Object.fromEntries(NODES.map((id) => [nodeParam(id, 'Lies'), 'none']));

export const byzantineStudy: Study<LockParams> = {
  id: 'byzantine',
  title: 'How many liars does a Byzantine quorum bear?',
  question:
    'Of n nodes f lie: they grant to everybody, forge tokens, give all the same one, or say nothing, as drawn for each run. For 9 s each client is out of reach of a few nodes. The quorum is ⌊(n+f)/2⌋+1 for the most liars that n nodes are meant to bear, fewer than a third.',
  trialsOf: 'schedules',
  columns: {
    unsafe: twoLeasesColumn,
    stalls: stallsColumn,
    broken: {
      label: 'either',
      unit: 'share',
      help: 'Share of schedules in which the lock was unsafe or stalled.',
    },
  },
  rows,
  conditions: { ...BUSY, algorithm: 'byzantine' },
  trials: [20, 200, 2_000],
  checkedTrials: 40,
  measure({ params, seed, trials, confidence }) {
    const liars = liarsIn(params);
    let [unsafe, stalls, broken] = [0, 0, 0];
    for (let trial = 0; trial < trials; trial += 1) {
      const of = seedOfTrial(seed, trial);
      const summary = runSchedule(drawSchedule('liar', of, { ...params, ...honest }, liars), of);
      const [isTwo, isStill] = [hasTwoLeases(summary), isStalled(summary)];
      unsafe += Number(isTwo);
      stalls += Number(isStill);
      broken += Number(isTwo || isStill);
    }
    // What is proved supposes the quorum that goes with the number of nodes, and honest clocks and memories.
    const isProved = isSound(params) && 3 * liars < params.nodes;
    const zero = isProved ? ([0] as const) : ([] as const);
    return {
      unsafe: shareEstimate(unsafe, trials, confidence, ...zero),
      stalls: shareEstimate(stalls, trials, confidence, ...zero),
      broken: shareEstimate(broken, trials, confidence, ...zero),
    };
  },
  findings(figures) {
    const known = rows.flatMap(({ id }) => {
      const broken = figures[id]?.['broken']?.value;
      return typeof broken === 'number' ? [{ id, isBroken: broken > 0 }] : [];
    });
    const below = known.filter(({ id }) => isBelow(id));
    const above = known.filter(({ id }) => !isBelow(id));
    return [
      ...say('fewer liars than a third', below, 'unsafe or stuck'),
      ...say('a third or more', above, 'unsafe or stuck'),
    ];
  },
};

/** Whether fewer than a third of the row's nodes lie. */
function isBelow(id: string): boolean {
  const [nodes = 0, liars = 0] = id.match(/\d+/g)?.map(Number) ?? [];
  return 3 * liars < nodes;
}

function say(who: string, known: readonly { readonly isBroken: boolean }[], what: string): readonly string[] {
  if (known.length === 0) return [];
  const broken = known.filter(({ isBroken }) => isBroken).length;
  return [`With ${who}, ${broken} of ${known.length} rows were ever ${what}.`];
}

/** Whether nothing but the liars is wrong about these settings. */
function isSound(params: LockParams): boolean {
  const { algorithm, nodes, quorum, nodeMemory, loss, driftAllowance, leaseClock } = params;
  const isPlain = quorum === Infinity || quorum === quorumOf({ ...params, quorum: Infinity });
  const isCalm = loss === 0 && nodeMemory === 'all' && leaseClock === 'asBuilt' && driftAllowance > 0;
  const isBusy = Object.entries(BUSY).every(([id, value]) => params[id as keyof typeof BUSY] === value);
  return algorithm === 'byzantine' && nodes >= 4 && isPlain && isCalm && isBusy;
}
