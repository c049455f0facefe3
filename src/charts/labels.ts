/** Words in a drawing, and the room they take. */
import { textWidth } from '../ui/statechart/words.ts';

/** `.chart-label` in the style sheet. */
const FONT_PX = 12;

export const labelWidth = (text: string): number => textWidth(text, FONT_PX);

export function shorten(label: string, roomPx: number): string {
  if (labelWidth(label) <= roomPx) return label;
  let kept = label;
  while (kept !== '' && labelWidth(`${kept}…`) > roomPx) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
