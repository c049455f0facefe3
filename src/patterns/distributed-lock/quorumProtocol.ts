/**
 * A client asks every node for a lease and has the lock once enough of them have granted it: one node, the primary of two,
 * Redlock’s majority, or a Byzantine quorum, which in a second round also signs the token.
 */
import { indexOf } from './actors.ts';
import type { ActorTimer } from './actors.ts';
import type { Nonce } from './messages.ts';
import { hasTokens, leaseClockOf, quorumOf, usableMs } from './rules.ts';
import type { Protocol, ProtocolOptions, Surroundings } from './surroundings.ts';

/** One request to all nodes, and the answers so far. */
interface Round {
  readonly sentMs: number;
  readonly sentLocalMs: number;
  readonly granted: Set<string>;
  readonly refused: Set<string>;
  readonly asked: number;
}

export function createQuorumProtocol(
  { world, params, send, nextNonce, asked }: Surroundings,
  { client, onGranted, onFailed, onProlonged, onRefused, onUnanswered, onReleased }: ProtocolOptions,
): Protocol {
  const { id } = client;
  let phase: 'none' | 'reserve' | 'confirm' | 'held' | 'release' = 'none';
  let nonce: Nonce = -1;
  let token = 0;
  let holder: string | null = null;
  let attempt: Round | null = null;
  let answers: Round | null = null;
  let renewal: Round | null = null;
  let rounds = 0;
  let timer: ActorTimer | null = null;

  const localNow = () => client.clock.nowMs(leaseClockOf(params()));
  const begun = (): Round => ({
    sentMs: world.clock.nowMs,
    sentLocalMs: localNow(),
    granted: new Set(),
    refused: new Set(),
    asked: asked().length,
  });
  const isReached = ({ granted }: Round) => granted.size >= quorumOf(params());
  const isHopeless = ({ refused, asked: all }: Round) => refused.size > all - quorumOf(params());

  function within(run: () => void): void {
    client.cancel(timer);
    timer = client.after(params().answerTimeoutMs, 'monotonic', run);
  }
  function tellAll(content: Parameters<typeof send>[2]): void {
    for (const node of asked()) send(id, node, content);
  }
  function release(): void {
    tellAll({ kind: 'release', nonce, isCompared: params().compareAndDelete });
  }
  function fail(reason: 'held' | 'noAnswer' | 'tooLate'): void {
    client.cancel(timer);
    phase = 'none';
    onFailed(reason, reason === 'held' ? holder : null);
  }
  function leaseOf({ sentMs, sentLocalMs }: Round) {
    const { algorithm } = params();
    const forMs = usableMs(params());
    return {
      token: hasTokens(params()) ? token : null,
      untilLocalMs: sentLocalMs + forMs,
      untilMs: sentMs + forMs,
      signatures: algorithm === 'byzantine' ? (answers?.granted.size ?? 0) : 0,
    };
  }
  function succeed(): void {
    const lease = leaseOf(attempt as Round);
    if (params().elapsedCheck && localNow() >= lease.untilLocalMs) {
      fail('tooLate');
      return;
    }
    client.cancel(timer);
    phase = 'held';
    onGranted(lease);
  }
  function confirm(): void {
    phase = 'confirm';
    token += 1;
    answers = begun();
    within(() => fail('noAnswer'));
    tellAll({ kind: 'confirm', nonce, token });
  }

  return {
    begin() {
      phase = 'reserve';
      nonce = nextNonce() * 8 + indexOf(id);
      token = 0;
      holder = null;
      attempt = begun();
      within(() => fail('noAnswer'));
      tellAll({ kind: 'acquire', nonce, ttlMs: params().ttlMs });
    },
    renew() {
      rounds += 1;
      renewal = begun();
      const round = rounds;
      client.after(params().answerTimeoutMs, 'monotonic', () => {
        if (renewal && round === rounds) {
          renewal = null;
          onUnanswered();
        }
      });
      tellAll({ kind: 'renew', nonce, round, ttlMs: params().ttlMs });
    },
    giveBack() {
      phase = 'release';
      renewal = null;
      answers = begun();
      within(() => {
        phase = 'none';
        onReleased();
      });
      release();
    },
    abandon() {
      renewal = null;
      // A blind delete after a refusal would free what belongs to others; who deletes blindly does not do that as well.
      const mayHold = asked().length > 1 || params().compareAndDelete;
      if (mayHold && nonce >= 0) release();
    },
    knows: () => true,
    forget() {
      phase = 'none';
      renewal = null;
      timer = null;
    },
    receive(content, from) {
      if (!('nonce' in content) || content.nonce !== nonce) return;
      switch (content.kind) {
        case 'granted':
          if (phase !== 'reserve' || !attempt) return;
          attempt.granted.add(from);
          token = Math.max(token, content.token ?? 0);
          if (!isReached(attempt)) return;
          if (params().algorithm === 'byzantine') confirm();
          else succeed();
          return;
        case 'refused':
          if (phase !== 'reserve' || !attempt) return;
          holder = content.holder;
          attempt.refused.add(from);
          if (isHopeless(attempt)) fail('held');
          return;
        case 'confirmed':
          if (phase !== 'confirm' || !answers) return;
          (content.isSigned ? answers.granted : answers.refused).add(from);
          if (isReached(answers)) succeed();
          else if (isHopeless(answers)) fail('held');
          return;
        case 'renewed':
          if (!renewal || content.round !== rounds) return;
          (content.isExtended ? renewal.granted : renewal.refused).add(from);
          if (isReached(renewal)) {
            const lease = leaseOf(renewal);
            renewal = null;
            onProlonged(lease);
          } else if (isHopeless(renewal)) {
            renewal = null;
            onRefused();
          }
          return;
        case 'released':
          if (phase !== 'release' || !answers) return;
          answers.granted.add(from);
          if (answers.granted.size < Math.min(quorumOf(params()), answers.asked)) return;
          client.cancel(timer);
          phase = 'none';
          onReleased();
          return;
        default:
      }
    },
  };
}
