// A trainer makes one service sick, the class sees its feature go off while the core goes on, and takes the run home as a link.
import { expect, test } from '@playwright/test';
import { openStill, passOn, sentence } from './story.ts';

test('a service made sick by one slider loses its feature, not the shop, and the link gives the same run elsewhere', async ({
  page,
}) => {
  await openStill(page, '#/graceful-degradation?sickDependency=reviewStore&seed=5&for=6000&at=2000');
  await page.getByRole('slider', { name: 'Error rate' }).press('End');
  await expect(page.getByRole('list', { name: 'Interventions' }).getByRole('button')).toHaveCount(1);
  await page.getByRole('slider', { name: 'Time' }).press('End');
  await expect(sentence(page)).toContainText(
    /Reviews are disabled for 4 s: only \d+ of \d+ answers were good\. The core keeps the workers\./,
  );

  const features = page.getByRole('table', { name: 'Features of the shop page' });
  await expect(features.getByRole('row', { name: 'Reviews' })).toContainText(/sick.*disabled|disabled.*sick/);
  await expect(features.getByRole('row', { name: 'Browse (core)' })).toContainText('healthy');
  await expect(page.getByText('The core is there for 100 % of visits')).toBeAttached();
  await expect(page.getByText('optional parts were left out on purpose').first()).toBeVisible();
  expect(await passOn(page)).toMatch(/do=200\d:errorRate=1/);
});

test('the first preset shows the shop beside its twin: the one keeps its core, the other loses it', async ({
  page,
}) => {
  await openStill(
    page,
    '#/graceful-degradation?seed=4&for=40000&do=3000:outage=hangs~16000:outage=none&at=8000',
  );
  await expect(page.locator('[data-part="recommendations"]')).toHaveAttribute('data-state', 'disabled');
  await expect(page.locator('[data-part="checkout"]')).toHaveAttribute('data-state', 'healthy');
  await expect(
    page.getByText(/The core is there for 100 % of visits, without degradation for \d\d %/),
  ).toBeAttached();
});

test('a feature that an operator kills leaves the page at once', async ({ page }) => {
  await openStill(page, '#/graceful-degradation?seed=2&for=4500&at=4000');
  await page.getByRole('combobox', { name: 'Kill switch' }).selectOption('ads');
  await page.getByRole('slider', { name: 'Time' }).press('End');
  await expect(page.locator('[data-part="ads"]')).toHaveAttribute('data-state', 'killed');
  await expect(sentence(page)).toContainText('An operator has taken ads off the page');
});
