/** How this person likes to look at the playground; kept in this browser only. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface Preferences {
  /** Larger type, for a projector. */
  readonly isPresenting: boolean;
  setPresenting(isPresenting: boolean): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      isPresenting: false,
      setPresenting: (isPresenting) => set({ isPresenting }),
    }),
    { name: 'partial-failure-playground' },
  ),
);
