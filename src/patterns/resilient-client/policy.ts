/** The resilient client as a service: each call is a page, built from calls to the four services behind it. */
import type { Call, Cancel, CauseSpec, Result, Service } from '../../sim/call.ts';
import { nothingToCancel } from '../../sim/call.ts';
import type { MachineHost } from '../../sim/machineHost.ts';
import type { World } from '../../sim/world.ts';
import { createCache, type UserCache } from './cache.ts';
import { pageMachine, type PageEmitted, type PageOutcome } from './machine.ts';
import { createPage, type Page, type Part } from './page.ts';
import { flawOf, type Flaw, type OptionalPart, type ServiceId } from './parts.ts';
import { createReading } from './reading.ts';
import { isAcceptable, isUsable, type ClientSettings, type StaleData } from './rules.ts';

export const PAGE_CAUSES = {
  full: { outcome: 'succeeded', label: 'full page', describe: () => 'reported as full' },
  partial: {
    outcome: 'degraded',
    label: 'partial page',
    describe: () => 'shown in part',
  },
  noUserData: {
    outcome: 'failed',
    label: 'no user data',
    describe: () => 'no user data, and none stored that may be shown',
  },
  partLost: {
    outcome: 'failed',
    label: 'part lost',
    describe: () => 'a part failed that has no fallback',
  },
} as const satisfies Record<PageOutcome, CauseSpec>;

export interface ClientOptions {
  readonly services: Readonly<Record<ServiceId, Service>>;
  /** Asked when a page begins and at every decision of the client around it. */
  readonly settings: () => ClientSettings;
  readonly hostOf: (call: Call) => MachineHost;
  /** Uniform draw in [0, 1) for the pause after that attempt. */
  readonly jitterOf: (call: Call, attempt: number) => number;
  readonly onStart?: (page: Page) => void;
  /** `previous` is empty for the state in which a page begins. */
  readonly onState?: (page: Page, state: string, previous: string) => void;
  /** Comes when a page has ended, before whoever asked for it is told. */
  readonly onEnd?: (page: Page) => void;
  readonly onRetry?: () => void;
  readonly onShared?: () => void;
  readonly onHedged?: () => void;
  /** Calls to services that were made for nothing. */
  readonly onWasted?: (calls: number) => void;
  /** A damaged answer has entered the cache. */
  readonly onPoisoned?: (user: number, flaw: Flaw) => void;
}

export interface Client {
  readonly service: Service;
  readonly cache: UserCache;
}

const ignore = () => {};
const isAnswer = ({ outcome }: Result) => outcome === 'succeeded' || outcome === 'degraded';

export function createClient(world: World, options: ClientOptions): Client {
  const { clock } = world;
  const { services, settings } = options;
  const cache = createCache(clock);
  const onWasted = options.onWasted ?? ignore;
  const read = createReading(world, {
    service: services.userData,
    settings,
    onShared: options.onShared ?? ignore,
    onHedged: options.onHedged ?? ignore,
    onWasted: () => onWasted(1),
  });

  function noteTimeout({ cause }: Result): void {
    if (cause === 'callTimeout') onWasted(1);
  }

  /** An expired value that the client would show if it has to. */
  function staleDataOf(user: number): (StaleData & { readonly value: unknown }) | null {
    const found = settings().cacheOutage ? null : cache.find(user);
    if (!found || !isAcceptable(settings(), found.flaw)) return null;
    return { value: found.value, ageMs: found.ageMs, label: found.flaw ?? 'stale' };
  }

  function store(user: number, value: unknown, flaw: Flaw | null): void {
    const { cacheOutage, cacheAdmits, cacheTtlMs } = settings();
    if (cacheOutage || cacheTtlMs === 0 || (flaw !== null && cacheAdmits === 'wholeAnswers')) return;
    cache.put(user, value);
    if (flaw) options.onPoisoned?.(user, flaw);
  }

  function build(call: Call, settle: (result: Result) => void): Cancel {
    const { client: user } = call;
    const page = createPage(call, clock.nowMs);
    const ownSettings = settings();
    const waiting = new Map<OptionalPart, Cancel>();
    /** What the user card shows once the statechart has decided where from. */
    let answer: Pick<Part, 'value' | 'ageMs'> = { value: null, ageMs: null };
    let damaged: unknown = null;

    function show(service: ServiceId, part: Partial<Part>): void {
      page.parts[service] = { value: null, ageMs: null, status: 'asking', sinceMs: clock.nowMs, ...part };
    }

    function wantUser(attempt: number): void {
      page.attempts = attempt + 1;
      page.pausesUntilMs = null;
      if (attempt > 0) options.onRetry?.();
      show('userData', { status: 'asking' });
      const found = settings().cacheOutage ? null : cache.find(user);
      if (found && found.ageMs < settings().cacheTtlMs && isAcceptable(settings(), found.flaw)) {
        answer = found;
        machine.send({ type: 'user.answered', label: found.flaw ?? 'cached' });
        return;
      }
      read({ ...call, attempt }, hearUser);
    }

    function hearUser(result: Result): void {
      noteTimeout(result);
      const flaw = isAnswer(result) ? flawOf('userData', result.value) : null;
      if (isAnswer(result)) {
        page.answers += 1;
        store(user, result.value, flaw);
        if (isAcceptable(settings(), flaw)) {
          answer = { value: result.value, ageMs: null };
          machine.send({ type: 'user.answered', label: flaw ?? 'fresh' });
          return;
        }
        damaged = result.value;
      }
      machine.send({ type: 'user.failed', stale: staleDataOf(user), flaw });
    }

    function showUser({ source, label }: Extract<PageEmitted, { type: 'user.shown' }>): void {
      if (source === 'stale') answer = staleDataOf(user) ?? answer;
      else if (source === 'damagedAnswer') answer = { value: damaged, ageMs: null };
      show('userData', { ...answer, status: label });
    }

    function askFor(part: OptionalPart): void {
      show(part, { status: 'asking' });
      waiting.set(part, nothingToCancel);
      const cancel = services[part](call, (result) => {
        waiting.delete(part);
        endPart(part, result);
      });
      if (waiting.has(part)) waiting.set(part, cancel);
    }

    function endPart(part: OptionalPart, result: Result): void {
      noteTimeout(result);
      const flaw = isAnswer(result) ? flawOf(part, result.value) : null;
      if (isAnswer(result)) page.answers += 1;
      if (isAnswer(result) && isUsable(settings(), part, flaw)) {
        const label = flaw ?? 'fresh';
        show(part, { status: label, value: result.value });
        machine.send({ type: 'part.ended', part, label });
        return;
      }
      const label = ownSettings[`${part}Fallback`] ? 'fallback' : null;
      show(part, { status: label ?? 'missing' });
      machine.send({ type: 'part.ended', part, label });
    }

    function end(outcome: PageOutcome): void {
      page.outcome = outcome;
      page.endedAtMs = clock.nowMs;
      if (PAGE_CAUSES[outcome].outcome === 'failed') {
        for (const cancel of waiting.values()) cancel();
        onWasted(page.answers + waiting.size);
        waiting.clear();
        for (const service of Object.keys(page.parts) as ServiceId[]) show(service, { status: 'missing' });
      }
      options.onEnd?.(page);
      settle({ outcome: PAGE_CAUSES[outcome].outcome, cause: outcome, causeMs: null });
    }

    function hear(event: PageEmitted): void {
      switch (event.type) {
        case 'user.wanted':
          wantUser(event.attempt);
          return;
        case 'user.shown':
          showUser(event);
          return;
        case 'parts.wanted':
          for (const part of event.parts) askFor(part);
          return;
        case 'page.ended':
          end(event.outcome);
      }
    }

    options.onStart?.(page);
    const machine = options.hostOf(call).start(pageMachine, {
      id: `page-${call.id}`,
      input: { settings: ownSettings, jitterOf: (attempt) => options.jitterOf(call, attempt) },
      onEmitted: hear,
      onState(state) {
        const previous = page.state;
        page.state = state;
        if (state === 'pausing') page.pausesUntilMs = clock.nowMs + machine.context.pauseMs;
        options.onState?.(page, state, previous);
      },
    });
    wantUser(0);
    return nothingToCancel;
  }

  return { cache, service: build };
}
