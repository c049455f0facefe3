/** Paints the call flow on a canvas: the wire, the gate, the server and the dots, sharp on every screen and in both themes. */
import type { Outcome } from '../../sim/call.ts';
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

const COLOR_NAMES = [
  '--pf-succeeded',
  '--pf-degraded',
  '--pf-failed',
  '--pf-timedOut',
  '--pf-rejected',
  '--pf-inFlight',
  '--pf-healthy',
  '--pf-tripped',
  '--pf-testing',
  '--pf-manual',
  '--mantine-color-default-border',
  '--mantine-color-body',
] as const;

function createPalette(element: Element) {
  const colors = new Map<string, string>();
  function read(): void {
    const style = getComputedStyle(element);
    for (const name of COLOR_NAMES) colors.set(name, style.getPropertyValue(name).trim());
  }
  read();
  const observer = new MutationObserver(read);
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return { of: (name: string) => colors.get(name) ?? '#888', dispose: () => observer.disconnect() };
}

export function createPainter(canvas: HTMLCanvasElement): FlowPainter {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const palette = createPalette(canvas);
  let width = 0;
  let height = 0;

  const sizes = new ResizeObserver(([entry]) => {
    const box = entry?.contentRect;
    if (!box) return;
    const ratio = Math.min(devicePixelRatio, 2);
    width = box.width;
    height = box.height;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  });
  sizes.observe(canvas);

  const xOf = (x: number) => width * (CLIENT_X + (SERVER_X - CLIENT_X) * x);
  /** Lanes are wide at both ends and squeeze through the gate. */
  const yOf = ({ x, lane }: Dot) => height / 2 + lane * height * (0.07 + 0.3 * Math.abs(2 * x - 1) ** 1.5);

  function line(fromX: number, fromY: number, toX: number, toY: number): void {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
  }

  function drawGate(position: GatePosition, color: string): void {
    const middle = xOf(0.5);
    const y = height / 2;
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
    const halfWidth = Math.min(22, width * 0.05);
    const halfHeight = height * 0.4;
    context.strokeStyle = palette.of(isSick ? '--pf-failed' : '--mantine-color-default-border');
    context.lineWidth = isSick ? 2.5 : 1.5;
    context.setLineDash(isSick ? [6, 5] : []);
    context.beginPath();
    context.roundRect(x - halfWidth, height / 2 - halfHeight, 2 * halfWidth, 2 * halfHeight, 8);
    context.stroke();
    context.setLineDash([]);
  }

  /** The shapes of `OutcomeMark`, around (x, y). */
  function shape(outcome: Outcome | null, x: number, y: number): void {
    const r = DOT_RADIUS;
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
        context.moveTo(x, y - r - 1.5);
        context.lineTo(x + r + 1.5, y);
        context.lineTo(x, y + r + 1.5);
        context.lineTo(x - r - 1.5, y);
        context.closePath();
        break;
      default:
        context.arc(x, y, r, 0, 2 * Math.PI);
    }
  }

  return {
    begin(gate, gateColor, isServerSick) {
      context.globalAlpha = 1;
      context.clearRect(0, 0, width, height);
      context.strokeStyle = palette.of('--mantine-color-default-border');
      context.lineWidth = 1.5;
      const y = height / 2;
      line(xOf(0), y, xOf(0.5) - GATE_HALF_WIDTH, y);
      line(xOf(0.5) + GATE_HALF_WIDTH, y, xOf(1), y);
      drawServer(isServerSick);
      drawGate(gate, palette.of(gateColor));
    },
    dot(dot) {
      const color = palette.of(dot.outcome ? `--pf-${dot.outcome}` : '--pf-inFlight');
      context.globalAlpha = dot.opacity;
      shape(dot.outcome, xOf(dot.x), yOf(dot));
      if (dot.outcome === 'failed') {
        context.strokeStyle = color;
        context.lineWidth = 2.5;
        context.stroke();
      } else {
        context.fillStyle = color;
        context.fill();
      }
    },
    dispose() {
      sizes.disconnect();
      palette.dispose();
    },
  };
}
