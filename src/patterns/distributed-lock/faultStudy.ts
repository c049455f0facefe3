/** Which design survives which fault: the table of the challenge, from random schedules of each kind of fault. */
import { exactly, meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatNumber } from '../../sim/format.ts';
import type { Measuring, Study, StudyFigures, StudyRow, StudyVerdict } from '../study.ts';
import {
  BUSY,
  hasTwoLeases,
  isStalled,
  isUnsafe,
  runSchedule,
  seedOfTrial,
  stallsColumn,
  twoLeasesColumn,
} from './batch.ts';
import { changesIn, drawSchedule, FAULT_KINDS, FAULTS, type FaultKind } from './faults.ts';
import type { LockParams } from './params.ts';

interface Design {
  readonly id: string;
  readonly label: string;
  readonly set: Partial<LockParams>;
}

const DESIGNS: readonly Design[] = [
  {
    id: 'blind',
    label: 'One node, a client that does not watch its clock',
    set: { algorithm: 'single', selfExpiry: false },
  },
  { id: 'single', label: 'One node', set: { algorithm: 'single' } },
  { id: 'ordered', label: 'One node, fenced by order', set: { algorithm: 'single', fencing: 'order' } },
  {
    id: 'registered',
    label: 'One node, tokens registered',
    set: { algorithm: 'single', fencing: 'registered' },
  },
  {
    id: 'primary',
    label: 'Primary and a replica 1.5 s behind',
    set: { algorithm: 'primary', replicationDelayMs: 1_500, failoverMs: 300 },
  },
  { id: 'redlock', label: 'Redlock of five', set: { algorithm: 'redlock' } },
  { id: 'replicated', label: 'Replicated log of five', set: { algorithm: 'replicated' } },
  {
    id: 'replicated-registered',
    label: 'Replicated log, tokens registered',
    set: { algorithm: 'replicated', fencing: 'registered' },
  },
  {
    id: 'byzantine',
    label: 'Byzantine quorum of four',
    set: { algorithm: 'byzantine', nodes: 4 },
  },
  {
    id: 'byzantine-registered',
    label: 'Byzantine quorum, tokens registered',
    set: { algorithm: 'byzantine', nodes: 4, fencing: 'registered' },
  },
];

const rowId = (design: Design, kind: FaultKind) => `${design.id}-${kind.toLowerCase()}`;

const kinds = new Map<string, FaultKind>(
  DESIGNS.flatMap((design) => FAULT_KINDS.map((kind) => [rowId(design, kind), kind] as const)),
);
/** Under a person's own settings everything may happen. */
const kindOf = (row: string | undefined): FaultKind | 'any' => kinds.get(row ?? '') ?? 'any';

const rows: readonly StudyRow<LockParams>[] = DESIGNS.flatMap((design) =>
  FAULT_KINDS.map((kind) => ({
    id: rowId(design, kind),
    label: FAULTS[kind],
    group: design.label,
    set: design.set,
  })),
);

function measure({ row, params, seed, trials, confidence }: Measuring<LockParams>): StudyFigures {
  const kind = kindOf(row);
  let [unsafe, twoLeases, stalls] = [0, 0, 0];
  const stale: number[] = [];
  let shortest: { readonly seed: number; readonly changes: number } | null = null;
  for (let trial = 0; trial < trials; trial += 1) {
    const of = seedOfTrial(seed, trial);
    const schedule = drawSchedule(kind, of, params);
    const summary = runSchedule(schedule, of);
    stale.push(Number(summary['staleWrites']));
    twoLeases += Number(hasTwoLeases(summary));
    stalls += Number(isStalled(summary));
    if (!isUnsafe(summary)) continue;
    unsafe += 1;
    const changes = changesIn(schedule);
    if (!shortest || changes < shortest.changes) shortest = { seed: of, changes };
  }
  return {
    unsafe: shareEstimate(unsafe, trials, confidence),
    twoLeases: shareEstimate(twoLeases, trials, confidence),
    stalls: shareEstimate(stalls, trials, confidence),
    stale: meanEstimate(stale, confidence),
    changes: exactly(shortest?.changes ?? null),
    example: exactly(shortest?.seed ?? null),
  };
}

type Verdict = 'unsafe' | 'stalls' | 'safe';

function verdictOf(figures: StudyFigures | undefined): Verdict | null {
  const [unsafe, stalls] = [figures?.['unsafe']?.value, figures?.['stalls']?.value];
  if (typeof unsafe !== 'number' || typeof stalls !== 'number') return null;
  if (unsafe > 0) return 'unsafe';
  return stalls > 0 ? 'stalls' : 'safe';
}

/** “Safe” is said once no more than this share of schedules can be unsafe or stall, by the interval: from some 800 on. */
const SAFE_BELOW = 0.005;

function wordOf(figures: StudyFigures): StudyVerdict | null {
  const verdict = verdictOf(figures);
  if (verdict === null) return null;
  if (verdict === 'unsafe') return { word: 'unsafe', tone: 'bad' };
  if (verdict === 'stalls') return { word: 'stalls', tone: 'warning' };
  const mostLikely = Math.max(...[figures['unsafe'], figures['stalls']].map((one) => one?.high ?? 1));
  return mostLikely <= SAFE_BELOW ? { word: 'safe', tone: 'good' } : { word: 'not seen', tone: 'open' };
}

/** What breaks each design, and how: late writes alone are for a fence to keep out. The rest of the faults it bore. */
function findings(figures: Readonly<Record<string, StudyFigures>>): readonly string[] {
  return DESIGNS.flatMap((design) => {
    const under = (verdict: Verdict) =>
      FAULT_KINDS.filter((kind) => verdictOf(figures[rowId(design, kind)]) === verdict);
    const isTwice = (kind: FaultKind) => Number(figures[rowId(design, kind)]?.['twoLeases']?.value) > 0;
    const [unsafe, stalls, safe] = [under('unsafe'), under('stalls'), under('safe')];
    if (unsafe.length + stalls.length + safe.length === 0) return [];
    const [twice, late] = [unsafe.filter(isTwice), unsafe.filter((kind) => !isTwice(kind))];
    const parts = [
      ...say('unsafe with two leases at once', twice),
      ...say('unsafe by late writes alone', late),
      ...say('stalls', stalls),
    ];
    return [`${design.label}: ${parts.join('; ') || 'safe and alive in every schedule that was drawn'}.`];
  });
}

function say(what: string, under: readonly FaultKind[]): readonly string[] {
  if (under.length === 0) return [];
  const when = under.map((kind) => (kind === 'none' ? 'nothing happens' : FAULTS[kind]));
  return [`${what} when ${when.join(', ')}`];
}

export const faultStudy: Study<LockParams> = {
  id: 'faults',
  title: 'Which design survives which fault?',
  question:
    'Each run draws up to three faults of one kind, all over after 9 s of 21 s. Clients of locks with several nodes are out of reach of a few of them meanwhile. Unsafe: a write was accepted that mixed with those of another holder, or came from one that no longer was. Stalls: nobody got the free lock, although nothing was disturbed any more.',
  trialsOf: 'schedules',
  columns: {
    unsafe: {
      label: 'unsafe',
      unit: 'share',
      help: 'Share of schedules in which writes of two holders mixed, or a former holder wrote.',
    },
    twoLeases: twoLeasesColumn,
    stalls: stallsColumn,
    stale: {
      label: 'stale writes',
      unit: 'count',
      help: 'Mean number of accepted writes of former holders.',
    },
    changes: {
      label: 'shortest',
      unit: 'count',
      help: 'How many changes the shortest unsafe schedule makes.',
    },
    example: {
      label: 'its seed',
      unit: 'count',
      help: 'The seed of the shortest unsafe schedule, to which the link of the row leads.',
    },
  },
  rows,
  conditions: BUSY,
  trials: [6, 200, 2_000],
  checkedTrials: 3,
  measure,
  verdictOf: wordOf,
  exampleOf({ row, params }, figures) {
    const seed = figures['example']?.value;
    if (typeof seed !== 'number') return null;
    const { params: set, ...schedule } = drawSchedule(kindOf(row), seed, params);
    return { set, seed, ...schedule };
  },
  findings(figures) {
    const measured = Object.values(figures).filter((row) => verdictOf(row) !== null);
    if (measured.length === 0) return [];
    const unsafe = measured.filter((row) => verdictOf(row) === 'unsafe').length;
    return [
      `Of ${formatNumber(measured.length)} rows ${formatNumber(unsafe)} are unsafe; each of them opens its shortest schedule.`,
      ...findings(figures),
    ];
  },
};
