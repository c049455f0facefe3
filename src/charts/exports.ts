/** Saves a chart as a file: its data as CSV, its picture as PNG. Loaded when first asked for. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { download } from '../ui/download.ts';
import { chartTable } from './chartTable.ts';
import { drawPicture } from './picture.ts';
import { toCsv } from './table.ts';

export function saveChartCsv(spec: ChartSpec, run: Run, fileName: string): void {
  download(fileName, new Blob([toCsv(chartTable(spec, run))], { type: 'text/csv' }));
}

export async function saveChartPng(figure: HTMLElement, fileName: string): Promise<void> {
  download(fileName, await drawPicture(figure));
}
