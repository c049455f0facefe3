/** Names what is drawn, each with its sample and its present value, and adds a note on how it is counted. */
import { Swatch, type SwatchProps } from './Swatch.tsx';

export interface LegendEntry extends SwatchProps {
  readonly label: string;
  readonly value: string | null;
  /** Its value is what the chart is about: it stays where there is little room. */
  readonly isKey?: boolean;
}

export interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly note?: string | null;
}

export function Legend({ entries, note = null }: LegendProps) {
  return (
    <ul className="chart-legend">
      {entries.map(({ label, value, look, kind, isKey }) => (
        <li key={label} className={isKey ? 'chart-key' : undefined}>
          <Swatch look={look} kind={kind} />
          <span style={{ color: look.textColour }}>{label}</span>
          {value !== null && <b>{value}</b>}
        </li>
      ))}
      {note !== null && (
        <li className="chart-note">
          <span>{note}</span>
        </li>
      )}
    </ul>
  );
}
