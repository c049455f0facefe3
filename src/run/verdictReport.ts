/** A verdict for the command line: as plain data, and as lines of a terminal. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatMeasured, formatTolerance, measureName, unitOf } from '../scenario/experimentWords.ts';
import { formatDuration, formatInstant } from '../sim/format.ts';
import type { Measurement, Verdict } from './experiment.ts';
import { verdictSentence } from './experimentWords.ts';
import { table } from './textTable.ts';

function measurementsOf({ before, after, end }: Verdict) {
  return { before, after, end };
}

/** Measurements that were not made are null. */
export function verdictJson(pattern: AnyPattern, verdict: Verdict) {
  const { experiment, phases, status, deviated } = verdict;
  const measured = Object.entries(measurementsOf(verdict));
  return {
    title: experiment.title,
    status,
    deviated,
    sentence: verdictSentence(pattern, verdict),
    methodAtMs: phases.methodAtMs,
    checkAtMs: phases.checkAtMs,
    measured: Object.fromEntries(
      measured.map(([moment, measurement]) => [
        moment,
        measurement && {
          fromMs: measurement.stretch?.fromMs ?? null,
          toMs: measurement.stretch?.toMs ?? null,
          isMet: measurement.isMet,
        },
      ]),
    ),
    probes: experiment.probes.map(({ metric, over, least, greatest }, index) => ({
      metric,
      over,
      tolerance: [least, greatest],
      ...Object.fromEntries(
        measured.map(([moment, measurement]) => [moment, measurement?.figures[index] ?? null]),
      ),
    })),
  };
}

function span({ stretch }: Measurement): string {
  return stretch ? `${formatInstant(stretch.fromMs)}–${formatInstant(stretch.toMs)}` : 'not measured';
}

export function verdictLines(pattern: AnyPattern, verdict: Verdict): string[] {
  const { experiment, before, after, end } = verdict;
  const measurements = [
    { word: 'before', measurement: before },
    { word: 'at the check', measurement: after },
    { word: 'at the end', measurement: end },
  ].flatMap(({ word, measurement }) => (measurement ? [{ word, measurement }] : []));
  const head = ['', '', ...measurements.map(({ word, measurement }) => `${word} (${span(measurement)})`)];
  const rows = experiment.probes.map((probe, index) => {
    const unit = unitOf(pattern, probe);
    return [
      measureName(pattern, probe),
      formatTolerance(probe, unit),
      ...measurements.map(({ measurement }) =>
        formatMeasured(probe, measurement.figures[index] ?? null, unit),
      ),
    ];
  });
  return [
    `${experiment.title} (window ${formatDuration(experiment.windowMs)})`,
    verdictSentence(pattern, verdict),
    ...table(
      head.map(() => 'left'),
      [head, ...rows],
    ),
  ];
}
