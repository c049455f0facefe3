/** The shop page as a wireframe: its parts dim, disappear and return as users see them. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import { toneOf } from '../../ui/statechart/tone.ts';
import { readMachine } from '../../ui/statechart/readMachine.ts';
import { FEATURES, type Feature, type FeatureId } from './features.ts';
import { FeatureIcon } from './icons.tsx';
import { coreFeatureMachine, optionalFeatureMachine } from './machine.ts';
import { noteOn, roughShare, wordOf } from './stateWords.ts';
import type { FeatureView, ShopView } from './view.ts';
import { setData, setText, setVariable } from '../../ui/writing.ts';

const TONES = new Map(
  [optionalFeatureMachine, coreFeatureMachine]
    .flatMap((machine) => readMachine(machine).states)
    .map((state) => [state.path, toneOf(state)]),
);

const bar = (width: string) => <i style={{ width }} />;

/** What each part of the page looks like, in outline: drawn, for it may fade until nobody could read it. */
const CONTENTS: Readonly<Record<FeatureId, ReactNode>> = {
  browse: (
    <>
      <i className="shop-photo" />
      <span className="shop-lines">
        {bar('90%')}
        {bar('70%')}
        {bar('80%')}
      </span>
    </>
  ),
  personalPrices: <b className="shop-price" data-drawn="€9" />,
  liveStock: <b className="shop-stock" data-drawn="7 left" />,
  reviews: <b className="shop-stars" data-drawn="★★★★☆" />,
  recommendations: (
    <>
      {[0, 1, 2, 3].map((index) => (
        <i key={index} className="shop-thumb" />
      ))}
    </>
  ),
  ads: <b className="shop-ad" data-drawn="AD" />,
  checkout: <b className="shop-button" data-drawn="Buy" />,
};

function Part({ id, label }: Feature) {
  return (
    <div className="shop-part" data-part={id}>
      <header>
        <FeatureIcon id={id} />
        <span className="shop-label">{label}</span>
      </header>
      <div className="shop-content">{CONTENTS[id]}</div>
      <footer>
        <span className="shop-state" />
        <span className="shop-note" />
      </footer>
      <span className="shop-health">
        <i />
      </span>
    </div>
  );
}

interface PartElements {
  readonly part: HTMLElement;
  readonly state: Element | null;
  readonly note: Element | null;
}

function paintPart({ part, state, note }: PartElements, view: FeatureView, isDegrading: boolean): void {
  const hasHealth = view.total > 0;
  setData(part, 'state', view.state);
  setData(part, 'tone', TONES.get(view.state) ?? 'neutral');
  setData(part, 'sick', view.isSick ? 'yes' : 'no');
  setData(part, 'health', hasHealth ? 'known' : 'unknown');
  setVariable(part, '--there', view.thereNow ?? view.share);
  setVariable(part, '--health', hasHealth ? view.good / view.total : 0);
  setText(state, wordOf(view.state));
  setText(note, noteOn(view, isDegrading));
}

interface ShopPageProps {
  readonly frames: FrameSource;
  readonly view: () => ShopView;
}

export function ShopPage({ frames, view }: ShopPageProps) {
  const page = useRef<HTMLDivElement>(null);
  const served = useRef<HTMLElement>(null);

  useEffect(() => {
    const root = page.current;
    if (!root) return undefined;
    const parts = FEATURES.map(({ id }): PartElements => {
      const part = root.querySelector(`[data-part="${id}"]`) as HTMLElement;
      return { part, state: part.querySelector('.shop-state'), note: part.querySelector('.shop-note') };
    });
    return frames.onFrame(() => {
      const { features, isDegrading, disableBelow, enableFrom, coreNow } = view();
      setVariable(root, '--disable', disableBelow);
      setVariable(root, '--enable', enableFrom);
      setVariable(root, '--core', coreNow ?? 1);
      setText(served.current, coreNow === null ? '—' : roughShare(coreNow));
      features.forEach((feature, index) => {
        const elements = parts[index];
        if (elements) paintPart(elements, feature, isDegrading);
      });
    });
  }, [frames, view]);

  return (
    <div className="shop-page" ref={page}>
      <div className="shop-bar">
        <i />
        <i />
        <i />
        <span className="shop-address">the shop</span>
        <span>
          core there for <b ref={served}>—</b>
        </span>
      </div>
      <div className="shop-parts">
        {FEATURES.map((feature) => (
          <Part key={feature.id} {...feature} />
        ))}
      </div>
    </div>
  );
}
