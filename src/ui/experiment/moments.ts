/** When a hypothesis is measured. */
export const MOMENTS = [
  { id: 'before', word: 'before' },
  { id: 'after', word: 'at the check' },
  { id: 'end', word: 'at the end' },
] as const;
