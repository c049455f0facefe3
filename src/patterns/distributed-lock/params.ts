/** Parameters of the distributed-lock page: what befalls each actor and the network, which lock, and who wants it when. */
import type { ChoiceParam, NumberParam, ParamSpecs, ParamValues } from '../params.ts';
import { CLIENTS, NODES, RESOURCE, type ClientId, type NodeId } from './actors.ts';

const QUORUM_LOCKS = ['redlock', 'replicated', 'byzantine'] as const;
const whileQuorum = { algorithm: [...QUORUM_LOCKS] } as const;
const whileReplicated = { algorithm: ['replicated'] } as const;
const whilePrimary = { algorithm: ['primary'] } as const;
const whileScripted = { workload: ['script'] } as const;

const upwards = (least: number, most: number) =>
  Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i);

/** Only for clients that are there. */
const whileClient = (number: number) =>
  number <= 2 ? {} : { appliesWhen: { clients: upwards(number, CLIENTS.length) } };

/** The first node is always there, the second not in a lock of a single node, the others where there is a quorum. */
function whileNode(number: number) {
  if (number === 1) return {};
  if (number === 2) return { appliesWhen: { algorithm: ['primary', ...QUORUM_LOCKS] } };
  return { appliesWhen: { ...whileQuorum, nodes: upwards(Math.max(3, number), NODES.length) } };
}

function perActor<Id extends string, Suffix extends string, Spec>(
  ids: readonly Id[],
  suffix: Suffix,
  specOf: (number: number) => Spec,
): Record<`${Id}${Suffix}`, Spec> {
  return Object.fromEntries(ids.map((id, i) => [`${id}${suffix}`, specOf(i + 1)])) as Record<
    `${Id}${Suffix}`,
    Spec
  >;
}

const clockRate = (who: string, when: object): NumberParam => ({
  group: 'inject',
  kind: 'factor',
  label: `${who}: clock rate`,
  help: 'How fast its clock runs: 1.1 gains six seconds a minute.',
  min: 0.5,
  max: 2,
  step: 0.01,
  default: 1,
  advanced: true,
  ...when,
});

const clockOffset = (who: string, when: object): NumberParam => ({
  group: 'inject',
  kind: 'duration',
  label: `${who}: clock jump`,
  help: 'Its wall clock is ahead of real time by this much, or behind. A change makes it jump.',
  min: -30_000,
  max: 30_000,
  step: 500,
  default: 0,
  advanced: true,
  ...when,
});

const clientState = (number: number): ChoiceParam => ({
  group: 'inject',
  kind: 'choice',
  label: `Client ${number}`,
  help: 'A paused process does not notice that time passes, and goes on where it was; a crashed one begins anew.',
  options: { running: 'runs', paused: 'paused', crashed: 'crashed' },
  default: 'running',
  ...whileClient(number),
});

const nodeState = (number: number): ChoiceParam => ({
  group: 'inject',
  kind: 'choice',
  label: `Node ${number}`,
  help: 'What a node still knows after a crash is a matter of its memory.',
  options: { up: 'up', crashed: 'crashed' },
  default: 'up',
  ...whileNode(number),
});

const nodeLies = (number: number): ChoiceParam => ({
  group: 'inject',
  kind: 'choice',
  label: `Node ${number}: lies`,
  help: 'A Byzantine node: grants to everybody, makes up huge tokens, gives all the same token, or says nothing.',
  options: {
    none: 'none',
    grantsAll: 'grants to all',
    forges: 'forges tokens',
    equivocates: 'same token to all',
    silent: 'silent',
  },
  default: 'none',
  advanced: true,
  ...whileNode(number),
});

const wantsFrom = (number: number): NumberParam => ({
  group: 'load',
  kind: 'duration',
  label: `Client ${number} wants it at`,
  help: 'When this client asks for the lock, once.',
  min: 0,
  max: 120_000,
  step: 100,
  default: (number - 1) * 3_000,
  unlimited: 'never',
  appliesWhen: number <= 2 ? whileScripted : { ...whileScripted, clients: upwards(number, CLIENTS.length) },
});

const ACTORS = [...CLIENTS, ...NODES, RESOURCE] as const;

/** Every actor as a whole, and every link in its direction that carries messages. */
const LINKS: Readonly<Record<string, string>> = Object.fromEntries([
  ...ACTORS.map((actor) => [actor, `all of ${actor}`]),
  ...ACTORS.flatMap((from) =>
    ACTORS.filter((to) => to !== from && canTalk(from, to)).map((to) => [`${from}-${to}`, `${from} → ${to}`]),
  ),
]) as Record<string, string>;

function canTalk(from: string, to: string): boolean {
  const isClient = (id: string) => id.startsWith('c');
  if (from === RESOURCE || to === RESOURCE) return isClient(from) || isClient(to);
  return !(isClient(from) && isClient(to));
}

export const params = {
  latencyMs: {
    group: 'inject',
    kind: 'duration',
    label: 'Message latency',
    help: 'The least time that a message is on its way.',
    min: 0,
    max: 5_000,
    step: 5,
    default: 20,
  },
  latencyJitterMs: {
    group: 'inject',
    kind: 'duration',
    label: 'Latency, up to more',
    help: 'Each message takes up to this much longer, so that messages overtake each other.',
    min: 0,
    max: 5_000,
    step: 5,
    default: 20,
  },
  loss: {
    group: 'inject',
    kind: 'ratio',
    label: 'Messages lost',
    help: 'Share of messages that never arrive.',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
  },
  duplication: {
    group: 'inject',
    kind: 'ratio',
    label: 'Messages doubled',
    help: 'Share of messages that arrive twice.',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
    advanced: true,
  },
  distanceMs: {
    group: 'inject',
    kind: 'duration',
    label: 'Distance',
    help: 'Clients and nodes stand in a ring, each client nearest to other nodes: more latency per node between them.',
    min: 0,
    max: 200,
    step: 5,
    default: 0,
    advanced: true,
  },
  cut: {
    group: 'inject',
    kind: 'set',
    label: 'Links cut',
    help: 'Messages do not pass these links; each direction is a link of its own.',
    options: LINKS,
    default: 'none',
    isOffered: (link, { algorithm, clients, nodes }) => {
      const most = { single: 1, primary: 2 }[String(algorithm)] ?? Number(nodes);
      const isThere = (id: string) =>
        id === RESOURCE || Number(id.slice(1)) <= (id.startsWith('c') ? Number(clients) : most);
      return link.split('-').every(isThere);
    },
  },
  ...perActor(CLIENTS, 'State', clientState),
  ...perActor(NODES, 'State', nodeState),
  resourceState: {
    group: 'inject',
    kind: 'choice',
    label: 'Resource',
    help: 'A crashed resource answers nobody.',
    options: { up: 'up', crashed: 'crashed' },
    default: 'up',
    advanced: true,
  },
  ...perActor(NODES, 'Lies', nodeLies),
  ...perActor(CLIENTS, 'ClockRate', (number) => clockRate(`Client ${number}`, whileClient(number))),
  ...perActor(CLIENTS, 'ClockOffsetMs', (number) => clockOffset(`Client ${number}`, whileClient(number))),
  ...perActor(NODES, 'ClockRate', (number) => clockRate(`Node ${number}`, whileNode(number))),
  ...perActor(NODES, 'ClockOffsetMs', (number) => clockOffset(`Node ${number}`, whileNode(number))),

  algorithm: {
    group: 'tune',
    kind: 'choice',
    label: 'Lock',
    help: 'Who grants the lock, and how many of them must agree.',
    options: {
      single: 'one node',
      primary: 'primary and replica',
      redlock: 'Redlock',
      replicated: 'replicated log',
      byzantine: 'Byzantine quorum',
    },
    default: 'single',
  },
  fencing: {
    group: 'tune',
    kind: 'choice',
    label: 'Fencing',
    help: 'Off: every write is accepted. Order: no token below the highest seen. Registered: a holder registers its token first, and no other is accepted from then on.',
    options: { off: 'off', order: 'order', registered: 'registered' },
    default: 'off',
    appliesWhen: { algorithm: ['single', 'primary', 'replicated', 'byzantine'] },
  },
  nodes: {
    group: 'tune',
    kind: 'count',
    label: 'Nodes',
    help: 'How many nodes vote.',
    min: 3,
    max: 7,
    step: 1,
    default: 5,
    appliesWhen: whileQuorum,
  },
  quorum: {
    group: 'tune',
    kind: 'count',
    label: 'Quorum',
    help: 'How many nodes must agree: by itself a majority, and ⌊(n+f)/2⌋+1 of n = 3f+1 nodes for the Byzantine quorum.',
    min: 1,
    max: NODES.length,
    step: 1,
    default: Infinity,
    unlimited: 'by itself',
    appliesWhen: whileQuorum,
    advanced: true,
  },
  ttlMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Time to live',
    help: 'How long a lease lasts, on the clock of the node that grants it.',
    min: 500,
    max: 60_000,
    step: 500,
    default: 10_000,
  },
  renewEveryMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Renewal every',
    help: 'How often a holder renews its lease; the session of a replicated lock is always kept alive, at least every third of the time to live.',
    min: 100,
    max: 30_000,
    step: 100,
    default: 3_000,
    unlimited: 'never',
  },
  retryDelayMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Retry after',
    help: 'From the start of an attempt that failed to the start of the next.',
    min: 50,
    max: 10_000,
    step: 50,
    default: 300,
  },
  retryJitterMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Retry, up to more',
    help: 'Up to this much is added, drawn anew each time: it keeps clients from splitting the vote again and again.',
    min: 0,
    max: 10_000,
    step: 50,
    default: 300,
  },
  driftAllowance: {
    group: 'tune',
    kind: 'ratio',
    label: 'Drift allowance',
    help: 'Share of the time to live by which a client stops early, because clocks run at different rates.',
    min: 0,
    max: 0.9,
    step: 0.005,
    default: 0.01,
    advanced: true,
  },
  answerTimeoutMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Answer within',
    help: 'How long a client waits for the answers to one request.',
    min: 20,
    max: 10_000,
    step: 10,
    default: 500,
    advanced: true,
  },
  selfExpiry: {
    group: 'tune',
    kind: 'flag',
    label: 'Watches its clock',
    help: 'A holder gives up when the lease is over by its own clock, as soon as it gets to look.',
    default: true,
    advanced: true,
  },
  elapsedCheck: {
    group: 'tune',
    kind: 'flag',
    label: 'Checks the time spent',
    help: 'An acquisition that took longer than the lease lasts counts as failed; one well-known library does not look.',
    default: true,
    appliesWhen: { algorithm: ['single', 'primary', 'redlock', 'byzantine'] },
    advanced: true,
  },
  compareAndDelete: {
    group: 'tune',
    kind: 'flag',
    label: 'Compare and delete',
    help: 'A release deletes only what its sender still holds; else it deletes whatever is there.',
    default: true,
    appliesWhen: { algorithm: ['single', 'primary', 'redlock', 'byzantine'] },
    advanced: true,
  },
  nodeMemory: {
    group: 'tune',
    kind: 'choice',
    label: 'Nodes remember',
    help: 'What survives the crash of a node: nothing, the token counter only, or everything.',
    options: { none: 'nothing', counter: 'the counter', all: 'everything' },
    default: 'all',
    advanced: true,
  },
  delayedRestart: {
    group: 'tune',
    kind: 'flag',
    label: 'Delayed restart',
    help: 'A restarted node answers only when every lease it may have forgotten is over.',
    default: false,
    advanced: true,
  },
  leaseClock: {
    group: 'tune',
    kind: 'choice',
    label: 'Leases are timed by',
    help: 'The wall clock may jump, a steady one not. As built: Redis reads the wall clock, etcd and ZooKeeper a steady one.',
    options: { asBuilt: 'as built', wall: 'wall clock', monotonic: 'steady clock' },
    default: 'asBuilt',
    advanced: true,
  },
  clientMemory: {
    group: 'tune',
    kind: 'flag',
    label: 'Clients remember',
    help: 'A client that held the lock when it crashed goes on as the holder after its restart.',
    default: false,
    advanced: true,
  },
  resourceMemory: {
    group: 'tune',
    kind: 'flag',
    label: 'Resource remembers',
    help: 'The highest token that the resource has seen survives its crash.',
    default: true,
    appliesWhen: { fencing: ['order', 'registered'] },
    advanced: true,
  },
  replicationDelayMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Replication delay',
    help: 'How long the primary takes before it tells its replica what has changed.',
    min: 0,
    max: 5_000,
    step: 50,
    default: 100,
    appliesWhen: whilePrimary,
  },
  failoverMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Failover after',
    help: 'How long the primary must be down before its replica takes its place.',
    min: 100,
    max: 30_000,
    step: 100,
    default: 500,
    appliesWhen: whilePrimary,
  },
  electionMs: {
    group: 'tune',
    kind: 'duration',
    label: 'Election after',
    help: 'How long the leader must be gone, or cut off from a majority, before another one is elected.',
    min: 100,
    max: 30_000,
    step: 100,
    default: 1_500,
    appliesWhen: whileReplicated,
  },
  guid: {
    group: 'tune',
    kind: 'flag',
    label: 'Entries carry a GUID',
    help: 'A client that repeats a request whose answer was lost finds the entry that it has made already.',
    default: true,
    appliesWhen: whileReplicated,
    advanced: true,
  },

  clients: {
    group: 'load',
    kind: 'count',
    label: 'Clients',
    help: 'How many want the lock.',
    min: 2,
    max: CLIENTS.length,
    step: 1,
    default: 3,
  },
  workload: {
    group: 'load',
    kind: 'choice',
    label: 'Work',
    help: 'Again and again at random, or once per client at a given time.',
    options: { random: 'at random', script: 'by script' },
    default: 'random',
  },
  restMs: {
    group: 'load',
    kind: 'duration',
    label: 'Rest between',
    help: 'Mean time from the end of a client’s work to when it wants the lock again.',
    min: 100,
    max: 60_000,
    step: 100,
    default: 5_000,
    appliesWhen: { workload: ['random'] },
  },
  sectionMs: {
    group: 'load',
    kind: 'duration',
    label: 'Critical section',
    help: 'How long a holder works; its last write comes at the end.',
    min: 10,
    max: 60_000,
    step: 10,
    default: 2_000,
  },
  writes: {
    group: 'load',
    kind: 'count',
    label: 'Writes',
    help: 'How many writes a critical section makes, at equal distances.',
    min: 1,
    max: 10,
    step: 1,
    default: 2,
  },
  patienceMs: {
    group: 'load',
    kind: 'duration',
    label: 'Patience',
    help: 'How long a client waits for the lock before it gives up.',
    min: 100,
    max: 120_000,
    step: 100,
    default: Infinity,
    unlimited: 'endless',
    advanced: true,
  },
  ...perActor(CLIENTS, 'FromMs', wantsFrom),
} as const satisfies ParamSpecs;

export type LockParams = ParamValues<typeof params>;

export type ClientParam = 'State' | 'ClockRate' | 'ClockOffsetMs' | 'FromMs';
export type NodeParam = 'State' | 'Lies' | 'ClockRate' | 'ClockOffsetMs';

export const clientParam = <Suffix extends ClientParam>(
  id: ClientId,
  suffix: Suffix,
): `${ClientId}${Suffix}` => `${id}${suffix}`;

export const nodeParam = <Suffix extends NodeParam>(id: NodeId, suffix: Suffix): `${NodeId}${Suffix}` =>
  `${id}${suffix}`;
