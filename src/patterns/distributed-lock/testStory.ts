/** A story as the model would tell it, for tests of the diagram: the paused holder (L1) without a fence, and how it looks at any instant. */
import type { Lamp, Lease, LockView, Message, Trouble, Violation, Write } from './picture.ts';

const LATENCY_MS = 200;

interface Story extends Omit<LockView, 'nowMs' | 'lamps' | 'states' | 'clockErrorsMs'> {}

function message(
  id: number,
  [from, to]: readonly [string, string],
  sentMs: number,
  tone: Message['tone'],
  words: string,
  fate: Message['fate'] = 'delivered',
): Message {
  return {
    id,
    from,
    to,
    sentMs,
    endsMs: sentMs + LATENCY_MS,
    fate,
    tone,
    words,
    content: { key: 'printer' },
  };
}

const messages: readonly Message[] = [
  message(1, ['c1', 'n1'], 0, 'request', 'acquire'),
  message(2, ['n1', 'c1'], 200, 'grant', 'granted #33'),
  message(3, ['c2', 'n1'], 3_000, 'request', 'acquire'),
  message(4, ['n1', 'c2'], 3_200, 'refusal', 'refused: held by c1'),
  message(5, ['c2', 'n1'], 7_000, 'request', 'acquire', 'lost'),
  message(6, ['c2', 'n1'], 10_800, 'request', 'acquire'),
  message(7, ['n1', 'c2'], 11_000, 'grant', 'granted #34'),
  message(8, ['c2', 'resource'], 12_000, 'write', 'write #34'),
  message(9, ['c1', 'resource'], 15_000, 'write', 'write #33'),
];

const leases: readonly Lease[] = [
  { actor: 'n1', holder: 'c1', token: 33, fromMs: 200, untilMs: 10_200, isOpen: false, side: 'node' },
  { actor: 'c1', holder: 'c1', token: 33, fromMs: 400, untilMs: 15_000, isOpen: false, side: 'holder' },
  { actor: 'n1', holder: 'c2', token: 34, fromMs: 11_000, untilMs: 21_000, isOpen: false, side: 'node' },
  { actor: 'c2', holder: 'c2', token: 34, fromMs: 11_200, untilMs: 20_800, isOpen: false, side: 'holder' },
];

const troubles: readonly Trouble[] = [
  { actor: 'c1', kind: 'paused', fromMs: 1_000, untilMs: 15_000, words: 'paused (GC)' },
];

const writes: readonly Write[] = [
  { atMs: 12_200, client: 'c2', token: 34, isAccepted: true, words: 'c2 writes with #34: accepted' },
  {
    atMs: 15_200,
    client: 'c1',
    token: 33,
    isAccepted: true,
    words: 'c1 writes with #33: accepted, no fence',
  },
];

const violations: readonly Violation[] = [
  {
    atMs: 15_200,
    invariant: 'I1',
    actors: ['c1', 'c2', 'resource'],
    words: 'c1 wrote with #33 while c2 held the lock with #34: two holders wrote.',
  },
];

export const pausedHolder: Story = {
  actors: [
    { id: 'c1', role: 'client', label: 'Client 1' },
    { id: 'c2', role: 'client', label: 'Client 2' },
    { id: 'n1', role: 'node', label: 'Node 1' },
    { id: 'resource', role: 'resource', label: 'Resource' },
  ],
  messages,
  leases,
  troubles,
  partitions: [],
  writes,
  violations,
};

function lampsOf(seen: readonly Violation[]): readonly Lamp[] {
  return ['I1', 'I2'].map((invariant) => {
    const mine = seen.filter((violation) => violation.invariant === invariant);
    return {
      invariant,
      title: invariant === 'I1' ? 'One at a time' : 'Tokens in order',
      help: 'No two holders write during the same critical section.',
      firstViolation: mine[0] ?? null,
      violations: mine.length,
    };
  });
}

/** The story as it stands at that instant. */
export function viewAt(nowMs: number, story: Story = pausedHolder): LockView {
  const begun = <T extends { readonly fromMs: number }>(items: readonly T[]) =>
    items.filter(({ fromMs }) => fromMs <= nowMs);
  const happened = <T extends { readonly atMs: number }>(items: readonly T[]) =>
    items.filter(({ atMs }) => atMs <= nowMs);
  const lasting = <T extends { readonly untilMs: number | null }>(item: T): T =>
    item.untilMs !== null && item.untilMs > nowMs ? { ...item, untilMs: null } : item;
  const seen = happened(story.violations);
  return {
    nowMs,
    actors: story.actors,
    messages: story.messages.filter(({ sentMs }) => sentMs <= nowMs),
    leases: begun(story.leases).map((lease) => ({ ...lease, isOpen: lease.untilMs > nowMs })),
    troubles: begun(story.troubles).map(lasting),
    partitions: begun(story.partitions).map(lasting),
    writes: happened(story.writes),
    violations: seen,
    lamps: lampsOf(seen),
    states: { c1: 'holding', c2: 'idle', n1: 'held', resource: 'open' },
    clockErrorsMs: { c1: 0, c2: 120, n1: -11_000 },
  };
}
