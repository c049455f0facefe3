// What every page keeps whatever is on it: nothing that axe finds in either theme, and no scrolling.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** By colour scheme, what axe finds in the page, or in the part of it that the selector names: every rule in the light, those that colours could break in the dark. */
export async function axeFindings(
  page: Page,
  selector?: string,
): Promise<Record<'light' | 'dark', readonly string[]>> {
  // Without transitions no colour is caught on its way from one theme to the other.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found = { light: [] as readonly string[], dark: [] as readonly string[] };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const axe = new AxeBuilder({ page });
    if (selector) axe.include(selector);
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    found[colorScheme] = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  }
  return found;
}

/** What axe should find. */
export const nothing = { light: [], dark: [] };

/** How far the page is larger than the window, in CSS pixels. */
export function overflow(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate(() => ({
    x: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    y: Math.max(0, document.documentElement.scrollHeight - innerHeight),
  }));
}
