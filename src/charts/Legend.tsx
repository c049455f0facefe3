/** Names what is drawn, each with its sample and its present value, and adds a note on how it is counted. */
import { Swatch, type SwatchProps } from './Swatch.tsx';

export interface LegendEntry extends SwatchProps {
  readonly label: string;
  readonly value: string | null;
}

export interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly note?: string | null;
}

export function Legend({ entries, note = null }: LegendProps) {
  return (
    <ul className="chart-legend">
      {entries.map(({ label, value, look, kind }) => (
        <li key={label}>
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
