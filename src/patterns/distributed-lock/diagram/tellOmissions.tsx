/** Says what the diagram does not show: messages that are no longer kept, and those left out of a crowd. */
import { isThinned } from './paintArrows.tsx';
import { xOf } from './scale.ts';
import type { Scene } from './scene.tsx';

const INSET = 6;

export function tellOmissions(scene: Scene): void {
  const { surface, brush, view, scale, labeler, lanesBottom } = scene;
  const height = brush.textSize * 1.3;

  function tell(key: string, words: string, x: number): void {
    const width = brush.widthOf(words, 600);
    const box = { x, y: scale.top + 2, width, height };
    if (x + width > scale.width || !labeler.place(key, [box, { ...box, y: box.y + height }])) return;
    brush.write(words, x, box.y + height / 2, { tone: '--mantine-color-dimmed', weight: 600, hasRim: true });
  }

  const oldest = view.messages[0];
  const keptX = oldest && oldest.id > 0 ? xOf(oldest.sentMs, scale) : 0;
  if (keptX > 0) {
    const { context } = surface;
    const right = Math.min(keptX, scale.width);
    context.globalAlpha = 0.5;
    brush.hatch({ x: 0, y: scale.top, width: right, height: lanesBottom - scale.top }, '--pf-inFlight-soft', {
      gap: 12,
      anchorX: keptX,
    });
    context.setLineDash([2, 5]);
    brush.line([right, scale.top], [right, lanesBottom], '--pf-inFlight', 1.5);
    context.setLineDash([]);
    context.globalAlpha = 1;
    tell('kept', '◂ older messages are not kept', Math.max(INSET, right - 240));
  }
  if (isThinned(scene))
    tell('thinned', 'zoom in to see requests and refusals too', Math.max(INSET, keptX + INSET));
}
