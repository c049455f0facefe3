/** Saves a chart as a file: its data as CSV, its picture as PNG. Loaded when first asked for. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { chartTable, toCsv } from './chartTable.ts';
import { drawPicture } from './picture.ts';

function save(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveChartCsv(spec: ChartSpec, run: Run, fileName: string): void {
  save(new Blob([toCsv(chartTable(spec, run))], { type: 'text/csv' }), fileName);
}

export async function saveChartPng(figure: HTMLElement, fileName: string): Promise<void> {
  save(await drawPicture(figure), fileName);
}
