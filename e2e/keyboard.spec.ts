// The whole story by keyboard alone: open, break, watch, step, rewind, share.
import { expect, test, type Locator } from '@playwright/test';
import { sentence } from './story.ts';

/** Presses Tab until that element has the focus. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 120; presses += 1) {
    await target.page().keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reached ${String(target)}.`);
}

test('a person plays the whole story by keyboard alone', async ({ page }) => {
  await page.goto('./');
  await tabTo(page.getByRole('link', { name: 'Trip a breaker' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-status="playing"]')).toBeVisible();

  await page.keyboard.press('Space');
  await expect(page.locator('[data-status="paused"]')).toBeVisible();

  const clock = page.getByRole('timer');
  await page.keyboard.press('r');
  await expect(page.locator('[data-status="playing"]')).toBeVisible();
  await page.keyboard.press('Space');
  const before = await clock.innerText();
  for (let steps = 0; steps < 12; steps += 1) await page.keyboard.press('ArrowRight');
  await expect(clock).not.toHaveText(before);

  await tabTo(page.getByRole('slider', { name: 'Failure rate' }));
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
