/** The stage in words, for those who do not see it: each feature's state and health, and how the shop fares beside its twin. */
import { useEffect, useRef } from 'react';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import { FEATURES } from './features.ts';
import { noteOn, roughShare, wordOf } from './stateWords.ts';
import type { FeatureView, ShopView } from './view.ts';
import { setText } from '../../ui/writing.ts';

const COLUMNS = ['State', 'Note', 'Good answers', 'There for', 'Service'] as const;

function cellsOf(feature: FeatureView, { isDegrading }: ShopView): readonly string[] {
  const { state, good, total, thereNow, isSick } = feature;
  return [
    wordOf(state),
    noteOn(feature, isDegrading),
    total > 0 ? `${good} of ${total}` : 'none',
    thereNow === null ? 'nobody asked' : `${roughShare(thereNow)} of those who asked`,
    isSick ? 'sick' : 'well',
  ];
}

function summaryOf({ coreNow, twinNow, dimmer, running, workers, queued }: ShopView): string {
  const share = (value: number | null) => (value === null ? 'nobody' : roughShare(value));
  const dimmed = dimmer === null ? '' : ` The dimmer stands at ${roughShare(dimmer)}.`;
  return `The core is there for ${share(coreNow)} of visits, without degradation for ${share(twinNow)}. ${running} of ${workers} workers are busy, ${queued} visits wait.${dimmed}`;
}

interface FeatureTableProps {
  readonly frames: FrameSource;
  readonly view: () => ShopView;
}

export function FeatureTable({ frames, view }: FeatureTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const summary = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const cells = [...(table.current?.querySelectorAll('td') ?? [])];
    return frames.onTick(() => {
      const now = view();
      setText(summary.current, summaryOf(now));
      const texts = now.features.flatMap((feature) => cellsOf(feature, now));
      cells.forEach((cell, index) => setText(cell, texts[index] ?? ''));
    }, READING_MS);
  }, [frames, view]);

  return (
    <div className="pf-visually-hidden">
      <p ref={summary} />
      <table ref={table}>
        <caption>Features of the shop page</caption>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FEATURES.map(({ id, label, isCore }) => (
            <tr key={id} data-feature={id}>
              <th scope="row">{isCore ? `${label} (core)` : label}</th>
              {COLUMNS.map((column) => (
                <td key={column}>—</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
