// Every preset has the same fingerprint in this browser as in Node.
import { expect, test } from '@playwright/test';
import { patternIds } from './pages.ts';
import { fingerprint, openStill, sim } from './story.ts';

interface PresetRun {
  readonly preset: string;
  readonly link: string;
  readonly hash: string;
}

for (const pattern of patternIds()) {
  test(`every preset of ${pattern} runs alike in the browser and in Node`, async ({ page }) => {
    const runs = JSON.parse(sim('--hashes', pattern, '--json')) as readonly PresetRun[];
    expect(runs.length).toBeGreaterThan(0);
    for (const { preset, link, hash } of runs) {
      await openStill(page, `./${link}&at=1`);
      expect.soft(await fingerprint(page, link), preset).toBe(hash);
    }
  });
}
