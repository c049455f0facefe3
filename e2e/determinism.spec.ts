// Every preset has the same fingerprint in this browser as in Node, stepped, seeked or run to the end.
import { expect, test } from '@playwright/test';
import { patternIds } from './pages.ts';
import { fingerprint, open, sim, simReport } from './story.ts';

for (const pattern of patternIds()) {
  test(`every preset of ${pattern} runs alike in the browser and in Node`, async ({ page }) => {
    test.setTimeout(120_000);
    const presets = JSON.parse(sim('--list', pattern, '--json')) as readonly string[];
    expect(presets.length).toBeGreaterThan(0);
    for (const preset of presets) {
      const { link, hash } = simReport(`${pattern}/${preset}`);
      await page.goto('about:blank');
      await open(page, `./${link}&at=1`);
      expect.soft(await fingerprint(page), preset).toBe(hash);
    }
  });
}
