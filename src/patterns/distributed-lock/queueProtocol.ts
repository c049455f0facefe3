/**
 * A client of the replicated lock: puts an entry into the queue, has the lock once its entry is the first, keeps its session
 * alive, and deletes the entry in the end. It asks the node that it takes for the leader, and another when that is silent.
 */
import type { ActorTimer } from './actors.ts';
import type { Nonce } from './messages.ts';
import type { LockParams } from './params.ts';
import { leaseClockOf, usableMs } from './rules.ts';
import type { Protocol, ProtocolOptions, Surroundings } from './surroundings.ts';

interface Instant {
  readonly atMs: number;
  readonly localMs: number;
}

interface SignOfLife {
  readonly sent: Instant;
  /** The entry that it knew of then, and whether that was granted. */
  readonly revision: number | null;
  readonly wasGranted: boolean;
}

export function createQueueProtocol(
  { world, params, send, nextNonce, asked }: Surroundings,
  { client, onGranted, onFailed, onQueued, onProlonged, onRefused, onReleased }: ProtocolOptions,
  keepAliveMs: (params: LockParams) => number,
): Protocol {
  const { id } = client;
  let leader = 0;
  let session: number | null = null;
  let nonce = -1;
  /** Of the present wish: every attempt of it carries the same one. */
  let wish: number | null = null;
  /** The entry that it knows of. */
  let mine: number | null = null;
  let isGranted = false;
  /** Up to then everything that the session rests on was sent. */
  let anchor: Instant | null = null;
  /** When each request of the present wish was first sent: an answer to it proves the session alive then. */
  const sentCreates = new Map<Nonce, Instant>();
  let rounds = 0;
  const sentRounds = new Map<number, SignOfLife>();
  let timer: ActorTimer | null = null;
  let cleaning: ActorTimer | null = null;
  /** The entries that it is about to delete. */
  const doomed = new Set<number>();
  let isAlive = false;
  let isReleasing = false;

  const localNow = () => client.clock.nowMs(leaseClockOf(params()));
  const now = (): Instant => ({ atMs: world.clock.nowMs, localMs: localNow() });
  const ask = (content: Parameters<typeof send>[2]) => {
    const nodes = asked();
    send(id, nodes[leader % nodes.length] as string, content);
  };
  const tryNext = () => {
    leader += 1;
  };
  /** That node did not answer: asks another one, unless it knows of a better one by now. */
  const leave = (silent: number) => {
    if (leader === silent) tryNext();
  };
  const leaseUntil = ({ atMs, localMs }: Instant) => ({
    untilMs: atMs + usableMs(params()),
    untilLocalMs: localMs + usableMs(params()),
  });
  function moveAnchor(sent: Instant | undefined | null): void {
    if (sent && (!anchor || sent.localMs > anchor.localMs)) anchor = sent;
  }

  function create(again = nextNonce()): void {
    session ??= nextNonce();
    wish ??= nextNonce();
    // Without a GUID every request makes another entry: an answer to the one before is about that one.
    if (!params().guid && again !== nonce) sentCreates.clear();
    // A repeated request may be answered for its first sending: the lease counts from there.
    if (!sentCreates.has(again)) sentCreates.set(again, now());
    nonce = again;
    ask({ kind: 'create', nonce, session, guid: params().guid ? wish : null });
  }
  function keepAlive(): void {
    if (session === null) {
      isAlive = false;
      return;
    }
    rounds += 1;
    const round = rounds;
    sentRounds.set(round, { sent: now(), revision: mine, wasGranted: isGranted });
    const to = leader;
    ask({ kind: 'keepAlive', session, round, revision: mine ?? -1 });
    client.after(params().answerTimeoutMs, 'monotonic', () => {
      // A late answer is still one; but another node may be quicker.
      if (sentRounds.has(round)) leave(to);
    });
    client.after(keepAliveMs(params()), 'monotonic', keepAlive);
  }
  function startKeepingAlive(): void {
    if (isAlive) return;
    isAlive = true;
    client.after(keepAliveMs(params()), 'monotonic', keepAlive);
  }

  function grant(): void {
    if (mine === null || isGranted || isReleasing || !anchor) return;
    const until = leaseUntil(anchor);
    // What the session rests on is too old: the next sign of life that is answered will do.
    if (until.untilLocalMs <= localNow()) return;
    isGranted = true;
    onGranted({ token: mine, signatures: 0, ...until });
  }
  function askToDelete(): void {
    if (session === null) return;
    for (const revision of doomed) ask({ kind: 'delete', session, revision });
  }
  /** Deletes its entry, again and again until that is answered. Meanwhile it may ask for the lock anew. */
  function remove(): void {
    if (mine !== null) doomed.add(mine);
    mine = null;
    wish = null;
    sentCreates.clear();
    isGranted = false;
    if (session === null) doomed.clear();
    keepRemoving();
  }
  function keepRemoving(): void {
    client.cancel(cleaning);
    cleaning = null;
    if (doomed.size === 0) {
      removed();
      return;
    }
    const to = leader;
    askToDelete();
    cleaning = client.after(params().answerTimeoutMs, 'monotonic', () => {
      leave(to);
      keepRemoving();
    });
  }
  function removed(): void {
    client.cancel(cleaning);
    cleaning = null;
    if (!isReleasing) return;
    isReleasing = false;
    onReleased();
  }
  /** Gives up a request that was not answered: with a GUID it can find out what became of it. */
  function findOut(): void {
    create();
    const to = leader;
    client.cancel(cleaning);
    cleaning = client.after(params().answerTimeoutMs, 'monotonic', () => {
      leave(to);
      findOut();
    });
  }
  function endSession(): void {
    session = null;
    nonce = -1;
    sentCreates.clear();
    anchor = null;
    isGranted = false;
    mine = null;
    wish = null;
    client.cancel(timer);
    sentRounds.clear();
    onRefused();
    onFailed('noAnswer', null);
    doomed.clear();
    removed();
  }

  return {
    begin() {
      isGranted = false;
      if (mine !== null) {
        // The answer to the attempt before came late: the entry is there, and the next sign of life tells its place.
        onQueued(mine);
        return;
      }
      create();
      startKeepingAlive();
      const to = leader;
      client.cancel(timer);
      timer = client.after(params().answerTimeoutMs, 'monotonic', () => {
        if (mine !== null) return;
        leave(to);
        onFailed('noAnswer', null);
      });
    },
    renew() {},
    giveBack() {
      isReleasing = true;
      client.cancel(timer);
      if (mine !== null) remove();
      else if (wish !== null && nonce >= 0 && params().guid) findOut();
      else remove();
    },
    abandon() {
      if (mine !== null) remove();
    },
    knows: (revision) => mine === revision || doomed.has(revision),
    forget() {
      session = null;
      anchor = null;
      mine = null;
      wish = null;
      isGranted = false;
      isReleasing = false;
      doomed.clear();
      isAlive = false;
      nonce = -1;
      sentCreates.clear();
      sentRounds.clear();
      timer = null;
      cleaning = null;
    },
    receive(content) {
      switch (content.kind) {
        case 'created':
          if (mine !== null || !sentCreates.has(content.nonce)) return;
          client.cancel(timer);
          nonce = -1;
          moveAnchor(sentCreates.get(content.nonce));
          sentCreates.clear();
          mine = content.revision;
          if (isReleasing) {
            remove();
            return;
          }
          if (content.isHead) grant();
          else onQueued(content.revision);
          return;
        case 'headed':
          if (content.revision === mine) grant();
          return;
        case 'notLeader': {
          const nodes: readonly string[] = asked();
          const known = content.leader === null ? -1 : nodes.indexOf(content.leader);
          if (known < 0) {
            tryNext();
            return;
          }
          leader = known;
          if (nonce >= 0 && content.nonce === nonce && mine === null) create(nonce);
          else if (content.nonce < 0) askToDelete();
          return;
        }
        case 'keptAlive': {
          // Answers come late: this one may be about a session, or an entry, that it has no more.
          if (content.session !== session) return;
          if (!content.isAlive) {
            endSession();
            return;
          }
          const asking = sentRounds.get(content.round);
          for (const round of sentRounds.keys()) if (round <= content.round) sentRounds.delete(round);
          moveAnchor(asking?.sent);
          if (mine === null || asking?.revision !== mine || !anchor) return;
          if (isGranted && content.isHead) onProlonged(leaseUntil(anchor));
          else if (isGranted && asking.wasGranted) onRefused();
          else if (content.isHead) grant();
          return;
        }
        case 'deleted':
          if (doomed.delete(content.revision) && doomed.size === 0) removed();
          return;
        default:
      }
    },
  };
}
