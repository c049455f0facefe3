/**
 * Where the values of a histogram lie, more closely than its buckets: the ends of what each bucket has seen, and apart from
 * the others a value that comes again and again, such as the length of a timeout. Without that, calls that end exactly at
 * their deadline would seem to be spread around it.
 */
import { BUCKETS } from './histogram.ts';

/** `count` values from `least` to `greatest`, both of which were seen. */
export interface ValueRange {
  readonly least: number;
  readonly greatest: number;
  readonly count: number;
}

export interface ValueRanges {
  add(value: number, bucket: number): void;
  /** From low to high, except that a value that comes again and again follows the range around it. */
  list(): readonly ValueRange[];
}

/** Instants are whole nanoseconds; in ms a difference of two of them is off by less than this. */
const SAME = 5e-7;

export function createValueRanges(): ValueRanges {
  const counts = new Uint32Array(BUCKETS);
  const least = new Float64Array(BUCKETS);
  const greatest = new Float64Array(BUCKETS);
  /** The last value, or the one that came twice running. */
  const repeated = new Float64Array(BUCKETS);
  const repeats = new Uint32Array(BUCKETS);

  return {
    add(value, bucket) {
      const isFirst = counts[bucket] === 0;
      counts[bucket] = (counts[bucket] as number) + 1;
      if (isFirst || value < (least[bucket] as number)) least[bucket] = value;
      if (isFirst || value > (greatest[bucket] as number)) greatest[bucket] = value;
      if (!isFirst && Math.abs(value - (repeated[bucket] as number)) < SAME) {
        repeats[bucket] = (repeats[bucket] as number) + 1;
      } else if (isFirst || repeats[bucket] === 1) {
        repeated[bucket] = value;
        repeats[bucket] = 1;
      }
    },
    list() {
      const ranges: ValueRange[] = [];
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        const apart = (repeats[bucket] as number) > 1 ? (repeats[bucket] as number) : 0;
        const around = (counts[bucket] as number) - apart;
        const value = repeated[bucket] as number;
        if (around > 0) {
          ranges.push({
            least: least[bucket] as number,
            greatest: greatest[bucket] as number,
            count: around,
          });
        }
        if (apart > 0) ranges.push({ least: value, greatest: value, count: apart });
      }
      return ranges;
    },
  };
}
