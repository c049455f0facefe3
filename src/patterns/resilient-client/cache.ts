/** The client's cache of user data: values with their age, kept past their time for when nothing better can be had. */
import { quantiseMs, type Clock } from '../../sim/clock.ts';
import { flawOf, type Flaw } from './parts.ts';

export interface CachedUser {
  readonly value: unknown;
  /** Since the end of the fetch. */
  readonly ageMs: number;
  readonly flaw: Flaw | null;
}

export interface UserCache {
  /** Whatever is stored for the user, however old; null when there is nothing. */
  find(user: number): CachedUser | null;
  put(user: number, value: unknown): void;
}

export function createCache(clock: Clock): UserCache {
  const entries = new Map<number, { readonly value: unknown; readonly storedAtMs: number }>();
  return {
    find(user) {
      const entry = entries.get(user);
      if (!entry) return null;
      const { value, storedAtMs } = entry;
      return { value, ageMs: quantiseMs(clock.nowMs - storedAtMs), flaw: flawOf('userData', value) };
    },
    put(user, value) {
      entries.set(user, { value, storedAtMs: clock.nowMs });
    },
  };
}
