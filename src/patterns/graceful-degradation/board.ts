/** The seven features with their statecharts and lanes: judged together, and ordered about by the operator. */
import type { Policy } from '../../sim/call.ts';
import type { World } from '../../sim/world.ts';
import type { Chronicle } from './chronicle.ts';
import { FEATURES, type Feature } from './features.ts';
import type { FeatureEmitted } from './machine.ts';
import { metricOf } from './metrics.ts';
import { createFeatureGate, createLastGoodData, type FeatureGate, type LastGoodData } from './policy.ts';
import type { ShopParams } from './sickness.ts';

export interface FeatureTransition {
  readonly from: string;
  readonly to: string;
  /** Why, in the machine’s words; empty when it says nothing. */
  readonly reason: string;
  /** Counts the transitions of all features together. */
  readonly sequence: number;
}

export interface Post {
  readonly feature: Feature;
  readonly gate: FeatureGate;
  /** Of a core feature. */
  readonly lastGood: LastGoodData | null;
  readonly transition: FeatureTransition | null;
}

export interface Board {
  readonly posts: readonly Post[];
  /** Outermost first. */
  policiesOf(feature: Feature): { readonly gate: Policy; readonly fallback: Policy | null };
  /** Tells every statechart the health of now. */
  judge(): void;
  /** The parameters have changed. */
  follow(): void;
}

interface BoardOptions {
  readonly params: () => ShopParams;
  readonly chronicle: Chronicle;
}

/** What the operator wants of a feature; without degradation every feature is pinned. */
function orderFor({ id }: Feature, { killSwitch, pin, degradation }: ShopParams) {
  if (killSwitch === id) return 'killed';
  return pin === id || !degradation ? 'pinned' : null;
}

const ORDERS = { killed: 'operator.kill', pinned: 'operator.pin' } as const;

export function createBoard(world: World, { params, chronicle }: BoardOptions): Board {
  const { trace, lanes, metrics } = world;
  /** What goes to all features at once is told once, not seven times. */
  let isSwitching = false;
  let wasOn = true;
  let transitionCount = 0;

  function createPost(feature: Feature): Post {
    const lane = lanes.add(feature.label);
    const lastGood = feature.isCore ? createLastGoodData(world, params) : null;
    let transition: FeatureTransition | null = null;
    let state: string | null = null;
    let reason = '';

    function onEmitted(event: FeatureEmitted): void {
      const { type, ...data } = event;
      reason = 'good' in event ? `${event.good} of ${event.total} good` : '';
      const isOrder = type === 'feature.pinned' || type === 'feature.restored';
      if (!isSwitching || !isOrder) trace.record(type, FEATURES.indexOf(feature), data);
      chronicle.noteEvent(feature, event, gate.trueHealth, params().disableBelow);
    }
    const gate = createFeatureGate(world, {
      feature,
      params,
      canFallBack: () => lastGood?.isUsable ?? false,
      onState(next) {
        lane.enter(next);
        if (state !== null) {
          transitionCount += 1;
          transition = { from: state, to: next, reason, sequence: transitionCount };
        }
        state = next;
        reason = '';
      },
      onEmitted,
    });
    return {
      feature,
      gate,
      lastGood,
      get transition() {
        return transition;
      },
    };
  }

  const posts = FEATURES.map(createPost);
  const gauges = new Map(posts.map(({ feature: { id } }) => [id, metrics.gauge(metricOf('health', id))]));

  function follow(): void {
    isSwitching = params().degradation !== wasOn;
    if (isSwitching) trace.record(wasOn ? 'degradation.switchedOff' : 'degradation.switchedOn', 0);
    wasOn = params().degradation;
    for (const { feature, gate } of posts) {
      const { machine } = gate;
      machine.send({ type: 'settings.changed', settings: params() });
      const order = orderFor(feature, params());
      const isManual = machine.state === 'pinned' || machine.state === 'killed';
      if (order && machine.state !== order) machine.send({ type: ORDERS[order] });
      else if (!order && isManual) machine.send({ type: 'operator.release' });
    }
    isSwitching = false;
  }
  follow();

  return {
    posts,
    follow,
    policiesOf(feature) {
      const { gate, lastGood } = posts[FEATURES.indexOf(feature)] as Post;
      return { gate: gate.policy, fallback: lastGood?.policy ?? null };
    },
    judge() {
      for (const { feature, gate } of posts) {
        gate.judge();
        const { good, total } = gate.health;
        gauges.get(feature.id)?.set(total >= 1 ? good / total : null);
      }
    },
  };
}
