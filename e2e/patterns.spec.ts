// What holds on every page, in both themes: nothing that axe finds, no scrolling on a desktop, all of it on a phone.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { patternIds, stillAddressOf } from './pages.ts';
import { openStill } from './story.ts';

// Without transitions no colour is caught on its way from one theme to the other.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Every rule in the light theme; in the dark one those that its colours could break. */
async function expectNothingFromAxe(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect.soft(found, colorScheme).toEqual([]);
  }
}

/** How far the page is larger than the window, in CSS pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => ({
    x: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    y: Math.max(0, document.documentElement.scrollHeight - innerHeight),
  }));

test('axe finds nothing on home, in either theme', async ({ page }) => {
  await page.goto(stillAddressOf('home'));
  await expect(page.locator('.statechart').first()).toBeVisible();
  await expectNothingFromAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await overflow(page)).x).toBe(0);
});

for (const name of patternIds()) {
  test(`${name} is for everyone, in either theme and any size`, async ({ page }) => {
    await openStill(page, stillAddressOf(name));
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await expectNothingFromAxe(page);

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
