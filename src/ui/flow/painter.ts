/** Paints the call flow on a canvas: the wire, the gate, the server and the dots, sharp on every screen and in both themes. */
import { drawOutcome } from '../outcomeShape.ts';
import { createSurface } from '../surface.ts';
import type { Dot } from './positions.ts';

export type GatePosition = 'closed' | 'open' | 'ajar';

export interface FlowPainter {
  begin(gate: GatePosition, gateColor: string, isServerSick: boolean): void;
  dot(dot: Dot): void;
  dispose(): void;
}

/** Where the stations stand, as shares of the width. */
const CLIENT_X = 0.08;
const SERVER_X = 0.92;
const GATE_HALF_WIDTH = 26;
const DOT_RADIUS = 4.5;

export function createPainter(canvas: HTMLCanvasElement): FlowPainter {
  const surface = createSurface(canvas);
  const { context } = surface;

  const xOf = (x: number) => surface.width * (CLIENT_X + (SERVER_X - CLIENT_X) * x);
  /** Lanes are wide at both ends and squeeze through the gate. */
  const yOf = ({ x, lane }: Dot) =>
    surface.height / 2 + lane * surface.height * (0.07 + 0.3 * Math.abs(2 * x - 1) ** 1.5);

  function line(fromX: number, fromY: number, toX: number, toY: number): void {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
  }

  function drawGate(position: GatePosition, color: string): void {
    const middle = xOf(0.5);
    const y = surface.height / 2;
    const angle = { closed: 0, ajar: -0.38, open: -0.85 }[position];
    context.strokeStyle = color;
    context.fillStyle = color;
    context.lineWidth = 4;
    context.lineCap = 'round';
    const hinge = middle - GATE_HALF_WIDTH;
    line(hinge, y, hinge + 2 * GATE_HALF_WIDTH * Math.cos(angle), y + 2 * GATE_HALF_WIDTH * Math.sin(angle));
    for (const x of [hinge, middle + GATE_HALF_WIDTH]) {
      context.beginPath();
      context.arc(x, y, 5, 0, 2 * Math.PI);
      context.fill();
    }
  }

  function drawServer(isSick: boolean): void {
    const x = xOf(1);
    const halfWidth = Math.min(22, surface.width * 0.05);
    const halfHeight = surface.height * 0.4;
    context.strokeStyle = surface.colour(isSick ? '--pf-failed' : '--mantine-color-default-border');
    context.lineWidth = isSick ? 2.5 : 1.5;
    context.setLineDash(isSick ? [6, 5] : []);
    context.beginPath();
    context.roundRect(x - halfWidth, surface.height / 2 - halfHeight, 2 * halfWidth, 2 * halfHeight, 8);
    context.stroke();
    context.setLineDash([]);
  }

  return {
    begin(gate, gateColor, isServerSick) {
      context.globalAlpha = 1;
      context.clearRect(0, 0, surface.width, surface.height);
      context.strokeStyle = surface.colour('--mantine-color-default-border');
      context.lineWidth = 1.5;
      const y = surface.height / 2;
      line(xOf(0), y, xOf(0.5) - GATE_HALF_WIDTH, y);
      line(xOf(0.5) + GATE_HALF_WIDTH, y, xOf(1), y);
      drawServer(isServerSick);
      drawGate(gate, surface.colour(gateColor));
    },
    dot(dot) {
      context.globalAlpha = dot.opacity;
      drawOutcome(surface, dot.outcome, xOf(dot.x), yOf(dot), DOT_RADIUS);
    },
    dispose() {
      surface.dispose();
    },
  };
}
