// A trainer floods one pool, shrinks its queue, sees who pays and why, and sends the link; then sinks everything with one shared pool.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { lookAt, openStill, passOn, sentence, simReport } from './story.ts';

/** The cell of the metrics table in that row and column. */
async function cell(page: Page, row: string, column: RegExp): Promise<Locator> {
  const table = page.getByRole('region', { name: 'Metrics of the pools' });
  const headings = await table.getByRole('columnheader').allInnerTexts();
  const index = headings.findIndex((heading) => column.test(heading.replaceAll(/\s|\u00ad/g, '')));
  expect(index).toBeGreaterThan(0);
  return table
    .getByRole('row', { name: new RegExp(`^${row} `) })
    .getByRole('cell')
    .nth(index - 1);
}

const rejectedAt = (page: Page, row: string) => cell(page, row, /^rejected$/i);

test('a flood sinks one pool, its queue decides how many get in, and the link repeats it elsewhere', async ({
  page,
}) => {
  await openStill(page, '#/bulkhead?seed=7&for=20000&at=3000');
  await page.getByRole('slider', { name: 'Database queue' }).press('Home');
  await page.getByRole('button', { name: 'Flood the database: 20 calls at once' }).press('Enter');
  await lookAt(page, 3100);
  await expect(sentence(page)).toContainText('The database pool is full, 5 running and 1 waiting');
  await expect(await rejectedAt(page, 'database')).toHaveText(/^(1[5-9]|2\d)$/);
  await expect(await rejectedAt(page, 'cache')).toHaveText('0');
  await expect(page.getByRole('table').getByText('database pool and queue full').first()).toBeVisible();
  expect(await passOn(page)).toMatch(/do=300\d:databaseQueue=0~300\d:databaseFloods=1/);
});

test('the same slow database sinks the cache in one shared pool, and not behind bulkheads', async ({
  page,
}) => {
  for (const [preset, rejected] of [
    ['one-shared-pool', /^[1-9]\d{2}$/],
    ['same-with-bulkheads', /^0$/],
  ] as const) {
    const { link } = simReport(`bulkhead/${preset}`);
    await openStill(page, `./${link}&at=16000`);
    await expect(await rejectedAt(page, 'cache')).toHaveText(rejected);
  }
});

test('the reference’s flood lets exactly ten of twenty in, and the hanging call keeps its slot as written', async ({
  page,
}) => {
  const { link } = simReport('bulkhead/reference-four-phases');
  await openStill(page, `./${link}&at=20000`);
  await expect(await cell(page, 'database', /^completed$/i)).toHaveText('15');
  await expect(await rejectedAt(page, 'database')).toHaveText('10');
  await expect(await cell(page, 'database', /^rejection$/i)).toHaveText('40 %');
  await expect(await cell(page, 'external API', /^active$/i)).toHaveText('1 of 3');
  await expect(sentence(page)).toContainText('the call goes on for nobody and keeps its slot');
});
