// A person looks for a bad schedule: it is found as on the command line, opens at its moment, and a search can be cancelled.
import { expect, test, type Page } from '@playwright/test';
import { axeFindings, nothing, overflow } from './fit.ts';
import { openStill, sentence, sim } from './story.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const START = '#/circuit-breaker?seed=7&at=1';
const EVENT = 'breaker.opened';

async function lookFor(page: Page, event: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Details' }).getByText('Find').click();
  await page.getByRole('combobox', { name: 'Find a run in which' }).selectOption(event);
}

test('a bad schedule is found, told, and opened at its moment', async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.setViewportSize({ width: 1280, height: 720 });
  await openStill(page, START);
  await lookFor(page, EVENT);
  const button = page.getByRole('button', { name: 'Search', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: 'Open this run' });
  await expect(link).toBeVisible();
  await expect(button).toBeFocused();

  const { found } = JSON.parse(sim('--find', EVENT, START, '--json')) as {
    readonly found: { readonly link: string; readonly changes: readonly object[] };
  };
  await expect(link).toHaveAttribute('href', found.link);
  const told = page.getByRole('list', { name: 'The run that was found' }).getByRole('listitem');
  await expect(told).toHaveCount(found.changes.length + 1);
  await expect(page.getByRole('status').filter({ hasText: /^Found with seed/ })).toBeAttached();

  expect(await overflow(page)).toEqual({ x: 0, y: 0 });
  expect(await axeFindings(page, '.pf-workbench')).toEqual(nothing);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await overflow(page)).x).toBe(0);
  await page.setViewportSize({ width: 1280, height: 720 });

  await link.click();
  await expect(page.locator('[data-status="paused"]')).toBeVisible();
  await expect(sentence(page)).toContainText('The breaker opened');
  await expect(sentence(page)).toContainText((await told.last().locator('span').textContent()) ?? '?');
  await expect(link).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a search can be cancelled and begun again', async ({ page }) => {
  await openStill(page, '#/retry?seed=7&at=1');
  await lookFor(page, 'budget.spent');
  await page.getByRole('combobox', { name: 'Seeds to try' }).selectOption('5000');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const progress = page.getByTestId('search-progress');
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: /^Cancelled after \d+ of 5.000 seeds/ })).toBeVisible();
  await expect(progress).toBeHidden();

  await page.getByRole('combobox', { name: 'Find a run in which' }).selectOption('call.retried');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Found with seed 1: it happens without/ })).toBeVisible();
});
