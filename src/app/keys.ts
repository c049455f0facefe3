/** The keys of a pattern page, in words. */
export const KEYS = [
  { keys: 'Space', does: 'play or pause' },
  { keys: '→', does: 'one event forward' },
  { keys: '←', does: 'one event back' },
  { keys: 'R', does: 'restart with the same seed' },
  { keys: 'N', does: 'new seed' },
  { keys: 'E', does: 'run to the end' },
  { keys: 'S', does: 'share' },
  { keys: '1–8', does: 'open a pattern' },
  { keys: '?', does: 'this list' },
] as const;
