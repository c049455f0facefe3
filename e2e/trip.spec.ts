// A newcomer opens the page and, without touching anything but one button, sees a breaker trip, fail fast and recover.
import { expect, test } from '@playwright/test';
import { sentence } from './story.ts';

test('a person sees a breaker trip, fail fast and recover', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Trip a breaker' }).click();
  await expect(sentence(page)).toContainText('The breaker opened: 5 failures in a row', { timeout: 15_000 });
  await expect(
    page
      .getByRole('table')
      .getByText(/breaker open, .* left/)
      .first(),
  ).toBeVisible();
  await expect(sentence(page)).toContainText('half-open', { timeout: 15_000 });
  await expect(sentence(page)).toContainText('The breaker closed: 2 successful probes', { timeout: 15_000 });
});

test('the statechart, the charts and the causes show the same run', async ({ page }) => {
  await page.goto('#/circuit-breaker?openDurationMs=2000&seed=7&for=30000&do=2000:outage=errors&at=3000');
  const closed = page.getByRole('figure', { name: 'Circuit breaker: statechart' });
  await expect(closed.locator('[data-state="open"]')).toHaveAttribute('data-active', /.*/);
  await expect(page.getByRole('button', { name: /rejected/ }).first()).toBeVisible();
  await expect(page.getByRole('figure', { name: /Outcomes per second/ })).toBeVisible();
});
