/** The server of the retry page: its faults, outages that end by themselves, and calls that no retry can help. */
import type { Policy, Service } from '../../sim/call.ts';
import { compose } from '../../sim/call.ts';
import type { Timer } from '../../sim/clock.ts';
import { createServer, type ServerOptions, type ServerWatch } from '../../sim/server.ts';
import type { World } from '../../sim/world.ts';
import type { RetryParams } from './model.ts';
import { RETRY_CAUSES } from './policy.ts';

export interface OutageSpan {
  readonly fromMs: number;
  /** null while it lasts. */
  toMs: number | null;
}

const KEPT_OUTAGES = 4;

export interface SickServer {
  readonly service: Service;
  readonly running: number;
  readonly queued: number;
  readonly isDown: boolean;
  /** The last outages, oldest first. */
  readonly outages: readonly OutageSpan[];
  /** To be called after the parameters have changed. */
  update(): void;
}

export function serverOptions(params: RetryParams): ServerOptions {
  return {
    concurrency: params.serverConcurrency,
    queueLimit: params.serverQueue,
    serviceTime: { law: params.latencyLaw, meanMs: params.latencyMs, spreadRatio: params.latencySpread },
    errorRatio: params.failureRate,
    errorLaw: 'random',
    errorsTakeTime: true,
    timeoutRatio: 0,
    latencyRatio: params.slowCallShare,
    latencyMs: params.slowLatencyMs,
    partialRatio: 0,
    outage: params.outage,
    stopsAbandoned: params.stopsAbandoned,
    throttle: {
      callsPerSecond: params.throttling ? params.throttlePerSecond : Infinity,
      burst: params.throttleBurst,
      retryAfterMs: params.retryAfterMs,
    },
  };
}

export function createSickServer(
  world: World,
  params: () => RetryParams,
  watch: ServerWatch = {},
): SickServer {
  const { clock, trace } = world;
  const hopelessDraws = world.random.stream('hopeless');
  let downSinceMs: number | null = null;
  let isOver = false;
  let timer: Timer | null = null;
  const outages: OutageSpan[] = [];

  function fail(outage: string, forMs: number): void {
    outages.push({ fromMs: clock.nowMs, toMs: null });
    if (outages.length > KEPT_OUTAGES) outages.shift();
    trace.record('server.failed', 0, { outage, forMs });
  }
  function recover(): void {
    const last = outages.at(-1);
    if (last) last.toMs = clock.nowMs;
    trace.record('server.recovered', 0);
  }

  const isDown = () => downSinceMs !== null && !isOver;
  const optionsNow = (): ServerOptions => ({
    ...serverOptions(params()),
    outage: isDown() ? params().outage : 'none',
  });

  function followOutage(): void {
    const { outage, outageMs } = params();
    const wasDown = isDown();
    if (outage === 'none') {
      downSinceMs = null;
      isOver = false;
    } else downSinceMs ??= clock.nowMs;
    if (timer) clock.cancel(timer);
    timer = null;
    if (isDown() && !wasDown) fail(outage, outageMs);
    if (!isDown() && wasDown) recover();
    if (downSinceMs === null || isOver) return;
    timer = clock.schedule(Math.max(0, downSinceMs + outageMs - clock.nowMs), () => {
      isOver = true;
      recover();
      server.configure(optionsNow());
    });
  }

  const refuseHopeless: Policy = (next) => (call, settle) => {
    const { hopelessShare } = params();
    const isHopeless =
      hopelessShare > 0 && !isDown() && !world.script && hopelessDraws.at(call.id) < hopelessShare;
    if (!isHopeless) return next(call, settle);
    world.calls.markSent(call);
    const answer = clock.schedule(0, () =>
      settle({ outcome: RETRY_CAUSES.hopeless.outcome, cause: 'hopeless', causeMs: null }),
    );
    return () => clock.cancel(answer);
  };

  followOutage();
  const server = createServer(world, optionsNow(), watch);

  return {
    service: compose(server.service, refuseHopeless),
    get running() {
      return server.running;
    },
    get queued() {
      return server.queued;
    },
    get isDown() {
      return isDown();
    },
    outages,
    update() {
      followOutage();
      server.configure(optionsNow());
    },
  };
}
