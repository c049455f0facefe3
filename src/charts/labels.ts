/** Words in a drawing, and the room they take. */
import { textWidth } from '../ui/statechart/words.ts';

/** `.chart-label` in the style sheet. */
const FONT_PX = 12;

export const labelWidth = (text: string): number => textWidth(text, FONT_PX);

/** The labels without the words that all of them begin or end with, unless one would have none left. */
export function withoutSharedWords(labels: readonly string[]): readonly string[] {
  if (labels.length < 2) return labels;
  const words = labels.map((label) => label.split(' '));
  const isShared = (at: number) => words.every((each) => each.at(at) === words[0]?.at(at));
  const shortest = Math.min(...words.map(({ length }) => length));
  let first = 0;
  while (first < shortest - 1 && isShared(first)) first += 1;
  let last = 0;
  while (first + last < shortest - 1 && isShared(-1 - last)) last += 1;
  return words.map((each) => each.slice(first, each.length - last).join(' '));
}

export function shorten(label: string, roomPx: number): string {
  if (labelWidth(label) <= roomPx) return label;
  let kept = label;
  while (kept !== '' && labelWidth(`${kept}…`) > roomPx) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
