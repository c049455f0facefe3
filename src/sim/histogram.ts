/** A histogram of durations with buckets that grow by a fixed factor: any quantile to about 1.5 %, in fixed memory. */

const GROWTH = 1.03;
const LOG_GROWTH = Math.log(GROWTH);
/** Values below this many ms share the first bucket. */
const SMALLEST = 0.01;
export const BUCKETS = 680;

export function bucketOf(value: number): number {
  const index = value <= SMALLEST ? 0 : Math.ceil(Math.log(value / SMALLEST) / LOG_GROWTH);
  return Math.min(index, BUCKETS - 1);
}

export interface Histogram {
  readonly count: number;
  /** `bucket`: the one it belongs to, if that is known already. */
  add(value: number, bucket?: number): void;
  /** Folds another histogram into this one. */
  merge(other: Histogram): void;
  clear(): void;
  /** The value that a share `q` (0–1) of all values does not exceed, null when empty. */
  quantile(q: number): number | null;
  mean(): number | null;
  readonly buckets: Uint32Array;
  /** No bucket below or above these two holds anything. */
  readonly lowestBucket: number;
  readonly highestBucket: number;
  readonly least: number;
  readonly greatest: number;
  readonly sum: number;
}

export function createHistogram(): Histogram {
  const buckets = new Uint32Array(BUCKETS);
  let lowestBucket = BUCKETS;
  let highestBucket = -1;
  let count = 0;
  let sum = 0;
  let least = Infinity;
  let greatest = 0;

  return {
    buckets,
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
    add(value, bucket = bucketOf(value)) {
      buckets[bucket] = (buckets[bucket] as number) + 1;
      if (bucket < lowestBucket) lowestBucket = bucket;
      if (bucket > highestBucket) highestBucket = bucket;
      count += 1;
      sum += value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    },
    merge(other) {
      for (let i = other.lowestBucket; i <= other.highestBucket; i += 1) {
        buckets[i] = (buckets[i] as number) + (other.buckets[i] as number);
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
  };
}
