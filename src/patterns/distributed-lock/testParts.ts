/** One actor of the replicated lock on a clock of its own, for tests: what it sends is kept, and the test answers. */
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createWorld, runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import { createChecker } from './checker.ts';
import { blindChronicle } from './chronicle.ts';
import type { Content } from './messages.ts';
import { metrics } from './metrics.ts';
import { params as specs, type LockParams } from './params.ts';
import type { Surroundings } from './surroundings.ts';

const DURATION_MS = 60_000;

export const REPLICATED = { algorithm: 'replicated', nodes: 3, ttlMs: 2_000 } as const;

export function createParts() {
  let params: LockParams = { ...defaultParams(specs), ...REPLICATED };
  const world = createWorld({ seed: 1, durationMs: DURATION_MS, metrics, createHost: createCompiledHost });
  const sent: { readonly to: string; readonly content: Content }[] = [];
  let nonces = 0;
  /** Whether clients know of their entries. */
  const mind = { knows: false };
  const now = () => params;
  const around: Surroundings = {
    world,
    params: now,
    send: (_, to, content) => void sent.push({ to, content }),
    checker: createChecker(world, now, blindChronicle),
    chronicle: blindChronicle,
    nextNonce: () => (nonces += 1),
    asked: () => ['n1', 'n2', 'n3'],
    knows: () => mind.knows,
  };
  return {
    around,
    mind,
    set(change: Partial<LockParams>) {
      params = { ...params, ...change };
    },
    runTo: (ms: number) => runUntil(world, ms),
    count: (id: keyof typeof metrics) => world.metrics.summary()[id],
    /** What was sent since the last time, of this kind. */
    take<Kind extends Content['kind']>(kind: Kind) {
      const isOfKind = (content: Content): content is Extract<Content, { kind: Kind }> =>
        content.kind === kind;
      return sent.splice(0).flatMap(({ to, content }) => (isOfKind(content) ? [{ to, ...content }] : []));
    },
  };
}
