// What holds on every page, in both themes: nothing that axe finds, no scrolling on a desktop, all of it on a phone.
import { expect, test } from '@playwright/test';
import { axeFindings, nothing, overflow } from './fit.ts';
import { patternIds, stillAddressOf } from './pages.ts';
import { openStill } from './story.ts';

test('axe finds nothing on home, in either theme', async ({ page }) => {
  await page.goto(stillAddressOf('home'));
  await expect(page.locator('.statechart').first()).toBeVisible();
  expect.soft(await axeFindings(page)).toEqual(nothing);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await overflow(page)).x).toBe(0);
});

for (const name of patternIds()) {
  test(`${name} is for everyone, in either theme and any size`, async ({ page }) => {
    await openStill(page, stillAddressOf(name));
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    expect.soft(await axeFindings(page)).toEqual(nothing);

    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 1280, height: 720 },
    ]) {
      await page.setViewportSize(viewport);
      await expect(page.getByRole('region', { name: 'Stage' })).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('region', { name: 'Timeline' })).toBeInViewport({ ratio: 1 });
      await expect.poll(() => overflow(page)).toEqual({ x: 0, y: 0 });
    }

    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
    await expect.poll(async () => (await overflow(page)).x).toBe(0);
    await page.getByRole('button', { name: 'Controls' }).click();
    await expect(page.getByRole('dialog', { name: 'Controls' }).getByRole('slider').first()).toBeVisible();
  });
}
