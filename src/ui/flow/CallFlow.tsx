/** Calls as dots that flow from the clients through the policy's gate to the server and back, drawn in every frame. */
import { useEffect, useRef } from 'react';
import { OUTCOMES } from '../../sim/call.ts';
import { FATE_WORDS, fateTextColour, OutcomeMark } from '../calls/outcomes.tsx';
import type { StageProps } from '../stage.ts';
import './flow.css';
import { createPainter, type GatePosition } from './painter.ts';
import { dotOf } from './positions.ts';

/** What the gate and the server look like at this instant. */
export interface FlowPicture {
  readonly gate: GatePosition;
  /** CSS colour variable of the gate. */
  readonly gateColor: string;
  readonly clientText: string;
  readonly gateText: string;
  readonly serverText: string;
  readonly isServerSick: boolean;
}

interface CallFlowProps extends Pick<StageProps, 'frames' | 'currentRun' | 'currentSpeed'> {
  readonly gateLabel: string;
  readonly picture: () => FlowPicture;
}

/** Wall time a dot takes from client to server. */
const LEG_MS = 420;

function setText(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

export function CallFlow({ frames, currentRun, currentSpeed, gateLabel, picture }: CallFlowProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const client = useRef<HTMLElement>(null);
  const gate = useRef<HTMLElement>(null);
  const server = useRef<HTMLElement>(null);
  const serverName = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const painter = createPainter(canvas.current);
    const stillness = matchMedia('(prefers-reduced-motion: reduce)');
    const stopDots = frames.onFrame(() => {
      const run = currentRun();
      const now = picture();
      const legMs = LEG_MS * currentSpeed();
      painter.begin(now.gate, now.gateColor, now.isServerSick);
      if (stillness.matches) return;
      for (const call of run.world.calls.recent()) {
        const dot = dotOf(call, run.nowMs, legMs);
        if (dot) painter.dot(dot);
      }
    });
    const stopWords = frames.onTick(() => {
      const now = picture();
      setText(client.current, now.clientText);
      setText(gate.current, now.gateText);
      setText(server.current, now.serverText);
      setText(serverName.current, now.isServerSick ? 'Server, sick' : 'Server');
    });
    return () => {
      stopDots();
      stopWords();
      painter.dispose();
    };
  }, [frames, currentRun, currentSpeed, picture]);

  return (
    <div className="pf-flow">
      <canvas ref={canvas} className="pf-flow-canvas" aria-hidden="true" />
      <dl className="pf-flow-stations">
        <div>
          <dt>Clients</dt>
          <dd ref={client} />
        </div>
        <div>
          <dt>{gateLabel}</dt>
          <dd ref={gate} />
        </div>
        <div>
          <dt ref={serverName} />
          <dd ref={server} />
        </div>
      </dl>
      <ul className="pf-flow-legend" aria-label="Shapes of the calls">
        {OUTCOMES.filter((outcome) => outcome !== 'degraded').map((outcome) => (
          <li key={outcome} style={{ color: fateTextColour(outcome) }}>
            <OutcomeMark fate={outcome} /> {FATE_WORDS[outcome]}
          </li>
        ))}
      </ul>
    </div>
  );
}
