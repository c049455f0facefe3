/** The balance of all calls: how many met each fate, as filters, and the causes that add up to the total. */
import { formatNumber } from '../../sim/format.ts';
import type { Balance } from './callRows.ts';
import { FATE_WORDS, fateColour, OutcomeMark, type Fate } from './outcomes.tsx';

export interface CauseStripProps {
  readonly balance: Balance;
  readonly fates: readonly Fate[];
  /** The fate that the table is narrowed to; null for all. */
  readonly filter: Fate | null;
  readonly onFilter: (fate: Fate | null) => void;
}

export function CauseStrip({ balance: { totals, parts }, fates, filter, onFilter }: CauseStripProps) {
  const met = fates.filter((fate) => fate === 'inFlight' || fate === filter || totals[fate] > 0);
  return (
    <div className="calls-balance">
      <div className="calls-filters" role="group" aria-label="Show only">
        <button type="button" aria-pressed={filter === null} onClick={() => onFilter(null)}>
          all <b>{formatNumber(totals.arrived)}</b>
        </button>
        {met.map((fate) => (
          <button
            key={fate}
            type="button"
            aria-pressed={filter === fate}
            onClick={() => onFilter(filter === fate ? null : fate)}
          >
            <OutcomeMark fate={fate} />
            {FATE_WORDS[fate]} <b>{formatNumber(totals[fate])}</b>
          </button>
        ))}
      </div>
      <div className="calls-bar" aria-hidden="true">
        {parts.map(({ id, fate, count }) => (
          <span key={id} style={{ flexGrow: count, background: fateColour(fate) }} />
        ))}
      </div>
      <p className="calls-sum">
        <b>{formatNumber(totals.arrived)}</b> calls
        {parts.map(({ id, fate, label, count }, index) => (
          <span key={id}>
            {index === 0 ? ' = ' : ' + '}
            <OutcomeMark fate={fate} size={9} /> <b>{formatNumber(count)}</b> {label}
          </span>
        ))}
      </p>
    </div>
  );
}
