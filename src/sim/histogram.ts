/** A histogram of durations with buckets that grow by a fixed factor: any quantile to about 1.5 %, in fixed memory. */

const GROWTH = 1.03;
const LOG_GROWTH = Math.log(GROWTH);
/** Values below this many ms share the first bucket. */
const SMALLEST = 0.01;
const BUCKETS = 680;

/** How many values lie between `least` and `greatest`, both of which were seen. */
export interface ValueRange {
  readonly least: number;
  readonly greatest: number;
  readonly count: number;
}

export interface Histogram {
  readonly count: number;
  add(value: number): void;
  /** Folds another histogram into this one. */
  merge(other: Histogram): void;
  clear(): void;
  /** The value that a share `q` (0–1) of all values does not exceed, null when empty. */
  quantile(q: number): number | null;
  mean(): number | null;
  /** Where the values lie, from low to high, each range within one bucket. */
  ranges(): readonly ValueRange[];
  readonly buckets: Uint32Array;
  /** Least and greatest value of each bucket that holds anything. */
  readonly leastOf: Float64Array;
  readonly greatestOf: Float64Array;
  /** No bucket below or above these two holds anything. */
  readonly lowestBucket: number;
  readonly highestBucket: number;
  readonly least: number;
  readonly greatest: number;
  readonly sum: number;
}

export function createHistogram(): Histogram {
  const buckets = new Uint32Array(BUCKETS);
  const leastOf = new Float64Array(BUCKETS);
  const greatestOf = new Float64Array(BUCKETS);
  let lowestBucket = BUCKETS;
  let highestBucket = -1;
  let count = 0;
  let sum = 0;
  let least = Infinity;
  let greatest = 0;

  function put(bucket: number, amount: number, low: number, high: number): void {
    const held = buckets[bucket] as number;
    buckets[bucket] = held + amount;
    if (held === 0 || low < (leastOf[bucket] as number)) leastOf[bucket] = low;
    if (held === 0 || high > (greatestOf[bucket] as number)) greatestOf[bucket] = high;
  }

  return {
    buckets,
    leastOf,
    greatestOf,
    get lowestBucket() {
      return lowestBucket;
    },
    get highestBucket() {
      return highestBucket;
    },
    get least() {
      return least;
    },
    get greatest() {
      return greatest;
    },
    get count() {
      return count;
    },
    get sum() {
      return sum;
    },
    add(value) {
      const index = value <= SMALLEST ? 0 : Math.ceil(Math.log(value / SMALLEST) / LOG_GROWTH);
      const bucket = Math.min(index, BUCKETS - 1);
      put(bucket, 1, value, value);
      if (bucket < lowestBucket) lowestBucket = bucket;
      if (bucket > highestBucket) highestBucket = bucket;
      count += 1;
      sum += value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    },
    merge(other) {
      for (let i = other.lowestBucket; i <= other.highestBucket; i += 1) {
        const amount = other.buckets[i] as number;
        if (amount > 0) put(i, amount, other.leastOf[i] as number, other.greatestOf[i] as number);
      }
      lowestBucket = Math.min(lowestBucket, other.lowestBucket);
      highestBucket = Math.max(highestBucket, other.highestBucket);
      count += other.count;
      sum += other.sum;
      least = Math.min(least, other.least);
      greatest = Math.max(greatest, other.greatest);
    },
    clear() {
      buckets.fill(0, lowestBucket, highestBucket + 1);
      lowestBucket = BUCKETS;
      highestBucket = -1;
      count = 0;
      sum = 0;
      least = Infinity;
      greatest = 0;
    },
    quantile(q) {
      if (count === 0) return null;
      if (q <= 0) return least;
      if (q >= 1) return greatest;
      const rank = Math.ceil(q * count);
      let seen = 0;
      for (let i = lowestBucket; i <= highestBucket; i += 1) {
        seen += buckets[i] as number;
        if (seen >= rank) {
          const upper = i === 0 ? SMALLEST : SMALLEST * Math.pow(GROWTH, i - 0.5);
          return Math.min(greatest, Math.max(least, upper));
        }
      }
      return greatest;
    },
    mean: () => (count === 0 ? null : sum / count),
    ranges() {
      const found: ValueRange[] = [];
      for (let i = lowestBucket; i <= highestBucket; i += 1) {
        if (buckets[i] === 0) continue;
        found.push({
          least: leastOf[i] as number,
          greatest: greatestOf[i] as number,
          count: buckets[i] as number,
        });
      }
      return found;
    },
  };
}
