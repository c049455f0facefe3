/** The shapes of `OutcomeMark` on a canvas: the same colour and the same shape for an outcome wherever it is drawn. */
import type { Outcome } from '../sim/call.ts';
import type { Surface } from './surface.ts';

/** A diamond of the same radius would look smaller than the other shapes. */
const DIAMOND_EXTRA = 1.5;

function trace(
  context: CanvasRenderingContext2D,
  outcome: Outcome | null,
  x: number,
  y: number,
  r: number,
): void {
  context.beginPath();
  switch (outcome) {
    case 'failed':
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      break;
    case 'timedOut':
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      context.lineTo(x + r, y + r);
      context.closePath();
      break;
    case 'rejected':
      context.moveTo(x, y - r - DIAMOND_EXTRA);
      context.lineTo(x + r + DIAMOND_EXTRA, y);
      context.lineTo(x, y + r + DIAMOND_EXTRA);
      context.lineTo(x - r - DIAMOND_EXTRA, y);
      context.closePath();
      break;
    default:
      context.arc(x, y, r, 0, 2 * Math.PI);
  }
}

/** Draws the outcome of a call around (x, y); null: still in flight. */
export function drawOutcome(
  surface: Surface,
  outcome: Outcome | null,
  x: number,
  y: number,
  radius: number,
): void {
  const { context } = surface;
  const colour = surface.colour(outcome ? `--pf-${outcome}` : '--pf-inFlight');
  trace(context, outcome, x, y, radius);
  if (outcome === 'failed') {
    context.strokeStyle = colour;
    context.lineWidth = 2.5;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
}
