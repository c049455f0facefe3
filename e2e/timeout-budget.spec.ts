// A trainer runs operations out of time, reads why they fail, and passes the run on.
import { expect, test } from '@playwright/test';
import { lookAt, openStill, passOn, sentence } from './story.ts';

test('a trainer takes an operation’s time away, reads what became of it, and passes the run on', async ({
  page,
}) => {
  await openStill(page, '#/timeout-budget?at=3000');
  await page.getByRole('slider', { name: 'Budget' }).press('Home');
  await expect(page.getByRole('list', { name: 'Interventions' }).getByRole('button')).toHaveCount(3);
  await lookAt(page, 6000);
  await expect(sentence(page)).toContainText(
    'took 200 ms of a budget of 100 ms: as written, the pause before the next query is not budgeted',
  );
  await expect(page.getByText('budget exhausted, overdrawn by 100 ms').first()).toBeVisible();
  expect(await passOn(page)).toMatch(/:budgetMs=100/);
});

test('the home page invites to a retry that cannot succeed', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Run out of time' }).click();
  await expect(sentence(page)).toContainText(
    /failed after 1 s: its second query got 2\d\d ms, and no query takes less than 300 ms/,
    { timeout: 20_000 },
  );
  await expect(page.getByRole('figure', { name: 'Operation: statechart' })).toBeVisible();
  await expect(page.getByRole('figure', { name: /Remaining budget at each step/ })).toBeVisible();
});

test('the waterfall is told in words too: what was left and what was used', async ({ page }) => {
  await page.goto(
    '#/timeout-budget?coordination=asWritten&budgetMs=500&hitRatio=0&databaseMs=600&clients=1&arrivals=sequential&operationsPerSecond=2&seed=7&for=20000&at=1300',
  );
  const waterfall = page.getByRole('table', { name: /Operation #\d+, budget 500 ms/ });
  await expect(waterfall.getByRole('row', { name: /^database 1/ })).toContainText(/4\d\d ms/);
  await expect(
    page.getByRole('list', { name: 'Operations before' }).getByRole('listitem').first(),
  ).toContainText('#0: budget exhausted, after 600 ms');
});
