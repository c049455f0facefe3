// A trainer breaks the service that every page needs, sees which client still has a page to show and why, and sends the link.
import { expect, test } from '@playwright/test';
import { fingerprint, open, sentence, sharedLink, simReport } from './story.ts';

const CALM =
  'userDataChaos=error&userDataRate=0&transactionsChaos=off&recommendationsChaos=off&paymentChaos=off' +
  '&cacheTtlMs=2000&users=3&arrivals=sequential&seed=5&for=15000';

test('the resilient page shows old data where the naive one shows an error, and the link shows the same elsewhere', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000);
  await open(page, `#/resilient-client?${CALM}&at=4000`);
  await page.getByRole('slider', { name: 'User data rate' }).press('End');
  await page.getByRole('button', { name: 'Play' }).click();

  const resilient = page.getByRole('region', { name: /^Resilient client/ });
  const naive = page.getByRole('region', { name: /^Naive client/ });
  await expect(naive).toContainText('Something went wrong', { timeout: 30_000 });
  await expect(resilient.locator('[data-service="userData"]')).toContainText(/stale.* old/, {
    timeout: 20_000,
  });
  await expect(resilient.locator('[data-label="missing"]')).toHaveCount(0);
  await expect(sentence(page)).toContainText(
    /came up in part: its user card is .* old|breaker for user data/,
    {
      timeout: 20_000,
    },
  );
  await expect(page.getByRole('region', { name: 'Calls', exact: true })).toContainText('shown in part');

  const link = await sharedLink(page);
  expect(link).toMatch(/do=\d+:userDataRate=1/);
  const mine = await fingerprint(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  await open(other, link);
  expect(await fingerprint(other)).toBe(mine);
  const report = simReport(link.slice(link.indexOf('#')));
  expect(report.hash).toBe(mine);
  expect(report.metrics['failed']).toBe(0);
  expect(report.metrics['naiveFailed']).toBeGreaterThan(3);
  await context.close();
});

test('the failure log tells every injection and can be narrowed by mode and service', async ({ page }) => {
  await open(page, '#/resilient-client?userDataChaos=error&seed=4&for=30000&at=20000');
  await page.getByText(/^Failure log/).click();
  const log = page.getByRole('region', { name: 'Failure log' });
  const rows = log.getByRole('row');
  await expect(rows.nth(10)).toBeVisible();
  const button = page.getByRole('button', { name: /^partial \d/ });
  const counted = Number((await button.innerText()).replace(/\D/g, ''));
  await button.click();
  await expect(rows).toHaveCount(counted + 1);
  await expect(log.getByRole('cell', { name: 'partial', exact: true })).toHaveCount(counted);
  await page.getByRole('combobox', { name: 'Service' }).selectOption('payment');
  await expect(log).toContainText('Nothing has been injected of this kind.');
});

test('a preset brings an experiment that is ready to run, and it deviates without stale data', async ({
  page,
}) => {
  await open(page, '#/resilient-client?at=0');
  const preset = page.getByRole('combobox', { name: 'Preset' });
  const panel = page.getByRole('region', { name: 'Experiment' });
  await expect(panel).toHaveCount(0);
  await preset.selectOption('An experiment, ready to run');
  await expect(panel).toBeVisible();
  await page.getByRole('button', { name: 'Run to the end' }).last().click();
  const verdict = page.getByTestId('verdict');
  await expect(verdict).toHaveText('Completed: the hypothesis held before and after the method.');

  await page.getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('switch', { name: 'Stale if error' }).click();
  await page.getByRole('button', { name: 'Run to the end' }).last().click();
  await expect(verdict).toHaveText(/^Deviated: .* fell to 0 % .*; by the end it was met again\.$/);
  await preset.selectOption('Chaos switched off');
  await expect(panel).toHaveCount(0);
});
