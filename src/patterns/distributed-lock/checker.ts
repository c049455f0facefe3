/**
 * Looks at everything with real time in hand, as no actor can: who was granted what until when, who takes itself for the
 * holder, which writes were accepted. Says at once when one of the invariants does not hold.
 */
import type { Timer } from '../../sim/clock.ts';
import type { World } from '../../sim/world.ts';
import { CLIENTS, indexOf } from './actors.ts';
import type { Chronicle } from './chronicle.ts';
import { INVARIANT_IDS, INVARIANTS, SAFETY, type InvariantId } from './invariants.ts';
import type { LockMetric } from './metrics.ts';
import type { Lamp, Violation } from './picture.ts';
import { livenessBoundMs } from './rules.ts';
import type { LockParams } from './params.ts';

/** Whoever stops at the very instant is in time. */
const GRACE_MS = 0.001;

interface Grant {
  readonly token: number | null;
  untilMs: number;
  timer: Timer | null;
}

/** What a client has to do with the lock. */
interface Standing {
  grant: Grant | null;
  believes: boolean;
  /** Since when it believes without a lease, null while it does not. */
  zombieSinceMs: number | null;
  /** When it last began a critical section that a token registered before did not shut out. */
  sectionFromMs: number;
  lastAcceptedMs: number;
  waitsSinceMs: number | null;
}

export interface Operation {
  readonly client: string;
  readonly token: number | null;
  /** When its critical section began. */
  readonly sectionFromMs: number;
}

export interface Checker {
  readonly lamps: readonly Lamp[];
  /** A client has got this token from the service. */
  tokenGiven(client: string, token: number | null): void;
  /** The resource has shut out every token below this one. */
  registered(token: number): void;
  /** A client has acquired the lock: the lease it was granted is over at `untilMs` in real time. */
  granted(client: string, token: number | null, untilMs: number): void;
  /** A client goes on after a crash with the lease that it remembers. */
  resumed(client: string, token: number | null, untilMs: number): void;
  prolonged(client: string, untilMs: number): void;
  /** Released, or lost as far as the client knows: it neither has a lease nor believes so. */
  ended(client: string): void;
  sectionBegun(client: string): void;
  accepted(operation: Operation): void;
  rejected(): void;
  /** A node has deleted a lease of `owner` because `by` asked for it. */
  deleted(node: string, owner: string, by: string): void;
  /** Nobody knows of the first entry of the queue. */
  orphaned(owner: string, revision: number): void;
  waits(client: string): void;
  waitsNoLonger(client: string): void;
  /** Whether anything is disturbed now; to be told after every change. */
  disturbed(isDisturbed: boolean): void;
  /** Brings the figures up to now. */
  settle(): void;
}

export function createChecker(world: World, params: () => LockParams, chronicle: Chronicle): Checker {
  const { clock, metrics, trace } = world;
  const counter = (id: LockMetric) => metrics.counter(id);
  const counters = {
    accepted: counter('acceptedWrites'),
    rejected: counter('rejectedWrites'),
    stale: counter('staleWrites'),
    acquisitions: counter('acquisitions'),
    safety: counter('safetyViolations'),
    byInvariant: Object.fromEntries(
      INVARIANT_IDS.map((id) => [id, counter(INVARIANTS[id].metric)]),
    ) as Record<InvariantId, ReturnType<typeof counter>>,
  };
  const gauges = {
    holders: metrics.gauge('holders'),
    believers: metrics.gauge('believers'),
    zombieMs: metrics.gauge('zombieMs'),
    longestStallMs: metrics.gauge('longestStallMs'),
  };
  const waitingMs = metrics.histogram('waitingMs');
  const lamps = Object.fromEntries(
    INVARIANT_IDS.map((invariant) => {
      const { title, help } = INVARIANTS[invariant];
      return [invariant, { invariant, title, help, firstViolation: null as Violation | null, violations: 0 }];
    }),
  ) as Record<InvariantId, { firstViolation: Violation | null; violations: number } & Lamp>;
  const standings = new Map<string, Standing>(
    CLIENTS.map((id) => [
      id,
      {
        grant: null,
        believes: false,
        zombieSinceMs: null,
        sectionFromMs: -1,
        lastAcceptedMs: -1,
        waitsSinceMs: null,
      },
    ]),
  );
  const of = (client: string) => standings.get(client) as Standing;
  let newestToken = -Infinity;
  let newestAccepted = -Infinity;
  let newestAcceptedBy = '';
  let newestRegistered = -Infinity;
  let zombieMs = 0;
  let longestStallMs = 0;
  /** Since when nothing is disturbed; null while something is. */
  let calmSinceMs: number | null = 0;
  let freeSinceMs = 0;
  let holders = 0;
  let watch: Timer | null = null;

  function violate(invariant: InvariantId, actors: readonly string[], words: string): void {
    const violation: Violation = { atMs: clock.nowMs, invariant, actors, words };
    const lamp = lamps[invariant];
    lamp.firstViolation ??= violation;
    lamp.violations += 1;
    counters.byInvariant[invariant].add();
    if (SAFETY.includes(invariant)) counters.safety.add();
    chronicle.violation(violation);
    trace.record(INVARIANTS[invariant].event, indexOf(actors[0] ?? 'c1'), { words });
  }

  const isLeased = ({ grant }: Standing) => grant !== null && grant.untilMs > clock.nowMs;

  function noteHolders(): void {
    let leased = 0;
    let believing = 0;
    for (const standing of standings.values()) {
      if (isLeased(standing)) leased += 1;
      if (standing.believes) believing += 1;
    }
    if (leased !== holders) {
      if (leased > 0) noteStall();
      else freeSinceMs = clock.nowMs;
      holders = leased;
      watchLiveness();
    }
    gauges.holders.set(leased);
    gauges.believers.set(believing);
  }

  /** The lock was free, and somebody has waited for it: for how long by now? */
  function stalledMs(): number {
    if (holders > 0) return 0;
    let since = Infinity;
    for (const { waitsSinceMs } of standings.values()) since = Math.min(since, waitsSinceMs ?? Infinity);
    return since === Infinity ? 0 : clock.nowMs - Math.max(since, freeSinceMs);
  }
  function noteStall(): void {
    longestStallMs = Math.max(longestStallMs, stalledMs());
    gauges.longestStallMs.set(longestStallMs);
  }

  function watchLiveness(): void {
    if (watch) clock.cancel(watch);
    watch = null;
    if (calmSinceMs === null || holders > 0) return;
    let since = Infinity;
    for (const { waitsSinceMs } of standings.values()) since = Math.min(since, waitsSinceMs ?? Infinity);
    if (since === Infinity) return;
    const dueMs = Math.max(since, calmSinceMs, freeSinceMs) + livenessBoundMs(params());
    if (dueMs < clock.nowMs) return;
    watch = clock.schedule(dueMs - clock.nowMs, () => {
      const waiting = [...standings]
        .filter(([, { waitsSinceMs }]) => waitsSinceMs !== null)
        .map(([id]) => id);
      violate(
        'I7',
        waiting,
        `${waiting.join(', ')} ${waiting.length > 1 ? 'wait' : 'waits'} for a lock that nobody holds, though nothing is disturbed any more.`,
      );
    });
  }

  function endZombie(standing: Standing): void {
    if (standing.zombieSinceMs === null) return;
    zombieMs += clock.nowMs - standing.zombieSinceMs;
    standing.zombieSinceMs = null;
    gauges.zombieMs.set(zombieMs);
  }

  function arm(client: string, grant: Grant): void {
    if (grant.timer) clock.cancel(grant.timer);
    grant.timer = clock.schedule(Math.max(0, grant.untilMs - clock.nowMs) + GRACE_MS, () => {
      const standing = of(client);
      noteHolders();
      if (!standing.believes || standing.zombieSinceMs !== null) return;
      standing.zombieSinceMs = clock.nowMs;
      violate('I5', [client], `${client} takes itself for the holder, but its lease is over.`);
    });
  }

  function take(client: string, token: number | null, untilMs: number): void {
    const standing = of(client);
    endZombie(standing);
    if (standing.grant?.timer) clock.cancel(standing.grant.timer);
    standing.grant = { token, untilMs, timer: null };
    standing.believes = true;
    arm(client, standing.grant);
    noteHolders();
  }

  return {
    lamps: Object.values(lamps),
    tokenGiven(client, token) {
      if (token !== null && token <= newestToken) {
        violate('I3', [client], `${client} got token #${token} after #${newestToken} had been given out.`);
      }
      if (token !== null) newestToken = Math.max(newestToken, token);
    },
    registered(token) {
      newestRegistered = Math.max(newestRegistered, token);
    },
    granted(client, token, untilMs) {
      const standing = of(client);
      counters.acquisitions.add();
      if (standing.waitsSinceMs !== null) waitingMs.add(clock.nowMs - standing.waitsSinceMs);
      noteStall();
      standing.waitsSinceMs = null;
      for (const [other, theirs] of standings) {
        if (other !== client && isLeased(theirs) && untilMs > clock.nowMs) {
          violate(
            'I4',
            [client, other],
            `${client} was granted the lock while the lease of ${other} still ran: both hold it.`,
          );
        }
      }
      take(client, token, untilMs);
    },
    resumed: take,
    prolonged(client, untilMs) {
      const standing = of(client);
      if (!standing.grant || untilMs <= standing.grant.untilMs) return;
      standing.grant.untilMs = untilMs;
      if (untilMs > clock.nowMs) endZombie(standing);
      arm(client, standing.grant);
      noteHolders();
    },
    ended(client) {
      const standing = of(client);
      if (standing.grant?.timer) clock.cancel(standing.grant.timer);
      endZombie(standing);
      standing.grant = null;
      standing.believes = false;
      noteHolders();
    },
    sectionBegun(client) {
      const standing = of(client);
      const token = standing.grant?.token ?? null;
      // Whoever begins when its token is shut out already is not the newest holder.
      if (token === null || token >= newestRegistered) standing.sectionFromMs = clock.nowMs;
    },
    accepted({ client, token, sectionFromMs }) {
      counters.accepted.add();
      const standing = of(client);
      const isStale = [...standings].some(
        ([other, theirs]) => other !== client && theirs.sectionFromMs > sectionFromMs,
      );
      if (isStale) counters.stale.add();
      for (const [other, { lastAcceptedMs }] of standings) {
        if (other !== client && lastAcceptedMs > sectionFromMs) {
          violate(
            'I1',
            [client, other],
            `A write of ${client} was accepted after one of ${other} in the middle of its critical section: they overwrite each other.`,
          );
        }
      }
      if (token !== null && token < newestAccepted) {
        violate(
          'I2',
          [client, newestAcceptedBy],
          `The resource accepted #${token} of ${client} after #${newestAccepted} of ${newestAcceptedBy}.`,
        );
      }
      if (token !== null && token >= newestAccepted) {
        newestAccepted = token;
        newestAcceptedBy = client;
      }
      standing.lastAcceptedMs = clock.nowMs;
    },
    rejected: () => counters.rejected.add(),
    deleted(node, owner, by) {
      if (owner !== by)
        violate(
          'I6',
          [by, owner, node],
          `${by} deleted the lease of ${owner} at ${node}: it thought it was its own.`,
        );
    },
    orphaned(owner, revision) {
      violate(
        'I8',
        [owner],
        `Entry #${revision} of ${owner} is first in the queue, nobody knows of it, and everybody waits behind it.`,
      );
    },
    waits(client) {
      of(client).waitsSinceMs = clock.nowMs;
      watchLiveness();
    },
    waitsNoLonger(client) {
      noteStall();
      of(client).waitsSinceMs = null;
      watchLiveness();
    },
    disturbed(isDisturbed) {
      // A change that leaves nothing disturbed is a disturbance of this instant, a jump of a clock for example.
      calmSinceMs = isDisturbed ? null : clock.nowMs;
      watchLiveness();
    },
    settle() {
      noteStall();
      let running = 0;
      for (const { zombieSinceMs } of standings.values()) {
        if (zombieSinceMs !== null) running += clock.nowMs - zombieSinceMs;
      }
      gauges.zombieMs.set(zombieMs + running);
    },
  };
}
