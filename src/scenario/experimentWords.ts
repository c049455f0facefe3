/** Probes in words: what is measured, and within which tolerance. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatDuration, formatFigure, formatNumber } from '../sim/format.ts';
import type { Unit } from '../sim/metrics.ts';
import { specOf, type Probe } from './experiment.ts';
import { listWords } from './notes.ts';
import { inSentence } from './words.ts';

type Measure = Pick<Probe, 'metric' | 'over'>;

export function unitOf(pattern: AnyPattern, { metric, over }: Measure): Unit {
  return over === null ? (specOf(pattern, metric)?.unit ?? 'count') : 'share';
}

/** `latency p95`, `circuit opens`; a share by the name that a chart gives it, else `failures over attempted`. */
export function measureName(pattern: AnyPattern, { metric, over }: Measure): string {
  const [, quantile] = metric.split('.');
  const label = (id: string) => inSentence(specOf(pattern, id)?.label ?? id);
  if (over === null) return quantile === undefined ? label(metric) : `${label(metric)} ${quantile}`;
  const series = pattern.charts.flatMap((chart) => chart.series);
  const charted = series.find((each) => each.metric === metric && each.over === over);
  return inSentence(charted?.label ?? `${label(metric)} over ${label(over)}`);
}

function exactly(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : String(Number(value.toPrecision(12)));
}

/** One end of a tolerance, without rounding: `99.95 %`, `500 ms`, `1.5 s`, `no limit`. */
export function formatLimit(value: number, unit: Unit): string {
  if (value === Infinity) return 'no limit';
  if (unit === 'share') return `${exactly(Number((value * 100).toPrecision(12)))} %`;
  if (unit !== 'ms') return exactly(value);
  return Number(value.toPrecision(3)) === value ? formatDuration(value) : `${exactly(value)} ms`;
}

/** `0–5 %`, `at least 95 %`, `0–1.5 s`, `exactly 0`. */
export function formatTolerance({ least, greatest }: Probe, unit: Unit): string {
  const high = formatLimit(greatest, unit);
  if (greatest === Infinity) return `at least ${formatLimit(least, unit)}`;
  if (greatest === least) return `exactly ${high}`;
  if (least === 0) return `0–${high}`;
  const low = formatLimit(least, unit);
  const name = / \D+$/.exec(high)?.[0] ?? '';
  return name !== '' && low.endsWith(name) ? `${low.slice(0, -name.length)}–${high}` : `${low}–${high}`;
}

export function isWithin({ least, greatest }: Probe, figure: number | null): boolean {
  return figure !== null && figure >= least && figure <= greatest;
}

/** A figure with three digits, or with more where three would look like the limit that it is beyond. */
export function formatMeasured(probe: Probe, figure: number | null, unit: Unit): string {
  const short = formatFigure(figure, unit);
  if (figure === null || isWithin(probe, figure)) return short;
  const isLikeLimit = [probe.least, probe.greatest].some((limit) => formatFigure(limit, unit) === short);
  return isLikeLimit ? formatLimit(Number(figure.toPrecision(6)), unit) : short;
}

/** The whole hypothesis: `failure rate 0–5 % and latency p95 0–500 ms`. */
export function hypothesisWords(pattern: AnyPattern, probes: readonly Probe[]): string {
  const words = probes.map(
    (probe) => `${measureName(pattern, probe)} ${formatTolerance(probe, unitOf(pattern, probe))}`,
  );
  return listWords(words, 'and');
}
