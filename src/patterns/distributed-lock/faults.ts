/** Random schedules of faults of one kind: each fault comes and goes, and all are over well before the run is. */
import { createRandom } from '../../sim/random.ts';
import { setOf } from '../params.ts';
import type { ClientId, NodeId } from './actors.ts';
import { clientParam, nodeParam, params as specs, type LockParams } from './params.ts';
import { clientsOf, liarsBorne, nodesOf, quorumOf } from './rules.ts';
import type { Schedule } from './schedules.ts';

export const FAULTS = {
  none: 'nothing',
  pause: 'clients pause',
  clientCrash: 'clients crash',
  nodeCrash: 'nodes crash',
  amnesia: 'nodes crash and forget',
  partition: 'links are cut',
  clockJump: 'clocks jump',
  drift: 'clocks drift while links are cut',
  delay: 'messages are lost and late',
  liar: 'one node lies',
} as const;

export type FaultKind = keyof typeof FAULTS;
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

const DURATION_MS = 21_000;
const FIRST_MS = 500;
const LAST_START_MS = 5_000;
const SHORTEST_MS = 100;
const LONGEST_MS = 4_000;
/** By then everything is over. */
const CALM_FROM_MS = LAST_START_MS + LONGEST_MS;
const MOST_FAULTS = 3;
const LIES = ['grantsAll', 'forges', 'equivocates', 'silent'] as const;

type Change = Partial<LockParams>;
interface Fault {
  readonly on: Change;
  readonly off: Change;
}

/** How many nodes a lock is meant to lose at once. */
function spare(params: LockParams): number {
  const { algorithm, nodes } = params;
  if (algorithm === 'single' || algorithm === 'primary') return 1;
  return algorithm === 'byzantine' ? liarsBorne(nodes) : Math.floor((nodes - 1) / 2);
}

/** `liars`: how many nodes lie, where it is liars that are drawn. */
export function drawSchedule(kind: FaultKind | 'any', seed: number, params: LockParams, liars = 1): Schedule {
  const draws = createRandom(seed).stream('faults');
  const draw = draws.next;
  const whole = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const clients = clientsOf(params);
  const nodes = nodesOf(params);
  /** The same few nodes throughout: faults may come at the same time. */
  const shift = whole(0, nodes.length - 1);
  const victims = Array.from(
    { length: spare(params) },
    (_, i) => nodes[(shift + i) % nodes.length] as NodeId,
  );

  /** Short ones are as likely as long ones: many things happen only if all is over soon. */
  const lengthMs = () => Math.round(SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** draw());

  /** Each client is out of reach of a few nodes: quorums overlap in as few nodes as they may. */
  function drawReach(): string {
    return setOf(
      specs.cut,
      clients.flatMap((client) => {
        const from = whole(0, nodes.length - 1);
        return Array.from(
          { length: whole(0, nodes.length - quorumOf(params)) },
          (_, i) => `${client}-${nodes[(from + i) % nodes.length] as NodeId}`,
        );
      }),
    );
  }
  /** The service is out of its reach, the resource is not. */
  const cutOff = (client: ClientId) =>
    setOf(
      specs.cut,
      nodes.flatMap((node) => [`${client}-${node}`, `${node}-${client}`]),
    );
  function drawCut(): string {
    const shape = draw();
    if (shape < 0.15) return setOf(specs.cut, [oneOf(victims)]);
    if (shape < 0.35 && nodes.length > 1) {
      // Split from the other nodes only: clients still reach both sides.
      const others = nodes.filter((node) => !victims.includes(node));
      return setOf(
        specs.cut,
        victims.flatMap((victim) => others.flatMap((node) => [`${victim}-${node}`, `${node}-${victim}`])),
      );
    }
    if (shape < 0.6) {
      return cutOff(oneOf(clients));
    }
    const links = Object.keys(specs.cut.options).filter((link) =>
      link.split('-').every((id) => clients.some((c) => c === id) || nodes.some((n) => n === id)),
    );
    return setOf(
      specs.cut,
      Array.from({ length: whole(1, 6) }, () => oneOf(links)),
    );
  }
  function drawFault(of: FaultKind | 'any'): Fault {
    const client = oneOf(clients);
    const node = oneOf(victims);
    const hitsClient = draw() < 0.5;
    switch (of) {
      case 'any':
        return drawFault(oneOf(FAULT_KINDS.filter((other) => other !== 'none' && other !== 'liar')));
      case 'pause':
        return {
          on: { [clientParam(client, 'State')]: 'paused' },
          off: { [clientParam(client, 'State')]: 'running' },
        };
      case 'clientCrash':
        return {
          on: { [clientParam(client, 'State')]: 'crashed' },
          off: { [clientParam(client, 'State')]: 'running' },
        };
      case 'nodeCrash':
      case 'amnesia':
        return {
          on: {
            [nodeParam(node, 'State')]: 'crashed',
            nodeMemory: of === 'amnesia' ? 'none' : params.nodeMemory,
          },
          off: { [nodeParam(node, 'State')]: 'up' },
        };
      case 'partition':
        return { on: { cut: drawCut() }, off: { cut: 'none' } };
      case 'clockJump': {
        const id = hitsClient ? clientParam(client, 'ClockOffsetMs') : nodeParam(node, 'ClockOffsetMs');
        return { on: { [id]: whole(-10, 10) * 1_000 }, off: { [id]: 0 } };
      }
      case 'drift': {
        const id = hitsClient ? clientParam(client, 'ClockRate') : nodeParam(node, 'ClockRate');
        // Only a lease that is not renewed in time is used to its end.
        return { on: { [id]: whole(60, 160) / 100, cut: cutOff(client) }, off: { [id]: 1, cut: 'none' } };
      }
      case 'delay':
        return {
          on: { loss: whole(0, 40) / 100, latencyJitterMs: whole(1, 80) * 50 },
          off: { loss: params.loss, latencyJitterMs: params.latencyJitterMs },
        };
      case 'none':
      case 'liar':
        return { on: {}, off: {} };
    }
  }

  if (kind === 'none') return { durationMs: DURATION_MS, params, interventions: [] };
  const lies = Object.fromEntries(
    Array.from({ length: kind === 'liar' ? liars : 0 }, (_, i) => [
      nodeParam(nodes[(shift + i) % nodes.length] as NodeId, 'Lies'),
      oneOf(LIES),
    ]),
  );
  const faults = Array.from({ length: whole(1, MOST_FAULTS) }, () => {
    const { on, off } = drawFault(kind);
    const fromMs = whole(FIRST_MS, LAST_START_MS);
    return [
      { atMs: fromMs, set: on },
      { atMs: fromMs + (kind === 'drift' ? LONGEST_MS : lengthMs()), set: off },
    ];
  });
  const isFarFromSome = nodes.length > 2 && kind !== 'partition';
  const reach = isFarFromSome ? { cut: drawReach() } : {};
  const heal = isFarFromSome ? [{ atMs: CALM_FROM_MS, set: { cut: 'none' } }] : [];
  const changes = kind === 'liar' ? [] : faults.flat();
  return {
    durationMs: DURATION_MS,
    params: { ...params, ...lies, ...reach },
    interventions: [...changes, ...heal].toSorted((a, b) => a.atMs - b.atMs),
  };
}

/** How many changes a timeline makes. */
export const changesIn = ({ interventions }: Schedule): number =>
  interventions.reduce((sum, { set }) => sum + Object.keys(set).length, 0);
