// A person breaks something, copies the link, and somebody else sees the same run.
import { expect, test } from '@playwright/test';
import { fingerprint, open, openStill, passOn, sentence } from './story.ts';

test('a dragged slider becomes part of the link, and the link gives the same run elsewhere', async ({
  page,
}) => {
  await openStill(page, '#/circuit-breaker?openDurationMs=3000&seed=42&for=20000&at=1500');
  await page.getByRole('slider', { name: 'Failure rate' }).press('End');
  await expect(page.getByRole('list', { name: 'Interventions' }).getByRole('button')).toHaveCount(1);
  await page.keyboard.press('e');
  await expect(sentence(page)).toContainText('opened');
  expect(await passOn(page)).toMatch(/do=150\d:failureRate=1/);
});

test('a link with an instant opens paused at that instant', async ({ page }) => {
  await open(page, '#/circuit-breaker?seed=7&do=2000:outage=errors&at=12400');
  await expect(page.locator('[data-status="paused"]')).toBeVisible();
  await expect(page.getByRole('timer')).toContainText('12.4 s');
});

test('the scenario file of one person opens at another', async ({ page }) => {
  await open(page, '#/circuit-breaker?seed=9&failureRate=0.4&for=10000&at=1');
  const mine = await fingerprint(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save scenario file' }).click(),
  ]);
  await open(page, '#/circuit-breaker?seed=1&at=1');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(await file.path());
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await fingerprint(page)).toBe(mine);
});

test('a file that is no scenario is refused with a sentence and nothing is lost', async ({ page }) => {
  await open(page, '#/circuit-breaker?seed=9&for=10000&at=1');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'notes.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"hello":'),
  });
  await expect(page.getByRole('alert')).toContainText(/\w+ .*\./);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/seed=9/);
});
