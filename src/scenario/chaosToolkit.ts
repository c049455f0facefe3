/**
 * An experiment in the shape of the Chaos Toolkit's experiments (version 1.0.0 of its format). The instants of the
 * timeline become pauses between actions, in seconds; what its format has no place for, the scenario, is an extension.
 */
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatDuration } from '../sim/format.ts';
import { UNLIMITED } from './check.ts';
import { phasesOf, type Experiment, type Probe } from './experiment.ts';
import { hypothesisWords, measureName } from './experimentWords.ts';
import { scenarioToJson } from './file.ts';
import type { JsonObject } from './json.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { unknownPattern } from './read.ts';
import type { Intervention, Scenario } from './scenario.ts';
import { describeChange } from './words.ts';

/** Name of the extension that carries the scenario. */
export const EXTENSION = 'partial-failure-playground';
/** Function of the provider of an action that changes a parameter. */
const SET = 'set_parameter';
/** Of an action that only passes time, in a method without actions. */
export const WAIT = 'wait';
const MEASURE = 'measure';
/** Stands for no limit: a tolerance of the Chaos Toolkit has two numbers. */
export const NO_LIMIT = Number.MAX_VALUE;

type Provider = ReturnType<typeof provider>;

function provider(func: string, args: Readonly<Record<string, unknown>>) {
  return { type: 'python', module: 'partial_failure_playground', func, arguments: args };
}

export interface ChaosProbe {
  readonly type: 'probe';
  readonly name: string;
  readonly tolerance: { readonly type: 'range'; readonly range: readonly [number, number] };
  readonly provider: Provider;
}

export interface ChaosAction {
  readonly type: 'action';
  readonly name: string;
  readonly provider: Provider;
  /** In seconds. */
  readonly pauses?: { readonly before?: number; readonly after?: number };
}

/** One sentence about the run in which the experiment is carried out. */
export function describeRun({ title }: AnyPattern, { seed, durationMs }: Scenario): string {
  return `${title}: ${formatDuration(durationMs)} of virtual time, seed ${seed}.`;
}

/** What the method, the rollbacks and the hypothesis do not say. */
export function withoutTimeline(scenario: JsonObject): JsonObject {
  const said = ['interventions', 'experiment'];
  return Object.fromEntries(Object.entries(scenario).filter(([key]) => !said.includes(key)));
}

function chaosProbe(pattern: AnyPattern, windowMs: number, probe: Probe): ChaosProbe {
  const { metric, over, least, greatest } = probe;
  return {
    type: 'probe',
    name: measureName(pattern, probe),
    tolerance: { type: 'range', range: [least, Math.min(greatest, NO_LIMIT)] },
    provider: provider(MEASURE, { metric, ...(over === null ? {} : { over }), window: windowMs / 1_000 }),
  };
}

function chaosActions(
  { params }: AnyPattern,
  interventions: readonly Intervention[],
  startMs: number,
): ChaosAction[] {
  return interventions.map(({ atMs, param, value }, index) => ({
    type: 'action',
    name: describeChange(params, param, value),
    provider: provider(SET, { param, value: value === Infinity ? UNLIMITED : value }),
    pauses: { before: (atMs - (interventions[index - 1]?.atMs ?? startMs)) / 1_000 },
  }));
}

function chaosMethod(pattern: AnyPattern, scenario: Scenario, experiment: Experiment): ChaosAction[] {
  const { method } = phasesOf(scenario, experiment);
  const { checkAtMs } = experiment;
  const actions = chaosActions(pattern, method, 0);
  const last = actions.at(-1);
  const lastMs = method.at(-1)?.atMs ?? 0;
  if (!last) {
    const pauses = checkAtMs === null ? {} : { pauses: { before: checkAtMs / 1_000 } };
    return [{ type: 'action', name: 'Wait', provider: provider(WAIT, {}), ...pauses }];
  }
  if (checkAtMs === null) return actions;
  return [
    ...actions.slice(0, -1),
    { ...last, pauses: { ...last.pauses, after: (checkAtMs - lastMs) / 1_000 } },
  ];
}

/** As plain JSON data. Throws when no pattern has the scenario's id. */
export function chaosExperiment(
  scenario: Scenario,
  experiment: Experiment,
  patterns: readonly AnyPattern[],
  migrations: readonly Migration[] = MIGRATIONS,
) {
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  if (!pattern) throw new Error(unknownPattern(scenario.pattern, patterns));
  const { rollbacks, checkAtMs } = phasesOf(scenario, experiment);
  const carried = withoutTimeline(scenarioToJson(scenario, patterns, migrations));
  return {
    version: '1.0.0',
    title: experiment.title,
    description: describeRun(pattern, scenario),
    tags: [pattern.id],
    'steady-state-hypothesis': {
      title: hypothesisWords(pattern, experiment.probes),
      probes: experiment.probes.map((probe) => chaosProbe(pattern, experiment.windowMs, probe)),
    },
    method: chaosMethod(pattern, scenario, experiment),
    rollbacks: chaosActions(pattern, rollbacks, checkAtMs),
    // The timeline goes on whatever the check says.
    runtime: { rollbacks: { strategy: 'always' } },
    extensions: [{ name: EXTENSION, scenario: carried }],
  };
}

/** The text of an experiment file. */
export function formatChaosExperiment(
  scenario: Scenario,
  experiment: Experiment,
  patterns: readonly AnyPattern[],
): string {
  return `${JSON.stringify(chaosExperiment(scenario, experiment, patterns), null, 2)}\n`;
}
