/** Names what is drawn, each with its sample and its present value. */
import { Swatch, type SwatchProps } from './Swatch.tsx';

export interface LegendEntry extends SwatchProps {
  readonly label: string;
  readonly value: string | null;
}

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className="chart-legend">
      {entries.map(({ label, value, look, kind }) => (
        <li key={label}>
          <Swatch look={look} kind={kind} />
          <span style={{ color: look.textColour }}>{label}</span>
          {value !== null && <b>{value}</b>}
        </li>
      ))}
    </ul>
  );
}
