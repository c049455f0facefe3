/**
 * Metrics of a run: counters, gauges and histograms, each with its total and with a series of at most `SERIES_ROWS`
 * rows over the whole run, so that memory does not grow with time.
 */
import type { Clock } from './clock.ts';
import { bucketOf, createHistogram, type Histogram } from './histogram.ts';
import { createValueRanges, type ValueRange } from './valueRanges.ts';

/** What the number stands for; decides how it is written. `share` is 0–1 and shown in per cent. */
export type Unit = 'calls' | 'ms' | 'share' | 'count';

export interface MetricSpec {
  readonly label: string;
  readonly unit: Unit;
  /** `counter` only grows; `gauge` is a level; `histogram` gives quantiles. */
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** For a gauge: its figure for the whole run is the time-weighted mean instead of the present value. */
  readonly figure?: 'mean';
  /** One sentence: what exactly is counted. */
  readonly help: string;
}

export type MetricSpecs = Readonly<Record<string, MetricSpec>>;

export const SERIES_ROWS = 240;

/** Quantiles of a histogram; their values are addressed as `<metric>.<quantile>`. */
export const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** A histogram's row looks back over this many rows, so that a quantile rests on more than a handful of calls. */
export const HISTOGRAM_WINDOW_ROWS = 8;

export interface Counter {
  readonly total: number;
  add(amount?: number): void;
}

export interface Gauge {
  readonly value: number | null;
  /** null: there is no value (yet). */
  set(value: number | null): void;
  /** Time-weighted mean since the start of the run, null when it never had a value. */
  mean(): number | null;
}

/** All values of the run. */
export interface Observations extends Pick<Histogram, 'count' | 'quantile' | 'mean'> {
  add(value: number): void;
  /** Where they lie, from low to high. */
  ranges(): readonly ValueRange[];
}

export type Summary = Readonly<Record<string, number | null>>;

export interface Recorder<Id extends string = string> {
  /** Length of one row of every series in ms. */
  readonly rowMs: number;
  counter(id: Id): Counter;
  gauge(id: Id): Gauge;
  histogram(id: Id): Observations;
  /** Rows up to now: amounts of a counter, time-weighted means of a gauge, a quantile for `id.p95`; NaN where there is nothing. */
  series(id: string): Float64Array;
  /** Totals of counters, present values of gauges, quantiles of histograms. */
  summary(): Summary;
}

interface Series {
  /** Adds this metric's present figures under its id. */
  summarise(id: string, summary: Record<string, number | null>): void;
  rows(suffix: string): Float64Array;
}

/** The row that holds the present instant. */
type RowNow = () => number;

function createCounter(rowNow: RowNow): Counter & Series {
  const amounts = new Float64Array(SERIES_ROWS);
  let total = 0;
  return {
    get total() {
      return total;
    },
    add(amount = 1) {
      const row = rowNow();
      total += amount;
      amounts[row] = (amounts[row] as number) + amount;
    },
    rows: () => amounts.slice(0, rowNow() + 1),
    summarise(id, summary) {
      summary[id] = total;
    },
  };
}

function createGauge(clock: Clock, rowMs: number, rowNow: RowNow, figure?: 'mean'): Gauge & Series {
  const areas = new Float64Array(SERIES_ROWS);
  const weightsMs = new Float64Array(SERIES_ROWS);
  let area = 0;
  let weightMs = 0;
  let value: number | null = null;
  let sinceMs = 0;

  function accountUpToNow(): void {
    const last = rowNow();
    const level = value;
    let fromMs = sinceMs;
    sinceMs = clock.nowMs;
    if (level === null) return;
    area += level * (sinceMs - fromMs);
    weightMs += sinceMs - fromMs;
    for (let row = Math.min(Math.floor(fromMs / rowMs), last); row <= last; row += 1) {
      const toMs = row === last ? clock.nowMs : (row + 1) * rowMs;
      areas[row] = (areas[row] as number) + level * (toMs - fromMs);
      weightsMs[row] = (weightsMs[row] as number) + (toMs - fromMs);
      fromMs = toMs;
    }
  }

  function mean(): number | null {
    accountUpToNow();
    return weightMs > 0 ? area / weightMs : value;
  }

  return {
    mean,
    get value() {
      return value;
    },
    set(next) {
      accountUpToNow();
      value = next;
    },
    rows() {
      accountUpToNow();
      return areas
        .slice(0, rowNow() + 1)
        .map((sum, row) => ((weightsMs[row] as number) > 0 ? sum / (weightsMs[row] as number) : NaN));
    },
    summarise(id, summary) {
      summary[id] = figure === 'mean' ? mean() : value;
    },
  };
}

function createObservations(rowNow: RowNow): Observations & Series {
  const all = createHistogram();
  const ranges = createValueRanges();
  const merged = createHistogram();
  const window = Array.from({ length: HISTOGRAM_WINDOW_ROWS }, createHistogram);
  const quantiles = Object.entries(QUANTILES).map(([name, q]) => ({
    name,
    q,
    values: new Float64Array(SERIES_ROWS),
    present: NaN,
  }));
  let openRow = 0;
  /** Whether the window has changed since the present quantiles were taken. */
  let isStale = false;

  function writeRow(): void {
    if (isStale) {
      merged.clear();
      for (const part of window) merged.merge(part);
      for (const quantile of quantiles) quantile.present = merged.quantile(quantile.q) ?? NaN;
      isStale = false;
    }
    for (const { values, present } of quantiles) values[openRow] = present;
  }
  function closeRowsBefore(row: number): void {
    while (openRow < row) {
      writeRow();
      openRow += 1;
      const oldest = window[openRow % HISTOGRAM_WINDOW_ROWS] as Histogram;
      isStale ||= oldest.count > 0;
      oldest.clear();
    }
  }
  return {
    get count() {
      return all.count;
    },
    quantile: (q) => all.quantile(q),
    mean: () => all.mean(),
    ranges: () => ranges.list(),
    add(value) {
      closeRowsBefore(rowNow());
      const bucket = bucketOf(value);
      all.add(value, bucket);
      ranges.add(value, bucket);
      window[openRow % HISTOGRAM_WINDOW_ROWS]?.add(value, bucket);
      isStale = true;
    },
    rows(suffix) {
      closeRowsBefore(rowNow());
      writeRow();
      const series = quantiles.find(({ name }) => name === suffix);
      if (!series)
        throw new Error(
          `A histogram has no series "${suffix}"; it has ${Object.keys(QUANTILES).join(', ')}.`,
        );
      return series.values.slice(0, openRow + 1);
    },
    summarise(id, summary) {
      for (const { name, q } of quantiles) summary[`${id}.${name}`] = all.quantile(q);
    },
  };
}

/** `durationMs` is the length of the whole run; later instants fall into the last row. */
export function createRecorder(specs: MetricSpecs, clock: Clock, durationMs: number): Recorder {
  const rowMs = Math.max(1, Math.ceil(durationMs / SERIES_ROWS));
  const rowNow = () => Math.min(SERIES_ROWS - 1, Math.floor(clock.nowMs / rowMs));
  const counters = new Map<string, Counter & Series>();
  const gauges = new Map<string, Gauge & Series>();
  const histograms = new Map<string, Observations & Series>();

  for (const [id, { kind, figure }] of Object.entries(specs)) {
    if (kind === 'counter') counters.set(id, createCounter(rowNow));
    else if (kind === 'gauge') gauges.set(id, createGauge(clock, rowMs, rowNow, figure));
    else histograms.set(id, createObservations(rowNow));
  }

  function find<T>(metrics: ReadonlyMap<string, T>, id: string): T {
    const metric = metrics.get(id);
    if (!metric) throw new Error(`There is no such metric: "${id}".`);
    return metric;
  }

  return {
    rowMs,
    counter: (id) => find(counters, id),
    gauge: (id) => find(gauges, id),
    histogram: (id) => find(histograms, id),
    series(id) {
      const [name = '', suffix = ''] = id.split('.');
      return find<Series>(new Map<string, Series>([...counters, ...gauges, ...histograms]), name).rows(
        suffix,
      );
    },
    summary() {
      const summary: Record<string, number | null> = {};
      for (const id of Object.keys(specs)) {
        (counters.get(id) ?? gauges.get(id) ?? find(histograms, id)).summarise(id, summary);
      }
      return summary;
    },
  };
}
