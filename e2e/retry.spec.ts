// A trainer lets a herd of clients stampede, drags the jitter in, and passes the run on.
import { expect, test } from '@playwright/test';
import { lookAt, openStill, passOn, sentence } from './story.ts';

test('a trainer shows retries that help, drives them into a storm, and passes the run on', async ({
  page,
}) => {
  await openStill(page, '#/retry?at=4000');
  await page.getByRole('slider', { name: 'Failure rate' }).press('End');
  await expect(page.getByRole('list', { name: 'Interventions' }).getByRole('button')).toHaveCount(2);
  await lookAt(page, 9000);
  await expect(sentence(page)).toContainText('The server is back; what comes now are new calls');
  await expect(page.getByRole('table').getByText('every attempt failed').first()).toBeVisible();
  expect(await passOn(page)).toMatch(/~400\d:failureRate=1/);
});

test('the home page invites to a stampede, and the herd comes when the outage is over', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Stampede a recovering server' }).click();
  await expect(page.locator('[data-status]')).toBeVisible();
  await page.keyboard.press('e');
  await expect(sentence(page)).toContainText('At 32.5 s: A herd arrives: 520 attempts');
  await expect(page.getByRole('figure', { name: 'A call and its retries: statechart' })).toBeVisible();
  await expect(page.getByRole('figure', { name: /Retry delays/ })).toBeVisible();
});

test('the client’s calls and the herd are told in words too', async ({ page }) => {
  await page.goto('#/retry?seed=7&for=20000&outageMs=3000&do=3000:outage=errors&at=5200');
  const calls = page.getByRole('figure', { name: /Client 1’s calls/ }).getByRole('listitem');
  await expect(calls.last()).toContainText(
    /^Call #\d+: attempt 1 failed; wait of .* drawn from 0 ms to 100 ms/,
  );
  await expect(page.getByRole('figure', { name: /Arrivals per 10 ms/ })).toContainText('server down');
});
