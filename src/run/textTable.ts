/** Aligned text for a terminal. */

const INDENT = '  ';

type Align = 'left' | 'right';

/** Rows with each column as wide as its widest cell. */
export function table(aligns: readonly Align[], rows: readonly (readonly string[])[]): string[] {
  const widths = aligns.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return aligns[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(INDENT)
      .trimEnd(),
  );
}

/** The lines indented under their title after an empty one; nothing when there are none. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => INDENT + line)];
}
