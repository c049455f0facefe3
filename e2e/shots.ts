// `npm run shots`: pictures of every page, in every size and both themes, into `shots/`. Arguments narrow the pages by name.
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { browserLaunchOptions } from './browser.ts';
import { addressOf, patternIds } from './pages.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];
const themes = ['light', 'dark'] as const;
/** How far a run has come in its picture, in virtual ms. */
const shownAtMs = 3_500;

/** Waits until there is something to see: a drawn statechart at home, some seconds of a run elsewhere. */
async function settle(page: Page, name: string): Promise<void> {
  if (name === 'home') await page.locator('.statechart').first().waitFor();
  else {
    await page.waitForFunction(
      (atMs) => Number(document.querySelector('.timeline-playhead')?.ariaValueNow) >= atMs,
      shownAtMs,
    );
  }
}

/** 0 when every picture was taken and no page reported an error. */
export async function main(argv: readonly string[]): Promise<number> {
  const pages = ['home', ...patternIds()].filter((name) => argv.length === 0 || argv.includes(name));
  mkdirSync('shots', { recursive: true });
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch(browserLaunchOptions());
  const errors: string[] = [];
  try {
    for (const viewport of sizes) {
      for (const colorScheme of themes) {
        const context = await browser.newContext({
          viewport,
          colorScheme,
          hasTouch: viewport.width < 500,
          baseURL: server.resolvedUrls?.local[0] ?? '',
        });
        await Promise.all(
          pages.map(async (name) => {
            const page = await context.newPage();
            page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`));
            await page.goto(addressOf(name));
            await settle(page, name);
            await page.screenshot({
              path: `shots/${name}-${viewport.width}x${viewport.height}-${colorScheme}.png`,
            });
          }),
        );
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  process.stdout.write(`${pages.length * sizes.length * themes.length} pictures in shots/\n`);
  for (const error of errors) process.stderr.write(`${error}\n`);
  return errors.length === 0 ? 0 : 1;
}
