/** The two other regions of the controller: the token bucket and admission, each with its states and its level. */
import { useEffect, useRef } from 'react';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import { formatDuration, formatNumber, formatShare } from '../../sim/format.ts';
import { readMachine } from '../../ui/statechart/readMachine.ts';
import { toneOf } from '../../ui/statechart/tone.ts';
import { setData, setText, setVariable } from '../../ui/writing.ts';
import { admissionMachine, budgetMachine } from './machine.ts';
import type { AdaptiveView } from './view.ts';

const REGIONS = [
  { id: 'budget', label: 'Budget', states: readMachine(budgetMachine).states },
  { id: 'admission', label: 'Admission', states: readMachine(admissionMachine).states },
] as const;

const share = (value: number) => formatShare(Math.round(100 * value) / 100);

function wordsOf(view: AdaptiveView) {
  const { tokenShare, throttleChance, loadFactor, ownShare, recoveryMs, thinksDown } = view;
  return {
    sums: `${share(tokenShare)} of tokens left; ${throttleChance < 0.005 ? 'every call is sent' : `${share(1 - throttleChance)} of calls are sent`}.`,
    load: `Answers take ${formatNumber(Number(loadFactor.toPrecision(2)))}× as long as when idle; retries are ${share(ownShare)} of attempts.`,
    server: thinksDown
      ? 'It takes the server to be down, and holds its retries.'
      : recoveryMs === null
        ? 'It has seen no outage yet.'
        : `Outages took ${formatDuration(recoveryMs)} on average.`,
  };
}

interface RegionsProps {
  readonly frames: FrameSource;
  readonly view: () => AdaptiveView;
}

export function Regions({ frames, view }: RegionsProps) {
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const { current } = root;
    if (!current) return undefined;
    const find = (name: string) => current.querySelector<HTMLElement>(`[data-part="${name}"]`);
    const chips = [...current.querySelectorAll<HTMLElement>('.adaptive-chip')];
    const stopDrawing = frames.onFrame(() => {
      const now = view();
      for (const chip of chips) {
        const { region, state } = chip.dataset;
        const active = region === 'budget' ? now.budget : now.admission;
        setData(chip, 'active', state === active ? 'yes' : 'no');
      }
      setVariable(find('budget-level'), '--level', now.tokenShare);
      setVariable(find('admission-level'), '--level', 1 - now.throttleChance);
    });
    const stopTelling = frames.onTick(() => {
      const words = wordsOf(view());
      for (const [name, text] of Object.entries(words)) setText(find(name), text);
    }, READING_MS);
    return () => {
      stopDrawing();
      stopTelling();
    };
  }, [frames, view]);

  return (
    <div className="adaptive-regions" ref={root}>
      {REGIONS.map(({ id, label, states }) => (
        <div key={id} className="adaptive-region">
          <b>{label}</b>
          <span className="adaptive-chips">
            {states.map((state) => (
              <span
                key={state.path}
                className="adaptive-chip"
                data-region={id}
                data-state={state.path}
                data-tone={toneOf(state)}
                title={state.description ?? ''}
              >
                {state.path}
              </span>
            ))}
          </span>
          <span className="adaptive-level" data-part={`${id}-level`} aria-hidden="true" />
        </div>
      ))}
      <p data-part="sums" />
      <p data-part="load" />
      <p data-part="server" />
    </div>
  );
}
