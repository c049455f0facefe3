/** A picture of a chart as it looks on screen: its title, its legend and its drawing, on the page's own background. */

const SCALE = 2;
const PADDING = 16;
const TITLE_HEIGHT = 24;
const LEGEND_HEIGHT = 24;

/** What a style sheet says about a drawing; a picture has no style sheet. */
const DRAWN_PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
] as const;

function copyStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  const declarations = DRAWN_PROPERTIES.map((name) => `${name}:${style.getPropertyValue(name)}`);
  to.setAttribute('style', declarations.join(';'));
  for (const [index, child] of [...from.children].entries()) {
    const copy = to.children[index];
    if (copy) copyStyles(child, copy);
  }
}

/** A copy that looks the same without the page. */
function standalone(drawing: SVGSVGElement, x: number, y: number): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copyStyles(drawing, copy);
  copy.setAttribute('x', String(x));
  copy.setAttribute('y', String(y));
  return copy;
}

function createSvg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

function createText(words: string, x: number, y: number, like: Element): SVGTextElement {
  const { color, fontFamily, fontSize, fontWeight } = getComputedStyle(like);
  const style = `fill:${color};font:${fontWeight} ${fontSize} ${fontFamily};dominant-baseline:central`;
  const text = createSvg('text', { x, y, style });
  text.textContent = words;
  return text;
}

function backgroundOf(element: Element): string {
  for (let each: Element | null = element; each; each = each.parentElement) {
    const { backgroundColor } = getComputedStyle(each);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== 'transparent') return backgroundColor;
  }
  return 'white';
}

/** Adds the legend's entries side by side; answers the height they took. */
function addLegend(picture: SVGSVGElement, legend: Element, top: number, width: number): number {
  let x = PADDING;
  let y = top + LEGEND_HEIGHT / 2;
  for (const entry of legend.querySelectorAll('li')) {
    const entryWidth = entry.getBoundingClientRect().width;
    if (x > PADDING && x + entryWidth > width - PADDING) {
      x = PADDING;
      y += LEGEND_HEIGHT;
    }
    const left = entry.getBoundingClientRect().left;
    for (const part of entry.children) {
      if (part.getClientRects().length === 0) continue;
      const partX = x + part.getBoundingClientRect().left - left;
      if (part instanceof SVGSVGElement) picture.append(standalone(part, partX, y - part.clientHeight / 2));
      else picture.append(createText(part.textContent, partX, y, part));
    }
    x += entryWidth + PADDING;
  }
  return y + LEGEND_HEIGHT / 2 - top;
}

async function rasterise(picture: SVGSVGElement, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be encoded.'))),
      'image/png',
    );
  });
}

/** `figure` is the chart's figure on screen. Rejects when the browser cannot draw or encode it. */
export async function drawPicture(figure: HTMLElement): Promise<Blob> {
  const drawing = figure.querySelector<SVGSVGElement>('.chart-plot svg');
  const title = figure.querySelector('.chart-title');
  const legend = figure.querySelector('.chart-legend');
  if (!drawing || !title || !legend) throw new Error('The chart is not drawn.');

  const width = drawing.clientWidth + 2 * PADDING;
  const picture = createSvg('svg', { xmlns: 'http://www.w3.org/2000/svg', width });
  const background = createSvg('rect', {
    width: '100%',
    height: '100%',
    style: `fill:${backgroundOf(figure)}`,
  });
  picture.append(background, createText(title.textContent, PADDING, PADDING + TITLE_HEIGHT / 2, title));
  const legendTop = PADDING + TITLE_HEIGHT;
  const drawingTop = legendTop + addLegend(picture, legend, legendTop, width);
  picture.append(standalone(drawing, PADDING, drawingTop));
  const height = drawingTop + drawing.clientHeight + PADDING;
  picture.setAttribute('height', String(height));
  return rasterise(picture, width, height);
}
