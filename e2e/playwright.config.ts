// End-to-end tests of the built playground (`dist/`), served as a plain static site, in a real browser.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, devices, firefox } from '@playwright/test';
import { browserLaunchOptions } from './browser.ts';

const port = 4719;
const inCi = Boolean(process.env.CI);

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  fullyParallel: true,
  forbidOnly: inCi,
  retries: 0,
  // Generous, because speed is measured by the benchmark and not by the tests.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  reporter: 'list',
  use: { baseURL: `http://127.0.0.1:${port}/`, screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', use: { ...devices['Desktop Chrome'], launchOptions: browserLaunchOptions() } },
    ...(existsSync(firefox.executablePath()) ? [{ name: 'firefox', use: devices['Desktop Firefox'] }] : []),
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    port,
    reuseExistingServer: !inCi,
  },
});
