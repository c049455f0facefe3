// A person compares: the table in the browser has the figures that the command line gives, and everything else a page must keep.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { formatFigure } from '../src/sim/format.ts';
import { axeFindings, nothing, overflow } from './fit.ts';
import { patternIds } from './pages.ts';
import { openStill, studyAnswer, studyAnswers, type StudyAnswer } from './story.ts';

const SEED = '7';

async function compare(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Details' }).getByText('Compare').click();
  await expect(page.getByRole('combobox', { name: 'Comparison' })).toBeVisible();
}

const isComplete = (page: Page) =>
  expect(page.locator('[data-testid=study-progress][data-done]')).toBeAttached();

/** Label and values of every row, as shown. */
const shownRows = (page: Page) =>
  page
    .locator('.study-table tr:has(th[scope=row])')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('th, .study-value')].map((cell) => (cell.textContent ?? '').trim()),
      ),
    );

const writtenRows = ({ rows, columns }: StudyAnswer) =>
  rows.map(({ label, figures }) => [
    label,
    ...Object.entries(columns).map(([id, { unit }]) => formatFigure(figures[id]?.value ?? null, unit)),
  ]);

const setConditions = (page: Page, label: string) =>
  page.getByRole('radiogroup', { name: 'Conditions' }).getByText(label, { exact: true }).click();

for (const pattern of patternIds()) {
  test(`${pattern} compares in the browser as in Node`, async ({ page }) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await openStill(page, `#/${pattern}?seed=${SEED}&at=1`);
    const [worker] = await Promise.all([page.waitForEvent('worker'), compare(page)]);
    expect(await (await page.request.get(worker.url())).text()).not.toContain('react.');

    const answers = studyAnswers(pattern, '--seed', SEED);
    for (const answer of answers) {
      await page.getByRole('combobox', { name: 'Comparison' }).selectOption(answer.study);
      await isComplete(page);
      await expect.poll(() => shownRows(page), answer.study).toEqual(writtenRows(answer));
      for (const finding of answer.findings) await expect(page.getByText(finding)).toBeVisible();
    }

    const first = answers[0]?.study ?? '';
    const given = studyAnswer(`${pattern}/${first}`, `#/${pattern}?seed=${SEED}`);
    await page.getByRole('combobox', { name: 'Comparison' }).selectOption(first);
    await setConditions(page, 'as set on this page');
    await expect.poll(() => shownRows(page), `${first} on the page`).toEqual(writtenRows(given));
    expect(complaints).toEqual([]);
  });

  test(`${pattern} fits a comparison to the page, saves it, and opens a row as a run`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await openStill(page, `#/${pattern}?seed=${SEED}&at=1`);
    await compare(page);
    await isComplete(page);
    expect(await overflow(page)).toEqual({ x: 0, y: 0 });
    expect(await axeFindings(page, '.pf-workbench')).toEqual(nothing);
    await page.setViewportSize({ width: 390, height: 844 });
    expect((await overflow(page)).x).toBe(0);
    const table = page.getByRole('region', {
      name: (await page.locator('.study-table caption').textContent()) ?? '',
    });
    await table.focus();
    const label = table.locator('th[scope=row]').first();
    const before = await label.boundingBox();
    await table.evaluate((region) => region.scrollBy(120, 0));
    expect((await label.boundingBox())?.x).toBe(before?.x);

    const study = await page.getByRole('combobox', { name: 'Comparison' }).inputValue();
    const { rows, seed, trials } = studyAnswer(`${pattern}/${study}`, '--seed', SEED);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`${pattern}-${study}-seed-${seed}-trials-${trials}.csv`);
    expect(
      readFileSync(await file.path(), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(rows.length + 1);

    await page.locator('.study-table th[scope=row] a').first().click();
    await expect.poll(() => new URL(page.url()).hash).toBe(rows[0]?.link);
  });
}
