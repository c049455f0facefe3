/** The statecharts of the adaptive contender as they run: told of facts, heard in the trace, seen in the lanes. */
import type { MachinePort } from '../../sim/machineHost.ts';
import type { World } from '../../sim/world.ts';
import { ERROR_CLASSES, type ErrorClass } from './contenders.ts';
import {
  admissionMachine,
  budgetMachine,
  strategyMachine,
  type AdmissionLimits,
  type BudgetLimits,
  type Chosen,
} from './machine.ts';

/** Facts that differ by less than this are not told again: it keeps the statecharts from work, and limits are set in such steps. */
const STEP = 0.05;

/** Whether any of these differs from what was asked about last. */
function createNews(): (...facts: readonly number[]) => boolean {
  let last: readonly number[] = [];
  return (...facts) => {
    const isNews = facts.some((fact, at) => fact !== last[at]);
    last = facts;
    return isNews;
  };
}

export interface Controller {
  readonly budget: string;
  readonly admission: string;
  strategyOf(errorClass: ErrorClass): string;
  /** The last change of a strategy. */
  readonly lastChange: {
    readonly errorClass: ErrorClass;
    readonly from: string;
    readonly to: string;
    readonly sequence: number;
  } | null;
  chosen(errorClass: ErrorClass, chosen: Chosen): void;
  /** Whether it differs from what was told last. */
  tokens(share: number, hasOne: boolean): boolean;
  load(chance: number): void;
}

export function createController(world: World, limits: () => BudgetLimits & AdmissionLimits): Controller {
  const { machines, lanes, trace } = world;
  let lastChange: Controller['lastChange'] = null;
  let sequence = 0;
  const isNewOfTokens = createNews();
  const isNewOfLoad = createNews();

  const strategies = Object.fromEntries(
    ERROR_CLASSES.map((errorClass, index) => {
      const lane = lanes.add(errorClass);
      let previous = '';
      const port = machines.start(strategyMachine, {
        id: `strategy-${errorClass}`,
        input: undefined,
        onState(state) {
          if (previous !== '') {
            sequence += 1;
            lastChange = { errorClass, from: previous, to: state, sequence };
          }
          previous = state;
          lane.enter(state);
        },
        onEmitted({ manner, evidence, chance, worth, price, fromMs, toMs }) {
          const data = { errorClass, manner, evidence, chance, worth, price, fromMs, toMs };
          trace.record('strategy.changed', index, data);
        },
      });
      return [errorClass, port] as const;
    }),
  ) as Record<ErrorClass, MachinePort<typeof strategyMachine>>;

  const budgetLane = lanes.add('budget');
  const budget = machines.start(budgetMachine, {
    id: 'budget',
    input: undefined,
    onState: (state) => budgetLane.enter(state),
    onEmitted: ({ share, hasOne }) => trace.record('budget.changed', 0, { share, hasOne }),
  });
  const admissionLane = lanes.add('admission');
  const admission = machines.start(admissionMachine, {
    id: 'admission',
    input: undefined,
    onState: (state) => admissionLane.enter(state),
    onEmitted: ({ chance }) => trace.record('admission.changed', 0, { chance }),
  });

  return {
    get budget() {
      return budget.state;
    },
    get admission() {
      return admission.state;
    },
    get lastChange() {
      return lastChange;
    },
    strategyOf: (errorClass) => strategies[errorClass].state,
    chosen(errorClass, { manner, evidence, chance, worth, price, fromMs, toMs }) {
      const port = strategies[errorClass];
      if (port.state === (manner === 'learning' ? manner : `known.${manner}`)) return;
      port.send({ type: 'choice.made', manner, evidence, chance, worth, price, fromMs, toMs });
    },
    tokens(share, hasOne) {
      const { constrainedBelow, healthyFrom } = limits();
      const level = hasOne ? Math.floor(share / STEP) : -1;
      if (!isNewOfTokens(level, constrainedBelow, healthyFrom)) return false;
      budget.send({ type: 'tokens.changed', share, hasOne, constrainedBelow, healthyFrom });
      return true;
    },
    load(chance) {
      const { throttledFrom, openBelow } = limits();
      const level = chance === 0 ? 0 : 1 + Math.floor(chance / STEP);
      if (!isNewOfLoad(level, throttledFrom, openBelow)) return;
      admission.send({ type: 'load.told', chance, throttledFrom, openBelow });
    },
  };
}
