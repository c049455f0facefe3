/** The contender that learns: decides by expected value, pays with tokens, paces its retries, and holds back under load. */
import type { World } from '../../sim/world.ts';
import type { Failure, LabCall, Strategy } from './attempt.ts';
import { bestChoice, type Choice } from './choice.ts';
import { ERROR_CLASSES, speaksOfLoad, type ErrorClass } from './contenders.ts';
import { createController, type Controller } from './controller.ts';
import { createLatencySketch } from './latencySketch.ts';
import { createLearner, DELAY_EDGES_MS, rangeOfBucket, type Learner } from './learner.ts';
import type { Manner } from './machine.ts';
import { createPacing } from './pacing.ts';
import type { ParamsNow } from './settings.ts';
import { createThrottling } from './throttling.ts';

/** The last decision, as the stage tells it. */
export interface Told {
  readonly call: number;
  readonly errorClass: ErrorClass;
  readonly manner: Manner;
  readonly choice: Choice | null;
  readonly waitMs: number | null;
}

export interface Adaptive {
  readonly strategy: Strategy;
  readonly learner: Learner;
  readonly controller: Controller;
  readonly told: Told | null;
  /** Chance with which a call is not sent. */
  readonly throttleChance: number;
  readonly loadFactor: number;
  readonly tokenShare: number;
  /** Retries among the attempts of late, 0–1. */
  readonly ownShare: number;
}

/** `explain` hears every decision of a watched call. */
export function createAdaptive(
  world: World,
  params: ParamsNow,
  explain: (told: Told, call: LabCall) => void,
): Adaptive {
  const { clock, metrics, trace } = world;
  const jitter = world.random.stream('jitter');
  const admissions = world.random.stream('admission');
  const learner = createLearner(clock, params);
  const latency = createLatencySketch(clock, params);
  const pacing = createPacing(clock, () => params().pacingSlotMs);
  const throttling = createThrottling(clock, () => ({
    ratio: params().throttleRatio,
    windowMs: params().throttleWindowMs,
  }));
  /** Only to know how many calls come. */
  const traffic = createThrottling(clock, () => ({ ratio: 1, windowMs: params().trafficWindowMs }));
  const controller = createController(world, params);
  const counters = {
    decided: metrics.counter('decidedRetries'),
    believed: metrics.counter('believedSuccesses'),
    succeeded: metrics.counter('retrySuccesses'),
  };
  const gauges = { tokens: metrics.gauge('tokens'), recovery: metrics.gauge('learnedRecoveryMs') };
  /** What was believed of a call's coming retry. */
  const beliefs = new WeakMap<LabCall, number>();
  let spent = 0;
  let told: Told | null = null;
  let lastSentAtMs = 0;
  let ownShare = 0;
  let draws = 0;

  const tokenShare = () => Math.max(0, params().tokenCapacity - spent) / params().tokenCapacity;
  const hasToken = () => params().tokenCapacity - spent >= 1;
  const expectedLatencyMs = () => latency.medianMs ?? params().attemptTimeoutMs * params().firstLatencyShare;

  const throttleChance = () => Math.min(params().throttleMost, throttling.chance());

  function tokensChanged(): void {
    if (controller.tokens(tokenShare(), hasToken())) gauges.tokens.set(tokenShare());
  }

  function price(): number {
    const { attemptCost, scarcePrice } = params();
    return controller.budget === 'healthy' ? attemptCost : attemptCost * scarcePrice;
  }

  function choose(call: LabCall, { errorClass, askedMs }: Failure): Choice | null {
    const { optimism, impatience, callDeadlineMs, askedSpread, outagePrior, leastAdvantage, loadHalfLifeMs } =
      params();
    return bestChoice({
      beliefs: DELAY_EDGES_MS.map((_, bucket) => learner.belief(errorClass, bucket)),
      comesBack: learner.comesBack,
      askedMs,
      elapsedMs: clock.nowMs - call.arrivedAtMs,
      deadlineMs: callDeadlineMs,
      latencyMs: expectedLatencyMs(),
      price: price(),
      // Under load every attempt makes all others wait, and the more so the more of the load is our own retries.
      loadFactor: latency.loadFactor() * (1 + ownShare),
      optimism,
      impatience,
      askedSpread,
      outagePrior,
      leastAdvantage,
      loadHalfLifeMs,
    });
  }

  function mannerOf(errorClass: ErrorClass, choice: Choice, askedMs: number | null): Manner {
    if (choice.worth <= choice.price) return 'giveUp';
    if (askedMs !== null) return 'waitAsTold';
    if (learner.evidence(errorClass) < params().knownFrom) return 'learning';
    return choice.fromMs < params().quickBelowMs ? 'quickRetry' : 'backoff';
  }

  /** A place at or after that delay, spread by chance and bounded by the deadline. */
  function place(call: LabCall, fromMs: number, toMs: number): number | null {
    draws += 1;
    const draw = jitter.at(draws, 1);
    const latestMs = call.deadlineAtMs - clock.nowMs - expectedLatencyMs();
    const { retryShare, leastRetriesPerSecond, pacingSlotMs } = params();
    const perSecond = Math.max(leastRetriesPerSecond, retryShare * traffic.requestsPerSecond());
    const perSlot = perSecond / (1_000 / pacingSlotMs);
    return pacing.reserve(fromMs + (toMs - fromMs) * draw, latestMs, perSlot, draw);
  }

  function decide(call: LabCall, failure: Failure) {
    const { errorClass, askedMs } = failure;
    if (call.attempts >= params().maxAttempts) return errorClass === 'slow' ? 'lastTimedOut' : 'exhausted';
    const choice = choose(call, failure);
    if (!choice) return 'deadlinePassed';
    const manner = mannerOf(errorClass, choice, askedMs);
    controller.chosen(errorClass, { manner, evidence: learner.evidence(errorClass), ...choice });
    const waitMs = manner === 'giveUp' ? null : place(call, choice.fromMs, choice.toMs);
    told = { call: call.id, errorClass, manner, choice, waitMs };
    if (call.settle) explain(told, call);
    if (manner === 'giveUp') return 'notWorthIt';
    if (waitMs === null) return 'budgetSpent';
    beliefs.set(call, choice.believed);
    return waitMs;
  }

  /** A retry goes only while the server answers at all, admission is open, and there is a token. */
  function dispatch(call: LabCall) {
    const isProbed = clock.nowMs - lastSentAtMs < params().probeAfterMs;
    const mustWait =
      (learner.isDown && isProbed) ||
      throttleChance() >= params().heldBackFrom ||
      latency.loadFactor() > params().heavyLoad ||
      !hasToken();
    if (!mustWait) {
      // The first attempt of a call that was turned away is no retry.
      if (call.attempts > 0) spent += 1;
      tokensChanged();
      return null;
    }
    const againMs = Math.max(params().askAgainMs, expectedLatencyMs());
    return place(call, againMs, 2 * againMs) ?? giveUpWaiting(call);
  }

  function giveUpWaiting({ attempts }: LabCall) {
    if (attempts === 0) return 'turnedAway';
    return hasToken() ? 'deadlinePassed' : 'budgetSpent';
  }

  function noteRetry(after: ErrorClass | null, delayMs: number, call: LabCall, isSuccess: boolean): void {
    if (after === null) return;
    learner.note(after, delayMs, isSuccess);
    counters.decided.add();
    counters.believed.add(beliefs.get(call) ?? 0);
    if (isSuccess) counters.succeeded.add();
  }

  const strategy: Strategy = {
    admits({ call, number, isHedge }) {
      const chance = throttleChance();
      controller.load(chance);
      if (number === 0) traffic.requested();
      // Retries and hedges have been let through before. What is in flight counts once it is known what became of it.
      if (number === 0 && chance > 0 && admissions.at(call.id) < chance) {
        throttling.requested();
        return false;
      }
      lastSentAtMs = clock.nowMs;
      ownShare += (1 / params().ownShareOver) * ((number > 0 || isHedge ? 1 : 0) - ownShare);
      return true;
    },
    turnedAway(call) {
      const { askAgainMs, turnedAwayForMs } = params();
      return place(call, askAgainMs, Math.max(askAgainMs, turnedAwayForMs)) ?? 'turnedAway';
    },
    answered({ call, after, delayMs, sentAtMs }) {
      throttling.requested();
      throttling.accepted();
      latency.note(clock.nowMs - sentAtMs);
      const lengthMs = learner.sawAnswer(sentAtMs);
      if (lengthMs !== null) {
        gauges.recovery.set(learner.recoveryMs());
        trace.record('recovery.learned', 0, { lengthMs, meanMs: learner.recoveryMs() });
      }
      noteRetry(after, delayMs, call, true);
      spent = Math.max(0, spent - params().retryShare);
      tokensChanged();
    },
    failed({ call, after, delayMs, sentAtMs }, { errorClass }) {
      throttling.requested();
      if (!speaksOfLoad(errorClass)) throttling.accepted();
      if (errorClass === 'slow') latency.note(clock.nowMs - sentAtMs);
      if (errorClass !== 'permanent' && errorClass !== 'throttled') learner.sawFailure(sentAtMs);
      noteRetry(after, delayMs, call, false);
    },
    decide,
    dispatch,
    hedgeAfterMs() {
      const { hedging, hedgeQuantile } = params();
      if (!hedging || !isLatencyTheTrouble()) return Infinity;
      return latency.quantile(hedgeQuantile) ?? Infinity;
    },
    hedges() {
      if (!isLatencyTheTrouble() || !hasToken()) return false;
      spent += 1;
      tokensChanged();
      return true;
    },
  };

  function isLatencyTheTrouble(): boolean {
    if (controller.admission !== 'open' || controller.budget !== 'healthy' || learner.isDown) return false;
    const { medianMs, tailMs } = latency;
    if (medianMs === null || tailMs === null) return false;
    return tailMs >= params().longTail * medianMs && latency.loadFactor() < params().calmLoad;
  }

  return {
    strategy,
    learner,
    controller,
    get told() {
      return told;
    },
    get throttleChance() {
      return throttleChance();
    },
    get loadFactor() {
      return latency.loadFactor();
    },
    get tokenShare() {
      return tokenShare();
    },
    get ownShare() {
      return ownShare;
    },
  };
}

/** For the table of beliefs: by class, then by bucket. */
export function beliefTable({ learner }: Adaptive) {
  return ERROR_CLASSES.map((errorClass) => ({
    errorClass,
    evidence: learner.evidence(errorClass),
    cells: DELAY_EDGES_MS.map((_, bucket) => ({
      ...learner.belief(errorClass, bucket),
      range: rangeOfBucket(bucket),
    })),
  }));
}
