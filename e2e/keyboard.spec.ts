// The whole story by keyboard alone: open, break, watch, step, rewind, share.
import { expect, test, type Page } from '@playwright/test';
import { sentence } from './story.ts';

/** Presses Tab until an element with that name has the focus. */
async function tabTo(page: Page, name: RegExp, role = ''): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = element?.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const named = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      const words = element?.getAttribute('aria-label') || named || (element?.textContent ?? '');
      return { words, role: element?.getAttribute('role') ?? '' };
    });
    if (name.test(focused.words) && focused.role.includes(role)) return;
  }
  throw new Error(`Tab never reached ${String(name)}.`);
}

test('a person plays the whole story by keyboard alone', async ({ page }) => {
  await page.goto('./');
  await tabTo(page, /^Trip a breaker$/);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-status="playing"]')).toBeVisible();

  await page.keyboard.press('Space');
  await expect(page.locator('[data-status="paused"]')).toBeVisible();

  const clock = page.getByRole('timer');
  await page.keyboard.press('r');
  await expect(page.locator('[data-status="playing"]')).toBeVisible();
  await page.keyboard.press('Space');
  const before = await clock.innerText();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(clock).not.toHaveText(before);

  await tabTo(page, /^Failure rate/, 'slider');
  await page.keyboard.press('End');
  await expect(
    page.getByRole('list', { name: 'Interventions' }).getByRole('button', { name: /Failure rate/ }),
  ).toBeVisible();
  await page.locator('body').press('e');
  await expect(page.locator('[data-status="ended"]')).toBeVisible();
  await expect(sentence(page)).not.toBeEmpty();

  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'Share this run' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
