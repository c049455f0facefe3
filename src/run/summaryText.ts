/** A run's summary as aligned text for a terminal. */
import { describeChange, formatParamValue } from '../scenario/words.ts';
import { OUTCOMES, type Outcome } from '../sim/call.ts';
import { formatDuration, formatFigure, formatInstant, formatNumber } from '../sim/format.ts';
import type { MetricSpec } from '../sim/metrics.ts';
import type { TraceEvent } from '../sim/trace.ts';
import type { RunSummary } from './summary.ts';
import { section, table } from './textTable.ts';
import { verdictLines } from './verdictReport.ts';

const MOST_MILESTONES = 40;
const MOST_CHANGES = 40;
const INDENT = '  ';

function firstLines(lines: readonly string[], most: number): string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `… and ${formatNumber(more)} more`] : [...lines];
}

function settingLines({ pattern, scenario }: RunSummary): string[] {
  const rows = Object.entries(pattern.params).flatMap(([id, spec]) => {
    const value = scenario.params[id];
    if (value === undefined) return [];
    return [[spec.label, formatParamValue(spec, value), `(default ${formatParamValue(spec, spec.default)})`]];
  });
  return table(['left', 'right', 'left'], rows);
}

function changeLines({ pattern, scenario }: RunSummary): string[] {
  const rows = scenario.interventions.map(({ atMs, param, value }) => [
    formatInstant(atMs),
    describeChange(pattern.params, param, value),
  ]);
  return firstLines(table(['right', 'left'], rows), MOST_CHANGES);
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  succeeded: 'succeeded',
  degraded: 'degraded',
  failed: 'failed',
  timedOut: 'timed out',
  rejected: 'rejected',
};

function callLines({ totals, causes }: RunSummary): string[] {
  const outcomes = OUTCOMES.filter((outcome) => totals[outcome] > 0);
  const rows = [
    [formatNumber(totals.arrived), 'arrived', ''],
    ...outcomes.flatMap((outcome) => [
      [formatNumber(totals[outcome]), OUTCOME_WORDS[outcome], ''],
      ...causes
        .filter((cause) => cause.outcome === outcome)
        .map(({ calls, label }) => ['', formatNumber(calls), label]),
    ]),
    [formatNumber(totals.inFlight), 'in flight', ''],
  ];
  const width = Math.max(...rows.map(([count = '']) => count.length));
  return rows.map(([count = '', second = '', label = '']) =>
    label === ''
      ? `${count.padStart(width)}${INDENT}${second}`
      : `${''.padEnd(width)}${INDENT}${second.padStart(width)}${INDENT}${label}`,
  );
}

function withUnit(value: number | null, { unit }: MetricSpec): string {
  const figure = formatFigure(value, unit);
  if (unit !== 'calls' || value === null) return figure;
  return `${figure} ${value === 1 ? 'call' : 'calls'}`;
}

function metricLines({ pattern, metrics }: RunSummary): string[] {
  const rows = Object.entries(metrics).map(([id, value]) => {
    const [name = '', quantile] = id.split('.');
    const spec = pattern.metrics[name];
    if (!spec) return [id, formatNumber(value ?? NaN)];
    return [quantile === undefined ? spec.label : `${spec.label} ${quantile}`, withUnit(value, spec)];
  });
  return table(['left', 'left'], rows);
}

function milestoneLines({ milestones }: RunSummary): string[] {
  const shown = milestones.slice(-MOST_MILESTONES);
  const lines = table(
    ['right', 'left'],
    shown.map(({ atMs, sentence }) => [formatInstant(atMs), sentence]),
  );
  return shown.length < milestones.length ? ['… earlier ones: --events has them all', ...lines] : lines;
}

export function summaryText(summary: RunSummary): string {
  const { pattern, scenario, link, hash, eventCount, untilMs, verdict } = summary;
  const isPart = untilMs < scenario.durationMs;
  const length = isPart
    ? `the first ${formatDuration(untilMs)} of ${formatDuration(scenario.durationMs)}`
    : formatDuration(scenario.durationMs);
  const script = scenario.script && `${formatNumber(scenario.script.length)} calls at given instants`;
  return [
    `${pattern.title}: ${length}, seed ${scenario.seed}`,
    ...section('Parameters', settingLines(summary)),
    ...section('Timeline', changeLines(summary)),
    ...section('Script', script === null ? [] : [script]),
    ...section('Link', [link ?? 'The scenario is too long for a link.']),
    ...section('Trace', [`${hash}, ${formatNumber(eventCount)} events`]),
    ...section('Calls', callLines(summary)),
    ...section('Metrics', metricLines(summary)),
    ...section('Experiment', verdict ? verdictLines(pattern, verdict) : []),
    ...section('What happened', milestoneLines(summary)),
  ].join('\n');
}

/** One event on one line: time in ms, type, subject, data. */
export function eventText({ atMs, type, subject, data }: TraceEvent): string {
  const words = Object.entries(data).map(([key, value]) => `${key}=${String(value)}`);
  return `${String(atMs).padStart(14)}  ${type.padEnd(20)}  ${String(subject).padStart(6)}  ${words.join(' ')}`.trimEnd();
}
