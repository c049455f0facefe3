// `npm run shots`: pictures of every page, in every size and both themes, into `shots/`. Arguments narrow the pages by name.
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { browserLaunchOptions } from './browser.ts';
import { patternIds, stillAddressOf } from './pages.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];
const themes = ['light', 'dark'] as const;
/** What is there once the page has something to show; on a phone charts wait until they are scrolled to. */
function drawn(name: string, widthPx: number): string {
  if (name === 'home') return '.statechart';
  return widthPx < 500 ? '[data-status="paused"]' : '.recharts-surface';
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
        for (const name of pages) {
          const page = await context.newPage();
          page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`));
          await page.goto(stillAddressOf(name));
          await page.locator(drawn(name, viewport.width)).first().waitFor();
          await page.waitForLoadState('networkidle');
          await page.screenshot({
            path: `shots/${name}-${viewport.width}x${viewport.height}-${colorScheme}.png`,
          });
          await page.close();
        }
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
