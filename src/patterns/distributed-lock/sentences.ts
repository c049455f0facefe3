/** What just happened to the lock and why, in plain words. */
import { formatDuration } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';
import { INVARIANT_IDS, INVARIANTS } from './invariants.ts';
import { whyRejected } from './rules.ts';

const VIOLATIONS: ReadonlySet<string> = new Set(INVARIANT_IDS.map((id) => INVARIANTS[id].event));

const client = ({ subject }: TraceEvent) => `Client ${subject + 1}`;
const node = ({ subject }: TraceEvent) => `Node ${subject + 1}`;
const token = ({ data }: TraceEvent) =>
  data['token'] === null || data['token'] === undefined ? '' : ` with token #${String(data['token'])}`;

function whyRefused({ data }: TraceEvent): string {
  switch (data['reason']) {
    case 'held':
      return data['holder'] === null
        ? 'too many nodes refused'
        : `${String(data['holder'])} holds it, as far as the service knows`;
    case 'tooLate':
      return 'the answers came when the lease was already over';
    case 'notRegistered':
      return 'the resource has seen a newer token';
    default:
      return 'too few answers came in time';
  }
}

function whyLost({ data }: TraceEvent): string {
  switch (data['reason']) {
    case 'expired':
      return 'by its own clock the lease is over, and it stops working';
    case 'refused':
      return 'the service did not prolong the lease, and it stops working';
    default:
      return 'the resource rejected its token, and it stops working';
  }
}

export function describe(event: TraceEvent): string | null {
  const { type, data } = event;
  if (VIOLATIONS.has(type)) return String(data['words']);
  switch (type) {
    case 'lock.acquired':
      return `${client(event)} has the lock${token(event)} and begins its critical section.`;
    case 'lock.refused':
      return `${client(event)} did not get the lock: ${whyRefused(event)}.`;
    case 'lock.queued':
      return `${client(event)} stands in the queue with entry #${String(data['revision'])}.`;
    case 'lock.released':
      return `${client(event)} has done its work and gives the lock back.`;
    case 'lock.lost':
      return `${client(event)} has lost the lock: ${whyLost(event)}.`;
    case 'client.gaveUp':
      return `${client(event)} will not wait any longer.`;
    case 'client.paused':
      return `${client(event)} is paused and does not notice that time passes.`;
    case 'client.resumed':
      return `${client(event)} goes on where it was, as if no time had passed.`;
    case 'client.crashed':
      return data['wasHolder'] === true
        ? `${client(event)} has crashed while it held the lock.`
        : `${client(event)} has crashed.`;
    case 'client.restarted':
      return data['remembers'] === true
        ? `${client(event)} is back and remembers that it held the lock.`
        : `${client(event)} is back and knows nothing of what it did before.`;
    case 'node.crashed':
      return `${node(event)} has crashed.`;
    case 'node.restarted':
      if (data['mustWait'] === true) {
        return `${node(event)} is up again and stays silent until every lease that it may have forgotten is over.`;
      }
      return data['holder'] === null
        ? `${node(event)} is up again, with no lease on its books.`
        : `${node(event)} is up again and remembers that ${String(data['holder'])} holds the lock.`;
    case 'node.recovered':
      return `${node(event)} answers again.`;
    case 'replica.promoted':
      return `${node(event)} takes the place of the primary. What had not been copied is forgotten.`;
    case 'leader.elected':
      return `${node(event)} leads term ${String(data['term'])}.`;
    case 'clock.jumped': {
      const byMs = Number(data['byMs']);
      const who = data['isClient'] === true ? client(event) : node(event);
      return `The wall clock of ${who.toLowerCase()} jumps ${byMs < 0 ? 'back' : 'ahead'} by ${formatDuration(Math.abs(byMs))}.`;
    }
    case 'resource.crashed':
      return 'The resource has crashed.';
    case 'resource.restarted':
      return 'The resource is up again.';
    case 'token.registered':
      return `${client(event)} has registered its token #${String(data['token'])}; older ones are shut out from now on.`;
    case 'token.refused':
      return `${client(event)} could not register token #${String(data['token'])}: it is no newer than one that was registered before.`;
    case 'write.accepted':
      return `The resource accepted a write of client ${event.subject + 1}${token(event)}.`;
    case 'write.rejected':
      return `The resource rejected a write of client ${event.subject + 1}${token(event)}: ${whyRejected(Number(data['token']), data['newest'] === null ? null : Number(data['newest']))}.`;
    default:
      return null;
  }
}
