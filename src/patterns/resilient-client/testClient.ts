/** A bench for tests: one client whose service calls are settled by hand. */
import type { Result, Settle } from '../../sim/call.ts';
import { createTestWorld } from '../../sim/testWorld.ts';
import { runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import type { Page } from './page.ts';
import { params } from './params.ts';
import { SERVICES, type ServiceId } from './parts.ts';
import { createClient } from './policy.ts';
import type { ClientSettings } from './rules.ts';

export const WHOLE: Readonly<Record<ServiceId, object>> = {
  userData: { id: 1, name: 'User 1', balance: 1_000 },
  transactions: { user_id: 1, transactions: [] },
  recommendations: { user_id: 1, items: ['item_0'], score: 0.95 },
  payment: { status: 'success', transaction_id: 1 },
};

export interface OpenCall {
  readonly service: ServiceId;
  readonly attempt: number;
  isCancelled: boolean;
  /** With the whole answer of its service unless another value is given. */
  answer(value?: unknown): void;
  fail(): void;
}

/** A client with the page’s defaults except for `change`, and without jitter. */
export function createBench(change: Partial<ClientSettings> = {}) {
  const world = createTestWorld();
  let settings: ClientSettings = { ...defaultParams(params), retryJitter: 0, ...change };
  const open: OpenCall[] = [];
  const ended: Page[] = [];
  const counts = { wasted: 0, retries: 0, shared: 0, hedges: 0, poisoned: 0 };
  const states: string[] = [];
  let pages = 0;

  const serviceOf = (service: ServiceId) => (call: { readonly attempt?: number }, settle: Settle) => {
    function end(result: Result): void {
      open.splice(open.indexOf(opened), 1);
      settle(result);
    }
    const opened: OpenCall = {
      service,
      attempt: call.attempt ?? 0,
      isCancelled: false,
      answer: (value: unknown = WHOLE[service]) =>
        end({ outcome: 'succeeded', cause: 'answered', causeMs: null, value }),
      fail: () => end({ outcome: 'failed', cause: 'injectedError', causeMs: null }),
    };
    open.push(opened);
    return () => {
      opened.isCancelled = true;
      open.splice(open.indexOf(opened), 1);
    };
  };

  const client = createClient(world, {
    services: Object.fromEntries(SERVICES.map((service) => [service, serviceOf(service)])) as Record<
      ServiceId,
      ReturnType<typeof serviceOf>
    >,
    settings: () => settings,
    hostOf: () => world.machines,
    jitterOf: () => 0.5,
    onState: (_, state) => states.push(state),
    onEnd: (page) => ended.push(page),
    onRetry: () => (counts.retries += 1),
    onShared: () => (counts.shared += 1),
    onHedged: () => (counts.hedges += 1),
    onWasted: (calls) => (counts.wasted += calls),
    onPoisoned: () => (counts.poisoned += 1),
  });

  /** The open calls of that service, oldest first. */
  const calls = (service: ServiceId) => open.filter((call) => call.service === service);

  function the(service: ServiceId): OpenCall {
    const [only, ...others] = calls(service);
    if (!only || others.length > 0)
      throw new Error(`There are ${calls(service).length} open calls of ${service}.`);
    return only;
  }

  return {
    world,
    cache: client.cache,
    ended,
    counts,
    states,
    calls,
    the,
    set(next: Partial<ClientSettings>) {
      settings = { ...settings, ...next };
    },
    visit(user = 0) {
      const id = pages;
      pages += 1;
      client.service({ id, client: user }, () => {});
    },
    wait: (ms: number) => runUntil(world, world.clock.nowMs + ms),
    /** Answers the optional parts as they are asked for. */
    answerParts() {
      for (const part of ['transactions', 'recommendations', 'payment'] as const) the(part).answer();
    },
  };
}
