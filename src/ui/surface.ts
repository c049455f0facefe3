/** A canvas that is sharp on every screen, follows the size of its place, and knows the colours of the present theme. */

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** In CSS px; 0 until the first layout. */
  readonly width: number;
  readonly height: number;
  /** Present value of a CSS variable, for example `--pf-failed`. */
  colour(name: string): string;
  dispose(): void;
}

/** More pixels than this per CSS px cost time and show nothing. */
const MAX_PIXEL_RATIO = 2;

/** `onChange` runs after each change of size or theme, when what was drawn is gone or wrong. */
export function createSurface(canvas: HTMLCanvasElement, onChange: () => void = () => {}): Surface {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const colours = new Map<string, string>();
  let width = 0;
  let height = 0;

  const themes = new MutationObserver(() => {
    colours.clear();
    onChange();
  });
  themes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });

  const sizes = new ResizeObserver(([entry]) => {
    const box = entry?.contentRect;
    if (!box) return;
    const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
    width = box.width;
    height = box.height;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    onChange();
  });
  sizes.observe(canvas);

  return {
    context,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    colour(name) {
      let colour = colours.get(name);
      if (colour === undefined) {
        colour = getComputedStyle(canvas).getPropertyValue(name).trim();
        colours.set(name, colour);
      }
      return colour;
    },
    dispose() {
      themes.disconnect();
      sizes.disconnect();
    },
  };
}
