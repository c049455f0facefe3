// What holds on every page, in both themes: nothing that axe finds, no scrolling on a desktop, all of it on a phone.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { addressOf, patternIds } from './pages.ts';

const pages = ['home', ...patternIds()];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    for (const name of pages) {
      test(`axe finds nothing on ${name}`, async ({ page }) => {
        await page.goto(addressOf(name));
        if (name !== 'home') await expect(page.locator('.recharts-surface').first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([]);
      });
    }
  });
}

for (const name of patternIds()) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
  ]) {
    test(`${name} needs no scrolling at ${viewport.width}×${viewport.height}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.goto(addressOf(name));
      await expect(page.getByRole('region', { name: 'Stage' })).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('region', { name: 'Timeline' })).toBeInViewport({ ratio: 1 });
      const overflow = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }

  test(`${name} works on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(addressOf(name));
    await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Controls' }).click();
    await expect(page.getByRole('dialog', { name: 'Controls' }).getByRole('slider').first()).toBeVisible();
  });
}
