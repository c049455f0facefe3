/** How a slider's travel maps to values: evenly for narrow ranges, in growing round steps for wide ones, so that small values can be hit. */

/** A range of more than this many steps is graded. */
const MOST_EVEN_STEPS = 120;

/** On a graded scale one notch changes the value by at most this share of it (or by the parameter's step). */
const LARGEST_NOTCH = 0.1;

export interface Scale {
  /** Position of the greatest value; positions are 0…last. */
  readonly last: number;
  /** The value at a whole position. */
  valueAt(position: number): number;
  /** Where a value lies, between two notches if need be. */
  positionOf(value: number): number;
  /** The next notch above (+1) or below (−1) a value; the value itself at the end of the range. */
  neighbour(value: number, direction: 1 | -1): number;
}

/** The greatest of 1, 2, 5, 10, 20, 50… that does not exceed `limit` ≥ 1. */
export function roundDown(limit: number): number {
  const power = 10 ** Math.floor(Math.log10(limit));
  const mantissa = limit / power;
  return power * (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1);
}

function decimals(step: number): number {
  return String(step).split('.')[1]?.length ?? 0;
}

function evenStops({ min, max, step }: Range): number[] {
  const count = Math.floor((max - min) / step + 1e-9);
  const stops = Array.from({ length: count + 1 }, (_, index) =>
    Number((min + index * step).toFixed(decimals(step))),
  );
  return (stops.at(-1) as number) < max ? [...stops, max] : stops;
}

function gradedStops({ min, max, step }: Range): number[] {
  const stops: number[] = [];
  for (let value = min; value < max;) {
    stops.push(value);
    // The added trifle: 0.6 / 0.05 is a little less than 12, and the next stop would be the same again.
    const notch = step * roundDown(Math.max(1, (Math.abs(value) * LARGEST_NOTCH) / step));
    value = Number(
      ((notch > step ? Math.floor(value / notch + 1e-9) * notch : value) + notch).toFixed(decimals(step)),
    );
  }
  return [...stops, max];
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export function createScale(range: Range): Scale {
  const isWide = (range.max - range.min) / range.step > MOST_EVEN_STEPS;
  const stops = isWide ? gradedStops(range) : evenStops(range);
  const last = stops.length - 1;
  const stop = (index: number) => stops[Math.min(last, Math.max(0, index))] as number;

  function positionOf(value: number): number {
    if (value >= stop(last)) return last;
    const above = stops.findIndex((candidate) => candidate >= value);
    if (above <= 0) return 0;
    return above - 1 + (value - stop(above - 1)) / (stop(above) - stop(above - 1));
  }
  return {
    last,
    valueAt: (position) => stop(Math.round(position)),
    positionOf,
    neighbour(value, direction) {
      const position = positionOf(value);
      return stop(direction === 1 ? Math.floor(position) + 1 : Math.ceil(position) - 1);
    },
  };
}
