/** What a run has come to: the figures that the command line prints, as plain data. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { scenarioToJson } from '../scenario/file.ts';
import { formatLink } from '../scenario/link.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeChange } from '../scenario/words.ts';
import { OUTCOMES, type Outcome } from '../sim/call.ts';
import type { CallTotals } from '../sim/callLog.ts';
import type { Summary } from '../sim/metrics.ts';
import type { TraceEvent } from '../sim/trace.ts';
import { judge, type Verdict } from './experiment.ts';
import { INTERVENTION_EVENT, type Run } from './run.ts';
import { verdictJson } from './verdictReport.ts';

export interface CauseTotal {
  readonly id: string;
  readonly label: string;
  readonly outcome: Outcome;
  readonly calls: number;
}

export interface RunSummary {
  readonly pattern: AnyPattern;
  readonly scenario: Scenario;
  /** The part from `#` on, or null when the scenario is too long for a link. */
  readonly link: string | null;
  readonly hash: string;
  /** Events in the trace. */
  readonly eventCount: number;
  /** Where the run stands, in ms. */
  readonly untilMs: number;
  readonly metrics: Summary;
  /** `arrived` is the sum of the others. */
  readonly totals: CallTotals;
  /** In order of outcome; those of an outcome add up to its total. */
  readonly causes: readonly CauseTotal[];
  /** On the scenario's experiment, null when it carries none. */
  readonly verdict: Verdict | null;
  /** The newest milestones that have words, oldest first. */
  readonly milestones: readonly { readonly atMs: number; readonly sentence: string }[];
}

function sentenceOf(pattern: AnyPattern, event: TraceEvent): string | null {
  if (event.type !== INTERVENTION_EVENT) return pattern.describe(event);
  const { param, value } = event.data;
  return value === undefined || value === null
    ? null
    : `${describeChange(pattern.params, String(param), value)}.`;
}

export function summarise({ pattern, scenario, world, nowMs }: Run): RunSummary {
  const formatted = formatLink(scenario, [pattern]);
  const { experiment } = scenario;
  const counted = [...world.calls.causes()].map(([id, calls]): CauseTotal => {
    const { outcome, label } = pattern.causes[id] ?? { outcome: 'failed', label: id };
    return { id, label, outcome, calls };
  });
  return {
    pattern,
    scenario,
    link: 'link' in formatted ? formatted.link : null,
    hash: world.trace.hash(),
    eventCount: world.trace.count,
    untilMs: nowMs,
    metrics: world.metrics.summary(),
    totals: world.calls.totals(),
    causes: OUTCOMES.flatMap((outcome) => counted.filter((cause) => cause.outcome === outcome)),
    verdict: experiment ? judge(pattern, scenario, experiment, { nowMs, metrics: world.metrics }) : null,
    milestones: world.trace.milestones().flatMap((event) => {
      const sentence = sentenceOf(pattern, event);
      return sentence === null ? [] : [{ atMs: event.atMs, sentence }];
    }),
  };
}

/** The summary as one JSON object on several lines; its `scenario` is a scenario file. `Infinity` is written `unlimited`. */
export function summaryJson(summary: RunSummary): string {
  const { pattern, scenario, link, hash, eventCount, untilMs, metrics, totals, causes, verdict } = summary;
  const plain = {
    scenario: scenarioToJson(scenario, [pattern]),
    link,
    hash,
    untilMs,
    eventCount,
    metrics,
    totals,
    causes: Object.fromEntries(causes.map(({ id, calls }) => [id, calls])),
    ...(verdict ? { verdict: verdictJson(pattern, verdict) } : {}),
  };
  return JSON.stringify(plain, writeInfinity, 2);
}

export function eventJson(event: TraceEvent): string {
  return JSON.stringify(event, writeInfinity);
}

/** A `replacer` of `JSON.stringify`: JSON has no `Infinity`. */
export function writeInfinity(_key: string, value: unknown): unknown {
  return value === Infinity ? 'unlimited' : value;
}
