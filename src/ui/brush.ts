/** Words, hatching and lines on a surface, in the type of the page. */
import type { Surface } from './surface.ts';

export interface WordLook {
  /** A CSS variable; default that of text. */
  readonly tone?: string;
  readonly weight?: number;
  readonly align?: CanvasTextAlign;
  /** A rim in the colour of the surface, so that words stay readable over a drawing. */
  readonly hasRim?: boolean;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface HatchLook {
  readonly gap?: number;
  readonly lineWidth?: number;
  /** Falls from left to right instead of rising. */
  readonly isFalling?: boolean;
  /** Where the lines begin, so that they move with what is cut off at the edge; default the left edge. */
  readonly anchorX?: number;
}

export interface Brush {
  /** Of the text, in px. */
  readonly textSize: number;
  /** Reads the type of the page anew, after a change of size or theme. */
  refresh(): void;
  widthOf(words: string, weight?: number): number;
  /** The words, or as much of them as there is room for. */
  fit(words: string, width: number, weight?: number): string;
  /** In lines that are no wider than this, unless a single word is. */
  wrap(words: string, width: number, weight?: number): readonly string[];
  /** Around the middle `y`. */
  write(words: string, x: number, y: number, look?: WordLook): void;
  hatch(area: Area, tone: string, look?: HatchLook): void;
  line(
    from: readonly [number, number],
    to: readonly [number, number],
    tone: string,
    lineWidth?: number,
  ): void;
}

/** So many widths of words are remembered. */
const MOST_WIDTHS = 2_000;

export function createBrush(surface: Surface): Brush {
  const { context } = surface;
  const widths = new Map<string, number>();
  let textSize = 12;
  let family = 'sans-serif';
  let fontInUse = '';

  function setFont(weight: number): void {
    const font = `${weight} ${textSize}px ${family}`;
    // Setting a font costs much more than comparing it.
    if (font === fontInUse) return;
    context.font = font;
    fontInUse = font;
  }

  function widthOf(words: string, weight = 400): number {
    const key = `${weight} ${words}`;
    let width = widths.get(key);
    if (width === undefined) {
      if (widths.size >= MOST_WIDTHS) widths.clear();
      setFont(weight);
      width = context.measureText(words).width;
      widths.set(key, width);
    }
    return width;
  }

  return {
    get textSize() {
      return textSize;
    },
    refresh() {
      const style = getComputedStyle(context.canvas);
      textSize = Number.parseFloat(style.fontSize);
      family = style.fontFamily;
      fontInUse = '';
      widths.clear();
    },
    widthOf,
    fit(words, width, weight = 400) {
      if (widthOf(words, weight) <= width) return words;
      let length = Math.floor((words.length * width) / widthOf(words, weight));
      while (length > 0 && widthOf(`${words.slice(0, length).trimEnd()}…`, weight) > width) length -= 1;
      return length > 0 ? `${words.slice(0, length).trimEnd()}…` : '';
    },
    wrap(words, width, weight = 400) {
      const lines: string[] = [];
      for (const word of words.split(' ')) {
        const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
        if (lines.length > 0 && widthOf(longer, weight) <= width) lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines;
    },
    write(words, x, y, { tone = '--mantine-color-text', weight = 400, align = 'left', hasRim = false } = {}) {
      setFont(weight);
      context.textAlign = align;
      context.textBaseline = 'middle';
      if (hasRim) {
        context.strokeStyle = surface.colour('--pf-surface');
        context.lineWidth = 3.5;
        context.lineJoin = 'round';
        context.strokeText(words, x, y);
      }
      context.fillStyle = surface.colour(tone);
      context.fillText(words, x, y);
    },
    hatch({ x, y, width, height }, tone, { gap = 7, lineWidth = 1.2, isFalling = false, anchorX = x } = {}) {
      if (width <= 0) return;
      context.save();
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
      context.strokeStyle = surface.colour(tone);
      context.lineWidth = lineWidth;
      context.beginPath();
      const first = anchorX + Math.floor((x - height - anchorX) / gap) * gap;
      for (let at = first; at < x + width; at += gap) {
        context.moveTo(at, isFalling ? y : y + height);
        context.lineTo(at + height, isFalling ? y + height : y);
      }
      context.stroke();
      context.restore();
    },
    line([fromX, fromY], [toX, toY], tone, lineWidth = 1) {
      context.strokeStyle = surface.colour(tone);
      context.lineWidth = lineWidth;
      context.beginPath();
      context.moveTo(fromX, fromY);
      context.lineTo(toX, toY);
      context.stroke();
    },
  };
}
