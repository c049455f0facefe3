/** The instants that the time axis names. */

export interface Tick {
  readonly atMs: number;
  readonly label: string;
}

const STEPS = [1, 2, 5, 10];
const MINUTE_MS = 60_000;
/** Above ten seconds people count in these. */
const LONG_STEPS_MS = [10_000, 20_000, 30_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS];

function stepOf(leastMs: number): number {
  const long = LONG_STEPS_MS.find((step) => step >= leastMs);
  if (leastMs > 5_000 && long !== undefined) return long;
  const power = 10 ** Math.floor(Math.log10(leastMs));
  return (STEPS.find((step) => step * power >= leastMs) ?? 10) * power;
}

function labelOf(atMs: number, stepMs: number): string {
  if (stepMs >= 1_000 && atMs >= MINUTE_MS) {
    const seconds = Math.round(atMs / 1_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
  }
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(stepMs) + 1e-9));
  return `${(atMs / 1_000).toFixed(Math.min(3, decimals))} s`;
}

/** Round instants of the window, at least `leastGapMs` apart. */
export function axisTicks(fromMs: number, toMs: number, leastGapMs: number): readonly Tick[] {
  const stepMs = stepOf(leastGapMs);
  const ticks: Tick[] = [];
  for (let count = Math.max(0, Math.ceil(fromMs / stepMs)); count * stepMs <= toMs; count += 1)
    ticks.push({ atMs: count * stepMs, label: labelOf(count * stepMs, stepMs) });
  return ticks;
}

/** An instant to the millisecond, for what is clicked on. */
export function formatExactly(ms: number): string {
  return `${(ms / 1_000).toFixed(3)} s`;
}
