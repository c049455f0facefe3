/** Text of a file of comma-separated values. */

function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(quote).join(',')}\n`).join('');
}

/** Twelve digits, free of the noise of sums; empty where there is no value. */
export function csvNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(Number(value.toPrecision(12)));
}
