/** The state of the whole shop beside its twin: who is served, who works and waits, and how far the page is dimmed. */
import { useEffect, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import { formatDuration } from '../../sim/format.ts';
import { FEATURES } from './features.ts';
import { roughShare } from './stateWords.ts';
import type { ShopView } from './view.ts';
import { setData, setText, setVariable } from '../../ui/writing.ts';

interface GaugeProps {
  readonly frames: FrameSource;
  readonly view: () => ShopView;
}

/** One of the two shops in figures. */
interface Side {
  readonly served: number | null;
  readonly running: number;
  readonly queued: number;
}

const SIDES = {
  with: ({ coreNow, running, queued }: ShopView): Side => ({ served: coreNow, running, queued }),
  without: (view: ShopView): Side => ({
    served: view.twinNow,
    running: view.twinRunning,
    queued: view.twinQueued,
  }),
} as const;

function SideGauge({ frames, view, side }: GaugeProps & { readonly side: keyof typeof SIDES }) {
  const meter = useRef<HTMLSpanElement>(null);
  const served = useRef<HTMLElement>(null);
  const load = useRef<HTMLSpanElement>(null);
  const words = useRef<HTMLSpanElement>(null);

  useEffect(
    () =>
      frames.onFrame(() => {
        const now = view();
        const { served: share, running, queued } = SIDES[side](now);
        setVariable(meter.current, '--share', share ?? 0);
        setText(served.current, share === null ? '—' : roughShare(share));
        setVariable(load.current, '--busy', Math.min(1, running / now.workers));
        setVariable(load.current, '--queue', now.queueLimit > 0 ? Math.min(1, queued / now.queueLimit) : 0);
        setText(words.current, `${running} busy, ${queued} wait`);
      }),
    [frames, view, side],
  );

  return (
    <>
      <b>{side}</b>
      <span className="shop-meter" data-side={side} ref={meter}>
        <i />
        <b ref={served}>—</b>
      </span>
      <span className="shop-load" ref={load}>
        <i className="shop-busy" />
        <i className="shop-queue" />
        <span ref={words} />
      </span>
    </>
  );
}

/** What is done about pressure: the dimmer when there is one, else what is shed. */
function pressureWords({ dimmer, p95Ms, setpointMs, sheddingFrom }: ShopView): readonly [string, string] {
  const measured = p95Ms === null ? '—' : formatDuration(p95Ms);
  if (dimmer !== null) return [roughShare(dimmer), `p95 ${measured}\nsetpoint ${formatDuration(setpointMs)}`];
  const shed = FEATURES.filter(({ criticality }) => criticality > sheddingFrom).length;
  return ['off', shed === 0 ? `p95 ${measured}` : `sheds ${shed} of ${FEATURES.length}`];
}

function DimmerGauge({ frames, view }: GaugeProps) {
  const dial = useRef<HTMLDivElement>(null);
  const value = useRef<SVGTextElement>(null);
  const note = useRef<HTMLSpanElement>(null);

  useEffect(
    () =>
      frames.onFrame(() => {
        const now = view();
        const [share, words] = pressureWords(now);
        setVariable(dial.current, '--share', now.dimmer ?? 1);
        setData(dial.current, 'on', now.dimmer === null ? 'no' : 'yes');
        setText(value.current, share);
        setText(note.current, words);
      }),
    [frames, view],
  );

  return (
    <div className="shop-dimmer" ref={dial}>
      <svg viewBox="0 0 64 38" className="shop-dial">
        <path className="shop-dial-track" pathLength={1} d="M6 34a26 26 0 0 1 52 0" />
        <path className="shop-dial-value" pathLength={1} d="M6 34a26 26 0 0 1 52 0" />
        <text x="32" y="33" ref={value} />
      </svg>
      <span className="shop-words">
        <span className="shop-caption">dimmer</span>
        <span ref={note} />
      </span>
    </div>
  );
}

export function Gauges({ frames, view }: GaugeProps) {
  return (
    <div className="shop-gauges">
      <div className="shop-sides">
        <span className="shop-caption">degradation</span>
        <span className="shop-caption">core served</span>
        <span className="shop-caption">workers, queue</span>
        <SideGauge frames={frames} view={view} side="with" />
        <SideGauge frames={frames} view={view} side="without" />
      </div>
      <DimmerGauge frames={frames} view={view} />
    </div>
  );
}
