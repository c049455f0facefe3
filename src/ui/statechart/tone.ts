/** The colour family of a state. */

export type Tone = 'healthy' | 'tripped' | 'testing' | 'manual' | 'neutral';

const TONES = ['healthy', 'tripped', 'testing', 'manual'] as const;

/** The first tag that has a colour of its own; neutral without any. */
export function toneOf({ tags }: { tags: readonly string[] }): Tone {
  return TONES.find((tone) => tags.includes(tone)) ?? 'neutral';
}
