// A trainer shows a client that learns beside those that do not, lets the server go, and passes the run on.
import { expect, test } from '@playwright/test';
import { lookAt, open, openStill, passOn, sentence } from './story.ts';

test('a trainer makes errors permanent, sees the learner give up on them, and passes the run on', async ({
  page,
}) => {
  await openStill(page, '#/adaptive-retry?seed=3&for=20000&at=3000');
  await page.getByRole('slider', { name: 'Permanent errors' }).press('End');
  await expect(page.getByRole('list', { name: 'Interventions' }).getByRole('button')).toHaveCount(1);
  await lookAt(page, 12_000);
  const beliefs = page.getByRole('table', { name: /What adaptive believes/ });
  await expect(beliefs.getByRole('row', { name: /^permanent/ })).toContainText('give up');
  await expect(beliefs.getByRole('row', { name: /^overload/ })).toContainText('learns');
  await expect(
    page.getByText(/Call #\d+ met an internal error and is not retried: even at best/),
  ).toBeVisible();
  expect(await passOn(page)).toMatch(/do=300\d:permanentShare=1/);
});

test('the home page invites to a metastable outage, which the adaptive client outlives and fixed retries do not', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Outlive a metastable outage' }).click();
  await expect(page.locator('[data-status]')).toBeVisible();
  await page.keyboard.press('e');
  const contenders = page.getByRole('figure', { name: /Same calls, own servers/ }).getByRole('listitem');
  await expect(contenders).toHaveCount(6);
  await expect(contenders.filter({ hasText: 'adaptive' })).toContainText('90 %');
  await expect(contenders.filter({ hasText: 'fixed' })).toContainText(/1\d(\.\d)? %/);
  await expect(page.getByRole('figure', { name: /Strategy per error class/ })).toBeVisible();
});

test('every decision is told in a sentence', async ({ page }) => {
  await open(page, '#/adaptive-retry?preset=learns-recovery&at=18500');
  await expect(sentence(page)).toContainText('The learner saw an outage of');
  await expect(page.getByText(/Call #\d+ met a passing error: it waits/)).toBeVisible();
});
