// Links are untrusted, and they can prepare a page for a class.
import { expect, test } from '@playwright/test';
import { open } from './story.ts';

test('a link with nonsense opens with what is valid and says what it ignored', async ({ page }) => {
  await open(
    page,
    '#/circuit-breaker?failureRate=7&colour=blue&failureThreshold=3&seed=7&do=1000:outage=maybe~500',
  );
  const notes = page.getByRole('status').filter({ hasText: 'Not everything' });
  await expect(notes).toContainText('failureRate=7 was ignored');
  await expect(notes).toContainText('colour');
  await expect(page.getByRole('textbox', { name: 'Failure threshold' })).toHaveValue(/^3/);
  await page.getByRole('button', { name: 'Close these notes' }).click();
  await expect(notes).toBeHidden();
});

test('an unknown pattern leads home with a sentence', async ({ page }) => {
  await page.goto('#/no-such-pattern?seed=1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('See partial failure happen');
  await expect(page.getByText('circuit-breaker', { exact: false }).first()).toBeVisible();
});

test('groups can be hidden and locked, and the frame dropped', async ({ page }) => {
  await open(page, '#/circuit-breaker?seed=7&hide=inject,load&lock=tune&embed=1');
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Failure rate' })).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Failure threshold' })).not.toBeEditable();
});

test('the address follows what the person changes', async ({ page }) => {
  await open(page, '#/circuit-breaker?seed=7&at=0');
  await page.getByRole('textbox', { name: 'Failure threshold' }).fill('3');
  await page.getByRole('textbox', { name: 'Failure threshold' }).press('Enter');
  await expect(page).toHaveURL(/failureThreshold=3/);
});

test('a link that is opened while the address still follows the last change is the one that opens', async ({
  page,
}) => {
  await open(page, '#/retry?seed=7');
  await page.evaluate(() => {
    const { href } = location;
    location.hash = '#/retry?maxAttempts=7&seed=8&at=2000';
    history.replaceState(null, '', href);
  });
  await expect(page.locator('[data-status="paused"]')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'seed' })).toHaveValue('8');
  await expect.poll(() => new URL(page.url()).hash).toBe('#/retry?maxAttempts=7&seed=8');
});
