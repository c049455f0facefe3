/** The speeds on offer, in virtual time per wall time, and how a speed is written. */
import { formatNumber } from '../../sim/format.ts';

export const SPEEDS: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100];

export function speedWord(speed: number): string {
  return `${formatNumber(speed)}×`;
}
